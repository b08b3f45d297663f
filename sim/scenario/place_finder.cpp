#include "sim/scenario/place_finder.hpp"

#include <algorithm>

#include "sim/scenario/encoding.hpp"

namespace riskpool {

PlaceFinder::PlaceFinder(std::string_view text) : text_(text) {
    while (true) {
        const auto end = text.find('\n');
        lines_.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return;
        text.remove_prefix(end + 1);
    }
}

Place PlaceFinder::find(int line, int byte) {
    if (line < 0 || byte < 0 || static_cast<std::size_t>(line) >= lines_.size()) return {};
    std::string_view const text = lines_[static_cast<std::size_t>(line)];
    const std::size_t end = std::min(static_cast<std::size_t>(byte), text.size());
    if (line != line_ || end < byte_) {
        line_ = line;
        byte_ = 0;
        column_ = 1;
    }
    column_ += count_characters(text.substr(byte_, end - byte_));
    byte_ = end;
    return {line_ + 1, column_};
}

int PlaceFinder::indenting_tab(int line) const {
    if (line < 1 || static_cast<std::size_t>(line) > lines_.size()) return 0;
    std::string_view const text = lines_[static_cast<std::size_t>(line) - 1];
    const std::size_t at = text.find_first_not_of(' ');
    return at != std::string_view::npos && text[at] == '\t' ? static_cast<int>(at) + 1 : 0;
}

bool PlaceFinder::closes_quotation(std::size_t offset) const {
    constexpr std::string_view blanks = " \t\r\n";
    std::string_view rest = text_.substr(std::min(offset, text_.size()));
    while (rest.starts_with('&') || rest.starts_with('!')) {  // anchor and tag come first
        rest.remove_prefix(std::min(rest.find_first_of(blanks), rest.size()));
        rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
    }
    if (!rest.starts_with('"') && !rest.starts_with('\'')) return true;
    const char quotation = rest.front();
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (quotation == '"' && rest[i] == '\\') {
            ++i;
        } else if (rest[i] == quotation) {
            if (quotation == '"' || i + 1 == rest.size() || rest[i + 1] != quotation) return true;
            ++i;  // '' is a mark within
        }
    }
    return false;
}

}  // namespace riskpool
