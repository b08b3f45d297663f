// The register of models of default as the reader sees it. The reader is handed it, because they live in models/, which
// depends on sim/ and never the other way round.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/base/description.hpp"
#include "sim/pool/default_model.hpp"
#include "sim/scenario/reader.hpp"

namespace riskpool {

/// One kind of model of default: how to read it, and what it says of itself.
struct DefaultEntry {
    std::string kind;
    TypePointer description;
    std::function<DefaultModel(Reader&, Node const&, std::string const& path)> read;
};

using DefaultRegister = std::vector<DefaultEntry>;

/// The register of a family of kinds.
template <class Family>
DefaultRegister register_defaults() {
    DefaultRegister entries;
    for_each_kind<Family>([&]<class K>() {
        static_assert(DefaultModelKind<K>, "a model of default must be described, and compile into a DefaultSampler");
        entries.push_back(
            {std::string(K::kind), describe_type<K>(), [](Reader& reader, Node const& node, std::string const& path) {
                 K kind;
                 reader.read_fields(node, path, kind);
                 return DefaultModel(std::move(kind));
             }});
    });
    return entries;
}

/// Reads `kind: {fields}` by the entry of the register that the key names.
inline void read_default_model(DefaultRegister const& entries, Reader& reader, Node const& node,
                               std::string const& path, DefaultModel& value) {
    std::vector<std::string_view> kinds;
    for (auto const& entry : entries) kinds.push_back(entry.kind);
    const std::optional<Node::Entry> chosen = reader.sole_entry(node, path, kinds);
    if (!chosen) return;
    for (auto const& entry : entries) {
        if (entry.kind != chosen->key) continue;
        value = entry.read(reader, chosen->value, path_key(path, entry.kind));
        return;
    }
    reader.report_unknown_kind(*chosen, node, path, kinds);
}

/// Of a reader that holds the register as `defaults`, a pointer.
template <>
struct Reading<DefaultModel> {
    template <class RegisterReader>
    static void read(RegisterReader& reader, Node const& node, std::string const& path, DefaultModel& value) {
        read_default_model(*reader.defaults, reader, node, path, value);
    }
};

/// The kinds are not known here: scenario_description puts the register's in.
template <>
struct ShapeOf<DefaultModel> {
    static Shape shape() {
        Shape shape;
        shape.form = Shape::Form::family;
        return shape;
    }
};

}  // namespace riskpool
