// A stable fingerprint of compiled tables: the same number on every machine, printed with every result.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

namespace riskpool {

/// FNV-1a, 64 bits (Fowler, Noll and Vo). It tells tables apart; it does not protect against an attacker.
/// Numbers enter as their bytes, low byte first, so that the value does not depend on the machine.
class Hash64 {
public:
    constexpr Hash64& add_byte(std::uint8_t byte) noexcept {
        value_ = (value_ ^ byte) * 0x00000100000001b3ULL;
        return *this;
    }
    constexpr Hash64& add(std::uint64_t word) noexcept {
        for (int shift = 0; shift < 64; shift += 8) add_byte(static_cast<std::uint8_t>(word >> shift));
        return *this;
    }
    /// By its bits: 0.0 and -0.0 differ.
    constexpr Hash64& add(double x) noexcept { return add(std::bit_cast<std::uint64_t>(x)); }
    /// The characters alone; add the length as well where two texts in a row must not run together.
    constexpr Hash64& add(std::string_view text) noexcept {
        for (char c : text) add_byte(static_cast<std::uint8_t>(c));
        return *this;
    }
    constexpr Hash64& add(std::span<double const> numbers) noexcept {
        for (double x : numbers) add(x);
        return *this;
    }

    [[nodiscard]] constexpr std::uint64_t value() const noexcept { return value_; }

private:
    std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

}  // namespace riskpool
