#include "models/frequency/scaled_counts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "models/frequency/count_search.hpp"
#include "sim/base/math/beta.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max();

constexpr double few = few_events;

/// Draws a law of means mean times factor: the small ones by `search(u, means, counts)`, the others by `large(u,
/// mean)`.
template <class Search, class Large>
void draw_by_mean(double mean, std::span<double const> u, std::span<double const> factor,
                  std::span<std::uint32_t> counts, Search search, Large large) noexcept {
    constexpr std::size_t piece = 512;
    std::array<double, piece> means;
    for (std::size_t first = 0; first < u.size(); first += piece) {
        const std::size_t n = std::min(piece, u.size() - first);
        double highest = 0;
        for (std::size_t i = 0; i < n; ++i) {
            means[i] = std::min(mean * factor[first + i], max_mean_count);
            highest = std::max(highest, means[i]);
        }
        search(u.subspan(first, n), std::span<double const>(means.data(), n), counts.subspan(first, n));
        for (std::size_t i = 0; i < n && highest >= few; ++i) {
            if (means[i] >= few) counts[first + i] = large(u[first + i], means[i]);
        }
    }
}

/// min{n : F(n) >= u} by adding up p(0), p(1), ...; `ratio(n)` is p(n + 1) / p(n). Ends where what is left cannot
/// change the sum, which a uniform next to 1 may need.
template <class Ratio>
std::uint32_t search_upward(double u, double none, std::uint32_t highest, Ratio ratio) {
    double weight = none, sum = none;
    std::uint32_t n = 0;
    while (sum < u && n < highest) {
        const double r = ratio(n);
        weight *= r;
        ++n;
        if (weight < (1 - r) * 0x1p-60) break;  // what is left is about weight r / (1 - r)
        sum += weight;
    }
    return n;
}

/// The same from a guess, where `reaches(n)` says whether F(n) >= u.
template <class Reaches>
std::uint32_t search_from(double guess, std::uint32_t highest, Reaches reaches) {
    auto n = static_cast<std::uint32_t>(std::clamp(guess, 0.0, static_cast<double>(highest)));
    if (reaches(n)) {
        while (n > 0 && reaches(n - 1)) --n;
        return n;
    }
    while (n < highest) {
        ++n;
        if (reaches(n)) break;
    }
    return n;
}

/// F(n) >= u from whichever tail is the smaller, since 1 - u is exact and 1 - F(n) may not be.
template <class Lower, class Upper>
bool tail_reaches(double u, Lower lower, Upper upper) {
    return u <= 0.5 ? lower() >= u : upper() <= 1 - u;
}

/// True, with the count, if x is farther than `doubt` from the whole numbers on either side.
bool settled(double x, double doubt, std::uint32_t& count) {
    const double whole = std::floor(x);
    if (!(x - whole > doubt && whole + 1 - x > doubt)) return false;  // also for NaN
    count = static_cast<std::uint32_t>(whole);
    return true;
}

/// Where x lies for which Q(x, mean) = Phi(w), x real: the normal expansion of the Poisson law. N is its whole part.
/// M. Giles, "Algorithm 955: approximation of the inverse Poisson cumulative distribution function", ACM TOMS 42
/// (2016), eq. (9).
double poisson_point(double mean, double w) {
    const double root = std::sqrt(mean);
    const double w2 = w * w;
    return mean + root * w + (1.0 / 3 + w2 / 6) - w * (1.0 / 36 + w2 / 72) / root +
           (-8.0 / 405 + w2 * (7.0 / 810 + w2 / 270)) / mean;
}

/// A bound of its error, from the same place; scaled_counts_test.cpp compares.
double poisson_doubt(double mean, double w) {
    const double w2 = w * w;
    return (1.0 / 40 + w2 * (1.0 / 80 + w2 / 160)) / mean;
}

std::uint32_t poisson_count(double u, double m) noexcept {
    const double w = math::normal_quantile(u);
    const double x = poisson_point(m, w);
    std::uint32_t count = 0;
    if (std::abs(w) < 5 && x > few / 2 && settled(x, poisson_doubt(m, w), count)) return count;
    return search_from(x, most, [&](std::uint32_t n) {
        return tail_reaches(
            u, [&] { return math::gamma_q(n + 1.0, m); }, [&] { return math::gamma_p(n + 1.0, m); });
    });
}

std::uint32_t negative_binomial_count(double u, double m, double size, GammaOnDemand const& gamma) noexcept {
    // F(n - 1) = I_s(size, n) with s = size / (size + m). If X is beta(size, n), then -log(1 - X) has a density in
    // proportion to e^(-b y) (2 sinh(y / 2))^(size - 1), b = n + (size - 1) / 2: near a gamma law of shape `size` and
    // rate b, whose next term is (size - 1) y^2 / 24 (M. E. Wise, Biometrika 37 (1950)). So with g the quantile of the
    // gamma law, b log(1 + size / m) = g (1 + (size - 1)(g + size + 1) / (24 b^2)).
    const double g = gamma.draw(u);
    const double first = g / math::log1p(size / m);
    const double bend = (size - 1) * (g + size + 1) / (24 * first * first);
    const double x = first * (1 + bend) - (size - 1) / 2;
    if (x < few && g + size < few * few) {
        const double mean_part = m / (size + m);
        return search_upward(u, math::exp(-size * math::log1p(m / size)), most,
                             [&](std::uint32_t n) { return mean_part * ((size + n) / (1.0 + n)); });
    }
    // The next term is of the order of the square of this one, and the table is good to 1e-8; scaled_counts_test.cpp
    // compares.
    const double next = (g + size + 1) * (g + size + 1) / (24 * first * first);
    std::uint32_t count = 0;
    if (settled(x, first * (next * next + 4 * QuantileTable::tolerance) + 1e-9, count)) return count;
    const double success = size / (size + m);
    return search_from(x, most, [&](std::uint32_t n) {
        return tail_reaches(
            u, [&] { return math::beta_i(size, n + 1.0, success); },
            [&] { return math::beta_i_complement(size, n + 1.0, success); });
    });
}

std::uint32_t binomial_count(double u, std::uint32_t trials, double p) noexcept {
    const double m = trials * p;
    if (u <= 1 - m) return 0;  // P(N > 0) <= E[N]
    if (p >= 1) return trials;
    if (m < few) {
        const double odds = p / (1 - p);
        return search_upward(u, math::exp(trials * math::log1p(-p)), trials,
                             [&](std::uint32_t n) { return (trials - n) / (1.0 + n) * odds; });
    }
    const double guess = m + std::sqrt(m * (1 - p)) * math::normal_quantile(u);
    return search_from(guess, trials, [&](std::uint32_t n) {
        if (n == trials) return true;
        return tail_reaches(
            u, [&] { return math::beta_i(static_cast<double>(trials - n), n + 1.0, 1 - p); },
            [&] { return math::beta_i_complement(static_cast<double>(trials - n), n + 1.0, 1 - p); });
    });
}

}  // namespace

void ScaledCounts::PoissonCounts::draw(std::span<double const> u, std::span<double const> factor,
                                       std::span<std::uint32_t> counts) const noexcept {
    draw_by_mean(mean, u, factor, counts, search_poisson, poisson_count);
}

void ScaledCounts::NegativeBinomialCounts::draw(std::span<double const> u, std::span<double const> factor,
                                                std::span<std::uint32_t> counts) const noexcept {
    draw_by_mean(
        mean, u, factor, counts,
        [&](auto const& points, auto const& means, auto const& found) {
            search_negative_binomial(points, means, size, found);
        },
        [&](double point, double m) { return negative_binomial_count(point, m, size, *gamma); });
}

void ScaledCounts::BinomialCounts::draw(std::span<double const> u, std::span<double const> factor,
                                        std::span<std::uint32_t> counts) const noexcept {
    for (std::size_t i = 0; i < u.size(); ++i) {
        counts[i] = binomial_count(u[i], trials, std::min(probability * factor[i], 1.0));
    }
}

namespace {

struct ScaledLaw {
    using Counts =
        std::variant<ScaledCounts::PoissonCounts, ScaledCounts::NegativeBinomialCounts, ScaledCounts::BinomialCounts>;
    Counts operator()(Poisson const& law) const { return ScaledCounts::PoissonCounts{law.mean_count}; }
    Counts operator()(NegativeBinomial const& law) const {
        return ScaledCounts::NegativeBinomialCounts{law.mean_count, law.size,
                                                    std::make_shared<GammaOnDemand>(law.size)};
    }
    Counts operator()(Binomial const& law) const { return ScaledCounts::BinomialCounts{law.trials, law.probability}; }
    Counts operator()(Bernoulli const& law) const { return ScaledCounts::BinomialCounts{1, law.probability}; }
};

}  // namespace

ScaledCounts::ScaledCounts(Frequency const& law) : counts_(std::visit(ScaledLaw{}, law)) {}

void ScaledCounts::draw(std::span<double const> u, std::span<double const> factor,
                        std::span<std::uint32_t> counts) const noexcept {
    std::visit([&](auto const& law) { law.draw(u, factor, counts); }, counts_);
}

}  // namespace riskpool
