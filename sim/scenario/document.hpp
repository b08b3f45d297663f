// A YAML text as a plain tree that knows where everything stands and hides nothing: duplicate keys are faults,
// scalars stay text until a field says what they are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.hpp"

namespace riskpool {

/// A place in a file, counted from 1; 0 means nowhere.
struct Place {
    int line = 0;
    int column = 0;
};

/// One node of a document.
struct Node {
    enum class Type : std::uint8_t { null, scalar, list, map };
    struct Entry;

    Type type = Type::null;
    Place place;
    std::string file;
    std::string text;            // of a scalar
    bool quoted = false;         // of a scalar: written in quotation marks, so it is text and never a number
    std::vector<Node> items;     // of a list
    bool from_table = false;     // of a list: its items are the rows of a table
    std::vector<Entry> entries;  // of a map, in order of the file

    [[nodiscard]] bool is_map() const { return type == Type::map; }
    [[nodiscard]] bool is_list() const { return type == Type::list; }
    [[nodiscard]] bool is_scalar() const { return type == Type::scalar; }
    [[nodiscard]] bool is_null() const { return type == Type::null; }
    [[nodiscard]] Node const* find(std::string_view key) const;
    [[nodiscard]] Node* find(std::string_view key);
    /// "a map", "a list", "a text" ...: what a message calls it.
    [[nodiscard]] std::string_view type_name() const;
};

struct Node::Entry {
    std::string key;
    Place place;
    Node value;
};

/// Reads one YAML document. Syntax faults, duplicate keys, several documents and merge keys become diagnostics;
/// the tree returned then holds what could be read.
[[nodiscard]] Node parse_document(std::string_view text, std::string const& file, std::vector<Diagnostic>& diagnostics);

}  // namespace riskpool
