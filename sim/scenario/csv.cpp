#include "sim/scenario/csv.hpp"

#include <algorithm>

#include "sim/scenario/encoding.hpp"

namespace riskpool {

namespace {

struct Cell {
    std::string text;
    int column = 1;
};

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

/// Why a line cannot be split into cells, and where; no problem if it can.
struct LineFault {
    std::string_view problem, hint;
    std::size_t at = 0;
};

/// Splits one line at its commas.
LineFault split_line(std::string_view line, std::vector<Cell>& cells) {
    cells.clear();
    std::size_t at = 0;
    while (true) {
        Cell cell;
        const std::size_t begin = std::min(line.find_first_not_of(" \t", at), line.size());
        cell.column = count_characters(line.substr(0, begin)) + 1;
        if (begin < line.size() && line[begin] == '"') {
            std::size_t i = begin + 1;
            for (;; ++i) {
                if (i >= line.size())
                    return {"a quotation stays open at the end of the line", "close it with \"", begin};
                if (line[i] != '"') {
                    cell.text += line[i];
                } else if (i + 1 < line.size() && line[i + 1] == '"') {
                    cell.text += line[i++];
                } else {
                    break;
                }
            }
            at = std::min(line.find(',', i), line.size());
            if (!trim(line.substr(i + 1, at - i - 1)).empty()) {
                return {"a text goes on after its closing quotation mark",
                        "put all of the cell into the marks, and write \"\" for a mark within", i + 1};
            }
        } else {
            at = std::min(line.find(',', begin), line.size());
            cell.text = trim(line.substr(begin, at - begin));
        }
        cells.push_back(std::move(cell));
        if (at == line.size()) return {};
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
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (report_encoding(text, file, diagnostics)) return table;
    std::vector<Cell> header;
    std::vector<Cell> cells;
    int number = 0;
    int header_line = 0;
    while (!text.empty()) {
        ++number;
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        const std::string_view content = trim(line);
        if (content.empty() || content.front() == '#') continue;
        const LineFault fault = split_line(line, cells);
        if (!fault.problem.empty()) {
            report(number, count_characters(line.substr(0, fault.at)) + 1, std::string(fault.problem),
                   std::string(fault.hint));
            if (header.empty()) return table;
            continue;
        }
        if (header.empty()) {
            header = cells;
            header_line = number;
            const std::size_t before = diagnostics.size();
            for (std::size_t i = 0; i < header.size(); ++i) {
                if (header[i].text.empty()) report(number, header[i].column, "a column has no name", "name it");
                for (std::size_t j = 0; j < i; ++j) {
                    if (header[i].text == header[j].text) {
                        report(number, header[i].column, "the column \"" + header[i].text + "\" stands twice",
                               "keep one");
                    }
                }
            }
            if (diagnostics.size() != before) return table;
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
            // The key stands in the header: a column that nobody knows is one fault, not one a row.
            row.entries.push_back({header[i].text, {header_line, header[i].column}, cell});
        }
        table.items.push_back(std::move(row));
    }
    if (header.empty()) report(1, 1, "the table has no header line", "begin with the names of the columns");
    return table;
}

}  // namespace riskpool
