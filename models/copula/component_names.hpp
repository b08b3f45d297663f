// What a copula joins, as its fields and its messages name it.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace riskpool {

/// The names of the components of a copula in their order, and what they are.
struct ComponentNames {
    std::span<std::string const> names;
    std::string_view what;  // in the plural: sources, insureds
};

}  // namespace riskpool
