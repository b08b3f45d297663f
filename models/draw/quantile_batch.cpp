#include "models/draw/quantile_batch.hpp"

#include <cstddef>
#include <cstdint>

#include "models/draw/quantile_cell.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "models/draw/quantile_batch.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace riskpool::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Reals = hn::ScalableTag<double>;
using RealVector = hn::Vec<Reals>;
using Lanes = hn::RebindToUnsigned<Reals>;

/// The coefficients of a vector of cells, lowest order first.
struct Cubics {
    RealVector c0, c1, c2, c3;
};

/// `first` counts doubles. A cell is loaded as a whole and the vectors are transposed: that costs less than to gather
/// each coefficient, which touches every cell four times.
HWY_INLINE Cubics load_cubics(double const* HWY_RESTRICT cells, hn::Vec<Lanes> first) {
    const Reals d;
    HWY_ALIGN std::uint64_t at[HWY_MAX_BYTES / sizeof(std::uint64_t)];
    hn::Store(first, Lanes(), at);
#if HWY_TARGET == HWY_AVX3
    const auto two_cells = [&](int front, int back) HWY_ATTR {
        return _mm512_insertf64x4(_mm512_castpd256_pd512(_mm256_load_pd(cells + at[front])),
                                  _mm256_load_pd(cells + at[back]), 1);
    };
    const __m512d a = two_cells(0, 2), b = two_cells(1, 3), e = two_cells(4, 6), f = two_cells(5, 7);
    // by blocks of 128 bits: cells 0 and 1 of one coefficient, then of the next but one; then cells 2 and 3
    const __m512d low_even = _mm512_unpacklo_pd(a, b), low_odd = _mm512_unpackhi_pd(a, b);
    const __m512d high_even = _mm512_unpacklo_pd(e, f), high_odd = _mm512_unpackhi_pd(e, f);
    const auto blocks_0_2 = [](__m512d low, __m512d high)
                                HWY_ATTR { return RealVector{_mm512_shuffle_f64x2(low, high, 0x88)}; };
    const auto blocks_1_3 = [](__m512d low, __m512d high)
                                HWY_ATTR { return RealVector{_mm512_shuffle_f64x2(low, high, 0xDD)}; };
    return {blocks_0_2(low_even, high_even), blocks_0_2(low_odd, high_odd), blocks_1_3(low_even, high_even),
            blocks_1_3(low_odd, high_odd)};
#elif HWY_TARGET == HWY_AVX2
    const auto a = hn::Load(d, cells + at[0]), b = hn::Load(d, cells + at[1]);
    const auto e = hn::Load(d, cells + at[2]), f = hn::Load(d, cells + at[3]);
    const auto low_even = hn::InterleaveLower(d, a, b), low_odd = hn::InterleaveUpper(d, a, b);
    const auto high_even = hn::InterleaveLower(d, e, f), high_odd = hn::InterleaveUpper(d, e, f);
    return {hn::ConcatLowerLower(d, high_even, low_even), hn::ConcatLowerLower(d, high_odd, low_odd),
            hn::ConcatUpperUpper(d, high_even, low_even), hn::ConcatUpperUpper(d, high_odd, low_odd)};
#else
    const hn::RebindToSigned<Reals> index_of;
    const auto index = hn::BitCast(index_of, first);
    static_cast<void>(at);
    return {hn::GatherIndex(d, cells, index), hn::GatherIndex(d, cells + 1, index),
            hn::GatherIndex(d, cells + 2, index), hn::GatherIndex(d, cells + 3, index)};
#endif
}

// Products and sums stay separate: a fused multiply-add exists only from AVX2 on and would round differently.
template <int part_bits>
void draw_part_bits(QuantileTable const& table, double const* HWY_RESTRICT cells, double const* u, double* x,
                    std::size_t count) {
    const Reals d;
    const Lanes bits_of;
    const std::size_t lanes = hn::Lanes(d);
    constexpr int rest_bits = quantile_cell::mantissa_bits - part_bits;

    const auto half = hn::Set(d, 0.5);
    const auto one = hn::Set(d, 1.0);
    const auto three = hn::Set(d, 3.0);
    const auto deepest = hn::Set(d, quantile_cell::below_deepest);
    const auto first_key = hn::Set(bits_of, quantile_cell::first_key(part_bits));
    const auto side = hn::Set(bits_of, std::uint64_t{quantile_cell::side(part_bits)});
    const auto rest_mask = hn::Set(bits_of, (std::uint64_t{1} << rest_bits) - 1);
    const auto two = hn::BitCast(bits_of, hn::Set(d, 2.0));

    std::size_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        const auto uniform = hn::LoadU(d, u + i);
        const auto upper = hn::Gt(uniform, half);
        const auto w = hn::Max(hn::Min(uniform, hn::Sub(one, uniform)), deepest);
        const auto bits = hn::BitCast(bits_of, w);
        const auto on_side = hn::Sub(hn::ShiftRight<rest_bits>(bits), first_key);
        const auto cell = hn::Add(on_side, hn::IfThenElseZero(hn::RebindMask(bits_of, upper), side));
        const auto mantissa = hn::ShiftLeft<part_bits>(hn::And(bits, rest_mask));
        const auto t = hn::Sub(hn::BitCast(d, hn::Or(mantissa, two)), three);

        const Cubics cubic = load_cubics(cells, hn::ShiftLeft<2>(cell));
        auto value = hn::Add(hn::Mul(cubic.c3, t), cubic.c2);
        value = hn::Add(hn::Mul(value, t), cubic.c1);
        value = hn::Add(hn::Mul(value, t), cubic.c0);

        hn::StoreU(value, d, x + i);
        if (HWY_UNLIKELY(!hn::AllFalse(d, hn::IsNaN(value)))) {
            double remembered[HWY_MAX_BYTES / sizeof(double)];  // u and x may be the same
            hn::StoreU(uniform, d, remembered);
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                double& draw = x[i + lane];
                if (draw != draw) draw = table.draw(remembered[lane]);
            }
        }
    }
    for (; i < count; ++i) x[i] = table.draw(u[i]);
}

void draw_from_cells(QuantileTable const& table, double const* HWY_RESTRICT cells, double const* u, double* x,
                     std::size_t count) {
    static_assert(QuantileTable::fewest_part_bits == 5 && QuantileTable::most_part_bits == 8);
    switch (table.part_bits()) {
        case 5: return draw_part_bits<5>(table, cells, u, x, count);
        case 6: return draw_part_bits<6>(table, cells, u, x, count);
        case 7: return draw_part_bits<7>(table, cells, u, x, count);
        default: return draw_part_bits<8>(table, cells, u, x, count);
    }
}

}  // namespace riskpool::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace riskpool {

HWY_EXPORT(draw_from_cells);

void draw_from_cells(QuantileTable const& table, std::span<double const> u, std::span<double> x) noexcept {
    static_assert(sizeof(QuantileTable::Cell) == 4 * sizeof(double));
    HWY_DYNAMIC_DISPATCH(draw_from_cells)
    (table, table.cells().front().coefficients.data(), u.data(), x.data(), u.size());
}

}  // namespace riskpool
#endif
