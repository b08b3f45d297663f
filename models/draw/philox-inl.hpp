// Philox in vector lanes, for files that Highway compiles once per level of instructions. A lane of 64 bits holds one
// 32-bit word of a block in its low half, so that one multiplication yields high and low product of a lane, and a whole
// block is four vectors. What is left in the high halves is never looked at.

// Included once per level: Highway turns the toggle.
#if defined(RISKPOOL_MODELS_DRAW_PHILOX_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef RISKPOOL_MODELS_DRAW_PHILOX_INL_HPP
#undef RISKPOOL_MODELS_DRAW_PHILOX_INL_HPP
#else
#define RISKPOOL_MODELS_DRAW_PHILOX_INL_HPP
#endif

#include <hwy/highway.h>

#include <array>
#include <cstdint>

#include "sim/base/random.hpp"

HWY_BEFORE_NAMESPACE();
namespace riskpool {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using Words = hn::ScalableTag<std::uint32_t>;
using Lanes = hn::ScalableTag<std::uint64_t>;
using Reals = hn::ScalableTag<double>;
using Pairs = hn::Rebind<std::uint32_t, Lanes>;
using WordVector = hn::Vec<Words>;
using LaneVector = hn::Vec<Lanes>;
using RealVector = hn::Vec<Reals>;

constexpr std::size_t lanes = hn::MaxLanes(Lanes());

struct RoundKeys {
    std::array<PhiloxKey, philox::rounds> of_round;

    explicit RoundKeys(std::uint64_t seed) : of_round{} {
        PhiloxKey key = key_of(seed);
        for (PhiloxKey& each : of_round) {
            each = key;
            key[0] += philox::weyl_0;
            key[1] += philox::weyl_1;
        }
    }
};

/// The four words of `lanes` blocks.
struct Blocks {
    WordVector word_0, word_1, word_2, word_3;
};

HWY_INLINE WordVector swap_halves(WordVector words) {
    return hn::Shuffle2301(words);
}

/// The counters (index, stream, low and high word of the cell).
HWY_INLINE Blocks counters_of(WordVector index, std::uint32_t stream, LaneVector cell) {
    Words const d;
    return {index, hn::Set(d, stream), hn::BitCast(d, cell), swap_halves(hn::BitCast(d, cell))};
}

HWY_INLINE void philox_round(Blocks& block, WordVector key_0, WordVector key_1) {
    Words const d;
    WordVector const product_0 = hn::BitCast(d, hn::MulEven(block.word_0, hn::Set(d, philox::multiplier_0)));
    WordVector const product_1 = hn::BitCast(d, hn::MulEven(block.word_2, hn::Set(d, philox::multiplier_1)));
    block.word_0 = hn::Xor3(swap_halves(product_1), block.word_1, key_0);
    block.word_1 = product_1;
    block.word_2 = hn::Xor3(swap_halves(product_0), block.word_3, key_1);
    block.word_3 = product_0;
}

/// Turns counters into random blocks. Two vectors side by side: one alone would wait for its multiplications.
HWY_INLINE void philox_of(Blocks& a, Blocks& b, RoundKeys const& keys) {
    Words const d;
    for (PhiloxKey const& key : keys.of_round) {
        WordVector const key_0 = hn::Set(d, key[0]);
        WordVector const key_1 = hn::Set(d, key[1]);
        philox_round(a, key_0, key_1);
        philox_round(b, key_0, key_1);
    }
}

/// unit_from_bits of the 64 bits (low, high).
HWY_INLINE RealVector units_of(WordVector low, WordVector high) {
    Lanes const d;
    Reals const df;
    LaneVector const bits = hn::BitCast(d, hn::OddEven(swap_halves(high), low));
    LaneVector const one_to_two = hn::Or(hn::ShiftRight<12>(bits), hn::Set(d, 0x3FF0000000000000ULL));
    return hn::Sub(hn::BitCast(df, one_to_two), hn::Set(df, 1.0 - 0x1p-53));
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace riskpool
HWY_AFTER_NAMESPACE();

#endif
