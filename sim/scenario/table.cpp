#include "sim/scenario/table.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "sim/scenario/csv.hpp"

namespace riskpool {

bool read_file(std::filesystem::path const& path, std::string& text, std::string& why) {
    std::error_code fault;
    if (std::filesystem::is_directory(path, fault)) {
        why = "is a folder";
        return false;
    }
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        why = std::string("cannot be opened: ") + std::strerror(errno);
        return false;
    }
    text.assign((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    if (stream.bad()) {
        why = "cannot be read to its end";
        return false;
    }
    return true;
}

void Tables::load(Node const& tree, std::filesystem::path const& folder, std::vector<std::string>& texts) {
    for (auto const& item : tree.items) load(item, folder, texts);
    for (auto const& entry : tree.entries) {
        load(entry.value, folder, texts);
        if (entry.key == "file" && entry.value.is_scalar()) load(entry.value.text, folder, texts);
    }
}

void Tables::load(std::string const& file, std::filesystem::path const& folder, std::vector<std::string>& texts) {
    const auto [at, is_new] = tables_.try_emplace(file);
    if (!is_new) return;
    Table& table = at->second;
    const std::filesystem::path path = folder / file;
    std::string text;
    if (!read_file(path, text, table.unreadable)) {
        table.unreadable = "the table " + path.string() + ' ' + table.unreadable;
        return;
    }
    table.rows = parse_csv(text, path.string(), table.faults);
    table.rows.from_table = true;
    texts.push_back(std::move(text));
}

Table const* Tables::find(std::string_view file) const {
    const auto found = tables_.find(file);
    return found == tables_.end() ? nullptr : &found->second;
}

TableReference table_reference(Node const& map) {
    return {map.find("file"), map.find("column"), map.find("where")};
}

Node chosen_rows(Node const& rows, Node const* where) {
    if (where == nullptr) return rows;
    Node chosen = rows;
    std::erase_if(chosen.items, [&](Node const& row) {
        return !std::all_of(where->entries.begin(), where->entries.end(), [&](Node::Entry const& wanted) {
            Node const* cell = row.find(wanted.key);
            return cell != nullptr && cell->text == wanted.value.text;
        });
    });
    return chosen;
}

}  // namespace riskpool
