// Lists that stand in a table of their own.
#include <algorithm>

#include "sim/scenario/reader.hpp"

namespace riskpool {

namespace {

/// The columns that some row has a cell of.
std::vector<std::string_view> columns_of(Node const& rows) {
    std::vector<std::string_view> columns;
    for (auto const& row : rows.items) {
        for (auto const& cell : row.entries) {
            if (std::find(columns.begin(), columns.end(), cell.key) == columns.end()) columns.push_back(cell.key);
        }
    }
    return columns;
}

bool has_column(std::vector<std::string_view> const& columns, std::string_view name) {
    return std::find(columns.begin(), columns.end(), name) != columns.end();
}

std::string meant(std::string_view name, std::vector<std::string_view> const& columns) {
    if (const auto near = nearest(name, columns); !near.empty()) return "did you mean \"" + std::string(near) + "\"?";
    std::string all;
    for (auto const& column : columns) all += (all.empty() ? "" : ", ") + std::string(column);
    return all.empty() ? "the table has no rows" : "its columns are " + all;
}

}  // namespace

std::optional<Node> Reader::list_in_table(Node const& node, std::string const& path, bool in_cells) {
    const std::size_t before = diagnostics.size();
    std::vector<std::string_view> known{"file", "where"};
    if (in_cells) known.insert(known.begin() + 1, "column");
    for (auto const& entry : node.entries) refuse_unknown_key(entry, node, path, "a table", known);
    const auto [file, column, where] = table_reference(node);
    std::string name;
    read_text(*file, path_key(path, "file"), name);
    std::string wanted;
    if (in_cells && column == nullptr) {
        report(node, path_key(path, "column"), "is missing", "name the column of the table that holds the values");
    } else if (in_cells) {
        read_text(*column, path_key(path, "column"), wanted);
    }
    if (where != nullptr && !where->is_map()) {
        report(*where, path_key(path, "where"), "must be a map, not " + describe(*where), "write {column: text}");
    } else if (where != nullptr) {
        std::string text;
        for (auto const& entry : where->entries) {
            read_text(entry.value, path_key(path_key(path, "where"), entry.key), text);
        }
    }
    if (diagnostics.size() != before) return std::nullopt;

    Table const* table = tables == nullptr ? nullptr : tables->find(name);
    if (table == nullptr) {
        report(*file, path, "the table " + name + " is not at hand", "tables are read beside the file of a scenario");
        return std::nullopt;
    }
    if (!table->unreadable.empty()) {
        report(*file, path, table->unreadable, "give its path from the scenario file's folder");
        return std::nullopt;
    }
    diagnostics.insert(diagnostics.end(), table->faults.begin(), table->faults.end());
    if (!table->faults.empty()) return std::nullopt;

    const auto columns = columns_of(table->rows);
    for (std::size_t i = 0; where != nullptr && i < where->entries.size(); ++i) {
        auto const& entry = where->entries[i];
        if (has_column(columns, entry.key)) continue;
        report(entry.value, path_key(path_key(path, "where"), entry.key), "is no column of the table " + name,
               meant(entry.key, columns));
    }
    if (in_cells && !has_column(columns, wanted)) {
        report(*column, path_key(path, "column"), "\"" + wanted + "\" is no column of the table " + name,
               meant(wanted, columns));
    }
    if (diagnostics.size() != before) return std::nullopt;
    Node rows = chosen_rows(table->rows, where);
    if (where != nullptr && rows.items.empty()) {
        report(*where, path_key(path, "where"), "matches no row of the table " + name, "look at the spelling of both");
        return std::nullopt;
    }
    if (!in_cells) return rows;
    Node values = rows;
    values.items.clear();
    values.from_table = false;
    for (auto const& row : rows.items) {
        if (Node const* cell = row.find(wanted)) {
            values.items.push_back(*cell);
        } else {
            report(row, path, "has no value in the column \"" + wanted + '"',
                   "fill it, or leave the row out by `where`");
        }
    }
    if (diagnostics.size() != before) return std::nullopt;
    return values;
}

}  // namespace riskpool
