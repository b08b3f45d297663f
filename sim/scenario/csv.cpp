#include "sim/scenario/csv.hpp"

#include <algorithm>

namespace riskpool {

namespace {

struct Cell {
    std::string text;
    int column = 1;
    bool quoted = false;
};

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

/// Splits one line; false when a quotation stays open.
bool split_line(std::string_view line, std::vector<Cell>& cells) {
    cells.clear();
    std::size_t at = 0;
    while (true) {
        Cell cell;
        cell.column = static_cast<int>(at) + 1;
        std::size_t begin = at;
        while (begin < line.size() && line[begin] == ' ') ++begin;
        if (begin < line.size() && line[begin] == '"') {
            cell.quoted = true;
            std::size_t i = begin + 1;
            for (;; ++i) {
                if (i >= line.size()) return false;
                if (line[i] != '"') {
                    cell.text += line[i];
                } else if (i + 1 < line.size() && line[i + 1] == '"') {
                    cell.text += line[i++];
                } else {
                    break;
                }
            }
            at = std::min(line.find(',', i), line.size());
        } else {
            at = std::min(line.find(',', begin), line.size());
            cell.text = trim(line.substr(begin, at - begin));
        }
        cells.push_back(std::move(cell));
        if (at == line.size()) return true;
        ++at;
    }
}

Node make_node(Node::Type type, std::string const& file, int line, int column) {
    Node node;
    node.type = type;
    node.file = file;
    node.place = {line, column};
    return node;
}

}  // namespace

Node parse_csv(std::string_view text, std::string const& file, std::vector<Diagnostic>& diagnostics) {
    Node table = make_node(Node::Type::list, file, 1, 1);
    const auto report = [&](int line, int column, std::string problem, std::string hint) {
        diagnostics.push_back({Level::error, file, line, column, "", std::move(problem), std::move(hint)});
    };
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    std::vector<Cell> header;
    std::vector<Cell> cells;
    int number = 0;
    while (!text.empty()) {
        ++number;
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        if (!split_line(line, cells)) {
            report(number, 1, "a quotation stays open at the end of the line", "close it with \"");
            continue;
        }
        if (header.empty()) {
            header = cells;
            for (std::size_t i = 0; i < header.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    if (header[i].text == header[j].text) {
                        report(number, header[i].column, "the column \"" + header[i].text + "\" stands twice",
                               "keep one");
                    }
                }
            }
            continue;
        }
        if (cells.size() != header.size()) {
            report(number, 1,
                   "has " + std::to_string(cells.size()) + " cells, and the header " + std::to_string(header.size()),
                   "give each column of the header one cell");
            continue;
        }
        Node row = make_node(Node::Type::map, file, number, 1);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i].text.empty()) continue;
            Node cell = make_node(Node::Type::scalar, file, number, cells[i].column);
            cell.text = cells[i].text;
            row.entries.push_back({header[i].text, cell.place, cell});
        }
        table.items.push_back(std::move(row));
    }
    if (header.empty()) report(1, 1, "the table has no header line", "begin with the names of the columns");
    return table;
}

}  // namespace riskpool
