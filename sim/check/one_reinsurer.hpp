// How much of one risk unit a member cedes to one reinsurer.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/check/finding.hpp"
#include "sim/check/risk_unit_liability.hpp"

namespace riskpool {

/// Which cessions a rule counts.
enum class CountedCessions : std::uint8_t { all, proportional };
template <>
struct Choice<CountedCessions> {
    static constexpr std::array values{std::pair{std::string_view{"all"}, CountedCessions::all},
                                       std::pair{std::string_view{"proportional"}, CountedCessions::proportional}};
};

/// Sum over a member's treaties of what one reinsurer takes of a risk unit <= share x the member's liability for it.
/// The rules of 2005: 80 %, treaty and facultative; aviation and space, nuclear, petroleum and credit are exempt,
/// semiconductors are not (P copy: m.ming7.cn/bizchina/2006-01/20/content_6702876_2.htm). Later versions keep it for
/// proportional cessions of property business (R).
struct OneReinsurerLimit {
    double share = 0.80;
    CountedCessions counted = CountedCessions::all;
    std::vector<std::string> exempt_sectors = {"aviation", "space", "nuclear", "petroleum", "credit"};

    /// The worst risk unit and reinsurer of each member that cedes to a reinsurer by name.
    [[nodiscard]] std::vector<Finding> findings(std::span<RiskUnitLiability const> liabilities,
                                                CheckSetting const& setting) const;

    static constexpr std::string_view kind = "one_reinsurer";
    static constexpr std::string_view about =
        "What a member cedes of one risk unit to one reinsurer, at most a share of its liability for it.";
    static constexpr auto fields = field_list(
        optional("share", &OneReinsurerLimit::share, positive_fraction, Unit::fraction,
                 "Share of the member's part of the sum insured, or of the policy's limit."),
        optional(
            "counted", &OneReinsurerLimit::counted,
            "all: treaty and facultative of every form (rules of 2005); proportional: proportional cessions only."),
        optional("exempt_sectors", &OneReinsurerLimit::exempt_sectors,
                 "Sectors of insureds that are exempt; aviation, space, nuclear, petroleum and credit when left out."));
    bool operator==(OneReinsurerLimit const&) const = default;
};

}  // namespace riskpool
