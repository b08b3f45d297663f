// The size of a risk, as the treaties measure it whose cession depends on it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "sim/base/describe.hpp"
#include "sim/treaty/cession.hpp"

namespace riskpool {

/// What a treaty measures the size of a risk by.
enum class SurplusBasis : std::uint8_t { sum_insured, pml };

template <>
struct Choice<SurplusBasis> {
    static constexpr std::array<std::pair<std::string_view, SurplusBasis>, 2> values{{
        {"sum_insured", SurplusBasis::sum_insured},
        {"pml", SurplusBasis::pml},
    }};
};

/// Money: what earlier tiers left of the risk.
[[nodiscard]] inline double risk_size(TreatySetting const& setting, std::size_t insured, SurplusBasis basis) {
    Insured const& risk = setting.insureds[insured];
    return setting.share[insured] * (basis == SurplusBasis::pml ? risk.probable_maximum_loss() : risk.sum_insured());
}

}  // namespace riskpool
