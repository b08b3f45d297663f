// A tower of five layers, the common workload of PAL, GEMAct and aggregate: means, deviations and reinstatement
// premiums against a fast Fourier transform of the discretised layers.
#include <gtest/gtest.h>

#include <array>
#include <ostream>

#include "tests/known_answers/published_run.hpp"

namespace riskpool {
namespace {

using testing::collective_risk;
using testing::expect_known_mean;
using testing::KnownRun;
using testing::KnownScenario;

constexpr std::uint64_t years = 400'000;
constexpr std::size_t layers = 5;

/// What is known for one frequency; 0 where nothing is.
struct Tower {
    double frequency;
    std::array<double, layers> limited, sd, reinstatement_premium;
};

/// Means without annual limits at frequency 2; they are in proportion to the frequency.
constexpr std::array<double, layers> unlimited{283061.2, 10586.2, 2523.0, 971.0, 1246.8};

const std::array<Tower, 2> towers{
    Tower{
        2, {283056.9, 10586.1, 2520.1, 970.6, 1246.8}, {324969, 87306, 45395, 28997, 75599}, {1413.85, 42.17, 0, 0, 0}},
    Tower{5, {707255.1, 26463.9, 6289.4, 2424.7, 3116.9}, {}, {3497.16, 104.77, 0, 0, 0}}};

KnownScenario tower_of(double frequency, std::array<std::string, layers> const& reinstatements) {
    constexpr std::array<int, layers> limit{1, 1, 1, 1, 10}, premium{5000, 4000, 3000, 2000, 1000};
    KnownScenario scenario;
    scenario.sources = collective_risk(fmt::format("{{poisson: {{mean: {}}}}}", frequency),
                                       "{generalised_pareto: {location: 1m, scale: 100k, shape: 0.33}}");
    scenario.programme = "[[";
    for (std::size_t k = 0; k < layers; ++k) {
        scenario.programme +=
            fmt::format("{{cat_xl: {{name: L{0}, limit: {1}m, attachment: {0}m, premium: {2}, {3}}}}}, ", k + 1,
                        limit[k], premium[k], reinstatements[k]);
    }
    scenario.programme += "]]";
    return scenario;
}

void PrintTo(Tower const& tower, std::ostream* out) {
    *out << "frequency " << tower.frequency;
}

class PublishedTower : public ::testing::TestWithParam<Tower> {};

TEST_P(PublishedTower, HasItsMeansDeviationsAndReinstatementPremiums) {
    Tower const& tower = GetParam();
    const KnownRun run(tower_of(tower.frequency, {"reinstatements: [1, 1]", "reinstatements: [1]", "reinstatements: []",
                                                  "reinstatements: []", "reinstatements: []"}),
                       years);
    for (std::size_t k = 0; k < layers; ++k) {
        const std::string name = fmt::format("L{}", k + 1);
        expect_known_mean(run.column(name, "recovery"), tower.limited[k], name, 0.05);
        if (tower.sd[k] > 0) {
            MetricRow const& sd = run.row("sd", name, "recovery");
            EXPECT_NEAR(sd.value, tower.sd[k], 4 * sd.standard_error + 0.5) << name;
        }
        if (tower.reinstatement_premium[k] > 0) {
            expect_known_mean(run.column(name, "reinstatement_premium"), tower.reinstatement_premium[k], name, 0.005);
        }
    }
}

TEST_P(PublishedTower, HasTheMeansOfItsLayersWithoutAnnualLimits) {
    Tower const& tower = GetParam();
    std::array<std::string, layers> without_end;
    without_end.fill("unlimited_reinstatements: true");
    const KnownRun run(tower_of(tower.frequency, without_end), years);
    for (std::size_t k = 0; k < layers; ++k) {
        const std::string name = fmt::format("L{}", k + 1);
        expect_known_mean(run.column(name, "recovery"), tower.frequency / 2 * unlimited[k], name,
                          0.05 * tower.frequency);
    }
}

INSTANTIATE_TEST_SUITE_P(KnownAnswers, PublishedTower, ::testing::ValuesIn(towers),
                         [](auto const& each) { return fmt::format("Frequency{}", each.param.frequency); });

}  // namespace
}  // namespace riskpool
