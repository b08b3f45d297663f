#include "sim/scenario/number.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace riskpool {

namespace {

struct Suffix {
    std::string_view text;
    int power;  // of ten
    Unit unit;
};

// The longer suffix stands first where one ends in the other.
constexpr std::array suffixes{
    Suffix{"万亿", 12, Unit::money}, Suffix{"亿", 8, Unit::money},    Suffix{"万", 4, Unit::money},
    Suffix{"tn", 12, Unit::money},   Suffix{"bn", 9, Unit::money},    Suffix{"m", 6, Unit::money},
    Suffix{"k", 3, Unit::money},     Suffix{"%", -2, Unit::fraction}, Suffix{"‰", -3, Unit::fraction},
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

enum class DecimalFault : std::uint8_t { none, no_number, out_of_range };

/// Scales a decimal exactly once: 7.4 x 1e8 as the nearest double to 740000000, not to 7.4 times 1e8.
DecimalFault read_decimal(std::string_view digits, int shift, double& value) {
    if (digits.starts_with('+')) digits.remove_prefix(1);
    std::string text(digits);
    if (shift != 0) {
        const auto e = text.find_first_of("eE");
        int exponent = 0;
        if (e != std::string::npos) {
            std::string_view tail = std::string_view(text).substr(e + 1);
            if (tail.starts_with('+')) tail.remove_prefix(1);
            const auto [end, fault] = std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
            if (fault == std::errc::invalid_argument || end != tail.data() + tail.size())
                return DecimalFault::no_number;
            if (fault != std::errc{} || exponent > 10'000 || exponent < -10'000) return DecimalFault::out_of_range;
            text.resize(e);
        }
        text += 'e' + std::to_string(exponent + shift);
    }
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault == std::errc::invalid_argument || end != text.data() + text.size()) return DecimalFault::no_number;
    if (fault != std::errc{} || !std::isfinite(value)) return DecimalFault::out_of_range;
    return DecimalFault::none;
}

ParsedNumber refuse(std::string problem, std::string hint) {
    return {0, std::move(problem), std::move(hint)};
}

std::string quoted(std::string_view text) {
    return '"' + std::string(text) + '"';
}

}  // namespace

ParsedNumber parse_number(std::string_view text, Unit unit) {
    if (text == ".inf" || text == "+.inf" || text == "inf" || text == ".Inf" || text == ".INF")
        return {infinity, {}, {}};
    std::string_view digits = text;
    int power = 0;
    for (auto const& suffix : suffixes) {
        if (!text.ends_with(suffix.text)) continue;
        digits.remove_suffix(suffix.text.size());
        while (!digits.empty() && digits.back() == ' ') digits.remove_suffix(1);
        if (digits.empty() || !(is_digit(digits.back()) || digits.back() == '.')) break;
        const bool fits = suffix.unit == unit || (suffix.unit == Unit::money && unit == Unit::money_per_day) ||
                          (suffix.unit == Unit::fraction && unit == Unit::per_year);
        if (!fits) {
            const bool takes_one =
                unit == Unit::money || unit == Unit::money_per_day || unit == Unit::fraction || unit == Unit::per_year;
            return refuse(quoted(text) + " has the suffix \"" + std::string(suffix.text) + "\" of " +
                              std::string(unit_name(suffix.unit)) + ", but this " +
                              (takes_one ? "is in " + std::string(unit_name(unit)) : std::string("takes no suffix")),
                          unit == Unit::fraction ? "write a fraction such as 0.3 or 30%" : "write the number in full");
        }
        power = suffix.power;
        break;
    }
    std::string_view unsigned_digits = digits;
    if (!unsigned_digits.empty() && (unsigned_digits.front() == '-' || unsigned_digits.front() == '+')) {
        unsigned_digits.remove_prefix(1);
    }
    if (unsigned_digits.empty() || !(is_digit(unsigned_digits.front()) || unsigned_digits.front() == '.')) {
        return refuse(quoted(text) + " is not a number", "write digits, with a suffix only where the unit has one");
    }
    if (unsigned_digits.size() > 1 && unsigned_digits[0] == '0' &&
        (is_digit(unsigned_digits[1]) || unsigned_digits[1] == 'x' || unsigned_digits[1] == 'o')) {
        return refuse(quoted(text) + " has a leading zero, which some YAML readers take as octal",
                      "write it without leading zeros");
    }
    if (digits.find_first_of(",_") != std::string_view::npos) {
        return refuse(quoted(text) + " has separators between digits",
                      "write plain digits, or use a suffix such as m or bn");
    }
    double value = 0;
    switch (read_decimal(digits, power, value)) {
        case DecimalFault::none: return {value, {}, {}};
        case DecimalFault::out_of_range:
            return refuse(quoted(text) + " is too large or too close to 0 for a double", "check its exponent");
        case DecimalFault::no_number: break;
    }
    return refuse(quoted(text) + " is not a number",
                  unit == Unit::money ? "money takes the suffixes k, m, bn, tn, 万, 亿 and no currency"
                                      : "write digits, with a suffix only where the unit has one");
}

}  // namespace riskpool
