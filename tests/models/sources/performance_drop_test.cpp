#include "models/sources/performance_drop.hpp"

#include <algorithm>

#include "sim/base/math/normal.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds firms{{.name = "A", .property = 100}, {.name = "B", .property = 300}};

PerformanceDrop cover(IndexProcess index) {
    PerformanceDrop drop;
    drop.index = std::move(index);
    drop.trigger = 90;
    drop.part = 0.5;
    return drop;
}

TEST(PerformanceDrop, PaysTheAgreedPartWhereTheReadingIsBelowTheTrigger) {
    // Beta(1, 1) on 0 to 100: below 90 with probability 0.9, and between 80 and 90 half of the amount on average.
    PerformanceDrop drop = cover(YearlyReading{Severity{Beta{1, 1, 100}}});
    const EventColumns all = sampled(drop, firms, 0, 20000);
    expect_well_formed(all, 20000, 2);
    expect_mean(cell_damages(all), 0.9 * 200);
    for (const double reading : all.index) EXPECT_LT(reading, 90);
    drop.exit = 80;
    expect_mean(cell_damages(sampled(drop, firms, 0, 20000)), (0.8 + 0.1 / 2) * 200);
    drop.pays_when = TriggerSide::above;
    drop.exit = 95;
    expect_mean(cell_damages(sampled(drop, firms, 0, 20000)), (0.05 + 0.05 / 2) * 200);
}

TEST(PerformanceDrop, WalksFromYearToYear) {
    // ln I_y = ln 100 + y (drift - vol^2 / 2) + vol sqrt(y) Z.
    const std::vector<double> damages = cell_damages(sampled(cover(IndexWalk{100, 0.05, 0.2}), firms, 0, 20000, 3));
    for (std::size_t y = 0; y < 3; ++y) {
        std::vector<double> of_year;
        for (std::size_t c = y; c < damages.size(); c += 3) of_year.push_back(damages[c]);
        const auto t = static_cast<double>(y + 1);
        const double p = math::normal_cdf((std::log(0.9) - t * (0.05 - 0.02)) / (0.2 * std::sqrt(t)));
        expect_mean(of_year, 200 * p, std::to_string(y));
    }
}

TEST(PerformanceDrop, IsDrawnBackToItsMean) {
    // Mean 95 - 5 x 0.5^y from 90; variance 16 (1 + 0.25 + ...).
    const std::vector<double> damages =
        cell_damages(sampled(cover(RevertingIndex{90, 95, 0.5, 4}), firms, 0, 20000, 2));
    for (std::size_t y = 0; y < 2; ++y) {
        std::vector<double> of_year;
        for (std::size_t c = y; c < damages.size(); c += 2) of_year.push_back(damages[c]);
        const double mean = y == 0 ? 92.5 : 93.75, sd = 4 * std::sqrt(y == 0 ? 1 : 1.25);
        expect_mean(of_year, 200 * math::normal_cdf((90 - mean) / sd), std::to_string(y));
    }
}

TEST(PerformanceDrop, HangsOnOneFactorAndReportsOneIndexForAll) {
    PerformanceDrop drop = cover(RevertingIndex{90, 90, 0, 4});
    drop.correlation = 0.5;
    std::vector<double> both;
    for (const double n : cell_counts(sampled(drop, firms, 0, 40000))) both.push_back(n == 2 ? 1 : 0);
    expect_mean(both, 0.25 + std::asin(0.5) / (2 * 3.14159265358979));
    drop.correlation = 1;
    const EventColumns events = sampled(drop, firms, 0, 2000);
    EXPECT_EQ(events.events(), 2000U) << "the index is reported every year";
    for (std::size_t e = 0; e < events.events(); ++e) EXPECT_EQ(events.row_count[e], events.index[e] < 90 ? 2U : 0U);
}

TEST(PerformanceDrop, IsTheSameInAnyBlocks) {
    PerformanceDrop drop = cover(IndexWalk{100, 0, 0.2});
    drop.correlation = 0.3;
    expect_same_in_any_blocks(drop, firms);
}

TEST(PerformanceDrop, RefusesWhatPaysNothing) {
    using Names = std::vector<std::string>;
    const auto changed = [](auto const& change) {
        PerformanceDrop drop = cover(IndexWalk{100, 0, 0.2});
        change(drop);
        return faulty_fields(drop);
    };
    EXPECT_EQ(changed([](PerformanceDrop&) {}), Names{});
    EXPECT_EQ(changed([](PerformanceDrop& d) { d.part = 0; }), Names{""});
    EXPECT_EQ(changed([](PerformanceDrop& d) { d.amount = 1; }), Names{"part"});
    EXPECT_EQ(changed([](PerformanceDrop& d) { d.exit = 95; }), Names{"exit"});
    EXPECT_EQ(changed([](PerformanceDrop& d) {
                  d.part = 0;
                  d.amount = 1;
                  d.of = ValueBase::stock;
              }),
              Names{"of"});
    expect_fault(cover(IndexWalk{100, 0, 0.2}), {{.name = "C"}}, "part", "no property");
}

}  // namespace
}  // namespace riskpool
