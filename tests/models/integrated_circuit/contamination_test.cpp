#include "models/integrated_circuit/contamination.hpp"

#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds fabs{{.name = "A", .property = 100, .stock = 10, .cycle_days = 50},
                    {.name = "B", .property = 300, .stock = 60, .cycle_days = 20}};

Contamination spoiling() {
    Contamination source;
    source.rate_per_fab_year = 0.4;
    source.detection_delay_days = Beta{1, 1, 40};
    source.cleaning_days = Exponential{3};
    return source;
}

TEST(Contamination, SpoilsTheWorkOfTheDaysBeforeDetection) {
    EXPECT_EQ(Contamination::spoiled_part(10, 50), 0.2);
    EXPECT_EQ(Contamination::spoiled_part(60, 50), 1);
    const EventColumns events = sampled(spoiling(), fabs, 0, 50000);
    expect_well_formed(events, 50000, 2);
    expect_mean(std::vector<double>(events.count.begin(), events.count.end()), 0.8);
    std::vector<double> in_b, a, b;
    for (std::size_t e = 0; e < events.rows(); ++e) {
        in_b.push_back(events.insured[e].index() == 1);
        (events.insured[e].index() == 0 ? a : b).push_back(events.stock[e]);
        EXPECT_EQ(events.damage[e], 0);
        EXPECT_EQ(events.ramp_days[e], 0);
    }
    expect_mean(in_b, 0.5);
    // A delay uniform on 0 to 40 days: of 50 days in process the mean part is 20 / 50; of 20 days 1/2 x 1/2 + 1/2 x 1.
    expect_mean(a, 10 * 0.4);
    expect_mean(b, 60 * 0.75);
    expect_mean(events.restart_days, 3);
}

TEST(Contamination, DamagesToolsAtMostWholly) {
    Contamination source = spoiling();
    source.tool_damage = Beta{1, 1, 2};  // above 1 in half of all cases
    source.ramp_days = Point{9};
    const EventColumns events = sampled(source, {fabs[0]}, 0, 50000);
    for (const double damage : events.damage) EXPECT_LE(damage, 100);
    expect_mean(events.damage, 100 * 0.75);
    for (const double days : events.ramp_days) EXPECT_EQ(days, 9);
}

TEST(Contamination, DrawsDelayCleaningRampAndDamageIndependently) {
    Contamination source = spoiling();
    source.tool_damage = Beta{1, 1, 1};
    source.ramp_days = Exponential{8};
    const EventColumns events = sampled(source, {fabs[0]}, 0, 100000);
    expect_uncorrelated(events.stock, 4, events.restart_days, 3, "delay and cleaning");
    expect_uncorrelated(events.stock, 4, events.ramp_days, 8, "delay and ramp");
    expect_uncorrelated(events.stock, 4, events.damage, 50, "delay and damage");
    expect_uncorrelated(events.restart_days, 3, events.ramp_days, 8, "cleaning and ramp");
    expect_uncorrelated(events.damage, 50, events.restart_days, 3, "damage and cleaning");
    expect_uncorrelated(events.damage, 50, events.ramp_days, 8, "damage and ramp");
}

TEST(Contamination, IsTheSameInAnyBlocks) {
    expect_same_in_any_blocks(spoiling(), fabs);
}

TEST(Contamination, RefusesFabsWithoutCycleTimeOrValues) {
    EXPECT_TRUE(exposure_faults(spoiling(), fabs).empty());
    Insureds changed = fabs;
    changed[1].cycle_days = 0;
    expect_fault(spoiling(), changed, "covers", "\"B\" has no cycle time");
    changed = fabs;
    changed[0].stock = 0;
    expect_fault(spoiling(), changed, "covers", "\"A\" has neither");
    changed = fabs;
    changed[0].property = 0;
    EXPECT_TRUE(exposure_faults(spoiling(), changed).empty());
    Contamination source = spoiling();
    source.tool_damage = Point{0.1};
    expect_fault(source, changed, "covers", "\"A\" has no property");
}

}  // namespace
}  // namespace riskpool
