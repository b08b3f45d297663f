// Beliefs after data, against their closed forms, and each predictive law against the mean of laws over the posterior.
#include <gtest/gtest.h>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <numeric>

#include "models/belief/beta_binomial.hpp"
#include "models/belief/exponential_gamma.hpp"
#include "models/belief/gamma_poisson.hpp"
#include "models/belief/normal_inverse_gamma.hpp"
#include "models/belief/parameter_uncertainty.hpp"
#include "models/belief/pareto_gamma.hpp"
#include "models/severity/severity.hpp"
#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

using Faults = std::vector<std::string>;
using Rule = boost::math::quadrature::gauss_kronrod<double, 61>;

/// The mean of f(X) over a law.
template <class F>
double over(BeliefLaw const& law, F const& f) {
    return Rule::integrate([&](double p) { return f(law.quantile(p)); }, 0.0, 1.0, 12, 1e-12);
}

TEST(GammaPoisson, YearsWithoutAnEventAreData) {
    const GammaPoisson quiet{.events = {0, 0, 0}, .exposure = {20, 30, 50}};
    EXPECT_DOUBLE_EQ(quiet.law()->mean(), 1 / (2 * 100.0));
    EXPECT_DOUBLE_EQ((GammaPoisson{.events = {0}, .exposure = {200}}).law()->mean(), 1 / (2 * 200.0));
    EXPECT_EQ(quiet.credibility(), 1);
}

TEST(GammaPoisson, OneExposureIsThatOfEachNumber) {
    const GammaPoisson one{.events = {1, 0, 2}, .exposure = {4}};
    const GammaPoisson each{.events = {1, 0, 2}, .exposure = {4, 4, 4}};
    EXPECT_EQ(one.posterior(), each.posterior());
    EXPECT_DOUBLE_EQ(one.posterior().mean(), 3.5 / 12);
}

TEST(GammaPoisson, APriorWeighsAsTheExposureItIsStatedAs) {
    // Two events in ten years and a prior of the same strength: half way between.
    const GammaPoisson belief{.events = {2}, .exposure = {10}, .prior_mean = 0.4, .prior_exposure = 10};
    EXPECT_DOUBLE_EQ(belief.posterior().mean(), 0.3);
    EXPECT_DOUBLE_EQ(belief.credibility(), 0.5);
}

TEST(GammaPoisson, ThePredictiveNumberIsThatOfPoissonLawsOverThePosterior) {
    const GammaPoisson belief{.events = {2, 0}, .exposure = {10, 5}};
    const NegativeBinomial next = belief.predictive(7);
    const double none = over(*belief.law(), [](double rate) { return std::exp(-7 * rate); });
    EXPECT_NEAR(std::pow(next.size / (next.size + next.mean_count), next.size), none, 1e-10);
}

TEST(GammaPoisson, RefusesDataThatSayNothing) {
    EXPECT_EQ(faulty_fields(GammaPoisson{.events = {1, 2}, .exposure = {1, 1, 1}}), Faults{"exposure"});
    EXPECT_EQ(faulty_fields(GammaPoisson{.events = {0}, .exposure = {0}}), Faults{"exposure"});
    EXPECT_EQ(faulty_fields(GammaPoisson{.events = {}, .exposure = {}}), Faults{"exposure"});
    EXPECT_EQ(faulty_fields(GammaPoisson{.events = {1}, .exposure = {3}, .prior_mean = 2}), Faults{"prior_exposure"});
    EXPECT_EQ(faulty_fields(GammaPoisson{.events = {1}, .exposure = {3}, .prior_exposure = 2}), Faults{"prior_mean"});
    EXPECT_EQ(faulty_fields(GammaPoisson{.events = {}, .exposure = {}, .prior_mean = 1, .prior_exposure = 2}),
              Faults{});
}

TEST(BetaBinomial, IsTheBetaLawOfHitsAndMisses) {
    EXPECT_EQ((BetaBinomial{.hits = {1, 2}, .trials = {10, 20}}).posterior(), (Beta{3.5, 27.5}));
    EXPECT_EQ((BetaBinomial{.hits = {3}, .trials = {30}, .prior_mean = 0.25, .prior_trials = 8}).posterior(),
              (Beta{5, 33}));
}

TEST(BetaBinomial, ThePredictiveNumberOfHitsIsThatOfBinomialLawsOverThePosterior) {
    const BetaBinomial belief{.hits = {2}, .trials = {9}, .prior_mean = 0.3, .prior_trials = 5};
    const double two_of_five = over(*belief.law(), [](double p) { return 10 * p * p * (1 - p) * (1 - p) * (1 - p); });
    EXPECT_NEAR(belief.predictive(2, 5), two_of_five, 1e-9);
    double sum = 0;
    for (std::uint32_t k = 0; k <= 50; ++k) sum += belief.predictive(k, 50);
    EXPECT_NEAR(sum, 1, 1e-12);
    EXPECT_EQ(belief.predictive(6, 5), 0);
}

TEST(BetaBinomial, RefusesMoreHitsThanTrials) {
    EXPECT_EQ(faulty_fields(BetaBinomial{.hits = {3}, .trials = {2}}), Faults{"hits"});
    EXPECT_EQ(faulty_fields(BetaBinomial{.hits = {1, 1}, .trials = {2}}), Faults{"trials"});
    EXPECT_EQ(faulty_fields(BetaBinomial{.hits = {1}, .trials = {2}, .prior_mean = 0.5}), Faults{"prior_trials"});
}

TEST(ParetoGamma, CountsLossesAboveTheThresholdOnly) {
    const ParetoGamma belief{.threshold = 100, .losses = {50, 100, 200, 400}, .prior_mean = 2, .prior_claims = 3};
    const double log_two = std::log(2.0);
    EXPECT_DOUBLE_EQ(belief.posterior().shape, 3 + 2);
    EXPECT_DOUBLE_EQ(1 / belief.posterior().scale, 1.5 + 3 * log_two);
    // Without a prior the mean is the estimate of maximum likelihood.
    EXPECT_DOUBLE_EQ((ParetoGamma{.threshold = 100, .losses = {200, 400}}).posterior().mean(), 2 / (3 * log_two));
}

TEST(ParetoGamma, ThePredictiveTailIsThatOfParetoLawsOverThePosterior) {
    const ParetoGamma belief{.threshold = 100, .losses = {150, 200, 400}};
    for (const double x : {100.0, 130.0, 1000.0, 1e6}) {
        EXPECT_NEAR(belief.predictive_survival(x),
                    over(*belief.law(),
                         [&](double shape) {
                             return Pareto{100, shape}.survival(x);
                         }),
                    1e-9);
    }
    EXPECT_GT(belief.predictive_survival(1e6), (Pareto{100, belief.posterior().mean()}.survival(1e6)));
}

TEST(ParetoGamma, RefusesToSpeakWithoutClaims) {
    EXPECT_EQ(faulty_fields(ParetoGamma{.threshold = 100, .losses = {50}}), Faults{"losses"});
    EXPECT_EQ(faulty_fields(ParetoGamma{.threshold = 100, .losses = {50}, .prior_mean = 2, .prior_claims = 1}),
              Faults{});
    EXPECT_EQ(faulty_fields(ParetoGamma{.threshold = 100, .losses = {150}, .prior_mean = 2}), Faults{"prior_claims"});
}

TEST(ExponentialGamma, ThePredictiveLossIsThatOfExponentialLawsOverThePosterior) {
    const ExponentialGamma belief{.losses = {2, 5.5, 1.2}, .prior_claims = 3, .prior_total = 8};
    const GeneralisedPareto next = belief.predictive();
    for (const double x : {0.5, 3.0, 40.0}) {
        EXPECT_NEAR(next.survival(x), over(*belief.law(), [&](double mean) { return std::exp(-x / mean); }), 1e-9);
    }
}

TEST(ExponentialGamma, RefusesOneClaimWithoutAPrior) {
    EXPECT_EQ(faulty_fields(ExponentialGamma{.losses = {2}}), Faults{"losses"});
    EXPECT_EQ(faulty_fields(ExponentialGamma{.losses = {2}, .prior_claims = 2}), Faults{"prior_total"});
}

std::vector<double> lognormal_losses() {
    return {std::exp(1.0), std::exp(2.5), std::exp(2.0), std::exp(3.1)};
}

TEST(NormalInverseGamma, WithoutAPriorIsWhatEveryTextbookSaysOfAMean) {
    const NormalInverseGamma belief{.losses = lognormal_losses()};
    const double mean = (1 + 2.5 + 2 + 3.1) / 4;
    const double square =
        (std::pow(1 - mean, 2) + std::pow(2.5 - mean, 2) + std::pow(2 - mean, 2) + std::pow(3.1 - mean, 2)) / 3;
    const StudentT location = belief.location();
    EXPECT_NEAR(location.location, mean, 1e-14);
    EXPECT_NEAR(location.scale, std::sqrt(square / 4), 1e-14);
    EXPECT_NEAR(location.degrees, 3, 1e-14);
    // The quantile of the next loss is the mean and the multiple of the deviation that attains the level.
    EXPECT_NEAR(belief.predictive_of_log().quantile(0.995), mean + sufficient_multiplier(4, 0.995) * std::sqrt(square),
                1e-12);
}

TEST(NormalInverseGamma, APriorWeighsAsTheClaimsItIsStatedAs) {
    const NormalInverseGamma belief{.losses = lognormal_losses(), .prior_mu = 5, .prior_sigma = 2, .prior_claims = 12};
    EXPECT_NEAR(belief.posterior().mean, 0.75 * 5 + 0.25 * 8.6 / 4, 1e-14);
    EXPECT_NEAR(belief.posterior().claims, 16, 1e-14);
    const NormalInverseGamma strong{
        .of = LognormalParameter::sigma, .losses = {}, .prior_mu = 5, .prior_sigma = 2, .prior_claims = 1e6};
    EXPECT_NEAR(strong.law()->mean(), 2, 1e-5);
    EXPECT_EQ(faulty_fields(strong), Faults{});
}

TEST(NormalInverseGamma, ThePredictiveLogarithmIsThatOfNormalLawsOverThePosterior) {
    const NormalInverseGamma belief{.of = LognormalParameter::sigma, .losses = lognormal_losses()};
    const double x = 4;
    const double below = over(*belief.law(), [&](double sigma) {
        return 0.5 * std::erfc(-(x - belief.posterior().mean) / (sigma * std::sqrt(2 * (1 + 0.25))));
    });
    EXPECT_NEAR(belief.predictive_of_log().cdf(x), below, 1e-9);
}

TEST(NormalInverseGamma, RefusesTooFewLossesAndHalfAPrior) {
    EXPECT_EQ(faulty_fields(NormalInverseGamma{.losses = {2, 3}}), Faults{"losses"});
    EXPECT_EQ(faulty_fields(NormalInverseGamma{.losses = {2, 2, 2}}), Faults{"losses"});
    EXPECT_EQ(faulty_fields(NormalInverseGamma{.losses = {2, 3, 4}}), Faults{});
    EXPECT_EQ(faulty_fields(NormalInverseGamma{.losses = {2, 3, 4}, .prior_mu = 1}), Faults{"prior_sigma"});
    EXPECT_EQ(faulty_fields(NormalInverseGamma{.losses = {2, 3, 4}, .prior_mu = 1, .prior_sigma = 1}),
              Faults{"prior_claims"});
    EXPECT_EQ(faulty_fields(NormalInverseGamma{.losses = {2, 3, 4}, .prior_claims = 1}), Faults{"prior_mu"});
}

}  // namespace
}  // namespace riskpool
