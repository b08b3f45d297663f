// Streams of chance without state: every random number is a pure function of seed, stream, trial, year and
// index, so any trial can be rebuilt alone and a result cannot depend on threads or on the size of blocks.
#pragma once

#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace riskpool {

/// One sequence of chance of a run: a source's counts, a class's severities, a common factor ...
struct Stream {
    std::uint64_t seed = 0;
    std::uint32_t id = 0;
    friend bool operator==(Stream const&, Stream const&) = default;
};

/// One year of one trial. Limits: trial < max_trials, year < max_years.
struct Cell {
    std::uint64_t trial = 0;
    std::uint32_t year = 0;
    friend bool operator==(Cell const&, Cell const&) = default;
};

inline constexpr std::uint64_t max_trials = std::uint64_t{1} << 52;
inline constexpr std::uint32_t max_years = 1u << 12;

/// A rectangle of cells: whole trials one after another, the years of each in order.
/// Cell c is year c % years of trial first_trial + c / years.
struct CellRange {
    std::uint64_t first_trial = 0;
    std::uint32_t trials = 0;
    std::uint32_t years = 1;

    [[nodiscard]] constexpr std::size_t size() const noexcept { return std::size_t{trials} * years; }
    [[nodiscard]] constexpr Cell cell(std::size_t c) const noexcept {
        return {first_trial + c / years, static_cast<std::uint32_t>(c % years)};
    }
    friend bool operator==(CellRange const&, CellRange const&) = default;
};

using PhiloxBlock = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

namespace philox {
inline constexpr std::uint32_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
inline constexpr std::uint32_t weyl_0 = 0x9E3779B9, weyl_1 = 0xBB67AE85;
inline constexpr int rounds = 10;
}  // namespace philox

/// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).
constexpr PhiloxBlock philox4x32_10(PhiloxBlock counter, PhiloxKey key) noexcept {
    for (int round = 0; round < philox::rounds; ++round) {
        std::uint64_t const product_0 = std::uint64_t{philox::multiplier_0} * counter[0];
        std::uint64_t const product_1 = std::uint64_t{philox::multiplier_1} * counter[2];
        counter = {
            static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product_1),
            static_cast<std::uint32_t>(product_0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product_0)};
        key[0] += philox::weyl_0;
        key[1] += philox::weyl_1;
    }
    return counter;
}

/// The key of a seed: its low half, then its high half.
constexpr PhiloxKey key_of(std::uint64_t seed) noexcept {
    return {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
}

/// The last two counter words of a cell as one number, the low word first: the trial in 52 bits, above it the year
/// in 12.
constexpr std::uint64_t cell_word(Cell cell) noexcept {
    assert(cell.trial < max_trials && cell.year < max_years);
    return cell.trial | (std::uint64_t{cell.year} << 52);
}

/// The counter of block `index` of a cell: (index, stream, low 32 bits of the trial, year << 20 | high 20 bits).
constexpr PhiloxBlock counter_of(Stream stream, Cell cell, std::uint32_t index) noexcept {
    std::uint64_t const word = cell_word(cell);
    return {index, stream.id, static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(word >> 32)};
}

/// Number in (0, 1) from 64 random bits: (k + 1/2) 2^-52 with k the top 52 bits. Neither 0 nor 1 comes out, and
/// both u and 1 - u are exact.
constexpr double unit_from_bits(std::uint64_t bits) noexcept {
    // 1 + k 2^-52 has k for its fraction bits; taking away 1 - 2^-53 leaves an exact difference.
    return std::bit_cast<double>((bits >> 12) | 0x3FF0000000000000ULL) - (1.0 - 0x1p-53);
}

/// The two uniforms of a block: words (0, 1) give the first, (2, 3) the second, the low half first.
constexpr std::array<double, 2> uniforms_of(PhiloxBlock block) noexcept {
    return {unit_from_bits(block[0] | (std::uint64_t{block[1]} << 32)),
            unit_from_bits(block[2] | (std::uint64_t{block[3]} << 32))};
}

/// The index-th uniform in (0, 1) of a cell's stream: half index % 2 of block index / 2.
constexpr double uniform(Stream stream, Cell cell, std::uint32_t index) noexcept {
    return uniforms_of(philox4x32_10(counter_of(stream, cell, index / 2), key_of(stream.seed)))[index % 2];
}

/// The words of a cell's stream, one after another, as a generator for the distributions of Boost.Random (concept
/// UniformRandomNumberGenerator) and of the standard library: for laws that no table serves. It reads the same blocks
/// as uniform(), so give it a stream of its own. 2^34 words, then from the start again.
class PhiloxEngine {
public:
    using result_type = std::uint32_t;
    static constexpr bool has_fixed_range = false;
    [[nodiscard]] static constexpr result_type min() noexcept { return 0; }
    [[nodiscard]] static constexpr result_type max() noexcept { return std::numeric_limits<result_type>::max(); }

    constexpr PhiloxEngine(Stream stream, Cell cell) noexcept
        : counter_(counter_of(stream, cell, 0)), key_(key_of(stream.seed)) {}

    constexpr result_type operator()() noexcept {
        if (next_word_ == words_.size()) {
            words_ = philox4x32_10(counter_, key_);
            ++counter_[0];
            next_word_ = 0;
        }
        return words_[next_word_++];
    }
    friend bool operator==(PhiloxEngine const&, PhiloxEngine const&) = default;

private:
    PhiloxBlock counter_;
    PhiloxKey key_;
    PhiloxBlock words_{};
    std::size_t next_word_ = 4;
};

}  // namespace riskpool
