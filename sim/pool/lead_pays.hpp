// The lead settles claims in full and recovers the others' parts from them later.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/pool/member.hpp"

namespace riskpool {

/// The lead issues and settles alone, then the others pay it their parts (首席承保人, 保监发〔2015〕15号; P copy). Left
/// out, each member pays its own part at once.
struct LeadPays {
    std::string lead;
    double part = 1;
    std::uint32_t lag = 1;
    double rate = 0;

    static constexpr std::string_view kind = "lead_pays";
    static constexpr std::string_view about =
        "The lead pays claims for all and recovers the others' parts some years later; what a member in default then "
        "leaves is the lead's.";
    static constexpr auto fields =
        field_list(required("lead", &LeadPays::lead, "Name of the member that pays first."),
                   optional("part", &LeadPays::part, positive_fraction, Unit::fraction,
                            "Part of what the others owe of a year that the lead advances; the rest they pay at once."),
                   optional("lag", &LeadPays::lag, at_least_one, Unit::years, "Years until they pay the lead."),
                   optional("rate", &LeadPays::rate, not_negative, Unit::fraction,
                            "Interest of a year that they pay on it, compounded over the lag."));
    /// Faults that only the members show.
    void check_members(std::vector<Member> const& members, FieldFaults& faults) const;
    bool operator==(LeadPays const&) const = default;
};

}  // namespace riskpool
