#include "models/sources/serial_defect.hpp"

#include <algorithm>

#include "models/draw/binomial_quantile.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds fleets{{.name = "A", .type = "car", .property = 4000, .interruption = 365},
                      {.name = "B", .type = "station", .property = 90, .interruption = 365},
                      {.name = "C", .type = "car", .property = 500, .interruption = 365}};
const std::vector<UnitCount> units{
    {.insured = "A", .count = 200}, {.insured = "B", .count = 3}, {.insured = "C", .count = 50}};

SerialDefect software() {
    SerialDefect defect;
    defect.units = units;
    defect.rate = 0.5;
    defect.affected = Beta{2, 6, 1};
    defect.cost_per_unit = Severity{Exponential{3}};
    return defect;
}

TEST(BinomialQuantile, InvertsTheDistribution) {
    const double p = 0.3;
    for (const std::uint32_t n : {1U, 2U, 7U, 12U}) {
        double cdf = 0, term = std::pow(1 - p, n);
        for (std::uint32_t k = 0; k <= n; ++k) {
            cdf += term;
            EXPECT_EQ(binomial_quantile(n, p, cdf - 1e-12), k);
            if (k < n) {
                EXPECT_EQ(binomial_quantile(n, p, cdf + 1e-12), k + 1);
            }
            term *= (n - k) / (k + 1.0) * p / (1 - p);
        }
    }
    EXPECT_EQ(binomial_quantile(5, 0, 0.99), 0U);
    EXPECT_EQ(binomial_quantile(5, 1, 0.01), 5U);
    EXPECT_NEAR(binomial_quantile(1000000000U, 0.25, 0.5), 2.5e8, 2);
}

TEST(SerialDefect, AffectsABinomialNumberOfUnitsInOneEventOfEachType) {
    const EventColumns events = sampled(software(), fleets, 0, 40000);
    expect_well_formed(events, 40000, 3);
    expect_mean(cell_damages(events), 0.5 * 0.25 * 3 * 253);
    // With cost 1 a unit: E[n A n C] = n_A n_C E[Q^2], E[Q^2] = a (a + 1) / ((a + b)(a + b + 1)).
    SerialDefect counted = software();
    counted.cost_per_unit = Severity{Point{1}};
    const EventColumns mended = sampled(counted, fleets, 0, 40000);
    std::vector<double> products = per_cell(mended, [&](std::size_t row, std::size_t end, std::size_t) {
        EXPECT_EQ(mended.damage[row], std::floor(mended.damage[row]));
        return end - row == 2 ? mended.damage[row] * mended.damage[row + 1] : 0.0;
    });
    expect_mean(products, 0.5 * 200 * 50 * 6.0 / 72);
}

TEST(SerialDefect, ShutsAllLikeUnitsForTheSameDays) {
    SerialDefect defect;
    defect.units = units;
    defect.rate = 0.5;
    defect.affected = Point{0};
    defect.p_shutdown = 0.4;
    defect.shutdown_days = Severity{Exponential{100}};
    const EventColumns events = sampled(defect, fleets, 0, 40000);
    expect_mean(cell_counts(events), 2 * 0.5 * 0.4, "a defect that costs nobody anything is no event");
    const std::vector<double> days = per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
        if (end - row == 2) {
            EXPECT_EQ(events.restart_days[row], events.restart_days[row + 1]);
        }
        return events.restart_days[row];
    });
    expect_mean(days, 2 * 0.5 * 0.4 * 100);
}

TEST(SerialDefect, ComesToLightByTheFailureOfOneUnit) {
    // One unit in 253: that of a car in A with probability 200/250 of its type. Parts of a unit's value: 4000/200.
    SerialDefect defect = software();
    defect.like = LikeUnits::all;
    defect.cost_per_unit.reset();
    defect.part_per_unit = Severity{Point{0.5}};
    defect.affected = Point{1};
    defect.first = Effect{.amount = Severity{Point{1e6}}, .restart_days = Severity{Point{9}}};
    const EventColumns events = sampled(defect, fleets, 0, 20000);
    std::vector<double> at_a;
    per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
        EXPECT_EQ(end - row, 3U);
        double sum = 0;
        for (std::size_t r = row; r < end; ++r) {
            const bool first = events.damage[r] > 1e5;
            sum += events.damage[r];
            EXPECT_EQ(events.restart_days[r], first ? 9 : 0);
        }
        EXPECT_NEAR(sum, 1e6 + 0.5 * 4590, 1e-6);
        at_a.push_back(events.damage[row] > 1e5 ? 1 : 0);
        return 0.0;
    });
    expect_mean(at_a, 200.0 / 253);
}

TEST(SerialDefect, IsTheSameInAnyBlocks) {
    SerialDefect defect = software();
    defect.shutdown_days = Severity{Exponential{30}};
    defect.first = Effect{.part = Severity{Beta{1, 3, 1}}};
    expect_same_in_any_blocks(defect, fleets);
}

TEST(SerialDefect, RefusesWhatDoesNotFit) {
    using Names = std::vector<std::string>;
    SerialDefect defect;
    defect.units = units;
    EXPECT_EQ(faulty_fields(defect), Names{""});
    defect = software();
    EXPECT_EQ(faulty_fields(defect), Names{});
    defect.part_per_unit = Severity{Point{1}};
    EXPECT_EQ(faulty_fields(defect), Names{"part_per_unit"});
    defect = software();
    defect.p_shutdown = 0.5;
    EXPECT_EQ(faulty_fields(defect), Names{"p_shutdown"});
    defect = software();
    defect.units.clear();
    EXPECT_EQ(faulty_fields(defect), Names{"units"});
    defect.units = {{.insured = "D", .count = 3}};
    expect_fault(defect, fleets, "units[0].insured", "no insured");
    defect.units = {{.insured = "A", .count = 3}, {.covers = Filter{.type = "car"}, .count = 4}};
    expect_fault(defect, fleets, "units[1]", "counted twice");
    EXPECT_EQ(faulty_fields(UnitCount{}), Names{""});
    EXPECT_EQ(faulty_fields(UnitCount{.insured = "A", .covers = Filter{}}), Names{"covers"});
}

}  // namespace
}  // namespace riskpool
