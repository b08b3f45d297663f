// The same operations in the same order for every width of vectors, none of them fused: the same bits everywhere.
#include "models/frequency/count_search.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#define HWY_DISABLED_TARGETS HWY_SSE4
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/frequency/count_search.cpp"
#include <hwy/foreach_target.h>  // compiles this file once per level
// after foreach_target
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace riskpool {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Reals = hn::ScalableTag<double>;
using Integers = hn::ScalableTag<std::int64_t>;
using Vector = hn::Vec<Reals>;

constexpr std::size_t lanes = hn::MaxLanes(Reals());
constexpr double ln2_high = 0x1.62e42fee00000p-1;  // its products with small whole numbers are exact
constexpr double ln2_low = 0x1.a39ef35793c76p-33;

HWY_INLINE Vector all(double x) {
    return hn::Set(Reals(), x);
}

/// e^-x for 0 <= x <= 700: -x = k log 2 + r, |r| <= log(2) / 2, and the series of e^r to r^13 / 13!.
HWY_INLINE Vector exp_minus(Vector x) {
    const Vector shift = all(0x1.8p52);  // adding it leaves a whole number in the low bits
    const Vector shifted = hn::Sub(shift, hn::Mul(x, all(0x1.71547652b82fep+0)));
    const Vector k = hn::Sub(shifted, shift);
    const Vector r = hn::Sub(hn::Sub(hn::Neg(x), hn::Mul(k, all(ln2_high))), hn::Mul(k, all(ln2_low)));
    Vector sum = all(1);
    for (int n = 13; n > 0; --n) sum = hn::Add(all(1), hn::Mul(hn::Mul(sum, r), all(1.0 / n)));
    const Integers di;
    return hn::BitCast(Reals(), hn::Add(hn::BitCast(di, sum), hn::ShiftLeft<52>(hn::BitCast(di, shifted))));
}

/// log(1 + y) for y >= 0: 1 + y = 2^e z, z near 1, log z = 2 artanh((z - 1) / (z + 1)), and what rounding 1 + y
/// dropped.
HWY_INLINE Vector log_one_plus(Vector y) {
    const Integers di;
    const Vector s = hn::Add(all(1), y);
    const Vector dropped = hn::Div(hn::Sub(y, hn::Sub(s, all(1))), s);
    // Moves the cut between exponents to z = sqrt(1/2) .. sqrt(2).
    const auto bits = hn::Add(hn::BitCast(di, s), hn::Set(di, 0x3FF0000000000000 - 0x3FE6A09E667F3BCD));
    const auto exponent = hn::ShiftRight<52>(bits);
    const auto whole = hn::BitCast(Reals(), hn::Or(exponent, hn::Set(di, 0x4330000000000000)));
    const Vector e = hn::Sub(whole, all(0x1p52 + 1023));
    const auto rest = hn::And(bits, hn::Set(di, 0x000FFFFFFFFFFFFF));
    const Vector z = hn::BitCast(Reals(), hn::Add(rest, hn::Set(di, 0x3FE6A09E667F3BCD)));
    const Vector t = hn::Div(hn::Sub(z, all(1)), hn::Add(z, all(1)));
    const Vector t2 = hn::Mul(t, t);
    Vector series = all(1.0 / 23);
    for (int n = 21; n > 0; n -= 2) series = hn::Add(all(1.0 / n), hn::Mul(series, t2));
    const Vector log_z = hn::Mul(hn::Add(t, t), series);
    return hn::Add(hn::Mul(e, all(ln2_high)), hn::Add(log_z, hn::Add(hn::Mul(e, all(ln2_low)), dropped)));
}

/// Adds up p(0) = `none`, p(1), ... until u is reached, or until what is left cannot change the sum, which a uniform
/// next to 1 may need. `ratio(n)` is p(n + 1) / p(n).
template <class Ratio>
HWY_INLINE Vector count_upward(Vector u, Vector none, Ratio ratio) {
    const Reals d;
    Vector weight = none, sum = none, count = hn::Zero(d);
    auto active = hn::Lt(sum, u);
    for (int n = 0; !hn::AllFalse(d, active); ++n) {
        const Vector r = ratio(static_cast<double>(n));
        weight = hn::Mul(weight, r);
        count = hn::Add(count, hn::IfThenElseZero(active, all(1)));
        // What is left is about weight r / (1 - r); where r is above 1 the mode is still ahead.
        const auto ended = hn::Lt(weight, hn::Mul(hn::Sub(all(1), r), all(0x1p-60)));
        sum = hn::Add(sum, weight);
        active = hn::And(hn::Not(ended), hn::And(active, hn::Lt(sum, u)));
    }
    return count;
}

/// Calls `search(u, m)` vector by vector; the last ones in a room of their own.
template <class Search>
HWY_INLINE void for_each_vector(double const* u, double const* mean, std::size_t n, std::uint32_t* counts,
                                Search search) {
    const Reals d;
    std::array<double, lanes> some_u, some_mean, found;
    for (std::size_t i = 0; i < n; i += lanes) {
        const std::size_t here = std::min(lanes, n - i);
        if (here < lanes) {
            some_u.fill(0.5);
            some_mean.fill(0);
            std::copy_n(u + i, here, some_u.data());
            std::copy_n(mean + i, here, some_mean.data());
        }
        const Vector m = hn::LoadU(d, here < lanes ? some_mean.data() : mean + i);
        const Vector small = hn::IfThenElseZero(hn::Lt(m, all(few_events)), m);
        hn::StoreU(search(hn::LoadU(d, here < lanes ? some_u.data() : u + i), small), d, found.data());
        for (std::size_t k = 0; k < here; ++k) counts[i + k] = static_cast<std::uint32_t>(found[k]);
    }
}

void poisson_counts(double const* u, double const* mean, std::size_t n, std::uint32_t* counts) {
    for_each_vector(u, mean, n, counts, [](Vector point, Vector m) HWY_ATTR {
        return count_upward(point, exp_minus(m), [m](double k) HWY_ATTR { return hn::Div(m, all(k + 1)); });
    });
}

void negative_binomial_counts(double const* u, double const* mean, std::size_t n, double size, std::uint32_t* counts) {
    for_each_vector(u, mean, n, counts, [size](Vector point, Vector m) HWY_ATTR {
        const Vector part = hn::Div(m, hn::Add(all(size), m));
        const Vector none = exp_minus(hn::Mul(all(size), log_one_plus(hn::Div(m, all(size)))));
        return count_upward(point, none,
                            [part, size](double k) HWY_ATTR { return hn::Mul(part, all((size + k) / (1 + k))); });
    });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace riskpool
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace riskpool {

HWY_EXPORT(poisson_counts);
HWY_EXPORT(negative_binomial_counts);

void search_poisson(std::span<double const> u, std::span<double const> mean, std::span<std::uint32_t> counts) noexcept {
    HWY_DYNAMIC_DISPATCH(poisson_counts)(u.data(), mean.data(), u.size(), counts.data());
}

void search_negative_binomial(std::span<double const> u, std::span<double const> mean, double size,
                              std::span<std::uint32_t> counts) noexcept {
    HWY_DYNAMIC_DISPATCH(negative_binomial_counts)(u.data(), mean.data(), u.size(), size, counts.data());
}

}  // namespace riskpool
#endif
