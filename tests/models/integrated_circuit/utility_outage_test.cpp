#include "models/integrated_circuit/utility_outage.hpp"

#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds park{{.name = "A", .cluster = "East", .interruption = 365, .stock = 10},
                    {.name = "B", .cluster = "West", .interruption = 365, .stock = 20},
                    {.name = "C", .cluster = "East", .interruption = 365, .stock = 40}};

UtilityOutage dark(double hours, double ride_through) {
    UtilityOutage outage;
    outage.rate = 0.5;
    outage.outage_hours = Point{hours};
    outage.ride_through_hours = ride_through;
    outage.p_backup_fails = 0.3;
    outage.stock_spoiled = 0.5;
    outage.restart_days = Exponential{2};
    outage.ramp_days = Point{7};
    return outage;
}

TEST(UtilityOutage, StopsOnlyThoseWhoseBackupFailsWhileItLasts) {
    const EventColumns events = sampled(dark(5, 6), park, 0, 50000);
    expect_well_formed(events, 50000, 3);
    // East is hit if one of two backups fails (0.51), West if its own does (0.3).
    expect_mean(std::vector<double>(events.count.begin(), events.count.end()), 0.5 * (0.51 + 0.3));
    std::vector<double> pairs;
    for (const std::uint32_t rows : events.row_count) pairs.push_back(rows == 2);
    expect_mean(pairs, 0.09 / 0.81, "both insureds of East");
    // Each insured loses half its stock, in 0.5 x 0.3 outages a year.
    std::vector<double> stock(events.count.size());
    std::size_t e = 0, row = 0;
    for (std::size_t c = 0; c < stock.size(); ++c) {
        for (std::uint32_t k = 0; k < events.count[c]; ++k, ++e) {
            for (std::uint32_t r = 0; r < events.row_count[e]; ++r) stock[c] += events.stock[row++];
        }
    }
    expect_mean(stock, 0.5 * 0.3 * 0.5 * 70);
    for (const double damage : events.damage) EXPECT_EQ(damage, 0);
    for (const double days : events.ramp_days) EXPECT_EQ(days, 7);
}

TEST(UtilityOutage, StopsAllWhenItOutlastsTheBackup) {
    const EventColumns events = sampled(dark(48, 24), park, 0, 20000);
    expect_mean(std::vector<double>(events.count.begin(), events.count.end()), 1.0);
    for (std::size_t e = 0, row = 0; e < events.events(); row += events.row_count[e++]) {
        EXPECT_EQ(events.row_count[e], events.insured[row].index() == 1 ? 1U : 2U);
    }
    // One day without supply if the backup works, two if not, and the restart of 2 days on average.
    expect_mean(events.restart_days, 0.7 * 1 + 0.3 * 2 + 2);
}

TEST(UtilityOutage, CountsHoursWithoutSupply) {
    const UtilityOutage outage = dark(5, 2);
    EXPECT_EQ(outage.hours_without(5, true), 3);
    EXPECT_EQ(outage.hours_without(5, false), 5);
    EXPECT_EQ(outage.hours_without(1, true), 0);
    EXPECT_EQ(outage.hours_without(2, true), 0);
}

TEST(UtilityOutage, RestartsInsuredsIndependently) {
    const EventColumns events = sampled(dark(48, 24), park, 0, 50000);
    std::vector<double> products;
    for (std::size_t e = 0, row = 0; e < events.events(); row += events.row_count[e++]) {
        if (events.row_count[e] < 2) continue;
        products.push_back((events.restart_days[row] - 3.3) * (events.restart_days[row + 1] - 3.3));
    }
    expect_mean(products, 0);
}

TEST(UtilityOutage, IsTheSameInAnyBlocks) {
    expect_same_in_any_blocks(dark(5, 6), park);
}

TEST(UtilityOutage, RefusesInsuredsThatHaveNothingToLose) {
    EXPECT_TRUE(exposure_faults(dark(5, 6), park).empty());
    Insureds changed = park;
    changed[1].stock = changed[1].interruption = 0;
    expect_fault(dark(5, 6), changed, "covers", "\"B\" has neither");
    changed = park;
    changed[0].cluster.clear();
    expect_fault(dark(5, 6), changed, "covers", "\"A\" belongs to no cluster");
}

}  // namespace
}  // namespace riskpool
