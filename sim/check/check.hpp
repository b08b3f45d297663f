// The register of checks, and the `checks` of a scenario. A new check is one file and one word here.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/check/affiliate.hpp"
#include "sim/check/lead_reinsurer.hpp"
#include "sim/check/one_reinsurer.hpp"
#include "sim/check/retained_premium.hpp"
#include "sim/check/risk_unit.hpp"
#include "sim/check/solvency.hpp"

namespace riskpool {

using CheckKinds = Kinds<  //
    RetainedPremiumLimit,  //
    RiskUnitLimit,         //
    OneReinsurerLimit,     //
    AffiliateLimit,        //
    LeadReinsurerRule,     //
    SolvencyMinimum>;

/// A list of checks that ships with the program.
enum class CheckPreset : std::uint8_t { none, china };
template <>
struct Choice<CheckPreset> {
    static constexpr std::array values{std::pair{std::string_view{"none"}, CheckPreset::none},
                                       std::pair{std::string_view{"china"}, CheckPreset::china}};
};

/// The limits of Chinese law with their numbers, sources and solidity codes: each kind as a default-constructed value
/// holds it. scenarios/presets/checks/china.yaml is the same as data.
[[nodiscard]] std::vector<CheckKinds> china_checks();

/// What a scenario checks. Breaches are reported with their probability and never mended.
struct Checks {
    CheckPreset preset = CheckPreset::none;
    std::vector<CheckKinds> list;
    std::uint32_t told_years = 30;

    /// The preset's checks, each replaced by that of its kind in the list if there is one, then the others of the list.
    [[nodiscard]] std::vector<CheckKinds> all() const;
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "checks";
    static constexpr std::string_view about =
        "Limits of law and supervision, checked in each simulated year: breaches are reported with their probability "
        "and never mended.";
    static constexpr auto fields = field_list(
        optional("preset", &Checks::preset, "A list of checks with its numbers: china, or none."),
        optional("list", &Checks::list, "Checks of one's own; each replaces the preset's check of its kind."),
        optional("told_years", &Checks::told_years, not_negative, Unit::count,
                 "How many years of a trial, from the first, have a probability of breach of their own."));
    bool operator==(Checks const&) const = default;
};

}  // namespace riskpool
