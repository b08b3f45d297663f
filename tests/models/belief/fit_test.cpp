#include "models/belief/fit.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/normal.hpp>
#include <cmath>

#include "models/belief/frechet.hpp"
#include "models/belief/law_of_severity.hpp"
#include "models/belief/quantiles.hpp"
#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

constexpr FitFamily of_two[] = {FitFamily::normal, FitFamily::lognormal, FitFamily::gamma,
                                FitFamily::beta,   FitFamily::pareto,    FitFamily::pareto_from_return_points};

TEST(Fit, GoesExactlyThroughAsManyQuantilesAsThereAreParameters) {
    for (const FitFamily family : of_two) {
        for (auto const& [p1, v1, p2, v2] : {std::array{0.05, 0.01, 0.95, 0.4}, std::array{0.25, 0.2, 0.75, 0.21},
                                             std::array{0.5, 0.3, 0.999, 0.95}, std::array{0.001, 1e-6, 0.3, 0.5}}) {
            const Fit fit = fit_quantiles(family, {{p1, v1}, {p2, v2}});
            ASSERT_NE(fit.law, nullptr) << choice_name(family) << v1;
            EXPECT_NEAR(fit.law->quantile(p1), v1, 1e-10 * v2) << choice_name(family);
            EXPECT_NEAR(fit.law->quantile(p2), v2, 1e-10 * v2) << choice_name(family);
            EXPECT_LT(fit.sum_of_squares, 1e-20) << choice_name(family);
        }
    }
}

TEST(Fit, GoesExactlyThroughThreeQuantilesOfGeneralisedParetoLawsOfAnyShape) {
    for (const double shape : {-0.7, -0.1, 0.0, 0.3, 0.9, 1.7}) {
        const GeneralisedPareto law{3, 2, shape};
        const Fit fit = fit_quantiles(FitFamily::generalised_pareto,
                                      {{0.2, law.quantile(0.2)}, {0.7, law.quantile(0.7)}, {0.98, law.quantile(0.98)}});
        ASSERT_NE(fit.law, nullptr) << shape;
        EXPECT_NEAR(fit.parameters[0], 3, 1e-10) << shape;
        EXPECT_NEAR(fit.parameters[1], 2, 1e-10) << shape;
        EXPECT_NEAR(fit.parameters[2], shape, 1e-10) << shape;
    }
}

/// Seven quantiles of a law.
std::vector<QuantilePoint> stated_by(BeliefLaw const& law) {
    std::vector<QuantilePoint> points;
    for (const double p : {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95}) points.push_back({p, law.quantile(p)});
    return points;
}

TEST(Fit, OfLeastSquaresFindsTheLawWhoseQuantilesWereStated) {
    const auto expect = [](FitFamily family, LawPointer const& law, FitEnds ends = {}) {
        const Fit fit = fit_quantiles(family, stated_by(*law), ends);
        ASSERT_NE(fit.law, nullptr) << choice_name(family);
        EXPECT_LT(fit.sum_of_squares, 1e-18) << choice_name(family);
        for (const double p : {0.001, 0.4, 0.999}) {
            EXPECT_NEAR(fit.law->quantile(p) / law->quantile(p), 1, 1e-6) << choice_name(family) << p;
        }
    };
    expect(FitFamily::lognormal, law_of_severity(Lognormal{.mu = 12, .sigma = 1.3}));
    expect(FitFamily::lognormal, law_of_severity(Lognormal{.mu = 2, .sigma = 0.3}, -50), {-50, 1});
    expect(FitFamily::gamma, law_of_severity(Gamma{0.4, 1e6}));
    expect(FitFamily::gamma, law_of_severity(Gamma{70, 1e-3}, 5), {5, 1});
    expect(FitFamily::beta, law_of_severity(Beta{0.6, 4, 20}, 10), {10, 30});
    expect(FitFamily::pareto, law_of_severity(Pareto{1e6, 1.4}));
    expect(FitFamily::generalised_pareto, law_of_severity(GeneralisedPareto{0, 5, 0.4}, -3));
    expect(FitFamily::pareto_from_return_points, law_of(Frechet{3e6, 1.8}));
}

// No neighbour is better: an oracle that needs no other minimiser.
TEST(Fit, OfLeastSquaresHasNoBetterNeighbour) {
    const std::vector<QuantilePoint> points{{0.1, 1}, {0.4, 2}, {0.6, 4}, {0.95, 9}};
    const Fit best = fit_quantiles(FitFamily::gamma, points);
    for (const double up : {1.001, 1 / 1.001}) {
        for (const double right : {1.001, 1.0, 1 / 1.001}) {
            double sum = 0;
            for (auto const& [p, value] : points) {
                const double off = Gamma{best.parameters[0] * up, best.parameters[1] * right}.cdf(value) - p;
                sum += off * off;
            }
            EXPECT_GT(sum, best.sum_of_squares);
        }
    }
}

TEST(Fit, SaysThatThereIsNoneWhereNoLawComesNear) {
    // Quantiles one in a million apart would need a gamma shape beyond any use.
    EXPECT_EQ(fit_quantiles(FitFamily::gamma, {{0.1, 1}, {0.9, 1.0000001}}).law, nullptr);
}

TEST(WidenedProbability, TakesTheStatedNinetyPercentForWhatItIsToldTo) {
    EXPECT_NEAR(widened_probability(0.95, 0.6), 0.8, 1e-14);
    EXPECT_NEAR(widened_probability(0.05, 0.6), 0.2, 1e-14);
    EXPECT_NEAR(widened_probability(0.5, 0.6), 0.5, 1e-15);
    EXPECT_NEAR(widened_probability(0.3, 0.9), 0.3, 1e-15);
    // The quartiles go where a normal law of the wider deviation has them.
    const boost::math::normal z;
    const double factor = boost::math::quantile(z, 0.8) / boost::math::quantile(z, 0.95);
    EXPECT_NEAR(widened_probability(0.75, 0.6), boost::math::cdf(z, factor * boost::math::quantile(z, 0.75)), 1e-14);
}

Quantiles stated(FitFamily family, std::vector<std::pair<double, double>> const& points) {
    Quantiles belief{.family = family};
    for (auto const& [p, value] : points) belief.at.push_back({.p = p, .value = value});
    return belief;
}

using Faults = std::vector<std::string>;

TEST(Quantiles, WidenedKeepTheMedianAndStretchTheLogarithms) {
    Quantiles belief = stated(FitFamily::lognormal, {{0.05, 1}, {0.95, 100}});
    belief.treat_90_as = 0.5;
    const LawPointer law = belief.law();
    EXPECT_NEAR(law->quantile(0.5), 10, 1e-9);
    EXPECT_NEAR(law->quantile(0.25), 1, 1e-10);
    EXPECT_NEAR(law->quantile(0.75), 100, 1e-8);
    EXPECT_NE(belief.remark().find("90 % are taken to hold 50 %"), std::string::npos) << belief.remark();
}

TEST(Quantiles, SayHowFarAFitOfLeastSquaresIsOff) {
    EXPECT_EQ(stated(FitFamily::normal, {{0.1, 1}, {0.9, 3}}).remark(), "");
    const std::string remark = stated(FitFamily::normal, {{0.25, 30}, {0.5, 35}, {0.75, 50}}).remark();
    EXPECT_NE(remark.find("least squares (sum 0.0095)"), std::string::npos) << remark;
}

TEST(Quantiles, RefuseWhatNoLawCanHave) {
    const auto faults = [](Quantiles const& belief) { return faulty_fields(belief); };
    EXPECT_EQ(faults(stated(FitFamily::normal, {{0.1, 1}, {0.9, 3}})), Faults{});
    EXPECT_EQ(faults(stated(FitFamily::normal, {{0.1, 1}})), Faults{"at"});
    EXPECT_EQ(faults(stated(FitFamily::generalised_pareto, {{0.1, 1}, {0.9, 3}})), Faults{"at"});
    EXPECT_EQ(faults(stated(FitFamily::normal, {{0.1, 3}, {0.9, 1}})), Faults{"at"});
    EXPECT_EQ(faults(stated(FitFamily::normal, {{0.1, 1}, {0.1, 3}})), Faults{"at"});
    EXPECT_EQ(faults(stated(FitFamily::lognormal, {{0.1, -1}, {0.9, 3}})), Faults{"at"});
    EXPECT_EQ(faults(stated(FitFamily::beta, {{0.1, 0.2}, {0.9, 3}})), Faults{"at"});
    EXPECT_EQ(faults(stated(FitFamily::gamma, {{0.1, 1}, {0.9, 1.0000001}})), Faults{"at"});
    // A tail index of 1/2 has no mean.
    EXPECT_EQ(faults(stated(FitFamily::pareto, {{0.5, 1}, {0.9, 25}})), Faults{"at"});
    Quantiles ends = stated(FitFamily::normal, {{0.1, 1}, {0.9, 3}});
    ends.low = 0;
    ends.high = 5;
    EXPECT_EQ(faults(ends), (Faults{"low", "high"}));
    ends.family = FitFamily::beta;
    EXPECT_EQ(faults(ends), Faults{});
    EXPECT_EQ(faulty_fields(StatedQuantile{.value = 3}), Faults{"p"});
    EXPECT_EQ(faulty_fields(StatedQuantile{.p = 0.5, .return_period = 20, .value = 3}), Faults{"p"});
}

}  // namespace
}  // namespace riskpool
