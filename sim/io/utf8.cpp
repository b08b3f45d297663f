#include "sim/io/utf8.hpp"

#include <cstddef>

namespace riskpool {

namespace {

/// The bytes that follow `lead`, and the bounds of the first of them (the others are 80..BF); length 0 is ill-formed.
struct Form {
    std::size_t length;
    unsigned char low, high;
};

Form form_of(unsigned char lead) {
    if (lead >= 0x01 && lead <= 0x7f) return {1, 0, 0};
    if (lead >= 0xc2 && lead <= 0xdf) return {2, 0x80, 0xbf};
    if (lead == 0xe0) return {3, 0xa0, 0xbf};
    if (lead == 0xed) return {3, 0x80, 0x9f};
    if (lead >= 0xe1 && lead <= 0xef) return {3, 0x80, 0xbf};
    if (lead == 0xf0) return {4, 0x90, 0xbf};
    if (lead >= 0xf1 && lead <= 0xf3) return {4, 0x80, 0xbf};
    if (lead == 0xf4) return {4, 0x80, 0x8f};
    return {0, 0, 0};
}

}  // namespace

bool is_plain_utf8(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (std::size_t i = 0; i < text.size();) {
        const Form form = form_of(byte(i));
        if (form.length == 0 || text.size() - i < form.length) return false;
        if (form.length > 1 && (byte(i + 1) < form.low || byte(i + 1) > form.high)) return false;
        for (std::size_t k = 2; k < form.length; ++k) {
            if (byte(i + k) < 0x80 || byte(i + k) > 0xbf) return false;
        }
        i += form.length;
    }
    return true;
}

}  // namespace riskpool
