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

/// A model of default is read by the entry of the register that its key names.
template <>
struct Reading<DefaultModel> {
    static void read(Reader& reader, Node const& node, std::string const& path, DefaultModel& value) {
        std::vector<std::string_view> kinds;
        for (auto const& entry : *reader.defaults) kinds.push_back(entry.kind);
        const std::optional<Node::Entry> chosen = reader.sole_entry(node, path, kinds);
        if (!chosen) return;
        for (auto const& entry : *reader.defaults) {
            if (entry.kind != chosen->key) continue;
            value = entry.read(reader, chosen->value, path_key(path, entry.kind));
            return;
        }
        reader.report_unknown_kind(*chosen, node, path, kinds);
    }
};

}  // namespace riskpool
