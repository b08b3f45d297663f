// Shares agreed anew from an underwriting year on.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/pool/simple_share_rule.hpp"

namespace riskpool {

/// A share rule and the first underwriting year of which it holds.
struct SharePeriod {
    std::uint32_t from_year = 1;
    SimpleShareRules shares;

    static constexpr std::string_view kind = "share_period";
    static constexpr std::string_view about = "A share rule and the first underwriting year of which it holds.";
    static constexpr auto fields =
        field_list(required("from_year", &SharePeriod::from_year, at_least_one, Unit::count,
                            "First underwriting year, counted from 1; it holds until the next period begins."),
                   required("shares", &SharePeriod::shares, "How each risk is shared between members."));
    bool operator==(SharePeriod const&) const = default;
};

/// The last period that has begun says how the risks of an underwriting year are shared, whenever they are paid
/// (methods 1.13, [CO-04]).
struct ByYear {
    std::vector<SharePeriod> periods;

    static constexpr std::string_view kind = "by_year";
    static constexpr std::string_view about =
        "Shares agreed anew from an underwriting year on; losses keep the shares of their underwriting year.";
    static constexpr auto fields =
        field_list(required("periods", &ByYear::periods, "The periods in order of time, the first from year 1."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] ShareMatrix allocate(ShareSetting const& setting) const;
    void check_setting(ShareSetting const& setting, FieldFaults& faults) const;
    bool operator==(ByYear const&) const = default;
};

}  // namespace riskpool
