#include "models/sources/event_table.hpp"

#include <algorithm>

#include "tests/known_answers/answers.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds insureds{{.name = "A"}, {.name = "B"}, {.name = "C"}};

EventTable table_of(nlohmann::json const& rows) {
    EventTable table;
    for (auto const& row : rows) {
        table.events.push_back({.rate = row[0].get<double>(), .insured = "A", .loss = row[1].get<double>()});
    }
    return table;
}

TEST(EventTable, MeetsTheExceedanceCurvesOfTheKnownAnswer) {
    auto const& known = answer("O-EP-01");
    const EventColumns events = sampled(table_of(known["inputs"]["elt"]), insureds, 0, 400000, 1, false);
    std::vector<double> sums, maxima;
    std::size_t e = 0;
    for (const std::uint32_t count : events.count) {
        double sum = 0, largest = 0;
        for (std::uint32_t k = 0; k < count; ++k, ++e) {
            sum += events.damage[e];
            largest = std::max(largest, events.damage[e]);
        }
        sums.push_back(sum);
        maxima.push_back(largest);
    }
    auto const& expected = known["expected"];
    const auto n = static_cast<double>(sums.size());
    EXPECT_NEAR(SampleMean(sums).value, expected["aal"].get<double>(),
                4 * known["mc_sd"]["aal"].get<double>() / std::sqrt(n));
    const auto expect_exceedance = [&](std::vector<double> const& sample, std::string const& curve) {
        for (auto const& [threshold, probability] : expected[curve].items()) {
            const double x = std::stod(threshold);
            const double p = probability.get<double>();
            const auto above = std::count_if(sample.begin(), sample.end(), [&](double each) { return each > x; });
            EXPECT_NEAR(static_cast<double>(above) / n, p, 4 * std::sqrt(p * (1 - p) / n)) << curve << ' ' << threshold;
        }
    };
    expect_exceedance(maxima, "OEP");
    expect_exceedance(sums, "AEP");
}

TEST(EventTable, HitsAllInsuredsOfAnEventTogether) {
    const EventTable table{{{.rate = 0.5, .hits = {{"C", 3}, {"A", 1}}}, {.rate = 1.5, .insured = "B", .loss = 2}}};
    const EventColumns events = sampled(table, insureds, 0, 20000);
    expect_well_formed(events, 20000, 3);
    std::size_t row = 0, pairs = 0;
    for (const std::uint32_t rows : events.row_count) {
        if (rows == 1) {
            EXPECT_EQ(events.insured_of(row).index(), 1U);
            EXPECT_EQ(events.damage[row], 2);
        } else {
            ++pairs;
            ASSERT_EQ(rows, 2U);
            EXPECT_EQ(events.insured_of(row).index(), 2U);
            EXPECT_EQ(events.insured_of(row + 1).index(), 0U);
            EXPECT_EQ(events.damage[row], 3);
            EXPECT_EQ(events.damage[row + 1], 1);
        }
        row += rows;
    }
    // Poisson with mean 0.5 x 20000.
    EXPECT_NEAR(static_cast<double>(pairs), 10000, 4 * std::sqrt(10000.0));
}

TEST(EventTable, CarriesTheIndexOfEachEventDrawn) {
    const EventTable table{{{.rate = 0.5, .hits = {{"C", 3}, {"A", 1}}, .index = 7},
                            {.rate = 1.5, .insured = "B", .loss = 2},
                            {.rate = 0.5, .index = 30}}};
    EXPECT_TRUE(exposure_faults(table, insureds).empty());
    const EventColumns events = sampled(table, insureds, 0, 2000);
    ASSERT_EQ(events.index.size(), events.events());
    EXPECT_TRUE(events.delay.empty());
    std::size_t spared = 0;
    for (std::size_t e = 0; e < events.events(); ++e) {
        const double index = events.row_count[e] == 2 ? 7 : events.row_count[e] == 1 ? 0 : 30;
        ASSERT_EQ(events.index[e], index);
        if (events.row_count[e] == 0) ++spared;
    }
    // Poisson with mean 0.5 x 2000.
    EXPECT_NEAR(static_cast<double>(spared), 1000, 4 * std::sqrt(1000.0));
}

TEST(EventTable, IsTheSameInAnyBlocks) {
    expect_same_in_any_blocks(
        EventTable{{{.rate = 0.5, .hits = {{"C", 3}, {"A", 1}}}, {.rate = 1.5, .insured = "B", .loss = 2}}}, insureds);
}

TEST(EventTable, SpreadsLossesByABetaLawAboutTheirMean) {
    EventTable table{{{.rate = 1, .hits = {{"A", 30, 20, 100}, {"B", 50, 10, 80}, {"C", 7}}}}};
    const EventColumns events = sampled(table, insureds, 0, 20000);
    std::vector<double> a, b, squares_a, squares_b, products;
    per_cell(events, [&](std::size_t row, std::size_t, std::size_t) {
        a.push_back(events.damage[row]);
        b.push_back(events.damage[row + 1]);
        EXPECT_LE(a.back(), 100);
        EXPECT_LE(b.back(), 80);
        EXPECT_EQ(events.damage[row + 2], 7);
        squares_a.push_back(std::pow(a.back() - 30, 2));
        squares_b.push_back(std::pow(b.back() - 50, 2));
        products.push_back((a.back() - 30) * (b.back() - 50));
        return 0.0;
    });
    expect_mean(a, 30);
    expect_mean(b, 50);
    expect_mean(squares_a, 400);
    expect_mean(squares_b, 100);
    expect_mean(products, 0, "independent without a correlation");
    expect_same_in_any_blocks(table, insureds);
}

TEST(EventTable, JoinsLossesOfOneEventByTheirCorrelation) {
    // Kendall's tau of a Gaussian copula: 2 / pi x asin(rho); with correlation 1 both losses have the same quantile.
    EventTable table{{{.rate = 1, .hits = {{"A", 30, 20, 100}, {"B", 50, 10, 80}}}}};
    table.correlation = 0.5;
    const EventColumns events = sampled(table, insureds, 0, 20000);
    std::vector<double> concordance;
    for (std::size_t row = 0; row + 3 < events.rows(); row += 4) {
        concordance.push_back(
            (events.damage[row] - events.damage[row + 2]) * (events.damage[row + 1] - events.damage[row + 3]) > 0 ? 1
                                                                                                                  : -1);
    }
    expect_mean(concordance, 2 / 3.14159265358979 * std::asin(0.5));
    table.events[0].hits[1] = {"B", 30, 20, 100};
    table.correlation = 1;
    const EventColumns together = sampled(table, insureds, 0, 200);
    for (std::size_t row = 0; row < together.rows(); row += 2)
        EXPECT_EQ(together.damage[row], together.damage[row + 1]);
}

TEST(EventTable, RefusesSpreadsThatNoLawHas) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(faulty_fields(TableHit{"A", 30, 20, 100}), Names{});
    EXPECT_EQ(faulty_fields(TableHit{"A", 30, 20}), Names{"most"});
    EXPECT_EQ(faulty_fields(TableHit{"A", 30, 0, 100}), Names{"most"});
    EXPECT_EQ(faulty_fields(TableHit{"A", 30, 50, 100}), Names{"sd"});
    EXPECT_EQ(faulty_fields(TableEvent{.rate = 1, .insured = "A", .loss = 30, .sd = 50, .most = 100}), Names{"sd"});
    EXPECT_EQ(faulty_fields(EventTable{{{.rate = 1, .insured = "A", .loss = 1}}, 0.5}), Names{"correlation"});
}

TEST(EventTable, RefusesUnknownInsuredsAndBothForms) {
    expect_fault(EventTable{{{.rate = 1, .insured = "D", .loss = 1}}}, insureds, "events[0].insured", "no insured");
    expect_fault(EventTable{{{.rate = 1, .hits = {{"A", 1}, {"D", 1}}}}}, insureds, "events[0].hits[1].insured",
                 "no insured");
    using Names = std::vector<std::string>;
    EXPECT_EQ(faulty_fields(TableEvent{.rate = 1}), Names{""});
    EXPECT_EQ(faulty_fields(TableEvent{.rate = 1, .hits = {{"A", 1}}, .insured = "B"}), Names{"hits"});
    EXPECT_EQ(faulty_fields(TableEvent{.rate = 1, .insured = "B"}), Names{});
    EXPECT_EQ(faulty_fields(TableEvent{.rate = 1, .index = 6}), Names{});
    EXPECT_EQ(faulty_fields(TableEvent{.rate = 1, .loss = 5, .index = 6}), Names{""});
    EXPECT_EQ(faulty_fields(EventTable{}), Names{"events"});
    EXPECT_EQ(faulty_fields(EventTable{{{.rate = 9e7, .insured = "A"}, {.rate = 9e7, .insured = "B"}}}),
              Names{"events"});
}

}  // namespace
}  // namespace riskpool
