// How a treaty is read and described. The kinds are known to treaty_reading.cpp alone.
#pragma once

#include <string>

#include "sim/base/description.hpp"
#include "sim/scenario/reader.hpp"
#include "sim/treaty/any_treaty.hpp"

namespace riskpool {

template <>
struct Reading<AnyTreaty> {
    static void read(Reader& reader, Node const& node, std::string const& path, AnyTreaty& value);
};

template <>
struct ShapeOf<AnyTreaty> {
    static Shape shape();
};

}  // namespace riskpool
