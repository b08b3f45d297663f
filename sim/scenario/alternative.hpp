// Models that exclude one another: which of them holds is not known either.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/scenario/document.hpp"

namespace riskpool {

/// Values by path, as they stand in the file.
struct PathValues {
    std::vector<std::pair<std::string, Node>> list;
};

/// One of several models: what makes the scenario one of it, and how likely it is.
struct Alternative {
    std::string name;
    double weight = 0;
    PathValues set;

    static constexpr std::string_view kind = "alternative";
    static constexpr std::string_view about = "One of several models of the same thing, with how likely it is.";
    static constexpr auto fields = field_list(
        required("name", &Alternative::name, "Name, unique among alternatives."),
        required("weight", &Alternative::weight, positive, Unit::fraction,
                 "How likely it is that this one holds; weights are divided by their sum."),
        required("set", &Alternative::set,
                 "Values by path, as `--set` takes them, that make the scenario this one; numbers may be beliefs."));
};

}  // namespace riskpool
