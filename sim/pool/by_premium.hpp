// Shares by premium: who brings business takes part in all of it, in proportion to what it brings.
#pragma once

#include "sim/pool/share_setting.hpp"

namespace riskpool {

/// w_i = premium of the covered insureds that member i originates / premium of all that some member originates. The
/// same share for every covered insured, whoever brought it.
struct ByPremium {
    static constexpr std::string_view kind = "by_premium";
    static constexpr std::string_view about =
        "Each member takes part in every risk in proportion to the premium of the risks that it brings, as "
        "`originator` "
        "of insureds. A member that brings nothing takes nothing.";
    static constexpr auto fields = field_list();

    [[nodiscard]] ShareMatrix allocate(ShareSetting const& setting) const;
    void check_setting(ShareSetting const& setting, FieldFaults& faults) const;
    bool operator==(ByPremium const&) const = default;
};

/// Premium of one year of the covered insureds that each member originates, in order of members.
[[nodiscard]] std::vector<double> originated_premium(ShareSetting const& setting);

}  // namespace riskpool
