// What holds for every law of the register.
#include "models/severity/severity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <set>
#include <vector>

#include "models/severity/prepared.hpp"
#include "tests/models/severity/severity_cases.hpp"

namespace riskpool {
namespace {

class SeverityLaws : public testing::TestWithParam<SeverityCase> {
protected:
    Severity const& law() const { return GetParam().law; }
};

constexpr double least = 1e-9;  // relative distance at which a quantile must be told apart

std::vector<double> probabilities() {
    std::vector<double> p{1e-15, 1e-12, 1e-9, 1e-6, 1e-4, 1e-3, 0.0137};
    for (int i = 1; i < 40; ++i) p.push_back(i / 40.0 + 0.00123);
    return p;
}

/// The integral of f from 0 to `limit`, over panels between kinks and quantiles, each graded towards both ends.
template <class F>
double integral(SeverityCase const& each, double limit, F&& f) {
    std::vector<double> breaks = each.breaks;
    breaks.push_back(0);
    breaks.push_back(limit);
    for (double p : {0.001, 0.1, 0.5}) breaks.push_back(quantile(each.law, p));
    for (double q = 0.4; q > 1e-9; q *= 0.25) breaks.push_back(quantile_upper(each.law, q));
    if (auto const* splice = std::get_if<Spliced>(&each.law)) breaks.push_back(splice->prepared().threshold());
    std::sort(breaks.begin(), breaks.end());
    using Rule = boost::math::quadrature::gauss<double, 15>;
    double sum = 0;
    for (std::size_t i = 1; i < breaks.size() && breaks[i - 1] < limit; ++i) {
        const double from = breaks[i - 1];
        const double to = std::min(breaks[i], limit);
        double length = 0.5 * (to - from);
        for (int panel = 0; panel < 12 && length > 1e-13 * to; ++panel, length *= 0.25) {
            const double inner = panel == 11 ? 0 : 0.25 * length;
            sum += Rule::integrate([&](double y) { return f(from + y); }, inner, length);
            sum += Rule::integrate([&](double y) { return f(to - y); }, inner, length);
        }
    }
    return sum;
}

TEST_P(SeverityLaws, QuantileInvertsTheCdf) {
    for (double p : probabilities()) {
        const double x = quantile(law(), p);
        EXPECT_GE(cdf(law(), x * (1 + least)), p * (1 - 1e-12)) << p;
        if (x > 0) {
            EXPECT_LE(cdf(law(), x * (1 - least)), p * (1 + 1e-12)) << p;
        }
    }
}

TEST_P(SeverityLaws, UpperQuantileInvertsTheSurvival) {
    for (double q : probabilities()) {
        const double x = quantile_upper(law(), q);
        EXPECT_LE(survival(law(), x * (1 + least)), q * (1 + 1e-12)) << q;
        if (x > 0) {
            EXPECT_GE(survival(law(), x * (1 - least)), q * (1 - 1e-12)) << q;
        }
    }
}

TEST_P(SeverityLaws, LowerAndUpperQuantileAgree) {
    for (double p : probabilities()) {
        if (p < 1e-3) continue;  // 1 - p has lost its digits
        const double x = quantile(law(), p);
        EXPECT_NEAR(quantile_upper(law(), 1 - p), x, 1e-9 * x) << p;
    }
}

TEST_P(SeverityLaws, QuantilesRiseFromTheLowestToTheHighestLoss) {
    double before = lowest(law());
    EXPECT_NEAR(quantile(law(), 0), before, 1e-12 * before);
    for (double p : probabilities()) {
        EXPECT_GE(quantile(law(), p), before) << p;
        before = quantile(law(), p);
    }
    for (double q = 0.02; q > 1e-300; q *= 1e-3) {
        EXPECT_GE(quantile_upper(law(), q), before) << q;
        before = quantile_upper(law(), q);
    }
    EXPECT_GE(highest(law()), before);
    EXPECT_EQ(quantile_upper(law(), 0), highest(law()));
    EXPECT_EQ(quantile(law(), 1), highest(law()));
    EXPECT_NEAR(quantile_upper(law(), 1), lowest(law()), 1e-12 * lowest(law()));
}

TEST_P(SeverityLaws, CdfAndSurvivalAddUpToOne) {
    for (double p : probabilities()) {
        for (double x : {quantile(law(), p), quantile_upper(law(), p)}) {
            for (double factor : {0.999, 1.0, 1.001}) {
                EXPECT_NEAR(cdf(law(), factor * x) + survival(law(), factor * x), 1, 1e-14) << x;
            }
        }
    }
    EXPECT_EQ(survival(law(), infinity), 0);
    EXPECT_EQ(cdf(law(), infinity), 1);
}

TEST_P(SeverityLaws, LimitedMeanIntegratesTheSurvival) {
    for (double q : {0.99, 0.7, 0.3, 0.11, 0.01, 1e-4, 1e-8}) {
        const double limit = 1.001 * quantile_upper(law(), q);
        const double expected = integral(GetParam(), limit, [&](double x) { return survival(law(), x); });
        EXPECT_NEAR(limited_mean(law(), limit), expected, 1e-9 * expected) << q;
    }
    EXPECT_EQ(limited_mean(law(), 0), 0);
}

TEST_P(SeverityLaws, LimitedSecondMomentIntegratesTwiceXTimesTheSurvival) {
    for (double q : {0.99, 0.7, 0.3, 0.11, 0.01, 1e-4, 1e-8}) {
        const double limit = 1.001 * quantile_upper(law(), q);
        const double expected = integral(GetParam(), limit, [&](double x) { return 2 * x * survival(law(), x); });
        EXPECT_NEAR(limited_second_moment(law(), limit), expected, 1e-9 * expected) << q;
    }
    EXPECT_EQ(limited_second_moment(law(), 0), 0);
}

TEST_P(SeverityLaws, LimitedMomentsTendToTheMoments) {
    const double m = mean(law());
    const double second = limited_second_moment(law(), infinity);
    EXPECT_EQ(limited_mean(law(), infinity), m);
    if (!std::isfinite(second)) {
        EXPECT_EQ(variance(law()), infinity);
        return;
    }
    EXPECT_NEAR(variance(law()), second - m * m, 1e-10 * second);
    const double q = 1e-10;
    const double limit = quantile_upper(law(), q);
    // Cauchy and Schwarz: E[(X - l)+] <= sqrt(P(X > l) E[X^2]).
    EXPECT_LE(limited_mean(law(), limit), m * (1 + 1e-12));
    EXPECT_LE(m - limited_mean(law(), limit), std::sqrt(q * second) + 1e-12 * m);
    EXPECT_LE(limited_second_moment(law(), limit), second * (1 + 1e-12));
}

TEST_P(SeverityLaws, PreparedLawIsTheSameLaw) {
    const PreparedSeverity prepared(law());
    for (double p : probabilities()) {
        EXPECT_DOUBLE_EQ(prepared.quantile(p), quantile(law(), p));
        EXPECT_DOUBLE_EQ(prepared.quantile_upper(p), quantile_upper(law(), p));
    }
}

TEST_P(SeverityLaws, IsEqualToItselfOnly) {
    for (SeverityCase const& other : severity_cases()) {
        EXPECT_EQ(law() == other.law, GetParam().name == other.name) << other.name;
    }
}

INSTANTIATE_TEST_SUITE_P(Register, SeverityLaws, testing::ValuesIn(severity_cases()),
                         [](auto const& each) { return each.param.name; });

TEST(SeverityRegister, HasACaseOfEachKind) {
    std::set<std::size_t> seen;
    for (SeverityCase const& each : severity_cases()) seen.insert(each.law.index());
    EXPECT_EQ(seen.size(), std::variant_size_v<Severity>);
}

}  // namespace
}  // namespace riskpool
