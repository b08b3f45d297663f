// Which cell of a quantile table a tail probability belongs to, and where in it: bits, hence exact.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace riskpool::quantile_cell {

inline constexpr int mantissa_bits = 52;
inline constexpr int exponent_bias = 1023;

/// Tail probabilities from 2^-33 up to 1/2: 32 octaves.
inline constexpr int deepest_octave = -33;
inline constexpr int octaves = 32;

/// The double below 2^-33, which stands for every smaller tail probability.
inline constexpr double below_deepest =
    std::bit_cast<double>((std::uint64_t{exponent_bias + deepest_octave} << mantissa_bits) - 1);

/// Exponent and leading part_bits of the mantissa of w, as one number: consecutive for consecutive cells.
constexpr std::uint64_t key(double w, int part_bits) noexcept {
    return std::bit_cast<std::uint64_t>(w) >> (mantissa_bits - part_bits);
}

/// The key of the first cell of a side, which is that of below_deepest.
constexpr std::uint64_t first_key(int part_bits) noexcept {
    return key(below_deepest, part_bits);
}

/// Cells of a side: one for what lies deeper than the table, those of the octaves, and one for w = 1/2 itself.
constexpr std::size_t side(int part_bits) noexcept {
    return (std::size_t{octaves} << part_bits) + 2;
}

/// The bits of w below its key.
constexpr std::uint64_t rest(double w, int part_bits) noexcept {
    return std::bit_cast<std::uint64_t>(w) & ((std::uint64_t{1} << (mantissa_bits - part_bits)) - 1);
}

/// Coordinate in the cell, -1 <= t < 1: the rest becomes the mantissa of a number between 2 and 4.
constexpr double coordinate(double w, int part_bits) noexcept {
    return std::bit_cast<double>((rest(w, part_bits) << part_bits) | std::bit_cast<std::uint64_t>(2.0)) - 3.0;
}

/// By Horner's rule with each product and sum rounded, as every vector width does it.
constexpr double cubic(std::array<double, 4> const& c, double t) noexcept {
    return ((c[3] * t + c[2]) * t + c[1]) * t + c[0];
}

}  // namespace riskpool::quantile_cell
