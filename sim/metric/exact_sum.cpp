#include "sim/metric/exact_sum.hpp"

#include <bit>
#include <cmath>
#include <limits>

namespace riskpool {

namespace {

constexpr std::uint64_t low_half = 0xffffffffU;
// A double adds less than 2^52 + 2^32 to a digit, so 2000 of them and a carried digit stay below 2^63.
constexpr std::uint32_t adds_between_carries = 2000;

// Leaves each digit but the last in 0..2^32 - 1; the last has the sign of the whole.
template <class Digits>
void carry(Digits& digits) {
    for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
        digits[i + 1] += digits[i] >> 32;
        digits[i] &= static_cast<std::int64_t>(low_half);
    }
}

}  // namespace

void ExactSum::add(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const auto exponent = static_cast<std::uint32_t>(bits >> 52) & 0x7ffU;
    const bool negative = (bits >> 63) != 0;
    std::uint64_t fraction = bits & ((std::uint64_t{1} << 52) - 1);
    if (exponent == 0x7ffU) {
        has_nan_ |= fraction != 0;
        has_infinity_ |= fraction == 0 && !negative;
        has_minus_infinity_ |= fraction == 0 && negative;
        return;
    }
    std::uint32_t place = 0;  // weight of the last bit of the fraction, above 2^-1074
    if (exponent != 0) {
        fraction |= std::uint64_t{1} << 52;
        place = exponent - 1;
    }
    if (added_since_carry_ == adds_between_carries) {
        carry(digits_);
        added_since_carry_ = 0;
    }
    ++added_since_carry_;
    const std::uint32_t shift = place % 32;
    const auto low = static_cast<std::int64_t>((fraction << shift) & low_half);
    const auto high = static_cast<std::int64_t>(fraction >> (32 - shift));
    std::int64_t* const digit = digits_.data() + place / 32;
    digit[0] += negative ? -low : low;
    digit[1] += negative ? -high : high;
}

void ExactSum::add(ExactSum const& other) {
    const Digits theirs = other.carried();
    carry(digits_);
    for (std::size_t i = 0; i < digit_count; ++i) digits_[i] += theirs[i];
    carry(digits_);
    added_since_carry_ = 0;
    has_nan_ |= other.has_nan_;
    has_infinity_ |= other.has_infinity_;
    has_minus_infinity_ |= other.has_minus_infinity_;
}

ExactSum::Digits ExactSum::carried() const {
    Digits digits = digits_;
    carry(digits);
    return digits;
}

bool ExactSum::operator==(ExactSum const& other) const {
    return has_nan_ == other.has_nan_ && has_infinity_ == other.has_infinity_ &&
           has_minus_infinity_ == other.has_minus_infinity_ && carried() == other.carried();
}

double ExactSum::value() const {
    if (has_nan_ || (has_infinity_ && has_minus_infinity_)) return std::numeric_limits<double>::quiet_NaN();
    if (has_infinity_) return std::numeric_limits<double>::infinity();
    if (has_minus_infinity_) return -std::numeric_limits<double>::infinity();

    Digits digits = carried();
    const bool negative = digits.back() < 0;
    if (negative) {
        for (std::int64_t& digit : digits) digit = -digit;
        carry(digits);
    }
    const auto digit = [&](std::size_t i) { return static_cast<std::uint64_t>(digits[i]); };
    std::size_t top = digit_count - 1;
    while (top > 0 && digits[top] == 0) --top;
    const int length = static_cast<int>(32 * top) + static_cast<int>(std::bit_width(digit(top)));
    if (length == 0) return 0;

    // The leading 64 bits, and whether anything is left below them.
    std::uint64_t leading = 0;
    bool rest = false;
    if (length <= 64) {
        leading = (digit(1) << 32 | digit(0)) << (64 - length);
    } else {
        // Of the top digit 1 to 32 bits, of the next 32, the others of the third.
        const auto width = static_cast<int>(std::bit_width(digit(top)));
        const std::uint64_t third = digit(top - 2);
        leading = digit(top) << (64 - width) | digit(top - 1) << (32 - width) | third >> width;
        rest = (third & ((std::uint64_t{1} << width) - 1)) != 0;
        for (std::size_t i = 0; i + 2 < top && !rest; ++i) rest = digits[i] != 0;
    }
    // Round to the 53 bits of a double. A sum of 53 bits or fewer is exact, which covers all subnormal ones.
    std::uint64_t fraction = leading >> 11;
    const std::uint64_t beyond = leading & 0x7ffU;
    if (beyond > 0x400U || (beyond == 0x400U && (rest || (fraction & 1U) != 0))) ++fraction;
    const double magnitude = std::ldexp(static_cast<double>(fraction), length - 53 - 1074);
    return negative ? -magnitude : magnitude;
}

}  // namespace riskpool
