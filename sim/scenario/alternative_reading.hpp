// How the values of an alternative are read: as they stand, until they are put in their places.
#pragma once

#include <string>

#include "sim/base/description.hpp"
#include "sim/scenario/alternative.hpp"
#include "sim/scenario/reader.hpp"

namespace riskpool {

template <>
struct Reading<PathValues> {
    static void read(Reader& reader, Node const& node, std::string const& path, PathValues& value) {
        if (!node.is_map() || node.entries.empty()) {
            return reader.report(node, path,
                                 "must be a map from paths to values, not " +
                                     (node.is_map() ? std::string("an empty one") : Reader::describe(node)),
                                 "write `set: {\"sources[0].collective_risk.severity.pareto.shape\": 1.5}`");
        }
        for (auto const& entry : node.entries) value.list.emplace_back(entry.key, entry.value);
    }
};

/// Whatever the paths lead to.
template <>
struct ShapeOf<PathValues> {
    static Shape shape() {
        Shape shape;
        shape.form = Shape::Form::named;
        return shape;
    }
};

}  // namespace riskpool
