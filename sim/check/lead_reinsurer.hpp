// Who may lead a treaty: the circular of 2007.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/check/finding.hpp"

namespace riskpool {

/// What the check must know of a reinsurer beyond its rating.
struct ReinsurerStanding {
    std::string reinsurer;
    double capital = 0;
    bool state_owned = false;
    bool professional = true;

    static constexpr std::string_view kind = "reinsurer_standing";
    static constexpr std::string_view about = "Capital and kind of a reinsurer.";
    static constexpr auto fields = field_list(
        required("reinsurer", &ReinsurerStanding::reinsurer, "Name of a reinsurer of the scenario."),
        required("capital", &ReinsurerStanding::capital, not_negative, Unit::money, "Its capital."),
        optional("state_owned", &ReinsurerStanding::state_owned, "Owned by a state: then it needs no rating."),
        optional("professional", &ReinsurerStanding::professional,
                 "A professional reinsurer; false of a direct insurer that reinsures."));
    bool operator==(ReinsurerStanding const&) const = default;
};

/// A treaty with lines, and what the check reads of it.
struct LedTreaty {
    std::string treaty;
    std::string buyer;
    std::string lead;                  // the reinsurer with the largest line, the first of equals
    std::string rating;                // of the lead; empty where it has none
    std::vector<std::string> sectors;  // of the insureds covered
};

/// The lead reinsurer of a treaty is state-owned or rated and has at least `capital`, or `direct_insurer_capital` if it
/// is no professional reinsurer; nuclear and space are exempt. Circular of 2007: CNY 0.2 bn and CNY 1 bn (S of P:
/// insurereinsure.com/2008/01/31, hong-kong-regulatory-china-insurance-regulatory-commission-issues-a-new-regulation).
/// Which ratings suffice was not found (X): any does, unless they are listed.
struct LeadReinsurerRule {
    double capital = 0.2e9;
    double direct_insurer_capital = 1e9;
    std::vector<std::string> ratings;
    std::vector<ReinsurerStanding> reinsurers;
    std::vector<std::string> exempt_sectors = {"nuclear", "space"};

    /// One finding for each treaty that covers a sector not exempt.
    [[nodiscard]] std::vector<Finding> findings(std::span<LedTreaty const> treaties) const;
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "lead_reinsurer";
    static constexpr std::string_view about =
        "Least capital and rating of the reinsurer that leads a treaty, which is the one with the largest line.";
    static constexpr auto fields = field_list(
        optional("capital", &LeadReinsurerRule::capital, not_negative, Unit::money,
                 "Least capital of a professional reinsurer; CNY, so state it where the currency is another."),
        optional("direct_insurer_capital", &LeadReinsurerRule::direct_insurer_capital, not_negative, Unit::money,
                 "Least capital of a lead that is no professional reinsurer."),
        optional("ratings", &LeadReinsurerRule::ratings, "Ratings that suffice; any rating when left out."),
        optional("reinsurers", &LeadReinsurerRule::reinsurers,
                 "Capital of reinsurers; that of a lead not listed is not checked, which its finding says."),
        optional("exempt_sectors", &LeadReinsurerRule::exempt_sectors,
                 "A treaty that covers no other sector is exempt; nuclear and space when left out."));
    bool operator==(LeadReinsurerRule const&) const = default;
};

}  // namespace riskpool
