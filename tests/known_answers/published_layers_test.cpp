// Published figures of layers and reinstatements, by simulation of scenario texts.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/known_answers/published_run.hpp"

namespace riskpool {
namespace {

using testing::collective_risk;
using testing::expect_known_mean;
using testing::KnownRun;
using testing::KnownScenario;
using testing::mean_of;
using testing::MeanAndError;

constexpr std::uint64_t years = 400'000;

/// A Lomax law P(X > x) = (1 + x / scale)^-shape is the generalised Pareto law with shape 1 / shape and scale
/// scale / shape.
std::string lomax(double shape, double scale) {
    return fmt::format("{{generalised_pareto: {{scale: {}, shape: {}}}}}", scale / shape, 1 / shape);
}

std::string poisson(double mean) {
    return fmt::format("{{poisson: {{mean: {}}}}}", mean);
}

KnownScenario with_treaties(std::string const& source, std::string const& treaties) {
    KnownScenario scenario;
    scenario.sources = source;
    scenario.programme = "[[" + treaties + "]]";
    return scenario;
}

/// A. Mata, "Pricing excess of loss reinsurance with reinstatements", ASTIN Bulletin 30(2), 2000, 349-368: Poisson 10,
/// Lomax with alpha 3 and beta 10. Her means for one reinstatement lie 0.03 to 0.08 % below those of a fast Fourier
/// transform with step 0.001, which are the ones expected here; without end they follow from the limited means.
struct MataLayer {
    double limit, attachment, published, once, without_end;
};
constexpr std::array<MataLayer, 3> mata_layers{MataLayer{10, 10, 6.6128, 6.6151, 6.944444},
                                               MataLayer{10, 20, 2.4103, 2.4121, 2.430556},
                                               MataLayer{20, 10, 9.2173, 9.2214, 9.375000}};

KnownRun mata_run(std::string const& terms, std::vector<MataLayer> const& layers) {
    std::string treaties;
    for (auto const& layer : layers) {
        treaties += fmt::format("{{cat_xl: {{name: {0} xs {1}, limit: {0}, attachment: {1}, {2}}}}}, ", layer.limit,
                                layer.attachment, terms);
    }
    return KnownRun(with_treaties(collective_risk(poisson(10), lomax(3, 10)), treaties), years);
}

std::string name_of(MataLayer const& layer) {
    return fmt::format("{} xs {}", layer.limit, layer.attachment);
}

TEST(PublishedLayers, HaveTheMeansOfMataWithOneFreeReinstatementAndWithoutEnd) {
    for (auto const& layer : mata_layers) {
        const KnownRun once = mata_run("reinstatements: [0]", {layer});
        expect_known_mean(once.column(name_of(layer), "recovery"), layer.once, name_of(layer) + " once", 5e-5);
        EXPECT_NEAR(once.row("aal", name_of(layer), "recovery").value, layer.published, 0.01 * layer.published);
        const KnownRun without_end = mata_run("unlimited_reinstatements: true", {layer});
        expect_known_mean(without_end.column(name_of(layer), "recovery"), layer.without_end, name_of(layer), 5e-7);
    }
}

/// The integral of P(R > x)^(1 / rho) over x: the proportional hazard premium, of a sorted part of a sample.
double proportional_hazard(std::vector<double> sample, double rho) {
    std::sort(sample.begin(), sample.end());
    const auto n = static_cast<double>(sample.size());
    double premium = 0, below = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        premium += (sample[i] - below) * std::pow((n - static_cast<double>(i)) / n, 1 / rho);
        below = sample[i];
    }
    return premium;
}

/// Of 20 parts of the sample, so that their spread tells the error.
MeanAndError premium_of_parts(std::vector<double> const& sample, double rho) {
    constexpr std::size_t parts = 20;
    const std::size_t size = sample.size() / parts;
    std::vector<double> premiums;
    for (std::size_t k = 0; k < parts; ++k) {
        auto const begin = sample.begin() + static_cast<std::ptrdiff_t>(k * size);
        premiums.push_back(proportional_hazard({begin, begin + static_cast<std::ptrdiff_t>(size)}, rho));
    }
    return mean_of(premiums);
}

TEST(PublishedLayers, HaveTheProportionalHazardPremiumsOfMata) {
    const KnownRun lower = mata_run("reinstatements: [0]", {mata_layers[0], mata_layers[1]});
    const KnownRun whole = mata_run("reinstatements: [0]", {mata_layers[2]});
    std::vector<double> const& first = lower.column("10 xs 10", "recovery");
    std::vector<double> const& second = lower.column("10 xs 20", "recovery");
    std::vector<double> sum(first.size());
    for (std::size_t c = 0; c < sum.size(); ++c) sum[c] = first[c] + second[c];

    struct Premiums {
        double rho, first, second, whole, sum;
    };
    // the last column, of the sum of both layers, is as published, hence up to 0.1 % low
    for (auto const& expected :
         {Premiums{1.2, 7.7426, 3.2365, 11.1895, 10.9094},  //
          Premiums{1.4, 8.7139, 4.0337, 12.9760, 12.6235},  //
          Premiums{1.6, 9.5540, 4.7899, 14.5903, 14.1775},  //
          Premiums{1.8, 10.2849, 5.4997, 16.0472, 15.5862}, Premiums{2.0, 10.9250, 6.1617, 17.3632, 16.8645}}) {
        const std::string rho = fmt::format("rho {}", expected.rho);
        expect_known_mean(premium_of_parts(first, expected.rho), expected.first, rho + ", 10 xs 10", 5e-5);
        expect_known_mean(premium_of_parts(second, expected.rho), expected.second, rho + ", 10 xs 20", 5e-5);
        expect_known_mean(premium_of_parts(whole.column("20 xs 10", "recovery"), expected.rho), expected.whole,
                          rho + ", 20 xs 10", 5e-5);
        expect_known_mean(premium_of_parts(sum, expected.rho), expected.sum, rho + ", sum", 1e-3 * expected.sum);
    }
}

/// Examples of GEMAct (github.com/gpitt71/gemact-code, vignette and documentation), each computed anew by a fast
/// Fourier transform of the discretised layer.
struct PricedLayer {
    double frequency;
    std::string severity;
    std::string terms;
    double loss_cost;
    double premium = 0;  // with reinstatements that are charged: the initial premium that pays for the layer
};

TEST(PublishedLayers, HaveTheLossCostsAndInitialPremiumsOfGemact) {
    const std::string gpd = "{generalised_pareto: {scale: 83.34, shape: 0.834}}";
    const std::vector<PricedLayer> layers{
        {4, "{gamma: {shape: 5, scale: 1}}", "limit: 20, attachment: 5, unlimited_reinstatements: true", 3.509346},
        {0.5, lomax(1.2, 100), "limit: 100, attachment: 0, annual_deductible: 100, reinstatements: [1, 1]", 4.5130612,
         4.319350355},
        {0.5, gpd, "limit: 100, attachment: 100, placed: 50%, unlimited_reinstatements: true", 8.479087},
        {0.5, gpd, "limit: 200, attachment: 100, reinstatements: [60%, 60%]", 28.18313, 25.99131},
        {0.5, gpd, "limit: 100, attachment: 100, reinstatements: [0]", 16.8870472049},
        {1.5, gpd, "limit: 100, attachment: 0, annual_deductible: 100, reinstatements: [50%, 50%]", 33.79796,
         29.09904}};
    for (auto const& layer : layers) {
        const KnownRun run(with_treaties(collective_risk(poisson(layer.frequency), layer.severity),
                                         "{cat_xl: {name: L, premium: 1, " + layer.terms + "}}"),
                           years);
        std::vector<double> const& recovery = run.column("L", "recovery");
        expect_known_mean(recovery, layer.loss_cost, layer.terms, 5e-7 * layer.loss_cost);
        if (!(layer.premium > 0)) continue;
        // P = E[R] / (1 + sum of c_j E[M_j] / L), the sum being what reinstatements cost of a premium of 1; that is
        // E[R - P q] = P, which also gives the error
        std::vector<double> const& charged = run.column("L", "reinstatement_premium");
        expect_known_mean(charged, layer.loss_cost / layer.premium - 1, layer.terms + ", charged", 1e-6);
        const double initial = mean_of(recovery).value / (1 + mean_of(charged).value);
        std::vector<double> left(recovery.size());
        for (std::size_t c = 0; c < left.size(); ++c) left[c] = recovery[c] - layer.premium * charged[c];
        const double error = mean_of(left).standard_error / (1 + mean_of(charged).value);
        EXPECT_NEAR(initial, layer.premium, 4 * error + 5e-7 * layer.premium) << layer.terms;
    }
}

/// U. Riegel's package Pareto (CRAN, vignette): threshold 500, alpha 2, layer 4 000 xs 1 000.
TEST(PublishedLayers, HaveTheMomentsOfTheParetoLayersOfRiegel) {
    const std::string pareto = "{pareto: {threshold: 500, shape: 2}}";
    const std::string treaties =
        "{cat_xl: {name: L, limit: 4000, attachment: 1000, unlimited_reinstatements: true}}, "
        "{cat_xl: {name: H, limit: 5000, attachment: 5000, unlimited_reinstatements: true}}";
    const KnownRun one(with_treaties(collective_risk("{bernoulli: {probability: 1}}", pareto), treaties), years);
    expect_known_mean(one.column("L", "recovery"), 200, "mean of one loss");
    MetricRow const& sd = one.row("sd", "L", "recovery");
    EXPECT_NEAR(sd.value, std::sqrt(364718.956), 4 * sd.standard_error);

    const KnownRun year(with_treaties(collective_risk(poisson(2.5), pareto), treaties), years);
    expect_known_mean(year.column("L", "recovery"), 500, "4 000 xs 1 000, frequency 2.5");
    expect_known_mean(year.column("H", "recovery"), 62.5, "5 000 xs 5 000, frequency 2.5");
}

/// README of NetSimR (CRAN).
TEST(PublishedLayers, HaveTheCappedParetoMeanAndTheMeanYearOfNetSimR) {
    const KnownRun capped(
        with_treaties(collective_risk("{bernoulli: {probability: 1}}", "{pareto: {threshold: 200, shape: 1.2}}"),
                      "{cat_xl: {name: L, limit: 600, attachment: 0, reinstatements: []}}"),
        years);
    expect_known_mean(capped.column("L", "recovery"), 397.258, "Pareto capped at 600", 5e-4);
    KnownScenario plain;
    plain.sources = collective_risk(poisson(3), "{lognormal: {mu: 8, sigma: 1.5}}");
    expect_known_mean(KnownRun(plain, years).column("P", "gross_loss"), 27545.991, "Poisson 3, lognormal(8, 1.5)",
                      5e-4);
}

}  // namespace
}  // namespace riskpool
