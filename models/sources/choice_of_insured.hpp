// Which insured an event hits: in proportion to a weight.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// Reports, at `field`, names that no insured has, and a filter that matches nobody. True if there is somebody to hit.
bool check_covers(Filter const& covers, Insureds const& insureds, FieldFaults& faults,
                  std::string const& field = "covers");

/// The same, and weights that are all 0.
void check_selection(Filter const& covers, HitWeight weight, Insureds const& insureds, FieldFaults& faults);

/// Reports, at `field`, a rate that adds up to more events a year than can be drawn.
void check_total_rate(std::string_view field, double events_per_year, double most, FieldFaults& faults);

/// Reports, at `covers`, each insured of `ids` for which `problem` (from Insured to a text, empty if all is well) finds
/// one.
template <class Problem>
void check_each(std::vector<InsuredId> const& ids, Insureds const& insureds, FieldFaults& faults, std::string_view hint,
                Problem const& problem) {
    for (const InsuredId id : ids) {
        const std::string_view found = problem(insureds[id.index()]);
        if (found.empty()) continue;
        faults.add("covers", '"' + insureds[id.index()].name + "\" " + std::string(found), hint);
    }
}

}  // namespace riskpool
