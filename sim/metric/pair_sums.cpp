#include "sim/metric/pair_sums.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskpool {

namespace {

constexpr Estimate unknown{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN(), false};

/// The error of a statistic whose influences by leaf, the mean of all being 0, have this sum of squares; NaN where
/// rounding hides it.
template <class Square>
double error_of(Square const& square, std::uint64_t leaves, double scale) {
    const double rounding = scale * std::sqrt(square.rounding), error = scale * std::sqrt(square.value);
    if (leaves < 2 || (rounding > 1e-6 && rounding > 0.1 * error)) return std::numeric_limits<double>::quiet_NaN();
    const auto n = static_cast<double>(leaves);
    return error * std::sqrt(n / (n - 1));
}

}  // namespace

void LeafSigns::find(std::span<double const> values, std::uint32_t years) {
    const std::size_t trials = values.size() / years;
    signs_.clear();
    std::uint64_t untied = 0;
    for (std::size_t later = 1; later < trials; ++later) {
        double const* mine = values.data() + later * years;
        for (std::size_t earlier = 0; earlier < later; ++earlier) {
            double const* other = values.data() + earlier * years;
            for (std::size_t y = 0; y < years; ++y) {
                const int sign = (mine[y] > other[y] ? 1 : 0) - (mine[y] < other[y] ? 1 : 0);
                signs_.push_back(static_cast<std::int8_t>(sign));
                untied += sign != 0 ? 1U : 0U;
            }
        }
    }
    untied_ = static_cast<double>(untied);
}

PairLeaf pair_leaf(std::span<double const> x, std::span<double const> y, LeafSigns const& x_signs,
                   LeafSigns const& y_signs) noexcept {
    PairLeaf leaf;
    leaf.observations = static_cast<double>(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        leaf.x += x[i];
        leaf.y += y[i];
        leaf.xx += x[i] * x[i];
        leaf.yy += y[i] * y[i];
        leaf.xy += x[i] * y[i];
    }
    std::int8_t const* a = x_signs.signs().data();
    std::int8_t const* b = y_signs.signs().data();
    std::int32_t score = 0;  // at most 2016 pairs of trials times 4095 years
    for (std::size_t k = 0; k < x_signs.signs().size(); ++k) score += a[k] * b[k];
    leaf.score = score;
    leaf.x_untied = x_signs.untied();
    leaf.y_untied = y_signs.untied();
    return leaf;
}

void PairSums::add(PairLeaf const& leaf) {
    moments_.add({leaf.observations, leaf.x, leaf.y, leaf.xx, leaf.yy, leaf.xy});
    ranks_.add({leaf.score, leaf.x_untied, leaf.y_untied});
    ++leaves_;
}

void PairSums::merge(PairSums const& next) {
    moments_.merge(next.moments_);
    ranks_.merge(next.ranks_);
    leaves_ += next.leaves_;
}

// With z the standardised values, an observation moves r by (zx zy - r (zx^2 + zy^2) / 2) / n (Hampel's influence
// function of the correlation; Devlin, Gnanadesikan, Kettenring, Biometrika 62 (1975)); a leaf, by the sum of its
// observations'.
Estimate PairSums::pearson() const {
    const double n = moments_.total(0);
    const double mx = moments_.total(1) / n, my = moments_.total(2) / n;
    const double vx = moments_.total(3) / n - mx * mx, vy = moments_.total(4) / n - my * my;
    const double rounding = 1e-13;  // of a series that does not vary
    if (!(vx > rounding * mx * mx && vy > rounding * my * my)) return unknown;
    const double scale = 1 / std::sqrt(vx * vy);
    const double r = std::clamp((moments_.total(5) / n - mx * my) * scale, -1.0, 1.0);
    const double bx = r / (2 * vx), by = r / (2 * vy);
    const auto squares = moments_.square({scale * mx * my - bx * mx * mx - by * my * my, 2 * bx * mx - scale * my,
                                          2 * by * my - scale * mx, -bx, -by, scale});
    return {r, error_of(squares, leaves_, 1 / n), false};
}

Estimate PairSums::kendall() const {
    const double x = ranks_.total(1), y = ranks_.total(2);
    if (!(x > 0 && y > 0)) return unknown;
    const double scale = 1 / std::sqrt(x * y);
    const double tau = std::clamp(ranks_.total(0) * scale, -1.0, 1.0);
    return {tau, error_of(ranks_.square({scale, -tau / (2 * x), -tau / (2 * y)}), leaves_, 1), false};
}

}  // namespace riskpool
