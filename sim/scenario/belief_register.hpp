// The register of kinds of beliefs as the reader sees it. The reader is handed it, because they live in models/, which
// depends on sim/ and never the other way round.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/base/description.hpp"
#include "sim/scenario/belief.hpp"
#include "sim/scenario/reader.hpp"

namespace riskpool {

/// One kind of belief: how to read it, and what it says of itself.
struct BeliefEntry {
    std::string kind;
    TypePointer description;
    std::function<Belief(Reader&, Node const&, std::string const& path)> read;
};

using BeliefRegister = std::vector<BeliefEntry>;

/// What a kind of belief says of itself. Its name may also be that of a kind of another family (lognormal): schema and
/// reference tell them apart by the family.
template <BeliefKind K>
TypePointer describe_belief() {
    auto description = std::make_shared<TypeDescription>(*describe_type<K>());
    description->family = "belief";
    return description;
}

/// The register of a family of kinds.
template <class Family>
BeliefRegister register_beliefs() {
    BeliefRegister entries;
    for_each_kind<Family>([&]<class K>() {
        static_assert(BeliefKind<K>, "a kind of belief must be described, comparable, and have quantile and mean");
        entries.push_back(
            {std::string(K::kind), describe_belief<K>(), [](Reader& reader, Node const& node, std::string const& path) {
                 K kind;
                 const std::size_t before = reader.diagnostics.size();
                 reader.read_fields(node, path, kind);
                 // Of fields with faults no law could be worked out.
                 return reader.diagnostics.size() == before ? Belief(std::move(kind)) : Belief();
             }});
    });
    return entries;
}

/// A belief within another one (the experts of a pool) is read by the entry of the register that its key names.
template <>
struct Reading<Belief> {
    static void read(Reader& reader, Node const& node, std::string const& path, Belief& value) {
        const std::vector<std::string_view> kinds = reader.belief_kinds();
        const std::optional<Node::Entry> chosen = reader.sole_entry(node, path, kinds);
        if (!chosen) return;
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            BeliefEntry const& entry = (*reader.beliefs)[i];
            if (entry.kind != chosen->key) continue;
            value = entry.read(reader, chosen->value, path_key(path, entry.kind));
            return;
        }
        reader.report_unknown_kind(*chosen, node, path, kinds);
    }
};

/// The kinds are those of the register.
template <>
struct ShapeOf<Belief> {
    static Shape shape() {
        Shape shape;
        shape.form = Shape::Form::belief;
        return shape;
    }
};

}  // namespace riskpool
