// Entry and exit: shares live on the underwriting year, whenever a loss of it is paid (methods 1.13, [CO-04]).
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <variant>
#include <vector>

#include "sim/pool/share_setting.hpp"

namespace riskpool {

/// Any share rule as a function.
using Allocate = std::function<ShareMatrix(ShareSetting const&)>;

/// The shares of each underwriting year 1..years: the rule applied to the members then in the pool. Columns are all
/// members, in the order of the setting; who is not in the pool has 0. `year` of the setting is not read.
[[nodiscard]] std::vector<ShareMatrix> shares_by_year(Allocate const& rule, ShareSetting const& setting,
                                                      std::uint32_t years);

/// The same for a register of rules.
template <class... Rule>
[[nodiscard]] std::vector<ShareMatrix> shares_by_year(std::variant<Rule...> const& rules, ShareSetting const& setting,
                                                      std::uint32_t years) {
    return shares_by_year(
        [&](ShareSetting const& each) {
            return std::visit([&](auto const& rule) { return rule.allocate(each); }, rules);
        },
        setting, years);
}

/// Money paid in a calendar year on a loss of an underwriting year. Years count from 1.
struct RunOffPayment {
    std::uint32_t underwriting_year = 1;
    std::uint32_t calendar_year = 1;
    double amount = 0;     // money, for 100 % of the risk
    std::size_t risk = 0;  // row of the share matrices
};

/// What each member (columns) pays in each calendar year 1, 2, ... (rows) up to the last payment: leavers keep the
/// run-off of their years, entrants owe nothing for the years before. `shares` as shares_by_year gives them, one for
/// each underwriting year that a payment names.
[[nodiscard]] ShareMatrix payments_by_calendar_year(std::span<RunOffPayment const> payments,
                                                    std::span<ShareMatrix const> shares);

}  // namespace riskpool
