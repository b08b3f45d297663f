// One risk split between members none of whom may take more than its cap, and what becomes of the excess.
#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "sim/pool/share_setting.hpp"

namespace riskpool {

/// Which amount of a risk the members' money is measured against.
enum class RiskBasis : std::uint8_t { sum_insured, pml };
template <>
struct Choice<RiskBasis> {
    static constexpr std::array values{std::pair{std::string_view{"sum_insured"}, RiskBasis::sum_insured},
                                       std::pair{std::string_view{"pml"}, RiskBasis::pml}};
};

/// Water filling (methods 1.13): amounts a_i = min(cap_i, k w_i) with k such that they add up to
/// min(amount, sum of caps). Ends in at most n rounds. `weights` and `caps` in money, same length; members of weight 0
/// get nothing.
[[nodiscard]] std::vector<double> fill_by_weight(double amount, std::vector<double> const& weights,
                                                 std::vector<double> const& caps);

/// Every covered insured filled by `weights` up to `caps` (money, one each per member). What no member can take goes to
/// the member `excess_to` beyond its cap, or stays with the insured where that is empty or no member here. A risk
/// whose amount is 0 cannot be held against a cap: nobody takes it.
[[nodiscard]] ShareMatrix split_under_caps(ShareSetting const& setting, RiskBasis basis,
                                           std::vector<double> const& weights, std::vector<double> const& caps,
                                           std::string const& excess_to);

}  // namespace riskpool
