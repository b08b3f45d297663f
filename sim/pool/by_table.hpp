// Shares fixed by a table: each member's part of every risk.
#pragma once

#include <string>
#include <vector>

#include "sim/pool/share_setting.hpp"

namespace riskpool {

/// One member's part in a table of shares.
struct MemberShare {
    std::string member;
    double share = 0;

    static constexpr std::string_view kind = "member_share";
    static constexpr std::string_view about = "One member's part of every risk of the pool.";
    static constexpr auto fields = field_list(
        required("member", &MemberShare::member, "Name of a member of the scenario."),
        required("share", &MemberShare::share, positive_fraction, Unit::fraction, "Its part of 100 % of each risk."));
    bool operator==(MemberShare const&) const = default;
};

/// Fixed shares w_i with sum at most 1: premium and loss of every risk times w_i (methods 1.13).
struct ByTable {
    std::vector<MemberShare> table;

    static constexpr std::string_view kind = "by_table";
    static constexpr std::string_view about =
        "Fixed shares: each member takes its part of every risk. A sum below 100 % leaves the rest with the insured.";
    static constexpr auto fields =
        field_list(required("table", &ByTable::table, "Each member's part; members not named take nothing."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] ShareMatrix allocate(ShareSetting const& setting) const;
    void check_setting(ShareSetting const& setting, FieldFaults& faults) const;
    bool operator==(ByTable const&) const = default;
};

}  // namespace riskpool
