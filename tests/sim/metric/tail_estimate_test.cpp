#include "sim/metric/tail_estimate.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <cmath>
#include <random>
#include <vector>

#include "sim/metric/order_statistic.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/metric/sample.hpp"

namespace riskpool {
namespace {

// The n midpoint quantiles of a law: a sample without chance.
template <class Law>
std::vector<double> midpoints(Law const& law, std::size_t n) {
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i)
        values[i] = quantile(law, (static_cast<double>(i) + 0.5) / static_cast<double>(n));
    return values;
}

bool covers(Interval interval, double truth) {
    return interval.low <= truth && truth <= interval.high;
}

TEST(TailValueAtRisk, WeighsTheAtomAtVarByWhatIsLeft) {
    // Ten values, p = 75%: VaR is the 8th; the worst 2.5 values are 40, 30 and half of 20.
    const Sample sample(std::vector<double>{0, 40, 0, 0, 20, 0, 0, 10, 30, 0});
    EXPECT_EQ(value_at_risk(sample.summary, 0.75).estimate.value, 20);
    EXPECT_DOUBLE_EQ(tail_value_at_risk(sample.summary, 0.75).estimate.value, (40 + 30 + 0.5 * 20) / 2.5);
    EXPECT_EQ(tail_value_at_risk(sample.summary, 0.75).tail_count, 2);
    // p = 50%: VaR is the atom at 0; the worst 5 values are 40, 30, 20, 10 and a 0.
    EXPECT_EQ(value_at_risk(sample.summary, 0.5).estimate.value, 0);
    EXPECT_DOUBLE_EQ(tail_value_at_risk(sample.summary, 0.5).estimate.value, 20);
}

TEST(TailValueAtRisk, HasTheErrorOfTheTailAndOfItsWeight) {
    // 1 to 10, p = 60%: the tail 7, 8, 9, 10 has variance 1.25 and lies 2.5 above VaR = 6 on average, so the error is
    // sqrt((1.25 + 0.6 * 2.5^2) / (0.4 * 10)).
    const Sample sample(std::vector<double>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10});
    const TailEstimate tvar = tail_value_at_risk(sample.summary, 0.6);
    EXPECT_DOUBLE_EQ(tvar.estimate.value, 8.5);
    EXPECT_NEAR(tvar.estimate.standard_error, std::sqrt(5.0 / 4), 1e-14);
}

TEST(TailEstimates, HaveTheKnownStandardErrors) {
    auto const& known = answer("O-SE-01");
    const boost::math::lognormal_distribution<double> law(known["inputs"]["mu"].get<double>(),
                                                          known["inputs"]["sigma"].get<double>());
    constexpr std::size_t n = 1'000'000;
    const std::vector<double> values = midpoints(law, n);
    const Sample sample(values);
    const double scale = std::sqrt(known["inputs"]["n"].get<double>() / static_cast<double>(n));
    for (auto const& [text, expected] : known["expected"].items()) {
        const double level = std::stod(text);
        const TailEstimate var = value_at_risk(sample.summary, level);
        const TailEstimate tvar = tail_value_at_risk(sample.summary, level);
        // Midpoints lie within half a step of the quantile; the last one cuts the tail of the mean off.
        EXPECT_NEAR(var.estimate.value, expected["VaR"].get<double>(), 1e-3);
        EXPECT_NEAR(tvar.estimate.value, expected["TVaR"].get<double>(), 3e-3);
        EXPECT_NEAR(var.estimate.standard_error / scale / expected["se_VaR"].get<double>(), 1, 0.01);
        EXPECT_NEAR(tvar.estimate.standard_error / scale / expected["se_TVaR"].get<double>(), 1, 0.02);
    }
}

TEST(TailEstimates, OfADiscreteLawAreThoseOfPanjer) {
    auto const& known = answer("O-AG-06");
    auto const& expected = known["expected"];
    const double mean_count = known["inputs"]["frequency"]["mean"].get<double>();
    std::vector<double> sizes, weights;
    for (auto const& [size, weight] : known["inputs"]["severity_pmf"].items()) {
        sizes.push_back(std::stod(size));
        weights.push_back(weight.get<double>());
    }
    // The law itself, by Panjer's recursion P(s) = sum of mean j f(j) P(s - j) / s, as a sample of its midpoint
    // quantiles.
    std::vector<double> law{std::exp(-mean_count)};
    for (std::size_t s = 1; s < 80; ++s) {
        double sum = 0;
        for (std::size_t k = 0; k < sizes.size(); ++k) {
            const auto j = static_cast<std::size_t>(sizes[k]);
            if (j <= s) sum += mean_count * sizes[k] * weights[k] * law[s - j];
        }
        law.push_back(sum / static_cast<double>(s));
    }
    constexpr std::size_t n = 1'000'000;
    std::vector<double> values;
    double cumulative = 0;
    for (std::size_t s = 0; s < law.size(); ++s) {
        cumulative += law[s];
        while (values.size() < n && static_cast<double>(values.size()) + 0.5 < cumulative * static_cast<double>(n)) {
            values.push_back(static_cast<double>(s));
        }
    }
    const Sample exact(values);
    // And simulated.
    std::mt19937_64 engine(11);
    std::poisson_distribution<int> count(mean_count);
    std::discrete_distribution<std::size_t> severity(weights.begin(), weights.end());
    std::vector<double> drawn(n);
    for (double& x : drawn) {
        for (int i = count(engine); i > 0; --i) x += sizes[severity(engine)];
    }
    const Sample simulated(drawn);
    for (std::string const level : {"0.95", "0.99", "0.995"}) {
        const double p = std::stod(level);
        EXPECT_EQ(value_at_risk(exact.summary, p).estimate.value, expected["VaR_" + level].get<double>());
        EXPECT_EQ(value_at_risk(simulated.summary, p).estimate.value, expected["VaR_" + level].get<double>());
        // A midpoint is off by at most half an observation at each step: some ten steps of 1 / n, over 1 - p.
        const double truth = expected["TVaR_" + level].get<double>();
        EXPECT_NEAR(tail_value_at_risk(exact.summary, p).estimate.value, truth, 10 / (1 - p) / static_cast<double>(n));
        const TailEstimate tvar = tail_value_at_risk(simulated.summary, p);
        EXPECT_NEAR(tvar.estimate.value, truth, 4 * tvar.estimate.standard_error);
    }
}

TEST(TailEstimates, CoverTheTruthAsOftenAsTheySay) {
    // The exponential law: VaR = -log(1 - p), TVaR = VaR + 1. 95% of 400 is 380 with a binomial sd of 4.4.
    std::mt19937_64 engine(12);
    std::exponential_distribution<double> law;
    constexpr double level = 0.95;
    const double var = -std::log(1 - level);
    int of_var = 0, of_tvar = 0, of_var_by_error = 0;
    double sum = 0, squares = 0, errors = 0;
    for (int repeat = 0; repeat < 400; ++repeat) {
        std::vector<double> values(10'000);
        for (double& x : values) x = law(engine);
        const Sample sample(values);
        const TailEstimate v = value_at_risk(sample.summary, level);
        const TailEstimate t = tail_value_at_risk(sample.summary, level);
        of_var += covers(v.interval, var);
        of_var_by_error += covers(normal_interval(v.estimate), var);
        of_tvar += covers(t.interval, var + 1);
        sum += t.estimate.value;
        squares += t.estimate.value * t.estimate.value;
        errors += t.estimate.standard_error;
    }
    EXPECT_NEAR(of_var, 380, 18);
    EXPECT_NEAR(of_var_by_error, 380, 18);
    EXPECT_NEAR(of_tvar, 380, 18);
    // The errors stated agree with the spread seen, whose own error is 1 / sqrt(800).
    const double spread = std::sqrt(squares / 400 - sum / 400 * (sum / 400));
    EXPECT_NEAR(errors / 400 / spread, 1, 4 / std::sqrt(800.0));
}

TEST(TailEstimates, AreWidenedWhenYearsOfATrialAreAlike) {
    std::mt19937_64 engine(13);
    std::exponential_distribution<double> law;
    const double var = -std::log(1 - 0.95);
    int of_var = 0, of_tvar = 0, of_var_by_error = 0;
    std::string warning;
    for (int repeat = 0; repeat < 400; ++repeat) {
        std::vector<double> values;
        for (int trial = 0; trial < 5000; ++trial) values.insert(values.end(), 5, law(engine));
        const Sample sample(values, 5);
        const TailEstimate v = value_at_risk(sample.summary, 0.95);
        of_var += covers(v.interval, var);
        of_var_by_error += covers(normal_interval(v.estimate), var);
        of_tvar += covers(tail_value_at_risk(sample.summary, 0.95).interval, var + 1);
        warning = v.warning;
    }
    EXPECT_NEAR(of_var, 380, 18);
    EXPECT_NEAR(of_var_by_error, 380, 18);
    EXPECT_NEAR(of_tvar, 380, 18);
    EXPECT_NE(warning.find("5000 independent"), std::string::npos) << warning;
}

TEST(TailEstimates, SayWhenTheLevelLiesBeyondTheSample) {
    const std::vector<double> values = midpoints(boost::math::lognormal_distribution<double>(0, 1), 1000);
    const Sample sample(values);
    const TailEstimate var = value_at_risk(sample.summary, 0.9995);
    EXPECT_EQ(var.estimate.value, values.back());
    EXPECT_NE(var.warning.find("beyond a sample of 1000"), std::string::npos) << var.warning;
    EXPECT_NE(var.warning.find("bound the figure from above"), std::string::npos) << var.warning;
    EXPECT_TRUE(std::isinf(var.interval.high));
    const TailEstimate tvar = tail_value_at_risk(sample.summary, 0.9995);
    EXPECT_EQ(tvar.estimate.value, values.back());
    EXPECT_EQ(tvar.tail_count, 0);
    EXPECT_NE(tvar.warning.find("beyond a sample"), std::string::npos);
    // One observation in the tail is not beyond the sample: once in n years of n years leaves one.
    for (std::size_t n = 2; n <= values.size(); ++n) {
        const double level = level_of_return_period(static_cast<double>(n));
        const Sample just{std::span(values).first(n)};
        EXPECT_EQ(value_at_risk(just.summary, level).warning.find("beyond a sample"), std::string::npos) << n;
        EXPECT_EQ(value_at_risk(just.summary, level).estimate.value, values[n - 2]) << n;
    }
}

TEST(TailEstimates, SayWhenTheTailHasFewObservations) {
    const std::vector<double> values = midpoints(boost::math::lognormal_distribution<double>(0, 0.5), 10'000);
    const Sample sample(values);
    EXPECT_EQ(tail_value_at_risk(sample.summary, 0.95).tail_count, 500);
    EXPECT_EQ(tail_value_at_risk(sample.summary, 0.95).warning, "");
    EXPECT_EQ(value_at_risk(sample.summary, 0.95).warning, "");
    EXPECT_NE(tail_value_at_risk(sample.summary, 0.96).warning.find("400 observations in the tail"), std::string::npos);
}

TEST(TailEstimates, RefuseALevelBelowTheKeptTail) {
    const std::vector<double> values = midpoints(boost::math::lognormal_distribution<double>(0, 1), 10'000);
    Sample sample(values);
    const std::span<double const> all = sample.summary.tail;
    sample.summary.tail = all.first(tail_size(0.99, 10'000, 1));
    EXPECT_NO_THROW((void)value_at_risk(sample.summary, 0.99));
    EXPECT_NO_THROW((void)tail_value_at_risk(sample.summary, 0.995));
    EXPECT_THROW((void)value_at_risk(sample.summary, 0.985), std::logic_error);
    EXPECT_THROW((void)tail_value_at_risk(sample.summary, 0.985), std::logic_error);
}

TEST(TailEstimates, ReadNoMoreOfTheTailThanTailSizeAsksFor) {
    std::mt19937_64 engine(14);
    std::lognormal_distribution<double> law(0, 1);
    std::vector<double> values(9000);
    for (double& x : values) x = law(engine);
    for (std::uint32_t const years : {1U, 3U}) {
        Sample sample(values, years);
        const TailEstimate whole = value_at_risk(sample.summary, 0.98);
        sample.summary.tail = sample.summary.tail.first(tail_size(0.98, 9000 / years, years));
        const TailEstimate part = value_at_risk(sample.summary, 0.98);
        EXPECT_EQ(part.interval.low, whole.interval.low);
        EXPECT_EQ(part.interval.high, whole.interval.high);
        EXPECT_EQ(part.estimate.standard_error, whole.estimate.standard_error);
    }
}

TEST(TailIndex, IsThatOfAParetoLaw) {
    for (double const index : {0.8, 1.5, 3.0}) {
        std::vector<double> values = midpoints(boost::math::pareto_distribution<double>(2, index), 100'000);
        std::reverse(values.begin(), values.end());
        EXPECT_NEAR(tail_index(std::span(values).first(5000)), index, 0.01 * index);
    }
}

TEST(TailIndex, IsNotReadFromShortCappedOrNegativeTails) {
    EXPECT_TRUE(std::isinf(tail_index(std::vector<double>(49, 1.0))));
    std::vector<double> capped(100, 50.0);
    capped.back() = 1;
    EXPECT_TRUE(std::isinf(tail_index(capped)));
    std::vector<double> falling(100);
    for (std::size_t i = 0; i < 100; ++i) falling[i] = 50.0 - static_cast<double>(i);
    EXPECT_TRUE(std::isinf(tail_index(falling)));
}

TEST(TailValueAtRisk, SaysWhenItsErrorOrItselfIsInfinite) {
    const auto warning_at = [](double index) {
        const std::vector<double> values = midpoints(boost::math::pareto_distribution<double>(1, index), 200'000);
        return tail_value_at_risk(Sample(values).summary, 0.99).warning;
    };
    EXPECT_NE(warning_at(0.9).find("mean of the tail is infinite"), std::string::npos);
    EXPECT_NE(warning_at(1.7).find("standard error is infinite"), std::string::npos);
    EXPECT_EQ(warning_at(2.3), "");
}

TEST(TailValueAtRisk, SaysNothingOfInfinityWhereALimitBoundsTheLoss) {
    const std::vector<double> values = midpoints(boost::math::pareto_distribution<double>(1, 0.9), 200'000);
    Sample sample(values);
    EXPECT_NE(tail_value_at_risk(sample.summary, 0.99).warning.find("infinite"), std::string::npos);
    sample.summary.bounded = true;
    EXPECT_EQ(tail_value_at_risk(sample.summary, 0.99).warning, "");
}

}  // namespace
}  // namespace riskpool
