#include "models/belief/gpd_grid.hpp"

#include <gtest/gtest.h>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>

#include "models/severity/generalised_pareto.hpp"
#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

using Faults = std::vector<std::string>;
using Rule = boost::math::quadrature::gauss_kronrod<double, 31>;

/// Excesses that all count in full.
std::vector<WeighedExcess> in_full(std::vector<double> const& values) {
    std::vector<WeighedExcess> found;
    for (const double each : values) found.push_back({each});
    return found;
}

const std::vector<double> excesses{0.2, 0.3, 0.7, 1.1, 1.9, 2.4, 6.0, 0.5};

/// The integral over ln scale and shape of prior x likelihood x f(scale, shape), by Boost.
template <class F>
double integral(F const& f) {
    return Rule::integrate(
        [&](double shape) {
            return Rule::integrate(
                [&](double log_scale) {
                    const double scale = std::exp(log_scale);
                    double product = std::exp(-0.5 * std::pow((shape - 0.4) / 0.2, 2));
                    for (const double y : excesses) {
                        const double base = 1 + shape * y / scale;
                        if (base <= 0) return 0.0;
                        product *= std::pow(base, -1 / shape - 1) / scale;
                    }
                    return product * f(scale, shape);
                },
                -3.5, 4.5, 6, 1e-9);
        },
        -0.9, 1.0, 6, 1e-9);
}

TEST(GpdGrid, HasTheMeansOfItsPosteriorByQuadrature) {
    const GpdPosterior posterior = gpd_posterior(in_full(excesses), 0.4, 0.2);
    const double whole = integral([](double, double) { return 1.0; });
    EXPECT_NEAR(posterior.scale().mean(), integral([](double scale, double) { return scale; }) / whole, 2e-3);
    EXPECT_NEAR(posterior.shape().mean(), integral([](double, double shape) { return shape; }) / whole, 2e-4);
    EXPECT_NEAR(posterior.predictive_survival(10), integral([](double scale, double shape) {
                                                       return GeneralisedPareto{0, scale, shape}.survival(10);
                                                   }) / whole,
                1e-4 * posterior.predictive_survival(10) + 1e-6);
}

TEST(GpdGrid, ThePredictiveTailIsHeavierThanThatOfTheMeanParameters) {
    const GpdPosterior posterior = gpd_posterior(in_full(excesses), 0.4, 0.2);
    const GeneralisedPareto plugin{0, posterior.scale().mean(), posterior.shape().mean()};
    EXPECT_GT(posterior.predictive_survival(200), plugin.survival(200));
    EXPECT_NEAR(posterior.predictive_survival(0), 1, 1e-12);
}

TEST(GpdGrid, FewLossesLeaveTheShapeToItsPriorAndManyDoNot) {
    const GeneralisedPareto law{0, 1, 0.5};
    std::vector<double> many;
    for (int i = 0; i < 250; ++i) many.push_back(law.quantile((i + 0.5) / 250));
    EXPECT_NEAR(gpd_posterior(in_full({0.9, 1.0, 1.1}), 0.3, 0.05).shape().mean(), 0.3, 0.02);
    const GpdPosterior sure = gpd_posterior(in_full(many), 0.1, 0.2);
    EXPECT_NEAR(sure.shape().mean(), 0.5, 0.1);
    EXPECT_NEAR(sure.scale().mean(), 1, 0.15);
}

TEST(GpdGrid, ScaleGoesWithTheUnitAndShapeDoesNot) {
    std::vector<double> thousandfold;
    for (const double y : excesses) thousandfold.push_back(1000 * y);
    const GpdPosterior small = gpd_posterior(in_full(excesses), 0.3, 0.2);
    const GpdPosterior large = gpd_posterior(in_full(thousandfold), 0.3, 0.2);
    EXPECT_NEAR(large.scale().quantile(0.9), 1000 * small.scale().quantile(0.9), 1e-6);
    EXPECT_NEAR(large.shape().quantile(0.9), small.shape().quantile(0.9), 1e-9);
}

TEST(GpdGrid, RanksOfScaleAndShapeAreOppositeInThePosterior) {
    const double rank = gpd_posterior(in_full(excesses), 0.3, 0.2).rank_correlation();
    EXPECT_LT(rank, -0.2);
    EXPECT_GT(rank, -0.95);
    const GpdGrid belief{.threshold = 0, .losses = excesses};
    EXPECT_NE(belief.remark().find("rank correlation of scale and shape"), std::string::npos) << belief.remark();
}

TEST(GpdGrid, LeavesOutLossesUpToTheThresholdAndNeedsThreeAbove) {
    EXPECT_EQ((GpdGrid{.threshold = 2, .losses = {1, 2, 3, 5, 9}}).excesses(), in_full({1, 3, 7}));
    EXPECT_EQ(faulty_fields(GpdGrid{.threshold = 2, .losses = {1, 2, 3, 5, 9}}), Faults{});
    EXPECT_EQ(faulty_fields(GpdGrid{.threshold = 4, .losses = {1, 2, 3, 5, 9}}), Faults{"losses"});
}

}  // namespace
}  // namespace riskpool
