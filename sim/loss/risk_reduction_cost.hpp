// What a measure that reduces risk costs, and who pays: the part of a source that the ledger reads.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "sim/base/describe.hpp"

namespace riskpool {

/// Who pays for a measure.
enum class MeasurePayer : std::uint8_t { insureds, state };
template <>
struct Choice<MeasurePayer> {
    static constexpr std::array<std::pair<std::string_view, MeasurePayer>, 2> values{{
        {"insureds", MeasurePayer::insureds},
        {"state", MeasurePayer::state},
    }};
};

/// Money that one measure costs in each year from `first_year` to `last_year`, both counted from 1 and included.
struct RiskReductionCost {
    std::string measure;
    double per_year = 0;
    std::uint32_t first_year = 1;
    std::uint32_t last_year = 0;
    MeasurePayer payer = MeasurePayer::insureds;
    bool operator==(RiskReductionCost const&) const = default;
};

}  // namespace riskpool
