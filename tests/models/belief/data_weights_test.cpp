// Old data count in part: a power prior, against quadrature of the powers of likelihoods, and against data counted
// twice by half.
#include "models/belief/data_weights.hpp"

#include <gtest/gtest.h>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>

#include "models/belief/beta_binomial.hpp"
#include "models/belief/exponential_gamma.hpp"
#include "models/belief/gamma_poisson.hpp"
#include "models/belief/gpd_grid.hpp"
#include "models/belief/normal_inverse_gamma.hpp"
#include "models/belief/pareto_gamma.hpp"
#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

using Faults = std::vector<std::string>;
using Rule = boost::math::quadrature::gauss_kronrod<double, 61>;

const std::vector<double> losses{2, 5.5, 1.2, 3, 1.6, 7};
const std::vector<double> partial{1, 0.5, 0.25, 0.8, 0, 1};

/// The mean under density(x), which need not integrate to 1.
template <class Density>
double mean_of(Density const& density, double low, double high) {
    const double whole = Rule::integrate(density, low, high, 15, 1e-12);
    return Rule::integrate([&](double x) { return x * density(x); }, low, high, 15, 1e-12) / whole;
}

/// The product of the likelihoods of the losses, each with its power.
template <class Likelihood>
double powers(Likelihood const& likelihood) {
    double product = 1;
    for (std::size_t i = 0; i < losses.size(); ++i) product *= std::pow(likelihood(losses[i]), partial[i]);
    return product;
}

std::vector<double> twice(std::vector<double> values) {
    const std::vector<double> once = values;
    values.insert(values.end(), once.begin(), once.end());
    return values;
}

TEST(DataWeights, ARateIsThatOfLikelihoodsWithPowers) {
    const GammaPoisson belief{.events = {2, 6, 1},
                              .exposure = {10, 12, 3},
                              .prior_mean = 0.2,
                              .prior_exposure = 5,
                              .weights = {1, 0.5, 0.25}};
    EXPECT_DOUBLE_EQ(belief.posterior().shape, 1 + 2 + 3 + 0.25);
    EXPECT_DOUBLE_EQ(1 / belief.posterior().scale, 5 + 10 + 6 + 0.75);
    EXPECT_DOUBLE_EQ(belief.credibility(), 16.75 / 21.75);
    const auto density = [&](double rate) {
        double product = std::exp(-5 * rate);  // gamma(1, 5)
        for (std::size_t i = 0; i < 3; ++i) {
            product *=
                std::pow(std::exp(-rate * belief.exposure[i]) * std::pow(rate, belief.events[i]), belief.weights[i]);
        }
        return product;
    };
    EXPECT_NEAR(belief.posterior().mean(), mean_of(density, 0, 6), 1e-9);
}

TEST(DataWeights, AProbabilityIsThatOfLikelihoodsWithPowers) {
    const BetaBinomial belief{.hits = {3, 1}, .trials = {10, 20}, .weights = {0.5, 1}};
    EXPECT_EQ(belief.posterior(), (Beta{0.5 + 1.5 + 1, 0.5 + 3.5 + 19}));
    const auto density = [](double p) {
        return std::pow(p * (1 - p), -0.5) * std::pow(std::pow(p, 3) * std::pow(1 - p, 7), 0.5) * p *
               std::pow(1 - p, 19);
    };
    EXPECT_NEAR(belief.posterior().mean(), mean_of(density, 0, 1), 1e-9);
}

TEST(DataWeights, TailsAreThoseOfLikelihoodsWithPowers) {
    const ParetoGamma tail{.threshold = 1, .losses = losses, .prior_mean = 1.5, .prior_claims = 4, .weights = partial};
    const auto of_index = [](double index) {
        return std::pow(index, 3) * std::exp(-index * 4 / 1.5) *
               powers([&](double x) { return index * std::pow(x, -index - 1); });
    };
    EXPECT_NEAR(tail.posterior().mean(), mean_of(of_index, 0, 30), 1e-9);

    const ExponentialGamma size{.losses = losses, .prior_claims = 3, .prior_total = 8, .weights = partial};
    const auto of_rate = [](double rate) {
        return rate * rate * std::exp(-8 * rate) * powers([&](double x) { return rate * std::exp(-rate * x); });
    };
    EXPECT_NEAR(size.posterior().shape / size.posterior().scale, mean_of(of_rate, 0, 20), 1e-9);
}

TEST(DataWeights, OneIsAsIfNoneWereGiven) {
    const std::vector<double> full{1, 1, 1, 1, 1, 1};
    EXPECT_EQ((ParetoGamma{.threshold = 1, .losses = losses, .weights = full}).posterior(),
              (ParetoGamma{.threshold = 1, .losses = losses}).posterior());
    EXPECT_EQ((GammaPoisson{.events = {1, 3}, .exposure = {0.3}, .weights = {1}}).posterior(),
              (GammaPoisson{.events = {1, 3}, .exposure = {0.3}}).posterior());
    EXPECT_EQ((BetaBinomial{.hits = {1, 3}, .trials = {7, 9}, .weights = {1}}).posterior(),
              (BetaBinomial{.hits = {1, 3}, .trials = {7, 9}}).posterior());
    EXPECT_EQ((NormalInverseGamma{.losses = losses, .weights = full}).location(),
              (NormalInverseGamma{.losses = losses}).location());
    const GpdGrid weighed{.threshold = 1, .losses = losses, .weights = full};
    const GpdGrid plain{.threshold = 1, .losses = losses};
    EXPECT_EQ(weighed.law()->mean(), plain.law()->mean());
    EXPECT_EQ(weighed.remark(), plain.remark());
}

TEST(DataWeights, ZeroLeavesThePrior) {
    EXPECT_EQ((GammaPoisson{.events = {9}, .exposure = {1}, .prior_mean = 0.2, .prior_exposure = 5, .weights = {0}})
                  .posterior(),
              (GammaPoisson{.events = {}, .exposure = {}, .prior_mean = 0.2, .prior_exposure = 5}).posterior());
    EXPECT_EQ((BetaBinomial{.hits = {9}, .trials = {9}, .weights = {0}}).posterior(), (Beta{0.5, 0.5}));
    const ParetoGamma tail{.threshold = 1, .losses = losses, .prior_mean = 1.5, .prior_claims = 4, .weights = {0}};
    EXPECT_DOUBLE_EQ(tail.posterior().mean(), 1.5);
    EXPECT_DOUBLE_EQ(tail.posterior().shape, 4);
    const ExponentialGamma size{.losses = losses, .prior_claims = 3, .prior_total = 8, .weights = {0}};
    EXPECT_EQ(size.posterior().shape, 3);
    EXPECT_EQ(size.posterior().scale, 8);
    const NormalInverseGamma logs{.losses = losses, .prior_mu = 1, .prior_sigma = 2, .prior_claims = 6, .weights = {0}};
    EXPECT_DOUBLE_EQ(logs.posterior().mean, 1);
    EXPECT_DOUBLE_EQ(logs.posterior().claims, 6);
}

TEST(DataWeights, EveryRowTwiceByHalfIsEveryRowOnce) {
    const NormalInverseGamma once{.losses = losses, .prior_mu = 1, .prior_sigma = 2, .prior_claims = 6};
    const NormalInverseGamma half{
        .losses = twice(losses), .prior_mu = 1, .prior_sigma = 2, .prior_claims = 6, .weights = {0.5}};
    EXPECT_NEAR(half.posterior().mean, once.posterior().mean, 1e-14);
    EXPECT_NEAR(half.posterior().variance.scale, once.posterior().variance.scale, 1e-13);
    EXPECT_DOUBLE_EQ(half.posterior().variance.shape, once.posterior().variance.shape);
    const GpdGrid grid{.threshold = 1, .losses = losses};
    const GpdGrid half_grid{.threshold = 1, .losses = twice(losses), .weights = {0.5}};
    EXPECT_NEAR(half_grid.law()->mean(), grid.law()->mean(), 1e-9);
    EXPECT_NEAR(half_grid.law()->quantile(0.95), grid.law()->quantile(0.95), 1e-9);
}

TEST(DataWeights, AgeTakesItsDiscountOffEachYear) {
    const GammaPoisson aged{.events = {2, 4, 8}, .exposure = {10}, .ages = {0, 1, 2}, .discount = 0.25};
    EXPECT_NEAR(aged.posterior().shape, 0.5 + 2 + 3 + 4.5, 1e-14);
    EXPECT_NEAR(1 / aged.posterior().scale, 10 * (1 + 0.75 + 0.5625), 1e-13);
    // The old generation counts by half, and its years by age beside.
    const GammaPoisson both{.events = {2, 4}, .exposure = {10}, .weights = {1, 0.5}, .ages = {0, 1}, .discount = 0.25};
    EXPECT_NEAR(both.posterior().shape, 0.5 + 2 + 4 * 0.5 * 0.75, 1e-14);
    EXPECT_NE(both.remark().find("rows count as 1.38 of 2"), std::string::npos) << both.remark();
}

TEST(DataWeights, RefusesListsOfAnotherLengthAndHalfADiscount) {
    EXPECT_EQ(faulty_fields(GammaPoisson{.events = {1, 2, 3}, .exposure = {1}, .weights = {1, 0.5}}),
              Faults{"weights"});
    EXPECT_EQ(faulty_fields(BetaBinomial{.hits = {1}, .trials = {2}, .ages = {1, 2}, .discount = 0.1}), Faults{"ages"});
    EXPECT_EQ(faulty_fields(ExponentialGamma{.losses = losses, .discount = 0.1}), Faults{"ages"});
    EXPECT_EQ(faulty_fields(ParetoGamma{.threshold = 1, .losses = {2}, .ages = {1}}), Faults{"discount"});
    EXPECT_EQ(faulty_fields(GammaPoisson{.events = {1}, .exposure = {3}, .weights = {0}}), Faults{"exposure"});
    EXPECT_EQ(faulty_fields(ParetoGamma{.threshold = 1, .losses = {2}, .weights = {0}}), Faults{"losses"});
    EXPECT_EQ(faulty_fields(GpdGrid{.threshold = 1, .losses = losses, .weights = {1, 1, 0, 0, 0, 0}}),
              Faults{"losses"});
}

}  // namespace
}  // namespace riskpool
