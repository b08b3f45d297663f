#include "models/integrated_circuit/cluster_quake.hpp"

#include <set>

#include "models/sources/clusters.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds park{{.name = "A", .cluster = "East", .property = 100, .stock = 10},
                    {.name = "B", .cluster = "West", .property = 500, .stock = 0},
                    {.name = "C", .cluster = "East", .property = 1000, .stock = 40}};

/// Intensity uniform on (0, 1), mean damage ratio z - 0.2 above 0.2: mean 0.32, mean square 0.8^3 / 3.
ClusterQuake shaking(std::optional<DamageSpread> spread = {}) {
    ClusterQuake quake;
    quake.rate = 0.5;
    quake.intensity = Beta{1, 1, 1};
    quake.vulnerability = {{0.2, 0}, {1, 0.8}};
    quake.spread = spread;
    quake.stock_factor = 2;
    quake.restart_days_at_total_damage = 365;
    quake.ramp_days_at_total_damage = 100;
    return quake;
}

/// Sum over the events of each trial of f(first row, number of rows).
template <class F>
std::vector<double> per_trial(EventColumns const& events, F const& f) {
    std::vector<double> sums;
    std::size_t e = 0, row = 0;
    for (const std::uint32_t count : events.count) {
        double sum = 0;
        for (std::uint32_t k = 0; k < count; ++k) {
            sum += f(row, events.row_count[e]);
            row += events.row_count[e++];
        }
        sums.push_back(sum);
    }
    return sums;
}

double ratio(EventColumns const& events, std::size_t row) {
    return events.damage[row] / park[events.insured[row].index()].property;
}

TEST(ClusterQuake, InterpolatesTheVulnerabilityCurve) {
    const std::vector<VulnerabilityPoint> curve{{1, 0.1}, {3, 0.2}, {4, 0.8}};
    for (auto const& [intensity, wanted] :
         {std::pair{0.0, 0.1}, {1.0, 0.1}, {2.0, 0.15}, {3.0, 0.2}, {3.25, 0.35}, {4.0, 0.8}, {9.0, 0.8}}) {
        EXPECT_NEAR(mean_damage_ratio(curve, intensity), wanted, 1e-15) << intensity;
    }
}

TEST(ClusterQuake, HitsAllInsuredsOfOneClusterInOneEvent) {
    const EventColumns events = sampled(shaking(), park, 0, 20000);
    expect_well_formed(events, 20000, 3);
    // Quakes of either cluster that reach 0.2: 0.5 x 0.8 a year each.
    const auto with = [](std::uint32_t wanted) {
        return [wanted](std::size_t, std::uint32_t rows) { return rows == wanted ? 1.0 : 0.0; };
    };
    expect_mean(per_trial(events, with(2)), 0.4, "East");
    expect_mean(per_trial(events, with(1)), 0.4, "West");
    per_trial(events, [&](std::size_t row, std::uint32_t rows) {
        EXPECT_EQ(events.insured[row].index(), rows == 2 ? 0U : 1U);
        if (rows == 2) {
            EXPECT_EQ(events.insured[row + 1].index(), 2U);
            EXPECT_NEAR(ratio(events, row), ratio(events, row + 1), 1e-12) << "without spread, one ratio for all";
        }
        return 0.0;
    });
}

TEST(ClusterQuake, LosesStockAndDaysInProportionToDamage) {
    const EventColumns events = sampled(shaking(BetaSpread{3}), park, 0, 5000);
    for (std::size_t row = 0; row < events.rows(); ++row) {
        const double r = ratio(events, row);
        EXPECT_TRUE(r > 0 && r <= 1);
        EXPECT_NEAR(events.stock[row], std::min(2 * r, 1.0) * park[events.insured[row].index()].stock, 1e-9);
        EXPECT_NEAR(events.restart_days[row], 365 * r, 1e-9);
        EXPECT_NEAR(events.ramp_days[row], 100 * r, 1e-9);
    }
}

TEST(ClusterQuake, KeepsTheMeanOfTheCurveUnderEachSpread) {
    for (auto const& spread : {std::optional<DamageSpread>{}, std::optional<DamageSpread>{BetaSpread{4}},
                               std::optional<DamageSpread>{GammaSpread{0.05}}}) {
        const EventColumns events = sampled(shaking(spread), park, 0, 40000);
        expect_mean(cell_losses(events, {park[0], park[1], {.name = "C"}}, true), 0.5 * 0.32 * 1600);
    }
}

TEST(ClusterQuake, SpreadsIndependentlyGivenTheIntensity) {
    // At a fixed intensity, mean 0.4: variance 0.4 x 0.6 / (3 + 1) and no correlation.
    ClusterQuake quake = shaking(BetaSpread{3});
    quake.intensity = Point{0.6};
    const EventColumns fixed = sampled(quake, park, 0, 40000);
    std::vector<double> squares, products;
    per_trial(fixed, [&](std::size_t row, std::uint32_t rows) {
        squares.push_back(std::pow(ratio(fixed, row) - 0.4, 2));
        if (rows == 2) products.push_back((ratio(fixed, row) - 0.4) * (ratio(fixed, row + 1) - 0.4));
        return 0.0;
    });
    expect_mean(squares, 0.06);
    expect_mean(products, 0);
    // With the intensity in common, E[ratio x ratio'] = E[m(Z)^2], not (E m(Z))^2.
    const EventColumns events = sampled(shaking(BetaSpread{3}), park, 0, 40000);
    expect_mean(per_trial(events,
                          [&](std::size_t row, std::uint32_t rows) {
                              return rows == 2 ? ratio(events, row) * ratio(events, row + 1) : 0.0;
                          }),
                0.5 * 0.8 * 0.8 * 0.8 / 3);
}

TEST(ClusterQuake, ShakesOnlyTheClustersNamed) {
    ClusterQuake quake = shaking();
    quake.clusters = {"West"};
    const EventColumns events = sampled(quake, park, 0, 20000);
    for (const InsuredId id : events.insured) EXPECT_EQ(id.index(), 1U);
    expect_mean(std::vector<double>(events.count.begin(), events.count.end()), 0.4);
}

TEST(ClusterQuake, IsTheSameInAnyBlocks) {
    expect_same_in_any_blocks(shaking(BetaSpread{3}), park);
    expect_same_in_any_blocks(shaking(GammaSpread{0.5}), park);
}

TEST(ClusterQuake, GivesEachRowAUniformOfItsOwnHoweverManyEventsAYearHas) {
    const Stream stream{7, 3};
    const Cell cell{11, 2};
    EXPECT_EQ(row_uniform(stream, cell, 4095, InsuredId{6}), uniform(stream, cell, (6U << 12U) | 4095U));
    EXPECT_EQ(row_uniform(stream, cell, 0, InsuredId{(1U << 20U) - 1}), uniform(stream, cell, 0xFFFFF000U));
    std::set<double> seen;
    for (std::uint32_t event = 0; event < 3 * 4096; ++event) {
        for (std::size_t insured = 0; insured < 3; ++insured)
            seen.insert(row_uniform(stream, cell, event, InsuredId{insured}));
    }
    EXPECT_EQ(seen.size(), 9U * 4096U);
}

TEST(ClusterQuake, RefusesCurvesThatDoNotRise) {
    using Names = std::vector<std::string>;
    ClusterQuake quake = shaking();
    EXPECT_EQ(faulty_fields(quake), Names{});
    for (auto const& curve :
         {std::vector<VulnerabilityPoint>{}, {{1, 0.5}, {1, 0.6}}, {{1, 0.5}, {2, 0.4}}, {{1, 0}, {2, 0}}}) {
        quake.vulnerability = curve;
        EXPECT_EQ(faulty_fields(quake), Names{"vulnerability"});
    }
}

TEST(ClusterQuake, RefusesInsuredsWithoutClusterOrProperty) {
    EXPECT_TRUE(exposure_faults(shaking(), park).empty());
    Insureds changed = park;
    changed[1].cluster.clear();
    expect_fault(shaking(), changed, "covers", "\"B\" belongs to no cluster");
    changed = park;
    changed[2].property = 0;
    expect_fault(shaking(), changed, "covers", "\"C\" has no property");
    ClusterQuake quake = shaking();
    quake.clusters = {"West", "Esat"};
    expect_fault(quake, park, "clusters[1]", "did you mean \"East\"?");
    quake.clusters = {"West", "West"};
    expect_fault(quake, park, "clusters[1]", "named twice");
    quake.clusters = {"West"};
    EXPECT_TRUE(exposure_faults(quake, changed).empty()) << "C is not in the cluster named";
    quake = shaking();
    quake.rate = 501;
    expect_fault(quake, park, "rate", "more than 1000");
}

}  // namespace
}  // namespace riskpool
