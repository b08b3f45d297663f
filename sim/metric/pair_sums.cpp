#include "sim/metric/pair_sums.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskpool {

namespace {

/// a / sqrt(b c) of the means a, b, c of three numbers by leaf, with the error of the delta method: a leaf moves it by
/// a_l / sqrt(b c) - r (b_l / b + c_l / c) / 2, whose mean is 0.
Estimate ratio(VectorSums<3> const& sums, std::uint64_t leaves) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    const double b = sums.total(1), c = sums.total(2);
    if (!(b > 0 && c > 0)) return {unknown, unknown, false};
    const double scale = 1 / (std::sqrt(b) * std::sqrt(c));
    const double r = std::clamp(sums.total(0) * scale, -1.0, 1.0);
    if (leaves < 2) return {r, unknown, false};
    const auto n = static_cast<double>(leaves);
    return {r, std::sqrt(sums.square({scale, -r / (2 * b), -r / (2 * c)}) * n / (n - 1)), false};
}

/// The deviation from a mean; none where it is rounding.
double deviation(double value, double mean) noexcept {
    const double d = value - mean;
    return std::abs(d) > 1e-13 * std::abs(mean) ? d : 0;
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

PairLeaf pair_leaf(std::span<double const> x, std::span<double const> y, std::uint32_t years, LeafSigns const& x_signs,
                   LeafSigns const& y_signs) noexcept {
    PairLeaf leaf;
    const std::size_t trials = x.size() / years;
    for (std::size_t year = 0; year < years; ++year) {
        double x_mean = 0, y_mean = 0;
        for (std::size_t i = year; i < x.size(); i += years) {
            x_mean += x[i];
            y_mean += y[i];
        }
        x_mean /= static_cast<double>(trials);
        y_mean /= static_cast<double>(trials);
        for (std::size_t i = year; i < x.size(); i += years) {
            const double a = deviation(x[i], x_mean), b = deviation(y[i], y_mean);
            leaf.xy += a * b;
            leaf.xx += a * a;
            leaf.yy += b * b;
        }
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
    moments_.add({leaf.xy, leaf.xx, leaf.yy});
    ranks_.add({leaf.score, leaf.x_untied, leaf.y_untied});
    ++leaves_;
}

void PairSums::merge(PairSums const& next) {
    moments_.merge(next.moments_);
    ranks_.merge(next.ranks_);
    leaves_ += next.leaves_;
}

Estimate PairSums::pearson() const {
    return ratio(moments_, leaves_);
}

Estimate PairSums::kendall() const {
    return ratio(ranks_, leaves_);
}

}  // namespace riskpool
