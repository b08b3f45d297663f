// Which insured an event hits: in proportion to a weight.
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "models/draw/guide_table.hpp"
#include "sim/base/describe.hpp"
#include "sim/base/id.hpp"
#include "sim/loss/filter.hpp"

namespace riskpool {

/// What makes one insured more likely to be hit than another.
enum class HitWeight : std::uint8_t { equal, premium, property, sum_insured };
template <>
struct Choice<HitWeight> {
    static constexpr std::array<std::pair<std::string_view, HitWeight>, 4> values{{
        {"equal", HitWeight::equal},
        {"premium", HitWeight::premium},
        {"property", HitWeight::property},
        {"sum_insured", HitWeight::sum_insured},
    }};
};

/// The weight of one insured.
[[nodiscard]] double hit_weight(HitWeight weight, Insured const& insured);

/// Reports a filter that matches nobody, names that no insured has, and weights that are all 0.
void check_selection(Filter const& covers, HitWeight weight, Insureds const& insureds, FieldFaults& faults);

}  // namespace riskpool
