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

// Products and sums stay separate: a fused multiply-add exists only from AVX2 on and would round differently.
template <int part_bits>
void draw_part_bits(QuantileTable const& table, double const* HWY_RESTRICT cells, double const* u, double* x,
                    std::size_t count) {
    const hn::ScalableTag<double> d;
    const hn::RebindToUnsigned<decltype(d)> bits_of;
    const hn::RebindToSigned<decltype(d)> index_of;
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

        const auto at = hn::BitCast(index_of, hn::ShiftLeft<2>(cell));
        auto value = hn::GatherIndex(d, cells + 3, at);
        value = hn::Add(hn::Mul(value, t), hn::GatherIndex(d, cells + 2, at));
        value = hn::Add(hn::Mul(value, t), hn::GatherIndex(d, cells + 1, at));
        value = hn::Add(hn::Mul(value, t), hn::GatherIndex(d, cells, at));

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
