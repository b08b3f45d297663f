#include "models/frequency/scaled_counts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <vector>

namespace riskpool {
namespace {

std::uint32_t scaled(Frequency const& law, double u, double factor) {
    const std::vector<double> us{u}, factors{factor};
    std::vector<std::uint32_t> counts{0};
    ScaledCounts(law).draw(us, factors, counts);
    return counts[0];
}

/// Uniforms just below and just above F(n), for n around the whole of the law: there a slip of one shows.
template <class Law>
void expect_inverts(Frequency const& frequency, double factor, Law const& law, double mean, double deviation,
                    double last = 1e18) {
    const ScaledCounts counts(frequency);
    std::vector<double> u;
    std::vector<std::uint32_t> expected;
    const double step = std::max(1.0, std::floor(deviation / 40));
    for (double n = std::max(0.0, std::floor(mean - 6 * deviation)); n < std::min(last, mean + 7 * deviation + 3);
         n += step) {
        const double reached = cdf(law, n), below = n > 0 ? cdf(law, n - 1) : 0;
        const double left = cdf(complement(law, n));
        if (reached - below < 1e-13 || reached > 1 - 1e-12 || left < 1e-12) continue;
        const double hair = 1e-3 * std::min(reached - below, left);
        u.push_back(reached - hair);
        expected.push_back(static_cast<std::uint32_t>(n));
        u.push_back(reached + 1e-3 * std::min(pdf(law, n + 1), left));
        expected.push_back(static_cast<std::uint32_t>(n) + 1);
    }
    ASSERT_GT(u.size(), 1U);
    std::vector<std::uint32_t> drawn(u.size());
    const std::vector<double> factors(u.size(), factor);
    counts.draw(u, factors, drawn);
    for (std::size_t i = 0; i < u.size(); ++i) EXPECT_EQ(drawn[i], expected[i]) << "u = " << u[i] << ", mean " << mean;
}

TEST(ScaledCounts, InvertThePoissonLawOfTheScaledMean) {
    for (const double mean : {0.02, 0.7, 5.0, 11.9, 12.1, 40.0, 333.0, 5e4}) {
        for (const double factor : {0.4, 1.0, 2.5}) {
            const boost::math::poisson law(mean * factor);
            expect_inverts(Poisson{mean}, factor, law, mean * factor, std::sqrt(mean * factor));
        }
    }
}

TEST(ScaledCounts, InvertTheNegativeBinomialLawOfTheScaledMean) {
    for (const double mean : {0.1, 3.0, 12.5, 60.0, 4000.0}) {
        for (const double size : {0.2, 1.0, 2.0, 11.0, 300.0}) {
            for (const double factor : {0.6, 3.0}) {
                const double m = mean * factor;
                const boost::math::negative_binomial law(size, size / (size + m));
                expect_inverts(NegativeBinomial{mean, size}, factor, law, m, std::sqrt(m + m * m / size));
            }
        }
    }
}

TEST(ScaledCounts, InvertTheBinomialLawOfTheScaledProbability) {
    for (const std::uint32_t trials : {1U, 20U, 3000U}) {
        for (const double factor : {0.5, 2.0}) {
            const double p = 0.15 * factor;
            const boost::math::binomial law(trials, p);
            expect_inverts(Binomial{trials, 0.15}, factor, law, trials * p, std::sqrt(trials * p * (1 - p)), trials);
        }
    }
    EXPECT_EQ(scaled(Binomial{7, 0.4}, 1e-9, 3), 7U) << "a probability is capped at 1";
    EXPECT_EQ(scaled(Bernoulli{0.4}, 0.39, 0.5), 0U);
    EXPECT_EQ(scaled(Bernoulli{0.4}, 0.81, 0.5), 1U);
}

TEST(ScaledCounts, AreWhatTheTableDrawsWhereTheFactorIsOne) {
    for (Frequency const& law :
         {Frequency{Poisson{0.8}}, Frequency{Poisson{90}}, Frequency{NegativeBinomial{4, 2}},
          Frequency{NegativeBinomial{80, 3}}, Frequency{Binomial{12, 0.3}}, Frequency{Bernoulli{0.2}}}) {
        const GuideTable table = compile(law);
        std::vector<double> u;
        for (int i = 0; i < 4000; ++i) u.push_back((i + 0.5) / 4000);
        std::vector<std::uint32_t> counts(u.size());
        ScaledCounts(law).draw(u, std::vector<double>(u.size(), 1.0), counts);
        for (std::size_t i = 0; i < u.size(); ++i) EXPECT_EQ(counts[i], table.draw(u[i])) << mean(law) << ' ' << u[i];
    }
}

TEST(ScaledCounts, NeverFallAsTheUniformOrTheFactorRises) {
    for (Frequency const& law : {Frequency{Poisson{30}}, Frequency{NegativeBinomial{30, 2}}, Frequency{Poisson{9}}}) {
        const ScaledCounts counts(law);
        for (double u = 0.0005; u < 1; u += 0.0497) {
            std::vector<double> factors, us;
            for (double f = 0.01; f < 4; f += 0.003) factors.push_back(f), us.push_back(u);
            std::vector<std::uint32_t> drawn(us.size());
            counts.draw(us, factors, drawn);
            EXPECT_TRUE(std::is_sorted(drawn.begin(), drawn.end())) << u;
        }
    }
}

TEST(ScaledCounts, EndAtTheEdgesOfTheUnitInterval) {
    const double lowest = 0x1p-53, highest = 1 - 0x1p-53;
    for (Frequency const& law : {Frequency{Poisson{0.5}}, Frequency{Poisson{200}}, Frequency{NegativeBinomial{50, 0.5}},
                                 Frequency{NegativeBinomial{3, 0.7}}, Frequency{Binomial{40, 0.5}}}) {
        EXPECT_LT(scaled(law, lowest, 1), mean(law)) << mean(law);
        EXPECT_GT(scaled(law, highest, 1), mean(law)) << mean(law);
        EXPECT_EQ(scaled(law, 0.999, 0), 0U) << "nothing happens at rate 0";
    }
}

}  // namespace
}  // namespace riskpool
