// Eight virtual lanes whatever the width of a register, so that the order of addition never changes: lane k works on
// trials k, k + 8, ...
#include <algorithm>
#include <array>
#include <cassert>

#include "sim/metric/leaf.hpp"

// Three levels: AVX-512, AVX2 and the baseline, which runs the plain form.
#define HWY_DISABLED_TARGETS HWY_SSE4
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/metric/sum_leaf.cpp"
#include <hwy/foreach_target.h>  // compiles this file once per level
// after foreach_target
#include <hwy/highway.h>

#ifndef RISKPOOL_LEAF_LANES
#define RISKPOOL_LEAF_LANES
namespace riskpool {
namespace {

constexpr std::size_t leaf_lanes = 8;

/// What each lane has added up. Counts are whole numbers far below 2^53, so that a double holds them exactly.
struct LeafLanes {
    using Numbers = std::array<double, leaf_lanes>;
    Numbers total{}, square{}, total_square{}, total_times_square{}, square_square{}, positive{}, positive_squares{};
    Numbers maximum;

    LeafLanes() { maximum.fill(-std::numeric_limits<double>::infinity()); }

    /// One trial, in the lane that is its own.
    void add_trial(std::size_t lane, double const* values, std::size_t years) noexcept {
        double t = 0, q = 0, above = 0;
        for (std::size_t year = 0; year < years; ++year) {
            const double x = values[year];
            t += x;
            q += x * x;
            above += x > 0 ? 1 : 0;
            maximum[lane] = std::max(maximum[lane], x);
        }
        total[lane] += t;
        square[lane] += q;
        total_square[lane] += t * t;
        total_times_square[lane] += t * q;
        square_square[lane] += q * q;
        positive[lane] += above;
        positive_squares[lane] += above * above;
    }

    /// ((0+4)+(2+6)) + ((1+5)+(3+7))
    static double sum(Numbers const& s) noexcept {
        return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
    }
    [[nodiscard]] LeafSums sums() const noexcept {
        LeafSums leaf;
        leaf.total = sum(total);
        leaf.square = sum(square);
        leaf.total_square = sum(total_square);
        leaf.total_times_square = sum(total_times_square);
        leaf.square_square = sum(square_square);
        leaf.positive = static_cast<std::uint64_t>(sum(positive));
        leaf.positive_squares = static_cast<std::uint64_t>(sum(positive_squares));
        // Adding 0 turns -0 into +0: otherwise the sign of a largest 0 would depend on the order.
        leaf.maximum = *std::max_element(maximum.begin(), maximum.end()) + 0.0;
        return leaf;
    }
};

}  // namespace
}  // namespace riskpool
#endif

HWY_BEFORE_NAMESPACE();
namespace riskpool {
namespace HWY_NAMESPACE {
namespace {

/// Adds the trials that fill all lanes; the answer is how many they are.
std::size_t add_full_rows(double const* values, std::size_t trials, std::size_t years, LeafLanes& lanes) {
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3
    namespace hn = hwy::HWY_NAMESPACE;
    hn::CappedTag<double, leaf_lanes> const d;
    hn::RebindToSigned<decltype(d)> const di;
    constexpr std::size_t width = hn::MaxLanes(d);
    const std::size_t full = trials / leaf_lanes * leaf_lanes;
    auto const zero = hn::Zero(d);
    auto const one = hn::Set(d, 1.0);
    auto const stride = hn::Mul(hn::Iota(di, 0), hn::Set(di, static_cast<std::int64_t>(years)));
    for (std::size_t part = 0; part < leaf_lanes; part += width) {  // the lanes of one register
        auto total = zero, square = zero, total_square = zero, total_times_square = zero, square_square = zero;
        auto positive = zero, positive_squares = zero;
        auto maximum = hn::Set(d, -std::numeric_limits<double>::infinity());
        for (std::size_t first = part; first < full; first += leaf_lanes) {
            double const* at = values + first * years;
            auto t = zero, q = zero, above = zero;
            for (std::size_t year = 0; year < years; ++year) {
                auto const x = years == 1 ? hn::LoadU(d, at) : hn::GatherIndex(d, at + year, stride);
                t = hn::Add(t, x);
                q = hn::Add(q, hn::Mul(x, x));
                above = hn::Add(above, hn::IfThenElseZero(hn::Gt(x, zero), one));
                maximum = hn::Max(maximum, x);
            }
            total = hn::Add(total, t);
            square = hn::Add(square, q);
            total_square = hn::Add(total_square, hn::Mul(t, t));
            total_times_square = hn::Add(total_times_square, hn::Mul(t, q));
            square_square = hn::Add(square_square, hn::Mul(q, q));
            positive = hn::Add(positive, above);
            positive_squares = hn::Add(positive_squares, hn::Mul(above, above));
        }
        hn::StoreU(total, d, lanes.total.data() + part);
        hn::StoreU(square, d, lanes.square.data() + part);
        hn::StoreU(total_square, d, lanes.total_square.data() + part);
        hn::StoreU(total_times_square, d, lanes.total_times_square.data() + part);
        hn::StoreU(square_square, d, lanes.square_square.data() + part);
        hn::StoreU(positive, d, lanes.positive.data() + part);
        hn::StoreU(positive_squares, d, lanes.positive_squares.data() + part);
        hn::StoreU(maximum, d, lanes.maximum.data() + part);
    }
    return full;
#else
    static_cast<void>(values), static_cast<void>(trials), static_cast<void>(years), static_cast<void>(lanes);
    return 0;
#endif
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace riskpool
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace riskpool {
namespace {

HWY_EXPORT(add_full_rows);

LeafSums finish(std::span<double const> values, std::uint32_t years, std::size_t done, LeafLanes& lanes) {
    const std::size_t trials = values.size() / years;
    for (std::size_t trial = done; trial < trials; ++trial) {
        lanes.add_trial(trial % leaf_lanes, values.data() + trial * years, years);
    }
    LeafSums leaf = lanes.sums();
    leaf.trials = static_cast<std::uint32_t>(trials);
    leaf.years = years;
    return leaf;
}

}  // namespace

LeafSums sum_leaf(std::span<double const> values, std::uint32_t years) noexcept {
    assert(years > 0 && values.size() % years == 0);
    LeafLanes lanes;
    const std::size_t done = HWY_DYNAMIC_DISPATCH(add_full_rows)(values.data(), values.size() / years, years, lanes);
    return finish(values, years, done, lanes);
}

LeafSums sum_leaf_plain(std::span<double const> values, std::uint32_t years) noexcept {
    LeafLanes lanes;
    return finish(values, years, 0, lanes);
}

}  // namespace riskpool
#endif
