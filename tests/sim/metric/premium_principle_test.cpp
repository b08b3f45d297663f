#include "sim/metric/premium_principle.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/quadrature/gauss_kronrod.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/metric/sample.hpp"
#include "tests/sim/metric/yearly_layer.hpp"

namespace riskpool {
namespace {

template <class Function>
double integral(Function const& f, double from, double to) {
    return boost::math::quadrature::gauss_kronrod<double, 61>::integrate(f, from, to, 15, 1e-13);
}

nlohmann::json const& inputs() {
    return answer("O-PR-01")["inputs"];
}
double expected(char const* figure) {
    return answer("O-PR-01")["expected"][figure].get<double>();
}

// Nobody, one and two: P(X > 0) = 3/4, P(X > 2) = 1/4, P(X > 10) = 0.
const DiscreteLaw three_values({{0, 0.25}, {2, 0.5}, {10, 0.25}});

TEST(PremiumPrinciple, WeighsExceedanceProbabilitiesOfADiscreteLaw) {
    // int S^(1/2) = 2 sqrt(3)/2 + 8/2
    EXPECT_NEAR(ProportionalHazard{2}.price(three_values).loss, std::sqrt(3.0) + 4, 1e-14);
    EXPECT_NEAR(ProportionalHazard{1}.price(three_values).loss, 3.5 /* the mean */, 1e-14);
    const boost::math::normal z;
    const auto g = [&](double u) { return cdf(z, quantile(z, u) + 0.4); };
    EXPECT_NEAR(WangTransform{0.4}.price(three_values).loss, 2 * g(0.75) + 8 * g(0.25), 1e-13);
    EXPECT_NEAR(WangTransform{0}.price(three_values).loss, 3.5, 1e-13);
    EXPECT_NEAR(WangTransform{0.4}.price(three_values).largest_share, 10 * g(0.25) / (2 * g(0.75) + 8 * g(0.25)),
                1e-13);
    // An amount added to every value is added to the price; so losses that are gains are priced too.
    const DiscreteLaw less({{-5, 0.25}, {-3, 0.5}, {5, 0.25}});
    EXPECT_NEAR(ProportionalHazard{2}.price(less).loss, std::sqrt(3.0) - 1, 1e-14);
}

TEST(PremiumPrinciple, WeighsValuesOfADiscreteLawByExponentials) {
    const double h = std::log(2.0) / 2;  // exp(2 h) = 2, exp(10 h) = 32
    EXPECT_NEAR(EsscherPrinciple{h}.price(three_values).loss, (0.5 * 2 * 2 + 0.25 * 32 * 10) / (0.25 + 1 + 8), 1e-13);
    EXPECT_NEAR(ExponentialPrinciple{h}.price(three_values).loss, std::log(0.25 + 1 + 8) / h, 1e-13);
    // Where exp(a x) overflows the price is the largest value less log(1/p)/a.
    EXPECT_NEAR(ExponentialPrinciple{100}.price(three_values).loss, 10 - std::log(4.0) / 100, 1e-13);
    EXPECT_NEAR(EsscherPrinciple{100}.price(three_values).loss, 10, 1e-13);
    // A price far below the largest value keeps its digits: with p = 1e-9 it is p (e - 1) / a to the first order.
    const DiscreteLaw rare({{0, 1 - 1e-9}, {1, 1e-9}});
    EXPECT_NEAR(ExponentialPrinciple{1}.price(rare).loss / (1e-9 * std::expm1(1.0)), 1, 2e-9);
}

TEST(PremiumPrinciple, AddsPartsOfMeanSpreadAndCapital) {
    // 1, 2 ... 100: mean 50.5, variance 100 * 101 / 12
    std::vector<double> values;
    for (int i = 1; i <= 100; ++i) values.push_back(i);
    const Sample sample(values);
    const double variance = 100.0 * 101 / 12;
    EXPECT_NEAR(ExpectedValuePrinciple{0.2}.price(sample.summary).estimate.value, 60.6, 1e-12);
    EXPECT_NEAR((StandardDeviationPrinciple{0.3, 0.2}.price(sample.summary).estimate.value),
                60.6 + 0.3 * std::sqrt(variance), 1e-12);
    EXPECT_NEAR(VariancePrinciple{0.01}.price(sample.summary).estimate.value, 50.5 + 0.01 * variance, 1e-12);
    // TVaR 90 % is the mean of 91 ... 100, VaR 90 % is 90
    EXPECT_NEAR((CostOfCapital{0.06, 0.9}.price(sample.summary).estimate.value), (50.5 + 0.06 * 95.5) / 1.06, 1e-12);
    EXPECT_NEAR((CostOfCapital{0.06, 0.9, CapitalMeasure::var}.price(sample.summary).estimate.value),
                (50.5 + 0.06 * 90) / 1.06, 1e-12);
}

TEST(PremiumPrinciple, HasTheKnownTransformsOfPr01) {
    const double mu = inputs()["lognormal"]["mu"], sigma = inputs()["lognormal"]["sigma"];
    const WangTransform wang{inputs()["wang_lambda"]};
    const auto distorted = [&](double x) {
        // log-scale of the lognormal; S(x) by Boost
        return wang.distort(cdf(complement(boost::math::lognormal(mu, sigma), x)));
    };
    const auto by_logarithm = [&](double t) { return distorted(std::exp(t)) * std::exp(t); };
    EXPECT_NEAR(integral(by_logarithm, mu - 30, mu + 15), expected("wang_mean"), 1e-9);
    const double from = inputs()["layer"]["retention"], to = from + inputs()["layer"]["limit"].get<double>();
    EXPECT_NEAR(integral(distorted, from, to), expected("wang_layer"), 1e-9);

    const double xm = inputs()["pareto"]["xm"], alpha = inputs()["pareto"]["alpha"];
    const ProportionalHazard hazard{inputs()["pareto"]["rho"]};
    const auto by_log_of_pareto = [&](double t) { return hazard.distort(std::exp(-alpha * t)) * xm * std::exp(t); };
    EXPECT_NEAR(xm + integral(by_log_of_pareto, 0, 30), expected("ph_transform_pareto"), 1e-9);
}

TEST(PremiumPrinciple, HasTheSlopesOfItsDistortions) {
    for (const double u : {1e-6, 0.01, 0.3, 0.5, 0.9, 0.999}) {
        const double step = 1e-5 * std::min(u, 1 - u);
        const auto check = [&](auto const& distortion) {
            const double slope = (distortion.distort(u + step) - distortion.distort(u - step)) / (2 * step);
            EXPECT_NEAR(distortion.slope(u) / slope, 1, 1e-6) << u;
        };
        check(WangTransform{0.7});
        check(ProportionalHazard{1.7});
    }
}

/// The normal law on a fine grid. Means of entire functions under it are those of the normal law itself, but for terms
/// of the order of exp(-2 pi^2 / step^2) (Poisson summation).
DiscreteLaw normal_grid(double mean, double sd) {
    constexpr double step = 1.0 / 16;
    std::vector<Atom> atoms;
    for (int k = -16 * 30; k <= 16 * 30; ++k) {
        const double z = k * step;
        atoms.push_back({mean + sd * z, std::exp(-z * z / 2)});
    }
    return DiscreteLaw(std::move(atoms));
}

TEST(PremiumPrinciple, HasTheKnownPricesOfANormalLossOfPr01) {
    const double mean = inputs()["normal"]["mean"], sd = inputs()["normal"]["sd"];
    const DiscreteLaw law = normal_grid(mean, sd);
    const double h = inputs()["esscher_h"];
    EXPECT_NEAR(EsscherPrinciple{h}.price(law).loss, expected("esscher"), 1e-9);
    EXPECT_NEAR(ExponentialPrinciple{h}.price(law).loss, expected("exponential_principle"), 1e-9);

    const double level = inputs()["level"];
    const boost::math::normal normal(mean, sd);
    const double var = quantile(normal, level);
    const double tvar = mean + sd * sd * pdf(normal, var) / (1 - level);
    const CostOfCapital capital{inputs()["coc"], level};
    EXPECT_NEAR(capital.premium(mean, var), expected("coc_VaR"), 1e-8);
    EXPECT_NEAR(capital.premium(mean, tvar), expected("coc_TVaR"), 1e-8);
}

TEST(PremiumPrinciple, HasTheKnownLoadingsOfANormalSampleOfPr01) {
    // Two values at mean -+ sd have the mean and, with divisor n, the variance of the normal law.
    const double mean = inputs()["normal"]["mean"], sd = inputs()["normal"]["sd"];
    std::vector<double> values;
    constexpr int n = 1000;
    const double spread = sd * std::sqrt((n - 1.0) / n);  // for the divisor n - 1
    for (int i = 0; i < n; ++i) values.push_back(i % 2 == 0 ? mean - spread : mean + spread);
    const Sample sample(values);
    EXPECT_NEAR(StandardDeviationPrinciple{inputs()["sd_load"]}.price(sample.summary).estimate.value,
                expected("sd_principle"), 1e-9);
    EXPECT_NEAR(VariancePrinciple{inputs()["var_load"]}.price(sample.summary).estimate.value,
                expected("variance_principle"), 1e-9);
}

TEST(PremiumPrinciple, PricesAdjacentLayersAsOneUnderADistortion) {
    std::mt19937_64 generator(1);
    std::lognormal_distribution<double> size(2, 1);
    std::vector<double> whole, lower, upper;
    for (int i = 0; i < 3000; ++i) {
        const double x = size(generator);
        lower.push_back(std::min(std::max(x - 5, 0.0), 10.0));
        upper.push_back(std::min(std::max(x - 15, 0.0), 20.0));
        whole.push_back(std::min(std::max(x - 5, 0.0), 30.0));
    }
    const auto price = [](auto const& principle, std::vector<double> const& values) {
        return principle.price(DiscreteLaw::of_sample(Sample(values).tail, values.size())).loss;
    };
    const auto gap = [&](auto const& principle) {
        return (price(principle, lower) + price(principle, upper)) / price(principle, whole) - 1;
    };
    EXPECT_NEAR(gap(WangTransform{0.5}), 0, 1e-12);
    EXPECT_NEAR(gap(ProportionalHazard{1.5}), 0, 1e-12);
    EXPECT_GT(std::abs(gap(EsscherPrinciple{0.05})), 1e-3);
    EXPECT_GT(std::abs(gap(ExponentialPrinciple{0.05})), 1e-3);
}

TEST(PremiumPrinciple, DividesByWhatReinstatementsBring) {
    // R is 0, 10 or 25 with a limit of 10 and two reinstatements at 50 % and 200 %: the first limit is reinstated with
    // R = 10 and above, the second half of the time with 25 up to 15, both charged by amount.
    const DiscreteLaw law({{0, 0.5}, {10, 0.3}, {25, 0.2}});
    const Reinstatements terms{10, 30, {0.5, 2}};
    // u(10) = 0.5, u(25) = 0.5 + 2
    const double rho = 2;
    const double s0 = std::sqrt(0.5), s10 = std::sqrt(0.2);
    const PremiumParts parts = ProportionalHazard{rho}.price(law, terms);
    EXPECT_NEAR(parts.loss, 10 * s0 + 15 * s10, 1e-14);
    EXPECT_NEAR(parts.income, 0.5 * s0 + 2 * s10, 1e-14);
    EXPECT_NEAR(premium_of(parts, 100).value, parts.loss / (1 + parts.income), 1e-14);
    const double h = 0.1;
    const double w10 = 0.3 * std::exp(1.0), w25 = 0.2 * std::exp(2.5);
    const PremiumParts esscher = EsscherPrinciple{h}.price(law, terms);
    EXPECT_NEAR(esscher.income, (0.5 * w10 + 2.5 * w25) / (0.5 + w10 + w25), 1e-14);
    EXPECT_NEAR(ExponentialPrinciple{h}.price(law, terms).income, 0.3 * 0.5 + 0.2 * 2.5, 1e-14);
}

TEST(PremiumPrinciple, HasTheProportionalHazardPremiumsOfMata) {
    // Mata, "Pricing excess of loss reinsurance with reinstatements", ASTIN Bulletin 30 (2000), table 5: Poisson 10,
    // Pareto (Lomax) 3 and 10, one free reinstatement. The paper's figures are some 0.05 % low; these are exact ones by
    // fast Fourier transform, which the paper's agree with to 1e-3.
    struct Case {
        double limit, attachment, rho, price, paper;
    };
    const auto losses = yearly_losses(
        200'000, 10, [](double u) { return 10 * (std::pow(u, -1.0 / 3) - 1); }, 2000);
    for (Case const& c :
         {Case{10, 10, 1.2, 7.7426, 7.7403}, Case{10, 20, 1.2, 3.2365, 3.2344}, Case{20, 10, 1.2, 11.1895, 11.1852},
          Case{10, 10, 2, 10.9250, 10.9230}, Case{10, 20, 2, 6.1617, 6.1590}, Case{20, 10, 2, 17.3632, 17.3585}}) {
        EXPECT_NEAR(c.price / c.paper, 1, 1e-3);
        const std::vector<double> years = recoveries(losses, c.limit, c.attachment, 2 * c.limit);
        const Sample sample(years);
        const DiscreteLaw law = DiscreteLaw::of_sample(sample.tail, years.size());
        const Estimate premium = premium_of(ProportionalHazard{c.rho}.price(law), law.weight());
        EXPECT_NEAR(premium.value, c.price, 4 * premium.standard_error) << c.limit << " xs " << c.attachment;
        EXPECT_LT(premium.standard_error, 0.005 * premium.value);
    }
}

}  // namespace
}  // namespace riskpool
