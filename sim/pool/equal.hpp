// Equal shares.
#pragma once

#include <string>
#include <vector>

#include "sim/pool/share_setting.hpp"

namespace riskpool {

/// w_i = 1 / n for each of the n members named, or for all of them.
struct Equal {
    std::vector<std::string> members;

    static constexpr std::string_view kind = "equal";
    static constexpr std::string_view about = "The members named take equal parts of every risk; all when left out.";
    static constexpr auto fields =
        field_list(optional("members", &Equal::members, "Names of the members that take part; all when left out."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] ShareMatrix allocate(ShareSetting const& setting) const;
    void check_setting(ShareSetting const& setting, FieldFaults& faults) const;
    bool operator==(Equal const&) const = default;
};

}  // namespace riskpool
