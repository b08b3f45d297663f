// Tables in files of their own, in which a list of a scenario may stand: {file: claims.csv, column: amount}.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/document.hpp"

namespace riskpool {

/// One table, or why there is none.
struct Table {
    Node rows;                       // a list of maps from columns to cells
    std::string unreadable;          // why the file cannot be read; empty if it can
    std::vector<Diagnostic> faults;  // of what stands in it
};

/// The whole file, or why it could not be read.
[[nodiscard]] bool read_file(std::filesystem::path const& path, std::string& text, std::string& why);

/// The tables that a scenario names, each read once.
class Tables {
public:
    /// Reads every table that a map with the key `file` in the tree names and that has not been read, and adds its text
    /// to `texts`. Paths are taken from `folder`.
    void load(Node const& tree, std::filesystem::path const& folder, std::vector<std::string>& texts);

    /// The table of that name in the scenario, or none if `load` has not met it.
    [[nodiscard]] Table const* find(std::string_view file) const;

private:
    void load(std::string const& file, std::filesystem::path const& folder, std::vector<std::string>& texts);

    std::map<std::string, Table, std::less<>> tables_;
};

/// A part of a table: the file, the column of a list of numbers, and which rows.
struct TableReference {
    Node const* file = nullptr;
    Node const* column = nullptr;  // none for whole rows
    Node const* where = nullptr;   // none for all rows
};

/// What a map with the key `file` refers to. Its other keys are left to the reader.
[[nodiscard]] TableReference table_reference(Node const& map);

/// The rows of a table for which each column of `where` (if any) holds just the text given there.
[[nodiscard]] Node chosen_rows(Node const& rows, Node const* where);

}  // namespace riskpool
