// A sum of doubles without rounding, so that neither order nor splitting shows in the result.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace riskpool {

/// Adds doubles exactly and rounds once, when asked (Neal 2015, "Fast exact summation using small and large
/// superaccumulators": the small one). The whole range of double lies in fixed memory, as a two's complement number in
/// base 2^32 whose digits are 64 bits wide, so that some thousand values are added between two carries.
/// For finite values only, up to 2^64 of them. What is not finite is remembered: the value is then NaN if a NaN or both
/// infinities were added, and otherwise that infinity.
class ExactSum {
public:
    void add(double x);
    void add(ExactSum const& other);

    /// The sum, correctly rounded (to nearest, ties to even); an infinity if it lies beyond the range of double. An
    /// empty or cancelled sum is +0.
    [[nodiscard]] double value() const;

    /// True if both hold the same exact sum, however they came by it.
    bool operator==(ExactSum const& other) const;

private:
    // Digit i weighs 2^(32 i - 1074). The largest double ends at bit 2098; 2^64 of them at bit 2162.
    static constexpr std::size_t digit_count = 68;
    using Digits = std::array<std::int64_t, digit_count>;

    [[nodiscard]] Digits carried() const;

    Digits digits_{};
    std::uint32_t added_since_carry_ = 0;
    bool has_nan_ = false;
    bool has_infinity_ = false;
    bool has_minus_infinity_ = false;
};

}  // namespace riskpool
