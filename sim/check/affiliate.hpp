// How much of a risk one facultative contract cedes to an affiliate of the insured.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/check/finding.hpp"
#include "sim/check/risk_unit_liability.hpp"

namespace riskpool {

/// A reinsurer that belongs to the group of an insured.
struct Affiliation {
    std::string insured;
    std::string reinsurer;

    static constexpr std::string_view kind = "affiliation";
    static constexpr std::string_view about = "A reinsurer that is affiliated with an insured.";
    static constexpr auto fields =
        field_list(required("insured", &Affiliation::insured, "Name of an insured of the scenario."),
                   required("reinsurer", &Affiliation::reinsurer, "Name of a reinsurer of the scenario."));
    bool operator==(Affiliation const&) const = default;
};

/// Each facultative contract cedes to an affiliate of the insured at most a share of the sum insured or limit: 20 % in
/// the rules of 2005 (P copy: m.ming7.cn/bizchina/2006-01/20/content_6702876_2.htm). Whether the sectors exempt from
/// the rule on one reinsurer are exempt here is not clear from that copy: none is, unless listed.
struct AffiliateLimit {
    double share = 0.20;
    std::vector<Affiliation> affiliates;
    std::vector<std::string> exempt_sectors;

    /// The worst contract of each member and affiliation; nothing where no facultative contract cedes to an affiliate.
    [[nodiscard]] std::vector<Finding> findings(std::span<RiskUnitLiability const> liabilities,
                                                CheckSetting const& setting) const;

    static constexpr std::string_view kind = "affiliate";
    static constexpr std::string_view about =
        "What one facultative contract cedes of a risk to an affiliate of its insured, at most a share of the "
        "member's liability for it.";
    static constexpr auto fields =
        field_list(optional("share", &AffiliateLimit::share, positive_fraction, Unit::fraction,
                            "Share of the member's part of the sum insured, or of the policy's limit."),
                   optional("affiliates", &AffiliateLimit::affiliates,
                            "Who is affiliated with whom; without this nothing is checked."),
                   optional("exempt_sectors", &AffiliateLimit::exempt_sectors, "Sectors of insureds that are exempt."));
    bool operator==(AffiliateLimit const&) const = default;
};

}  // namespace riskpool
