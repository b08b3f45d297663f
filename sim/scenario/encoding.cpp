#include "sim/scenario/encoding.hpp"

#include <algorithm>
#include <cstdint>

namespace riskpool {

namespace {

bool continues(char c) {
    return (static_cast<std::uint8_t>(c) & 0xC0U) == 0x80U;
}

/// Length of the well-formed character that `text` begins with (Unicode 15, table 3-7), or 0.
std::size_t character_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0U; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    unsigned low = 0x80;
    unsigned high = 0xBF;
    std::size_t length = 0;
    if (first >= 0xC2 && first <= 0xDF) {
        length = 2;
    } else if (first >= 0xE0 && first <= 0xEF) {
        length = 3;
        if (first == 0xE0) low = 0xA0;   // no overlong form
        if (first == 0xED) high = 0x9F;  // no surrogate
    } else if (first >= 0xF0 && first <= 0xF4) {
        length = 4;
        if (first == 0xF0) low = 0x90;
        if (first == 0xF4) high = 0x8F;  // no character above U+10FFFF
    } else {
        return 0;
    }
    if (byte(1) < low || byte(1) > high) return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
    }
    return length;
}

bool is_control(char c) {
    const auto code = static_cast<std::uint8_t>(c);
    return (code < 0x20 && c != '\t' && c != '\n' && c != '\r') || code == 0x7F;
}

}  // namespace

int count_characters(std::string_view text) {
    return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

bool report_encoding(std::string_view text, std::string const& file, std::vector<Diagnostic>& diagnostics) {
    int line = 1;
    std::size_t line_begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = character_length(text.substr(at));
        if (length == 0 || is_control(text[at])) {
            const int column = count_characters(text.substr(line_begin, at - line_begin)) + 1;
            diagnostics.push_back({Level::error, file, line, column, "",
                                   length == 0 ? "is not UTF-8" : "holds a control character",
                                   length == 0 ? "save the file as UTF-8" : "remove it"});
            return true;
        }
        if (text[at] == '\n') {
            ++line;
            line_begin = at + 1;
        }
        at += length;
    }
    return false;
}

}  // namespace riskpool
