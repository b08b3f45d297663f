// Where things stand in a YAML text, in lines and characters, as editors count.
#pragma once

#include <string_view>
#include <vector>

#include "sim/scenario/document.hpp"

namespace riskpool {

/// Turns the places of a YAML parser, which counts bytes from 0, into places of characters counted from 1.
class PlaceFinder {
public:
    explicit PlaceFinder(std::string_view text);

    /// The place of a byte of a line, both counted from 0; nowhere for a line that the text does not have.
    Place find(int line, int byte);

    /// The column of a tab that indents the line (counted from 1), or 0.
    [[nodiscard]] int indenting_tab(int line) const;

    /// False if the scalar at the offset begins with a quotation mark and the text ends before the second one.
    [[nodiscard]] bool closes_quotation(std::size_t offset) const;

private:
    std::string_view text_;
    std::vector<std::string_view> lines_;
    // The last place found: places mostly come in order, and going on from there keeps a file of one long line cheap.
    int line_ = 0;
    std::size_t byte_ = 0;
    int column_ = 1;
};

}  // namespace riskpool
