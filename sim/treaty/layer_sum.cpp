// Eight virtual lanes whatever the width of a register, so that the order of addition never changes.
#include "sim/treaty/layer_sum.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "sim/treaty/annual_terms.hpp"

// Three levels: AVX-512, AVX2 and the baseline, which runs the plain form.
#define HWY_DISABLED_TARGETS HWY_SSE4
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/treaty/layer_sum.cpp"
#include <hwy/foreach_target.h>  // compiles this file once per level
// after foreach_target
#include <hwy/highway.h>

#ifndef RISKPOOL_LAYER_CELLS
#define RISKPOOL_LAYER_CELLS
namespace riskpool {
namespace {

/// Where the entries of each cell begin: looked up once, or through the rows of events.
struct LayerCells {
    std::uint32_t const* begin;
    std::uint32_t const* row_begin;  // null where `begin` counts entries

    std::size_t operator()(std::size_t cell) const noexcept {
        return row_begin != nullptr ? row_begin[begin[cell]] : begin[cell];
    }
};

void sum_plain(double const* x, LayerCells cells, double attachment, double limit, std::span<double> sum,
               std::span<double> claims) noexcept {
    for (std::size_t c = 0; c < sum.size(); ++c) {
        std::size_t const begin = cells(c);
        std::size_t const count = cells(c + 1) - begin;
        std::array<double, 8> lane{};
        std::size_t hits = 0;
        for (std::size_t k = 0; k < count; ++k) {
            lane[k % 8] += layer_loss(x[begin + k], attachment, limit);
            hits += x[begin + k] > attachment ? 1 : 0;
        }
        for (std::size_t half : {4, 2, 1}) {
            for (std::size_t i = 0; i < half; ++i) lane[i] += lane[i + half];
        }
        sum[c] = lane[0];
        claims[c] = static_cast<double>(hits);
    }
}

}  // namespace
}  // namespace riskpool
#endif

HWY_BEFORE_NAMESPACE();
namespace riskpool {
namespace HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3

namespace hn = hwy::HWY_NAMESPACE;

using Reals = hn::CappedTag<double, 8>;
using RealVector = hn::Vec<Reals>;
constexpr std::size_t lanes = hn::MaxLanes(Reals());

struct Layer {
    RealVector attachment;
    RealVector limit;
};

struct Total {
    RealVector sum;
    std::size_t claims;
};

/// A masked-off entry is 0, and costs a layer nothing.
HWY_INLINE void add(Total& total, RealVector x, Layer const& layer) {
    Reals const d;
    RealVector const above = hn::Max(hn::Sub(x, layer.attachment), hn::Zero(d));
    total.sum = hn::Add(total.sum, hn::Min(above, layer.limit));
    total.claims += hn::CountTrue(d, hn::Gt(x, layer.attachment));
}

/// t_i = l_i + l_(i + width / 2), until one lane is left.
template <class V>
HWY_INLINE double fold(V v) {
    hn::DFromV<V> const d;
    if constexpr (hn::MaxLanes(hn::DFromV<V>()) == 1) {
        return hn::GetLane(v);
    } else {
        hn::Half<decltype(d)> const half;
        return fold(hn::Add(hn::LowerHalf(half, v), hn::UpperHalf(half, v)));
    }
}

void sum_cells(double const* HWY_RESTRICT x, LayerCells cells, double attachment, double limit, std::span<double> sum,
               std::span<double> claims) {
    Reals const d;
    Layer const layer{hn::Set(d, attachment), hn::Set(d, limit)};
    std::size_t begin = cells(0);
    for (std::size_t c = 0; c < sum.size(); ++c) {
        std::size_t const end = cells(c + 1);
        double const* each = x + begin;
        std::size_t left = end - begin;
        begin = end;
        if constexpr (lanes == 8) {
            Total all{hn::Zero(d), 0};
            for (; left >= 8; left -= 8, each += 8) add(all, hn::LoadU(d, each), layer);
            if (left > 0) add(all, hn::MaskedLoad(hn::FirstN(d, left), d, each), layer);
            claims[c] = static_cast<double>(all.claims);
            sum[c] = all.claims == 0 ? 0 : fold(all.sum);  // high layers are seldom reached
        } else {
            Total low{hn::Zero(d), 0};
            Total high{hn::Zero(d), 0};
            for (; left >= 8; left -= 8, each += 8) {
                add(low, hn::LoadU(d, each), layer);
                add(high, hn::LoadU(d, each + 4), layer);
            }
            if (left >= 4) {
                add(low, hn::LoadU(d, each), layer);
                if (left > 4) add(high, hn::MaskedLoad(hn::FirstN(d, left - 4), d, each + 4), layer);
            } else if (left > 0) {
                add(low, hn::MaskedLoad(hn::FirstN(d, left), d, each), layer);
            }
            sum[c] = fold(hn::Add(low.sum, high.sum));
            claims[c] = static_cast<double>(low.claims + high.claims);
        }
    }
}

#if HWY_TARGET == HWY_AVX3

/// `count` layers at once: their sums are chains of additions that do not wait for one another.
template <std::size_t count>
void sum_side_by_side(double const* HWY_RESTRICT x, std::span<std::uint32_t const> cell_begin,
                      TowerLayer const* tower) {
    Reals const d;
    Layer layer[count];
    for (std::size_t k = 0; k < count; ++k) {
        layer[k] = {hn::Set(d, tower[k].attachment), hn::Set(d, tower[k].limit)};
    }
    for (std::size_t c = 0; c + 1 < cell_begin.size(); ++c) {
        double const* each = x + cell_begin[c];
        std::size_t left = cell_begin[c + 1] - cell_begin[c];
        Total all[count];
        for (auto& total : all) total = {hn::Zero(d), 0};
        for (; left >= 32; left -= 32, each += 32) {
            RealVector const first = hn::LoadU(d, each), second = hn::LoadU(d, each + 8);
            RealVector const third = hn::LoadU(d, each + 16), fourth = hn::LoadU(d, each + 24);
            RealVector const largest = hn::Max(hn::Max(first, second), hn::Max(third, fourth));
            for (std::size_t k = 0; k < count; ++k) {
                // Entries that do not reach a layer would add nothing to its sum.
                if (hn::AllFalse(d, hn::Gt(largest, layer[k].attachment))) continue;
                for (RealVector const entries : {first, second, third, fourth}) add(all[k], entries, layer[k]);
            }
        }
        for (; left >= 8; left -= 8, each += 8) {
            RealVector const entries = hn::LoadU(d, each);
            for (std::size_t k = 0; k < count; ++k) add(all[k], entries, layer[k]);
        }
        if (left > 0) {
            RealVector const entries = hn::MaskedLoad(hn::FirstN(d, left), d, each);
            for (std::size_t k = 0; k < count; ++k) add(all[k], entries, layer[k]);
        }
        for (std::size_t k = 0; k < count; ++k) {
            tower[k].claims[c] = static_cast<double>(all[k].claims);
            tower[k].sum[c] = all[k].claims == 0 ? 0 : fold(all[k].sum);
        }
    }
}

void sum_layers_of_cells(double const* x, std::span<std::uint32_t const> cell_begin,
                         std::span<TowerLayer const> tower) {
    for (; tower.size() >= 4; tower = tower.subspan(4)) sum_side_by_side<4>(x, cell_begin, tower.data());
    switch (tower.size()) {
        case 3: return sum_side_by_side<3>(x, cell_begin, tower.data());
        case 2: return sum_side_by_side<2>(x, cell_begin, tower.data());
        case 1: return sum_side_by_side<1>(x, cell_begin, tower.data());
        default: return;
    }
}

#endif

#else

void sum_cells(double const* x, LayerCells cells, double attachment, double limit, std::span<double> sum,
               std::span<double> claims) {
    sum_plain(x, cells, attachment, limit, sum, claims);
}

#endif

#if HWY_TARGET != HWY_AVX3

/// Fewer registers: one layer after another.
void sum_layers_of_cells(double const* x, std::span<std::uint32_t const> cell_begin,
                         std::span<TowerLayer const> tower) {
    for (auto const& layer : tower) {
        sum_cells(x, {cell_begin.data(), nullptr}, layer.attachment, layer.limit, layer.sum, layer.claims);
    }
}

#endif

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace riskpool
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace riskpool {
namespace {
HWY_EXPORT(sum_cells);
HWY_EXPORT(sum_layers_of_cells);
}  // namespace

void sum_layers(std::span<double const> x, std::span<std::uint32_t const> cell_begin, double attachment, double limit,
                std::span<double> sum, std::span<double> claims) noexcept {
    HWY_DYNAMIC_DISPATCH(sum_cells)(x.data(), {cell_begin.data(), nullptr}, attachment, limit, sum, claims);
}

void sum_layers(std::span<double const> x, std::span<std::uint32_t const> event_begin,
                std::span<std::uint32_t const> row_begin, double attachment, double limit, std::span<double> sum,
                std::span<double> claims) noexcept {
    HWY_DYNAMIC_DISPATCH(sum_cells)
    (x.data(), {event_begin.data(), row_begin.data()}, attachment, limit, sum, claims);
}

void sum_tower(std::span<double const> x, std::span<std::uint32_t const> cell_begin,
               std::span<TowerLayer const> tower) noexcept {
    HWY_DYNAMIC_DISPATCH(sum_layers_of_cells)(x.data(), cell_begin, tower);
}

void sum_layers_plain(std::span<double const> x, std::span<std::uint32_t const> cell_begin, double attachment,
                      double limit, std::span<double> sum, std::span<double> claims) noexcept {
    sum_plain(x.data(), {cell_begin.data(), nullptr}, attachment, limit, sum, claims);
}

}  // namespace riskpool
#endif
