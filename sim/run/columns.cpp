#include "sim/run/columns.hpp"

namespace riskpool {

namespace {

std::string slug(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (upper) {
            out += static_cast<char>(c - 'A' + 'a');
        } else if (plain) {
            out += c;
        } else if (!out.empty() && out.back() != '_') {
            out += '_';
        }
    }
    while (!out.empty() && out.back() == '_') out.pop_back();
    return out;
}

}  // namespace

std::string column_name(std::string_view party, std::string_view quantity, Basis basis) {
    std::string name = slug(party) + '.' + slug(quantity);
    if (basis == Basis::occurrence) name += "_largest_event";
    return name;
}

}  // namespace riskpool
