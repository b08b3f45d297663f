// Linear and logarithmic pools, and the beliefs made of them.
#include <gtest/gtest.h>

#include <cmath>

#include "models/belief/ensemble.hpp"
#include "models/belief/interval_belief.hpp"
#include "models/belief/law_of_severity.hpp"
#include "models/belief/logarithmic_pool.hpp"
#include "models/belief/mixture.hpp"
#include "models/belief/normal.hpp"
#include "models/belief/partial_moments.hpp"
#include "models/belief/pool_of_experts.hpp"
#include "models/belief/triangular.hpp"
#include "models/belief/uniform.hpp"
#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

using Faults = std::vector<std::string>;

void expect_same(BeliefLaw const& got, BeliefLaw const& want, double relative) {
    const double spread = want.quantile(0.9) - want.quantile(0.1);
    for (const double p : {0.001, 0.05, 0.3, 0.5, 0.7, 0.95, 0.999}) {
        EXPECT_NEAR(got.quantile(p), want.quantile(p), relative * spread) << p;
    }
    EXPECT_NEAR(got.mean(), want.mean(), relative * spread);
    EXPECT_NEAR(got.variance(), want.variance(), relative * spread * spread);
    EXPECT_NEAR(got.log_density(got.quantile(0.4)), want.log_density(want.quantile(0.4)), relative);
}

TEST(LogarithmicPool, OfNormalExpertsIsNormalHoweverFarTheyDisagree) {
    for (const double apart : {0.0, 1.0, 40.0, 5000.0}) {
        const LogarithmicPool pool({law_of(Normal{10, 1}), law_of(Normal{10 + apart, 2})}, {1, 3});
        // Precisions weigh 1/4 x 1 and 3/4 x 1/4.
        const double precision = 0.25 + 0.75 / 4;
        const Normal exact{10 + apart * (0.75 / 4) / precision, 1 / std::sqrt(precision)};
        expect_same(pool, *law_of(exact), 1e-8);
    }
}

TEST(LogarithmicPool, OfGammaExpertsIsGammaAndOfBetaExpertsBeta) {
    const LogarithmicPool gammas({law_of_severity(Gamma{2, 3e6}), law_of_severity(Gamma{0.6, 1e6})}, {0.6, 0.4});
    expect_same(gammas, *law_of_severity(Gamma{0.6 * 2 + 0.4 * 0.6, 1 / (0.6 / 3e6 + 0.4 / 1e6)}), 1e-7);
    const LogarithmicPool betas({law_of_severity(Beta{0.5, 9}), law_of_severity(Beta{4, 2})}, {0.5, 0.5});
    expect_same(betas, *law_of_severity(Beta{2.25, 5.5}), 1e-8);
}

TEST(LogarithmicPool, ExcludesWhatOneExpertExcludes) {
    const LogarithmicPool pool({law_of(Uniform{0, 10}), law_of(Uniform{8, 30})}, {1, 1});
    expect_same(pool, *law_of(Uniform{8, 10}), 1e-9);
    EXPECT_EQ(pool.lowest(), 8);
    EXPECT_EQ(pool.highest(), 10);
    EXPECT_EQ(pool.cdf(7), 0);
    EXPECT_EQ(pool.log_density(12), -infinity);
}

TEST(LogarithmicPool, HeedsNobodyWithoutWeight) {
    const LogarithmicPool pool({law_of(Normal{1, 2}), law_of(Uniform{50, 60})}, {1, 0});
    expect_same(pool, *law_of(Normal{1, 2}), 1e-9);
}

TEST(Mixture, HasTheVarianceWithinPlusThatBetween) {
    const Mixture mixture({law_of(Normal{0, 1}), law_of(Normal{4, 1})}, {2, 2});
    EXPECT_DOUBLE_EQ(mixture.within_variance(), 1);
    EXPECT_DOUBLE_EQ(mixture.between_variance(), 4);
    EXPECT_DOUBLE_EQ(mixture.variance(), 5);
    EXPECT_NEAR(mixture.quantile(0.5), 2, 1e-14);
}

TEST(Mixture, OfBoundedLawsReachesFromTheLowestToTheHighest) {
    const Mixture mixture({law_of(Uniform{0, 1}), law_of(Uniform{5, 6}), law_of(Uniform{-9, 99})}, {1, 3, 0});
    EXPECT_EQ(mixture.quantile(0), 0);
    EXPECT_EQ(mixture.quantile(1), 6);
    EXPECT_NEAR(mixture.quantile(0.125), 0.5, 1e-14);
    EXPECT_NEAR(mixture.quantile(0.625), 5.5, 1e-14);
    EXPECT_NEAR(mixture.quantile(0.25), 1, 1e-14);  // the smallest x with P(X <= x) >= p
}

TEST(PosteriorModelWeights, DoNotOverflow) {
    const auto weights = posterior_model_weights({1, 1, 0}, {-1e6, -1e6 + std::log(3.0), 1e6});
    EXPECT_NEAR(weights[0], 0.25, 1e-9);
    EXPECT_NEAR(weights[1], 0.75, 1e-9);
    EXPECT_EQ(weights[2], 0);
}

TEST(TailMean, IsThatOfTheClosedForm) {
    for (const double p : {0.0, 0.1, 0.5, 0.9, 0.995}) {
        EXPECT_NEAR(tail_mean(*law_of_severity(Exponential{7}), p), 7 * (1 - std::log1p(-p)), 1e-9) << p;
        EXPECT_NEAR(tail_mean(*law_of(Uniform{-1, 3}), p), 1 + 2 * p, 1e-12) << p;
    }
}

PoolOfExperts pool_of(Belief const& first, Belief const& second, Pooling pooling = Pooling::linear) {
    return {.experts = {{.name = "A", .belief = first}, {.name = "B", .belief = second}}, .pooling = pooling};
}

TEST(PoolOfExperts, TellsHowMuchOfTheVarianceIsDisagreement) {
    const std::string remark = pool_of(Belief(Normal{0, 1}), Belief(Normal{4, 1})).remark();
    EXPECT_NE(remark.find("medians from 0 to 4; 80 %"), std::string::npos) << remark;
}

TEST(PoolOfExperts, RefusesWhatCannotBePooled) {
    const Belief normal(Normal{0, 1});
    EXPECT_EQ(faulty_fields(pool_of(normal, Belief(Uniform{1, 2}))), Faults{});
    EXPECT_EQ(faulty_fields(pool_of(normal, Belief(IntervalBelief{1, 2}))), Faults{"experts"});
    EXPECT_EQ(faulty_fields(pool_of(normal, Belief(IntervalBelief{1, 2}), Pooling::logarithmic)), Faults{"experts"});
    EXPECT_EQ(faulty_fields(pool_of(Belief(Uniform{1, 2}), Belief(Triangular{3, 4, 5}))), Faults{});
    EXPECT_EQ(faulty_fields(pool_of(Belief(Uniform{1, 2}), Belief(Triangular{3, 4, 5}), Pooling::logarithmic)),
              Faults{"pooling"});
    PoolOfExperts alone{.experts = {{.name = "A", .belief = normal}}};
    EXPECT_EQ(faulty_fields(alone), Faults{"experts"});
    PoolOfExperts twice = pool_of(normal, normal);
    twice.experts[1].name = "A";
    EXPECT_EQ(faulty_fields(twice), Faults{"experts"});
    PoolOfExperts weightless = pool_of(normal, normal);
    for (auto& expert : weightless.experts) expert.weight = 0;
    EXPECT_EQ(faulty_fields(weightless), Faults{"experts"});
}

TEST(Ensemble, TellsTheRangeOverItsModelsAndComparesThemOnTheSameDataOnly) {
    Ensemble models{
        {{.name = "low", .belief = Belief(Uniform{0, 2})}, {.name = "high", .belief = Belief(Uniform{4, 6})}}};
    EXPECT_NE(models.remark().find("median from 1 to 5 and 95 % from 1.9 to 5.9"), std::string::npos)
        << models.remark();
    models.models[0].log_marginal_likelihood = -3;
    EXPECT_EQ(faulty_fields(models), Faults{"models"});
    models.models[1].log_marginal_likelihood = -3 + std::log(4.0);
    EXPECT_EQ(faulty_fields(models), Faults{});
    EXPECT_NEAR(models.law()->mean(), 0.2 * 1 + 0.8 * 5, 1e-12);
}

}  // namespace
}  // namespace riskpool
