// The tables draw the same laws as Boost.Random's own distributions on the same engine.
#include "models/draw/reference_draw.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/draw/quantile_table.hpp"
#include "models/draw/uniforms.hpp"

namespace riskpool {
namespace {

constexpr std::uint32_t n = 60'000;
constexpr CellRange cells{0, n, 1};

/// Largest distance of two samples' distribution functions, in units of its standard scale sqrt(2 / n).
template <class T>
double distance(std::vector<T> a, std::vector<T> b) {
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    double largest = 0;
    std::size_t j = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (i + 1 < a.size() && a[i] == a[i + 1]) continue;
        while (j < b.size() && b[j] <= a[i]) ++j;
        largest = std::max(largest, std::abs(static_cast<double>(i + 1) - static_cast<double>(j)));
    }
    return largest / n / std::sqrt(2.0 / n);
}

// P(Kolmogorov distance > 2.2) = 2 exp(-2 * 2.2^2) = 1.2e-4 for each comparison (Smirnov 1939).
constexpr double allowed = 2.2;

std::vector<double> by_table(Severity const& law) {
    std::vector<double> x(n);
    fill_cell_uniforms({3, 1}, cells, 0, x);
    QuantileTable(law).draw(x, x);
    return x;
}

std::vector<double> by_boost(Severity const& law) {
    std::vector<double> x;
    for (std::uint32_t c = 0; c < n; ++c) {
        PhiloxEngine engine({3, 2}, cells.cell(c));
        x.push_back(draw_by_boost(law, engine));
    }
    return x;
}

TEST(ReferenceDraw, AgreesWithTheTablesOfEverySeverity) {
    const std::vector<Severity> laws{Exponential{.mean_loss = 3},      Gamma{.shape = 0.5, .scale = 6},
                                     Gamma{.shape = 4, .scale = 1},    Weibull{.shape = 0.7, .scale = 2},
                                     Lognormal{.mu = 1, .sigma = 1.2}, Pareto{.threshold = 1, .shape = 1.7}};
    for (auto const& law : laws) EXPECT_LT(distance(by_table(law), by_boost(law)), allowed) << law.index();
}

TEST(ReferenceDraw, AgreesWithTheTablesOfEveryFrequency) {
    const std::vector<Frequency> laws{Poisson{0.6}, Poisson{30}, NegativeBinomial{4, 2}, Binomial{12, 0.3},
                                      Bernoulli{0.2}};
    for (auto const& law : laws) {
        std::vector<double> u(n);
        std::vector<std::uint32_t> counts(n), reference;
        fill_cell_uniforms({3, 1}, cells, 0, u);
        compile(law).draw(u, counts);
        for (std::uint32_t c = 0; c < n; ++c) {
            PhiloxEngine engine({3, 2}, cells.cell(c));
            reference.push_back(draw_by_boost(law, engine));
        }
        EXPECT_LT(distance(counts, reference), allowed) << law.index();
    }
}

TEST(ReferenceDraw, AnotherLawWouldBeSeen) {
    EXPECT_GT(distance(by_table(Gamma{.shape = 0.5, .scale = 6}), by_boost(Gamma{.shape = 0.53, .scale = 6})), allowed);
}

}  // namespace
}  // namespace riskpool
