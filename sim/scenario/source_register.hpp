// The register of sources as the reader sees it. The reader is handed it, because sources live in models/, which
// depends on sim/ and never the other way round.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/base/description.hpp"
#include "sim/loss/source.hpp"
#include "sim/scenario/reader.hpp"

namespace riskpool {

/// One kind of source: how to read it, and what it says of itself.
struct SourceEntry {
    std::string kind;
    TypePointer description;
    std::function<SourceModel(Reader&, Node const&, std::string const& path)> read;
};

using SourceRegister = std::vector<SourceEntry>;

/// The register of a family of source kinds.
template <class Family>
SourceRegister register_sources() {
    SourceRegister entries;
    for_each_kind<Family>([&]<class K>() {
        static_assert(SourceKind<K>, "a source kind must be described, and compile into a Source");
        entries.push_back({std::string(K::kind), describe_type<Named<K>>(),
                           [](Reader& reader, Node const& node, std::string const& path) {
                               Named<K> kind;
                               reader.read_fields(node, path, kind);
                               return SourceModel(std::move(kind));
                           }});
    });
    return entries;
}

/// A source is read by the entry of the register that its key names.
template <>
struct Reading<SourceModel> {
    static void read(Reader& reader, Node const& node, std::string const& path, SourceModel& value) {
        std::vector<std::string_view> kinds;
        for (auto const& entry : *reader.sources) kinds.push_back(entry.kind);
        const std::optional<Node::Entry> chosen = reader.sole_entry(node, path, kinds);
        if (!chosen) return;
        for (auto const& entry : *reader.sources) {
            if (entry.kind != chosen->key) continue;
            value = entry.read(reader, chosen->value, path_key(path, entry.kind));
            return;
        }
        reader.report_unknown_kind(*chosen, node, path, kinds);
    }
};

/// The kinds are those of the register.
template <>
struct ShapeOf<SourceModel> {
    static Shape shape() {
        Shape shape;
        shape.form = Shape::Form::source;
        return shape;
    }
};

}  // namespace riskpool
