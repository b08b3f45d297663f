// The guide in words of 32 bits. Word b stands for the bucket [b, b + 1) / buckets of u: its low 31 bits are how many
// cumulative probabilities lie below the bucket, which is the answer at the bucket's bottom. The top bit says that
// more than one lies inside, so that one comparison does not settle the answer.
#include "models/draw/guide_table.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "sim/base/hash.hpp"

#define HWY_DISABLED_TARGETS HWY_SSE4
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/draw/guide_table.cpp"
#include <hwy/foreach_target.h>  // compiles this file once per level
// after foreach_target
#include <hwy/highway.h>

#ifndef RISKPOOL_GUIDE_VIEW
#define RISKPOOL_GUIDE_VIEW
namespace riskpool {
namespace {

constexpr std::uint32_t several = 1u << 31;

struct GuideView {
    double const* cdf;
    std::uint32_t const* guide;
    double buckets;
    std::uint32_t first;
};

}  // namespace
}  // namespace riskpool
#endif

HWY_BEFORE_NAMESPACE();
namespace riskpool {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

/// The count for one u. Compiled for each level, as calling baseline code from wider code is slow.
HWY_INLINE std::uint32_t draw_one(GuideView const& table, double u) {
    auto const bucket = static_cast<std::uint32_t>(u * table.buckets);
    std::uint32_t const word = table.guide[bucket];
    double const* below = table.cdf + (word & ~several);
    if ((word & several) == 0) return table.first + (word & ~several) + (*below < u);
    // The first cumulative probability from `below` on that reaches u; the bucket above starts no earlier.
    std::uint32_t left = (table.guide[bucket + 1] & ~several) - (word & ~several);
    while (left > 0) {
        std::uint32_t const half = left / 2;
        bool const right = below[half] < u;
        below += right ? half + 1 : 0;
        left = right ? left - half - 1 : half;
    }
    return table.first + static_cast<std::uint32_t>(below - table.cdf);
}

void draw_many(GuideView const& table, std::span<double const> u, std::uint32_t* counts) {
    std::size_t i = 0;
#if HWY_TARGET <= HWY_AVX2  // below it nothing gathers, and one by one is faster
    hn::ScalableTag<double> const df;
    hn::RebindToSigned<decltype(df)> const d64;
    hn::Rebind<std::int32_t, decltype(df)> const d32;
    constexpr std::size_t lanes = hn::MaxLanes(df);
    auto const* const guide = reinterpret_cast<std::int32_t const*>(table.guide);
    for (; i + lanes <= u.size(); i += lanes) {
        auto const point = hn::LoadU(df, u.data() + i);
        auto const bucket = hn::DemoteTo(d32, hn::Mul(point, hn::Set(df, table.buckets)));
        auto const word = hn::GatherIndex(d32, guide, bucket);
        if (!hn::AllFalse(d32, hn::Lt(word, hn::Zero(d32)))) {
            for (std::size_t lane = i; lane < i + lanes; ++lane) counts[lane] = draw_one(table, u[lane]);
            continue;
        }
        auto const bound = hn::GatherIndex(df, table.cdf, hn::PromoteTo(d64, word));
        auto const one_more = hn::IfThenElseZero(hn::Lt(bound, point), hn::Set(df, 1.0));
        auto const index = hn::DemoteTo(d32, hn::Add(hn::PromoteTo(df, word), one_more));  // exact: below 2^23
        auto const count = hn::Add(index, hn::Set(d32, static_cast<std::int32_t>(table.first)));
        hn::StoreU(count, d32, reinterpret_cast<std::int32_t*>(counts) + i);
    }
#endif
    for (; i < u.size(); ++i) counts[i] = draw_one(table, u[i]);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace riskpool
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace riskpool {
namespace {

/// A sum that carries what rounding drops (Neumaier 1974), so that tables of millions of terms stay exact to the last
/// places.
class CarefulSum {
public:
    void add(double x) {
        double const sum = sum_ + x;
        carry_ += std::abs(sum_) >= std::abs(x) ? (sum_ - sum) + x : (x - sum) + sum_;
        sum_ = sum;
    }
    [[nodiscard]] double value() const { return sum_ + carry_; }

private:
    double sum_ = 0;
    double carry_ = 0;
};

constexpr double negligible = 0x1p-64;

/// Weights going from the mode one way, the next over the last being `ratio(step)`, until what is left is negligible
/// against the mode's own weight of 1: with ratio r it is about weight r / (1 - r).
template <class Ratio>
std::vector<double> weights_away_from_mode(std::uint32_t steps, Ratio ratio) {
    std::vector<double> weights;
    double weight = 1;
    for (std::uint32_t step = 0; step < steps; ++step) {
        double const r = ratio(step);
        if (!(r >= 0) || !std::isfinite(r)) {
            throw std::invalid_argument("the ratios of a law of counts must be finite and not negative");
        }
        weight *= r;
        if (weight <= 0 || (r < 1 && weight < negligible * (1 - r))) break;
        if (weights.size() >= GuideTable::max_size || !std::isfinite(weight)) {
            throw std::invalid_argument("the law spreads over more than " + std::to_string(GuideTable::max_size) +
                                        " counts, more than a table can hold; a smaller mean or a smaller variance "
                                        "is needed");
        }
        weights.push_back(weight);
    }
    return weights;
}

}  // namespace

GuideTable::GuideTable(CountLaw const& law) {
    if (law.mode < law.lowest || law.mode > law.highest) {
        throw std::invalid_argument("the mode of a law of counts lies outside its range");
    }
    auto const above =
        weights_away_from_mode(law.highest - law.mode, [&](std::uint32_t s) { return law.ratio(law.mode + s); });
    auto const below =
        weights_away_from_mode(law.mode - law.lowest, [&](std::uint32_t s) { return 1 / law.ratio(law.mode - 1 - s); });
    std::vector<double> weights(below.rbegin(), below.rend());
    weights.push_back(1);
    weights.insert(weights.end(), above.begin(), above.end());
    first_ = law.mode - static_cast<std::uint32_t>(below.size());
    tabulate(weights);
}

GuideTable::GuideTable(std::uint32_t first, std::span<double const> weights) : first_(first) {
    if (weights.empty()) throw std::invalid_argument("a table of counts needs at least one weight");
    if (weights.size() > max_size || weights.size() - 1 > std::numeric_limits<std::uint32_t>::max() - first) {
        throw std::invalid_argument("a table of counts has more weights than it can hold");
    }
    for (double w : weights) {
        if (!(w >= 0) || !std::isfinite(w)) {
            throw std::invalid_argument("the weights of a table of counts must be finite and not negative");
        }
    }
    tabulate(weights);
}

void GuideTable::tabulate(std::span<double const> weights) {
    CarefulSum total;
    for (double w : weights) total.add(w);
    if (!(total.value() > 0) || !std::isfinite(total.value())) {
        throw std::invalid_argument("the weights of a table of counts must have a finite sum above 0");
    }

    // The lower half adds up from below, the upper half is 1 - (sum from above): either tail keeps its accuracy.
    cdf_.assign(weights.size(), 1.0);
    CarefulSum from_below, from_above;
    std::size_t middle = 0;
    for (; middle + 1 < weights.size(); ++middle) {
        from_below.add(weights[middle]);
        double const p = from_below.value() / total.value();
        if (p > 0.5) break;
        cdf_[middle] = p;
    }
    for (std::size_t i = weights.size() - 1; i > middle; --i) {
        from_above.add(weights[i]);
        cdf_[i - 1] = 1 - from_above.value() / total.value();
    }
    for (std::size_t i = 1; i < cdf_.size(); ++i) cdf_[i] = std::max(cdf_[i], cdf_[i - 1]);  // where the halves meet

    // Moments about the middle, where they are small.
    CarefulSum first_moment, second_moment;
    auto const centre = static_cast<double>(middle);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        double const from_centre = static_cast<double>(i) - centre;
        first_moment.add(from_centre * weights[i]);
        second_moment.add(from_centre * from_centre * weights[i]);
    }
    double const shift = first_moment.value() / total.value();
    mean_ = first_ + (centre + shift);
    variance_ = second_moment.value() / total.value() - shift * shift;
    build_guide();
}

void GuideTable::build_guide() {
    // Sixteen buckets a count leave more than one step inside few buckets, up to what the second-level cache holds.
    std::size_t const wanted = std::max(std::min<std::size_t>(16 * cdf_.size(), 1u << 16), cdf_.size());
    std::size_t const buckets = std::clamp<std::size_t>(std::bit_ceil(wanted), 256, 1u << 20);
    buckets_ = static_cast<double>(buckets);
    guide_.resize(buckets + 1);
    std::uint32_t below = 0;
    for (std::size_t b = 0; b <= buckets; ++b) {
        double const bottom = static_cast<double>(b) / buckets_;
        while (cdf_[below] < bottom) ++below;  // ends: the last is 1
        guide_[b] = below;
    }
    for (std::size_t b = 0; b < buckets; ++b) {
        if ((guide_[b + 1] & ~several) - guide_[b] > 1) guide_[b] |= several;
    }
}

HWY_EXPORT(draw_many);

std::uint32_t GuideTable::draw(double u) const noexcept {
    assert(u >= 0 && u <= 1);
    return HWY_STATIC_DISPATCH(draw_one)({cdf_.data(), guide_.data(), buckets_, first_}, u);
}

void GuideTable::draw(std::span<double const> u, std::span<std::uint32_t> counts) const noexcept {
    assert(u.size() == counts.size());
    HWY_DYNAMIC_DISPATCH(draw_many)({cdf_.data(), guide_.data(), buckets_, first_}, u, counts.data());
}

double GuideTable::cdf(std::uint32_t n) const noexcept {
    if (n < first_) return 0;
    return n - first_ < cdf_.size() ? cdf_[n - first_] : 1;
}

std::uint64_t GuideTable::hash() const noexcept {
    return Hash64().add(std::uint64_t{first_}).add(std::span<double const>(cdf_)).value();
}

}  // namespace riskpool
#endif
