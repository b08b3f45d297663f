#include "models/frequency/frequency.hpp"

#include <gtest/gtest.h>

#include <boost/math/distributions/bernoulli.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/negative_binomial.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <cmath>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/random.hpp"

namespace riskpool {
namespace {

namespace bm = boost::math;

using Real = long double;

/// Calls `use(law of Boost.Math)` for the same law, in long double: its parametrisation by p loses figures near 0
/// and 1.
template <class Use>
void with_oracle(Frequency const& frequency, Use use) {
    if (auto const* poisson = std::get_if<Poisson>(&frequency)) {
        use(bm::poisson_distribution<Real>(poisson->mean_count));
    }
    if (auto const* nb = std::get_if<NegativeBinomial>(&frequency)) {
        use(bm::negative_binomial_distribution<Real>(nb->size, nb->size / (nb->size + Real(nb->mean_count))));
    }
    if (auto const* binomial = std::get_if<Binomial>(&frequency)) {
        use(bm::binomial_distribution<Real>(binomial->trials, binomial->probability));
    }
    if (auto const* bernoulli = std::get_if<Bernoulli>(&frequency)) {
        use(bm::bernoulli_distribution<Real>(bernoulli->probability));
    }
}

/// F(n), 1 - F(n) and p(n).
template <class Law>
double lower(Law const& law, std::uint32_t n) {
    return static_cast<double>(bm::cdf(law, Real(n)));
}
template <class Law>
double upper(Law const& law, std::uint32_t n) {
    return static_cast<double>(bm::cdf(bm::complement(law, Real(n))));
}
template <class Law>
double mass(Law const& law, std::uint32_t n) {
    return static_cast<double>(bm::pdf(law, Real(n)));
}

std::vector<Frequency> laws() {
    std::vector<Frequency> all;
    for (double mean :
         {1e-9, 1e-3, 0.1, 0.5, 0.999, 1.0, 1.001, 2.0, 7.3, 10.0, 63.0, 400.0, 1e3, 12345.6, 1e5, 1e6, 1e7}) {
        all.emplace_back(Poisson{mean});
    }
    for (double mean : {1e-4, 0.1, 1.0, 10.0, 300.0, 5e3}) {
        for (double size : {0.1, 0.5, 1.0, 1.5, 3.0, 40.0, 1e4}) all.emplace_back(NegativeBinomial{mean, size});
    }
    for (std::uint32_t trials : {1u, 2u, 19u, 400u, 100'000u, 1'000'000'000u}) {
        for (double p : {1e-7, 0.01, 0.3, 0.5, 0.75, 0.999}) {
            if (trials * p <= max_mean_count) all.emplace_back(Binomial{trials, p});
        }
    }
    for (double p : {1e-6, 0.2, 0.5, 0.9}) all.emplace_back(Bernoulli{p});
    return all;
}

std::string name(Frequency const& frequency) {
    return std::visit(
        [](auto const& law) {
            return std::string(law.kind) + " of mean " + std::to_string(law.mean()) + ", variance " +
                   std::to_string(law.variance());
        },
        frequency);
}

/// How far cdfs may differ by rounding, relative: ours by an ulp or two for each count of the way from the mode, some
/// ten standard deviations; Boost's by the figures that its p = size / (size + mean) loses near 1.
double tolerance(Frequency const& law) {
    double const ours = 0x1p-52 * (20 + 10 * std::sqrt(variance(law)));
    auto const* nb = std::get_if<NegativeBinomial>(&law);
    return ours + 1e-13 + (nb ? 0x1p-63 * nb->size / nb->mean_count : 0);
}

TEST(Frequency, MeanAndVarianceAreThoseOfTheLaw) {
    for (Frequency const& law : laws()) {
        with_oracle(law, [&](auto const& oracle) {
            EXPECT_NEAR(mean(law) / static_cast<double>(bm::mean(oracle)), 1, 1e-11) << name(law);
            EXPECT_NEAR(variance(law) / static_cast<double>(bm::variance(oracle)), 1, 1e-11) << name(law);
        });
    }
}

TEST(Frequency, RatiosAreThoseOfTheProbabilities) {
    for (Frequency const& law :
         {Frequency(Poisson{3.5}), Frequency(NegativeBinomial{3.5, 0.7}), Frequency(NegativeBinomial{2, 9}),
          Frequency(Binomial{12, 0.35}), Frequency(Bernoulli{0.3})}) {
        with_oracle(law, [&](auto const& oracle) {
            std::uint32_t const last = std::holds_alternative<Bernoulli>(law) ? 1 : 12;
            for (std::uint32_t n = 0; n < last; ++n) {
                double const ratio = std::visit([&](auto const& l) { return l.pmf_ratio(n); }, law);
                EXPECT_NEAR(ratio / (mass(oracle, n + 1) / mass(oracle, n)), 1, 1e-12) << name(law) << " at " << n;
            }
        });
    }
    EXPECT_EQ((Binomial{12, 0.35}.pmf_ratio(12)), 0);
    EXPECT_EQ((Bernoulli{0.35}.pmf_ratio(1)), 0);
}

TEST(Frequency, TablesHoldTheCdfToTheFarTailsOfBothSides) {
    for (Frequency const& law : laws()) {
        GuideTable const table = compile(law);
        with_oracle(law, [&](auto const& oracle) {
            std::uint32_t const step = std::max(1u, (table.highest() - table.lowest()) / 500);
            for (std::uint32_t n = table.lowest(); n < table.highest(); n += step) {
                double const f = lower(oracle, n), s = upper(oracle, n);
                if (f < 0.5) {
                    ASSERT_NEAR(table.cdf(n), f, 0x1p-60 + tolerance(law) * f) << name(law) << " at " << n;
                } else {
                    ASSERT_NEAR(1 - table.cdf(n), s, 0x1p-53 + tolerance(law) * s) << name(law) << " at " << n;
                }
            }
            if (table.lowest() > 0) {
                EXPECT_LT(lower(oracle, table.lowest() - 1), 0x1p-60) << name(law);
            }
            if (table.highest() < (std::holds_alternative<Bernoulli>(law) ? 1u : 2'000'000'000u)) {
                EXPECT_LT(upper(oracle, table.highest()), 0x1p-60) << name(law);
            }
        });
    }
}

TEST(Frequency, TablesInvertTheCdfAroundEachStep) {
    for (Frequency const& law : laws()) {
        GuideTable const table = compile(law);
        double const slack = 4 * tolerance(law);
        std::size_t steps = 0;
        with_oracle(law, [&](auto const& oracle) {
            std::uint32_t const stride = std::max(1u, (table.highest() - table.lowest()) / 2000);
            for (std::uint32_t n = table.lowest(); n < table.highest(); n += stride) {
                double const f = lower(oracle, n), s = upper(oracle, n);
                bool const low = f < 0.5;
                double const error = (low ? f : s) * slack + 0x1p-52;
                double const here = mass(oracle, n), next = mass(oracle, n + 1);
                if (here < 4 * error || next < 4 * error) continue;  // a step that rounding can hide
                double const at_step = low ? f : 1 - s;
                ASSERT_EQ(table.draw(at_step - error), n) << name(law);
                ASSERT_EQ(table.draw(at_step + error), n + 1) << name(law);
                ++steps;
            }
        });
        if (mean(law) > 1e-5) {
            EXPECT_GT(steps, 0u) << name(law);
        }
    }
}

TEST(Frequency, TablesHaveTheMomentsOfTheirLaw) {
    for (Frequency const& law : laws()) {
        GuideTable const table = compile(law);
        EXPECT_NEAR(table.mean() / mean(law), 1, 1e-11) << name(law);
        EXPECT_NEAR(table.variance() / variance(law), 1, 1e-9) << name(law);
    }
}

TEST(Frequency, DrawsFollowTheLaw) {
    constexpr std::uint32_t n = 50'000;
    std::uint32_t stream = 0;
    for (Frequency const& law : laws()) {
        if (mean(law) < 0.05) continue;
        GuideTable const table = compile(law);
        std::vector<double> u(n);
        for (std::uint32_t i = 0; i < n; ++i) u[i] = uniform({2024, stream}, {i, 0}, 0);
        ++stream;
        std::vector<std::uint32_t> counts(n);
        table.draw(u, counts);
        with_oracle(law, [&](auto const& oracle) {
            double sum = 0;
            for (std::uint32_t c : counts) sum += c - mean(law);
            EXPECT_LT(std::abs(sum / n) / std::sqrt(variance(law) / n), 4.5) << name(law);

            // Chi square over up to 20 classes of about equal probability, bounded at counts.
            std::vector<double> last_of_class, expected;
            double before = 0;
            std::uint32_t const stride = std::max(1u, (table.highest() - table.lowest()) / 1000);
            for (std::uint32_t c = table.lowest(); c < table.highest(); c += stride) {
                double const f = lower(oracle, c);
                if (f - before < 0.05 || 1 - f < 0.01) continue;
                last_of_class.push_back(c);
                expected.push_back((f - before) * n);
                before = f;
            }
            last_of_class.push_back(table.highest());
            expected.push_back((1 - before) * n);
            std::vector<double> seen(last_of_class.size());
            for (std::uint32_t c : counts) {
                seen[static_cast<std::size_t>(std::lower_bound(last_of_class.begin(), last_of_class.end(), c) -
                                              last_of_class.begin())] += 1;
            }
            double chi_square = 0;
            for (std::size_t k = 0; k < seen.size(); ++k) {
                chi_square += (seen[k] - expected[k]) * (seen[k] - expected[k]) / expected[k];
            }
            auto const freedom = static_cast<double>(seen.size() - 1);
            EXPECT_LE(chi_square, freedom + 4.5 * std::sqrt(2 * freedom) + 5) << name(law);
        });
    }
}

TEST(Frequency, CertainCountsAreDrawnAlways) {
    for (double u : {0x1p-53, 0.5, 1 - 0x1p-53}) {
        EXPECT_EQ(compile(Poisson{0}).draw(u), 0u);
        EXPECT_EQ(compile(NegativeBinomial{0, 2}).draw(u), 0u);
        EXPECT_EQ(compile(Binomial{7, 0}).draw(u), 0u);
        EXPECT_EQ(compile(Binomial{7, 1}).draw(u), 7u);
        EXPECT_EQ(compile(Binomial{0, 0.5}).draw(u), 0u);
        EXPECT_EQ(compile(Bernoulli{0}).draw(u), 0u);
        EXPECT_EQ(compile(Bernoulli{1}).draw(u), 1u);
    }
    EXPECT_EQ(compile(Bernoulli{0.25}).draw(0.75), 0u);
    EXPECT_EQ(compile(Bernoulli{0.25}).draw(std::nextafter(0.75, 1)), 1u);
}

TEST(Frequency, RefusesParametersOutsideTheirBoundsByName) {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    auto const problem = [](Frequency const& law) -> std::string {
        try {
            static_cast<void>(compile(law));
        } catch (std::invalid_argument const& fault) {
            return fault.what();
        }
        return "none";
    };
    EXPECT_EQ(problem(Poisson{2e8}), "poisson: mean is 200000000, but must be from 0 to 100 million events a year");
    EXPECT_EQ(problem(NegativeBinomial{1, 0}), "negative_binomial: size is 0, but must be above 0");
    EXPECT_EQ(problem(Bernoulli{1.5}), "bernoulli: probability is 1.5, but must be between 0 and 1 (0% and 100%)");
    for (Frequency const& law : {Frequency(Poisson{-1}), Frequency(Poisson{nan}), Frequency(NegativeBinomial{-1, 1}),
                                 Frequency(NegativeBinomial{1, nan}), Frequency(Binomial{5, -0.1}),
                                 Frequency(Binomial{4'000'000'000u, 0.5}), Frequency(Bernoulli{nan})}) {
        EXPECT_NE(problem(law), "none");
    }
    EXPECT_EQ(problem(Poisson{1e8}), "none");
}

TEST(Frequency, IsDescribedKindByKind) {
    std::vector<std::string> kinds, fields;
    for_each_kind<Frequency>([&]<class K>() {
        kinds.emplace_back(K::kind);
        for_each_field<K>([&](auto const& field) { fields.push_back(kinds.back() + "." + std::string(field.name)); });
    });
    EXPECT_EQ(kinds, (std::vector<std::string>{"poisson", "negative_binomial", "binomial", "bernoulli"}));
    EXPECT_EQ(fields, (std::vector<std::string>{"poisson.mean", "negative_binomial.mean", "negative_binomial.size",
                                                "binomial.trials", "binomial.probability", "bernoulli.probability"}));
}

}  // namespace
}  // namespace riskpool
