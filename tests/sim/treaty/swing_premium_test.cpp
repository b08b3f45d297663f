#include "sim/treaty/swing_premium.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;
using Fields = std::vector<std::string>;

SwingPremium swing(double loading, double minimum_rate, double maximum_rate, double basic_premium = 0) {
    SwingPremium terms;
    terms.loading = loading;
    terms.minimum_rate = minimum_rate;
    terms.maximum_rate = maximum_rate;
    terms.basic_premium = basic_premium;
    return terms;
}

Numbers yearly(SwingPremium const& terms, Numbers const& losses, double subject_premium) {
    SwingState state;
    Numbers all;
    for (const double loss : losses) all.push_back(terms.premium(state, loss, subject_premium));
    return all;
}

TEST(SwingPremium, FollowsTheLoadedLossesBetweenItsRatesAsInSw01) {
    auto const& in = answer("O-SW-01").at("inputs");
    auto const& expected = answer("O-SW-01").at("expected").at("premium");
    const Numbers all = yearly(swing(in.at("loading"), in.at("min_rate"), in.at("max_rate")),
                               in.at("losses").get<Numbers>(), in.at("subject_premium"));
    for (std::size_t y = 0; y < all.size(); ++y) EXPECT_NEAR(all[y], expected[y].get<double>(), 1e-12);
}

// The doctests of contract terms of the Python package `aggregate` 1.x.
TEST(SwingPremium, IsARetrospectivePremiumWithABasicOne) {
    const Numbers all = yearly(swing(1.1, 0.10, 0.25, 1000), {0, 500, 1500}, 10000);
    EXPECT_EQ(all[0], 1000);
    EXPECT_NEAR(all[1], 1550, 1e-9);
    EXPECT_EQ(all[2], 2500);
    EXPECT_EQ(yearly(swing(1, 0.1, 0.3), {50, 200, 400}, 1000), (Numbers{100, 200, 300}));
}

TEST(SwingPremium, LooksAtAllYearsTogetherWhereItIsCumulative) {
    SwingPremium terms = swing(1.25, 0.03, 0.09, 0.25);
    terms.cumulative = true;
    const Numbers losses{0, 0, 9, 0, 2};
    const Numbers all = yearly(terms, losses, 50);
    double loss = 0;
    double premium = 0;
    for (std::size_t y = 0; y < losses.size(); ++y) {
        const auto years = static_cast<double>(y + 1);
        loss += losses[y];
        premium += all[y];
        const double rate = (1.25 * loss + 0.25 * years) / (50 * years);
        EXPECT_NEAR(premium, std::clamp(rate, 0.03, 0.09) * 50 * years, 1e-12);
    }
    EXPECT_GT(all[2], 0.09 * 50);  // makes up for the years in which the minimum was due
}

TEST(SwingPremium, HasNoMaximumWhereItIsInfinite) {
    EXPECT_EQ(yearly(swing(2, 0.1, infinity), {0, 1000}, 100), (Numbers{10, 2000}));
}

TEST(SwingPremium, RefusesAMinimumAboveTheMaximum) {
    EXPECT_EQ(faulty_fields(swing(1, 0.1, 0.1)), Fields{});
    EXPECT_EQ(faulty_fields(swing(1, 0.2, 0.1)), Fields{"minimum_rate"});
}

}  // namespace
}  // namespace riskpool
