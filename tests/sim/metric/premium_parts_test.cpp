// The errors of prices by each principle: a price is off by what it says.
#include "sim/metric/premium_parts.hpp"

#include <gtest/gtest.h>

#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "sim/metric/premium_principle.hpp"
#include "tests/sim/metric/sample.hpp"

namespace riskpool {
namespace {

template <class Function>
double integral(Function const& f, double from, double to) {
    return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(f, from, to, 15, 1e-13);
}

/// Repeated samples of a law of yearly recoveries, an exponential one cut at 30 with P(R > 0) = 60 %, whose figures are
/// known: the squares of (estimate - truth) / standard error have mean 1. With 200 repetitions of a normal figure that
/// mean has a standard deviation of 0.1.
template <class Premium>
void expect_honest_errors(Premium const& premium, double truth, std::string const& what) {
    std::mt19937_64 generator(7);
    std::uniform_real_distribution<double> uniform(0, 1);
    double squares = 0, sum = 0;
    constexpr int repetitions = 200;
    for (int k = 0; k < repetitions; ++k) {
        std::vector<double> values;
        for (int i = 0; i < 2000; ++i) {
            const double u = uniform(generator);
            values.push_back(u < 0.6 ? std::min(-10 * std::log(u / 0.6), 30.0) : 0);
        }
        const Sample sample(values);
        const Estimate estimate = premium(sample.summary);
        const double z = (estimate.value - truth) / estimate.standard_error;
        sum += z;
        squares += z * z;
    }
    EXPECT_NEAR(squares / repetitions, 1, 0.4) << what;
    EXPECT_NEAR(sum / repetitions, 0, 4 / std::sqrt(repetitions)) << what;
}

double survival(double x) {
    return x < 30 ? 0.6 * std::exp(-x / 10) : 0;
}
/// E[f(R)] for f(0) = 0, by its derivative, under exceedance probabilities that a distortion has changed.
template <class Slope, class Distortion>
double mean_of(Slope const& slope, Distortion const& distortion) {
    const auto part = [&](double x) { return slope(x) * distortion(survival(x)); };
    return integral(part, 0, 10) + integral(part, 10, 20) + integral(part, 20, 30);
}
const auto as_it_is = [](double u) { return u; };
// Two reinstatements of a limit of 10, at 80 % and at 40 %, so that u(x) = 0.08 x up to 10 and 0.8 + 0.04 (x - 10) up
// to 20.
const Reinstatements two_prices{10, 30, {0.8, 0.4}};
double charge_slope(double x) {
    return x < 10 ? 0.08 : x < 20 ? 0.04 : 0;
}

TEST(PremiumParts, TellsTheErrorOfPricesByMoments) {
    const double mean = mean_of([](double) { return 1; }, as_it_is);
    const double second = mean_of([](double x) { return 2 * x; }, as_it_is);
    const double sd = std::sqrt(second - mean * mean);
    const double income = mean_of(charge_slope, as_it_is);
    const auto check = [&](auto const& principle, double truth, std::string const& what) {
        expect_honest_errors([&](SeriesSummary const& s) { return principle.price(s).estimate; }, truth, what);
        expect_honest_errors(
            [&](SeriesSummary const& s) {
                const SeriesPrice price = principle.price(s);
                const DiscreteLaw law = DiscreteLaw::of_sample(s.tail, s.observations());
                return premium_of(with_mean_income(price.estimate.value, price.influence, law, two_prices),
                                  static_cast<double>(s.observations()));
            },
            truth / (1 + income), what + " with reinstatements");
    };
    check(ExpectedValuePrinciple{0.3}, 1.3 * mean, "expected value");
    check(StandardDeviationPrinciple{0.5, 0.1}, 1.1 * mean + 0.5 * sd, "standard deviation");
    check(VariancePrinciple{0.05}, mean + 0.05 * sd * sd, "variance");
    // The level 90 % lies where S(x) = 0.1, at x = 10 log 6.
    const double var = 10 * std::log(6.0);
    const double tvar = var + integral(survival, var, 30) / 0.1;
    check(CostOfCapital{0.8, 0.9}, (mean + 0.8 * tvar) / 1.8, "cost of TVaR");
    check(CostOfCapital{0.8, 0.9, CapitalMeasure::var}, (mean + 0.8 * var) / 1.8, "cost of VaR");
}

TEST(PremiumParts, TellsTheErrorOfPricesByWeights) {
    const auto check = [&](auto const& principle, double loss, double income, std::string const& what) {
        for (bool const priced : {false, true}) {
            const Reinstatements terms = priced ? two_prices : Reinstatements{};
            expect_honest_errors(
                [&](SeriesSummary const& s) {
                    const DiscreteLaw law = DiscreteLaw::of_sample(s.tail, s.observations());
                    return premium_of(principle.price(law, terms), law.weight());
                },
                loss / (1 + (priced ? income : 0)), what + (priced ? " with reinstatements" : ""));
        }
    };
    const auto one = [](double) { return 1.0; };
    const auto check_distortion = [&](auto const& distortion, std::string const& what) {
        const auto g = [&](double u) { return distortion.distort(u); };
        check(distortion, mean_of(one, g), mean_of(charge_slope, g), what);
    };
    check_distortion(WangTransform{0.6}, "Wang");
    check_distortion(ProportionalHazard{1.6}, "proportional hazard");
    const double h = 0.08;
    const auto weighted = [&](auto const& f, auto const& slope) {  // E[f(R) exp(hR)], f(0) = 0
        return mean_of([&](double x) { return (slope(x) + h * f(x)) * std::exp(h * x); }, as_it_is);
    };
    const double weight = 1 + mean_of([&](double x) { return h * std::exp(h * x); }, as_it_is);
    const auto charge = [](double x) { return two_prices.charge(x); };
    check(EsscherPrinciple{h}, weighted([](double x) { return x; }, one) / weight,
          weighted(charge, charge_slope) / weight, "Esscher");
    check(ExponentialPrinciple{h}, std::log(weight) / h, mean_of(charge_slope, as_it_is), "exponential");
}

TEST(PremiumParts, TellsTheSameErrorFromSumsAsFromTheWholeLaw) {
    std::mt19937_64 generator(4);
    std::exponential_distribution<double> size(0.1);
    std::vector<double> values;
    for (int i = 0; i < 5000; ++i) values.push_back(i % 3 == 0 ? 0 : size(generator));
    const Sample sample(values);
    const auto check = [&](auto const& principle) {
        const SeriesPrice price = principle.price(sample.summary);
        const PremiumParts parts =
            with_mean_income(price.estimate.value, price.influence, DiscreteLaw::of_sample(sample.tail, 5000), {});
        const double error = premium_of(parts, 5000).standard_error;
        EXPECT_NEAR(price.estimate.standard_error / error, 1, 2e-4);  // 5000 or 4999
    };
    check(ExpectedValuePrinciple{0.3});
    check(StandardDeviationPrinciple{0.5, 0.1});
    check(VariancePrinciple{0.05});
    check(CostOfCapital{0.8, 0.9});
    check(CostOfCapital{0.8, 0.9, CapitalMeasure::var});
}

TEST(PremiumParts, CountsTrialsWhereYearsDependOnEachOther) {
    // Five equal years a trial: as much is known as from one of them.
    std::mt19937_64 generator(3);
    std::exponential_distribution<double> size(0.1);
    std::vector<double> once, five_times;
    for (int i = 0; i < 2000; ++i) {
        const double x = size(generator);
        once.push_back(x);
        five_times.insert(five_times.end(), 5, x);
    }
    const Sample one(once), five(five_times, 5);
    const auto check = [&](auto const& principle) {
        const double error = principle.price(one.summary).estimate.standard_error;
        EXPECT_GT(error, 0);
        EXPECT_NEAR(principle.price(five.summary).estimate.standard_error / error, 1, 0.01);
    };
    check(ExpectedValuePrinciple{0.3});
    check(StandardDeviationPrinciple{0.5});
    check(VariancePrinciple{0.05});
    check(CostOfCapital{0.8, 0.9});
}

}  // namespace
}  // namespace riskpool
