#include "models/draw/quantile_table.hpp"

#include <gtest/gtest.h>
#include <hwy/highway.h>
#include <hwy/targets.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <random>
#include <vector>

#include "tests/models/severity/severity_cases.hpp"

namespace riskpool {
namespace {

class QuantileTables : public testing::TestWithParam<SeverityCase> {
protected:
    Severity const& law() const { return GetParam().law; }
};

constexpr double half_step = 0x1p-53;

/// Odd multiples of 2^-53, as the generator makes them.
std::vector<double> uniforms(std::size_t count, std::uint64_t seed = 20240607) {
    std::mt19937_64 engine(seed);
    std::vector<double> u(count);
    for (double& each : u) each = (static_cast<double>(engine() >> 12) + 0.5) * 0x1p-52;
    return u;
}

/// Either tail in every octave down to the last uniform, ends and borders of cells included.
std::vector<double> extremes() {
    std::vector<double> u{0.5, 0.5 - half_step, 0.5 + half_step, half_step, 1 - half_step};
    std::mt19937_64 engine(7);
    for (int octave = 2; octave <= 52; ++octave) {
        const double border = std::ldexp(1.0, -octave);
        for (int i = 0; i < 40; ++i) {
            double w = border + static_cast<double>(engine() >> 12) * 0x1p-52 * border;
            if (i < 32) w = border * (1 + i / 32.0);
            for (double each : {w - half_step, w + half_step}) {
                each = (std::floor(each * 0x1p52) + 0.5) * 0x1p-52;
                u.push_back(each);
                u.push_back(1 - each);
            }
        }
    }
    return u;
}

/// All of them, and no other than the machine has.
template <class Run>
void for_each_target(Run&& run) {
    const auto targets = hwy::SupportedAndGeneratedTargets();
    ASSERT_GE(targets.size(), 1U);
    for (auto target : targets) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        run(hwy::TargetName(target));
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

TEST_P(QuantileTables, DrawsAreWithinTheToleranceOfTheExactQuantile) {
    const QuantileTable table(law());
    const double average = mean(law());
    const double least = 1e-6 * (std::isfinite(average) ? average : quantile(law(), 0.5));
    std::vector<double> all = extremes();
    for (double u : uniforms(20000)) all.push_back(u);
    double worst = 0;
    for (double u : all) {
        // The side with the digits; at an atom either end of the jump could follow from a last bit.
        const double exact = u > 0.5 ? quantile_upper(law(), 1 - u) : quantile(law(), u);
        worst = std::max(worst, std::abs(table.draw(u) - exact) / std::max(exact, least));
    }
    // The check points are where Chebyshev's error term peaks; between them it may be a little larger.
    EXPECT_LE(worst, 1.2 * QuantileTable::tolerance);
    EXPECT_LE(table.worst_error(), QuantileTable::tolerance);
    EXPECT_LE(table.exact_probability(), 1e-3);
}

TEST_P(QuantileTables, BatchesAreTheReferenceBitForBitOnEveryTarget) {
    const QuantileTable table(law());
    std::vector<double> u = extremes();
    for (double each : uniforms(5000)) u.push_back(each);
    std::vector<double> expected(u.size());
    for (std::size_t i = 0; i < u.size(); ++i) expected[i] = table.draw(u[i]);
    for_each_target([&](char const* target) {
        std::vector<double> x(u.size(), -1);
        table.draw(u, x);
        for (std::size_t i = 0; i < u.size(); ++i) {
            ASSERT_EQ(std::bit_cast<std::uint64_t>(x[i]), std::bit_cast<std::uint64_t>(expected[i]))
                << target << ' ' << u[i];
        }
        for (std::size_t count : std::vector<std::size_t>{0, 1, 3, 7, 9, 17}) {  // and nothing beyond the span
            std::vector<double> some(20, -1);
            table.draw(std::span(u).first(count), std::span(some).first(count));
            EXPECT_TRUE(std::equal(some.begin(), some.begin() + static_cast<long>(count), expected.begin())) << target;
            EXPECT_EQ(std::count(some.begin(), some.end(), -1.0), 20 - static_cast<long>(count)) << target;
        }
        std::vector<double> in_place = u;
        table.draw(in_place, in_place);
        EXPECT_EQ(in_place, expected) << target;
    });
}

// Kolmogorov and Smirnov: sqrt(n) D exceeds 2.5 with probability 7e-6. Steps and atoms: the empirical cdf is compared
// just above and just below each value.
TEST_P(QuantileTables, DrawsFollowTheLaw) {
    constexpr std::size_t n = 200000;
    const QuantileTable table(law());
    std::vector<double> x = uniforms(n, 99);
    table.draw(x, x);
    std::sort(x.begin(), x.end());
    double distance = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (i + 1 == n || x[i + 1] > x[i]) {
            const double up_to = static_cast<double>(i + 1) / n;
            distance = std::max(distance, up_to - cdf(law(), x[i] * (1 + 3e-8)));
        }
        if (i == 0 || x[i - 1] < x[i]) {
            distance = std::max(distance, cdf(law(), x[i] * (1 - 3e-8)) - static_cast<double>(i) / n);
        }
    }
    EXPECT_LT(std::sqrt(static_cast<double>(n)) * distance, 2.5);
}

TEST_P(QuantileTables, DrawsRiseWithTheUniformUpToTheTolerance) {
    const QuantileTable table(law());
    std::vector<double> u = extremes();
    for (double each : uniforms(20000)) u.push_back(each);
    std::sort(u.begin(), u.end());
    double highest_yet = 0;
    for (double each : u) {
        const double x = table.draw(each);
        EXPECT_GE(x * (1 + 2.4 * QuantileTable::tolerance), highest_yet * (1 - 1e-15)) << each;
        highest_yet = std::max(highest_yet, x);
    }
}

TEST_P(QuantileTables, ScaleIsAppliedToEveryDraw) {
    const QuantileTable table(law());
    const QuantileTable scaled(law(), 8);
    for (double u : extremes()) EXPECT_EQ(scaled.draw(u), 8 * table.draw(u)) << u;
    for (double u : uniforms(1000)) EXPECT_EQ(scaled.draw(u), 8 * table.draw(u)) << u;
}

INSTANTIATE_TEST_SUITE_P(Register, QuantileTables, testing::ValuesIn(severity_cases()),
                         [](auto const& each) { return each.param.name; });

TEST(QuantileTable, HashTellsTablesApart) {
    const QuantileTable table(Pareto{1, 2});
    EXPECT_EQ(table.hash(), QuantileTable(Pareto{1, 2}).hash());
    EXPECT_NE(table.hash(), QuantileTable(Pareto{1, std::nextafter(2.0, 3.0)}).hash());
    EXPECT_NE(table.hash(), QuantileTable(Pareto{1, 2}, 1.5).hash());
    EXPECT_NE(QuantileTable(Empirical{{1, 2}, {}}).hash(), QuantileTable(Empirical{{1, 2}, {1, 2}}).hash());
}

TEST(QuantileTable, DrawsNothingAtScaleZero) {
    const QuantileTable table(Lognormal{.mu = 1, .sigma = 2}, 0.0);
    for (double u : uniforms(100)) EXPECT_EQ(table.draw(u), 0);
    EXPECT_EQ(table.draw(half_step), 0);
    EXPECT_EQ(table.draw(1 - half_step), 0);
}

TEST(QuantileTable, TakesMoreCellsForAHeavierTail) {
    EXPECT_EQ(QuantileTable(Pareto{1, 2}).part_bits(), QuantileTable::fewest_part_bits);
    EXPECT_GT(QuantileTable(Pareto{1, 0.5}).part_bits(), QuantileTable::fewest_part_bits);
}

TEST(QuantileTable, RefinesAroundAKink) {
    // A cell of 1/512 holds the kink at a tail probability of 10 %; finer ones leave a 64th of it to the exact law.
    const Severity law =
        Spliced{.body = Gamma{2, 10}, .threshold = 40, .tail_probability = 0.1, .tail = Pareto{40, 1.5}};
    const QuantileTable table(law);
    EXPECT_GT(table.exact_probability(), 0x1p-33);
    EXPECT_LE(table.exact_probability(), 2.0 / 512 / 64);
    // The draws of that cell come from the finer ones: near the exact quantiles, but seldom their very bits.
    int exact = 0;
    for (double each : uniforms(1000)) {
        const double u = 1 - (51 + each) / 512;
        exact += table.draw(u) == quantile_upper(law, 1 - u) ? 1 : 0;
    }
    EXPECT_LT(exact, 500);
}

TEST(QuantileTable, DrawsALawOfManySteps) {
    std::vector<double> values(3000);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>((i * 7919) % 3000);
    const Empirical law{values, {}};
    const EmpiricalSteps steps = law.prepared();
    const QuantileTable table(law);
    EXPECT_EQ(table.exact_probability(), 0);
    for (double u : uniforms(5000)) EXPECT_EQ(table.draw(u), steps.quantile(u)) << u;
    for (double u : extremes()) EXPECT_EQ(table.draw(u), steps.quantile(u)) << u;
}

}  // namespace
}  // namespace riskpool
