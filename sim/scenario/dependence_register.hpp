// The register of dependences as the reader sees it. The reader is handed it, because they live in models/, which
// depends on sim/ and never the other way round.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/base/description.hpp"
#include "sim/loss/dependence.hpp"
#include "sim/scenario/reader.hpp"

namespace riskpool {

/// One kind of dependence: how to read it, and what it says of itself.
struct DependenceEntry {
    std::string kind;
    TypePointer description;
    std::function<DependenceModel(Reader&, Node const&, std::string const& path)> read;
};

using DependenceRegister = std::vector<DependenceEntry>;

/// The register of a family of kinds.
template <class Family>
DependenceRegister register_dependences() {
    DependenceRegister entries;
    for_each_kind<Family>([&]<class K>() {
        static_assert(DependenceKind<K>, "a dependence must be described, and compile into a DependenceSampler");
        entries.push_back(
            {std::string(K::kind), describe_type<K>(), [](Reader& reader, Node const& node, std::string const& path) {
                 K kind;
                 reader.read_fields(node, path, kind);
                 return DependenceModel(std::move(kind));
             }});
    });
    return entries;
}

/// A dependence is read by the entry of the register that its key names.
template <>
struct Reading<DependenceModel> {
    static void read(Reader& reader, Node const& node, std::string const& path, DependenceModel& value) {
        std::vector<std::string_view> kinds;
        for (auto const& entry : *reader.dependences) kinds.push_back(entry.kind);
        const std::optional<Node::Entry> chosen = reader.sole_entry(node, path, kinds);
        if (!chosen) return;
        for (auto const& entry : *reader.dependences) {
            if (entry.kind != chosen->key) continue;
            value = entry.read(reader, chosen->value, path_key(path, entry.kind));
            return;
        }
        reader.report_unknown_kind(*chosen, node, path, kinds);
    }
};

}  // namespace riskpool
