#include "sim/treaty/nth_event_xl.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/cat_layers.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

static_assert(TreatyKind<NthEventXl>);

NthEventXl nth(std::uint32_t event, EventOrder by, double limit, double attachment) {
    NthEventXl treaty;
    treaty.event = event;
    treaty.by = by;
    treaty.limit = limit;
    treaty.attachment = attachment;
    return treaty;
}

/// Years of Poisson many Pareto losses, as O-EP-03 has them.
LossBlock years_of_ep03(std::uint32_t years) {
    auto const& in = answer("O-EP-03").at("inputs");
    const double rate = in.at("rate");
    const double smallest = in.at("severity").at("xm");
    const double alpha = in.at("severity").at("alpha");
    std::mt19937_64 random(20261122);
    auto uniform = [&] { return (static_cast<double>(random() >> 11) + 0.5) * 0x1p-53; };
    BlockBuilder builder;
    for (std::uint32_t y = 0; y < years; ++y) {
        builder.year();
        for (double time = -std::log(uniform()) / rate; time < 1; time -= std::log(uniform()) / rate) {
            builder.event(smallest * std::pow(uniform(), -1 / alpha), time);
        }
    }
    return builder.build();
}

struct Mean {
    double value, standard_error;
};
Mean mean_of(Numbers const& years) {
    double sum = 0;
    double squares = 0;
    for (const double year : years) {
        sum += year;
        squares += year * year;
    }
    const auto n = static_cast<double>(years.size());
    return {sum / n, std::sqrt((squares / n - sum / n * sum / n) / n)};
}

TEST(NthEventXl, RecoversOfTheLargestAndTheSecondLargestWhatOrderStatisticsSayInEp03) {
    auto const& known = answer("O-EP-03");
    const double limit = known.at("inputs").at("cover").at("limit");
    const double attachment = known.at("inputs").at("cover").at("retention");
    constexpr std::uint32_t years = 200'000;
    const LossBlock block = years_of_ep03(years);
    auto expect_mean = [&](std::string const& name, Numbers const& cells) {
        const double allowed = 4 * known.at("mc_sd").at(name).get<double>() / std::sqrt(years);
        EXPECT_NEAR(mean_of(cells).value, known.at("expected").at(name).get<double>(), allowed) << name;
    };
    expect_mean("expected_largest_only",
                cede_treaty(nth(1, EventOrder::size, limit, attachment), block, Wanted::totals).cell);
    expect_mean("expected_second_largest_only",
                cede_treaty(nth(2, EventOrder::size, limit, attachment), block, Wanted::totals).cell);
    const Mean all = mean_of(cede_treaty(unlimited_layer(limit, attachment), block, Wanted::totals).cell);
    EXPECT_NEAR(all.value, known.at("expected").at("expected_all_events").get<double>(), 4 * all.standard_error);
}

// The n-th event in order of time is there with P(N >= n), and its size does not depend on n. Events that reach a
// threshold T are Poisson with rate lambda S(T).
TEST(NthEventXl, RecoversOfTheSecondEventByTimeWhatThePoissonProcessSays) {
    auto const& in = answer("O-EP-03").at("inputs");
    const double rate = in.at("rate");
    const double limit = in.at("cover").at("limit");
    const double attachment = in.at("cover").at("retention");
    const double mean_loss = answer("O-EP-03").at("expected").at("expected_all_events").get<double>() / rate;
    const LossBlock block = years_of_ep03(200'000);
    NthEventXl treaty = nth(2, EventOrder::time, limit, attachment);
    Mean mean = mean_of(cede_treaty(treaty, block, Wanted::totals).cell);
    EXPECT_NEAR(mean.value, (1 - std::exp(-rate) * (1 + rate)) * mean_loss, 4 * mean.standard_error);

    treaty.qualifying_threshold = 8;  // below the attachment, so the layer loss per event stays and there are fewer
    const double survival =
        std::pow(8 / in.at("severity").at("xm").get<double>(), -in.at("severity").at("alpha").get<double>());
    const double thinned = rate * survival;
    mean = mean_of(cede_treaty(treaty, block, Wanted::totals).cell);
    EXPECT_NEAR(mean.value, (1 - std::exp(-thinned) * (1 + thinned)) * mean_loss / survival, 4 * mean.standard_error);
}

TEST(NthEventXl, PaysForOneEventOfTheYear) {
    const LossBlock block = one_year({12, 40, 0, 25, 40});
    auto rows = [&](std::uint32_t event, EventOrder by) {
        return cede_treaty(nth(event, by, 20, 10), block, Wanted::rows).row;
    };
    EXPECT_EQ(rows(1, EventOrder::time), (Numbers{2, 0, 0, 0, 0}));
    EXPECT_EQ(rows(3, EventOrder::time), (Numbers{0, 0, 0, 15, 0}));
    EXPECT_EQ(rows(5, EventOrder::time), Numbers(5, 0));
    EXPECT_EQ(rows(1, EventOrder::size), (Numbers{0, 20, 0, 0, 0}));
    EXPECT_EQ(rows(2, EventOrder::size), (Numbers{0, 0, 0, 0, 20}));
    EXPECT_EQ(rows(3, EventOrder::size), (Numbers{0, 0, 0, 15, 0}));
    EXPECT_EQ(rows(5, EventOrder::size), Numbers(5, 0));
}

TEST(NthEventXl, CountsOnlyEventsThatReachTheThreshold) {
    NthEventXl treaty = nth(2, EventOrder::time, 20, 10);
    treaty.qualifying_threshold = 25;
    EXPECT_EQ(cede_treaty(treaty, one_year({24, 40, 25, 60}), Wanted::rows).row, (Numbers{0, 0, 15, 0}));
    treaty.by = EventOrder::size;
    treaty.event = 4;
    EXPECT_EQ(cede_treaty(treaty, one_year({24, 40, 25, 60}), Wanted::rows).row, Numbers(4, 0));
}

TEST(NthEventXl, AgreesWithSortedYears) {
    std::mt19937_64 random(7);
    for (int k = 0; k < 200; ++k) {
        Numbers losses(random() % 10);
        for (double& loss : losses) loss = static_cast<double>(random() % 12);  // with ties and zeros
        const auto n = static_cast<std::uint32_t>(1 + random() % 4);
        Numbers sorted = losses;
        std::sort(sorted.begin(), sorted.end(), std::greater<>{});
        const double loss = n <= sorted.size() ? sorted[n - 1] : 0;
        const double expected = std::clamp(loss - 3, 0.0, 5.0);
        const Ceded ceded = cede_treaty(nth(n, EventOrder::size, 5, 3), one_year(losses), Wanted::rows);
        ASSERT_EQ(ceded.cell, Numbers{expected});
        ASSERT_EQ(ceded.claims, Numbers{expected > 0 ? 1.0 : 0.0});
        ASSERT_EQ(ceded.exhausted, Numbers{expected == 5 ? 1.0 : 0.0});
        double sum = 0;
        for (const double row : ceded.row) sum += row;
        ASSERT_EQ(sum, expected);
        ASSERT_EQ(cede_treaty(nth(n, EventOrder::size, 5, 3), one_year(losses), Wanted::totals).cell, ceded.cell);
    }
}

TEST(NthEventXl, NeverSeesYearlySumsAndSpreadsOverRows) {
    BlockBuilder builder;
    builder.year().yearly_sum({{0, 500}}).event({{0, 30}, {1, 10}}).year();
    const Ceded ceded = cede_treaty(nth(1, EventOrder::size, 20, 20), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 15, 5}));
    EXPECT_EQ(ceded.cell, (Numbers{20, 0}));
    EXPECT_EQ(cede_treaty(nth(1, EventOrder::time, infinity, 0), builder.build(), Wanted::rows).exhausted,
              (Numbers{0, 0}));
}

TEST(NthEventXl, MovesWithAnIndexAndEndsAtItsSunset) {
    NthEventXl treaty = nth(1, EventOrder::size, 20, 10);
    treaty.index_clause = IndexClause{IndexForm::full, 0, {2.0}, {1.0}, true};
    EXPECT_EQ(cede_treaty(treaty, one_year({100}), Wanted::totals).cell, Numbers{40});
    EXPECT_EQ(cede_treaty(treaty, one_year({25}), Wanted::totals).cell, Numbers{5});
    EXPECT_EQ(treaty.annual_capacity(PlainSetting(1).setting), 40);
    treaty.index_clause.reset();
    treaty.sunset = 1;
    LossBlock block = one_year({100, 12});
    block.delay = {5, 0};
    EXPECT_EQ(cede_treaty(treaty, block, Wanted::rows).row, (Numbers{0, 2}));
}

TEST(NthEventXl, NeedsDatesOnlyWhereItCountsByThem) {
    const PlainSetting plain(1);
    EXPECT_TRUE(nth(2, EventOrder::time, 20, 10).compile(plain.setting).needs_time());
    EXPECT_FALSE(nth(2, EventOrder::size, 20, 10).compile(plain.setting).needs_time());
    EXPECT_FALSE(nth(2, EventOrder::size, 20, 10).compile(plain.setting).needs_order());
}

}  // namespace
}  // namespace riskpool
