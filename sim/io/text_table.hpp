// Tables of plain text.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace riskpool {

/// Columns of text set under one another: the first to the left, figures to the right. A column in which no row has
/// anything but "-" is left out.
class TextTable {
public:
    explicit TextTable(std::vector<std::string> header) : rows_{std::move(header)} {}
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    [[nodiscard]] bool empty() const { return rows_.size() < 2; }
    [[nodiscard]] std::string text() const {
        std::vector<std::size_t> width(rows_.front().size(), 0);
        std::vector<bool> blank(width.size(), !empty());
        for (std::size_t r = 1; r < rows_.size(); ++r) {
            for (std::size_t c = 0; c < rows_[r].size(); ++c) blank[c] = blank[c] && rows_[r][c] == "-";
        }
        for (auto const& row : rows_) {
            for (std::size_t c = 0; c < row.size(); ++c) width[c] = std::max(width[c], length(row[c]));
        }
        std::string out;
        for (auto const& row : rows_) {
            std::string line = "  ";
            for (std::size_t c = 0; c < row.size(); ++c) {
                if (c > 0 && blank[c]) continue;
                const std::string fill(width[c] - length(row[c]), ' ');
                line += c == 0 ? row[c] + fill : "  " + fill + row[c];
            }
            line.erase(line.find_last_not_of(' ') + 1);
            out += line + '\n';
        }
        return out;
    }

private:
    /// Characters, not bytes; wide (Chinese) characters take two places.
    static std::size_t length(std::string const& text) {
        std::size_t n = 0;
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            if ((byte & 0xC0U) != 0x80U) n += byte >= 0xE3U ? 2 : 1;
        }
        return n;
    }
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace riskpool
