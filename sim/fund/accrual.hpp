// The register of accrual rules: a new rule is one new file and one line here.
#pragma once

#include <concepts>

#include "sim/base/describe.hpp"
#include "sim/fund/eu_method_1.hpp"
#include "sim/fund/fluctuation.hpp"
#include "sim/fund/fund_year.hpp"
#include "sim/fund/levy.hpp"
#include "sim/fund/share_of_excess_profit.hpp"
#include "sim/fund/share_of_premium.hpp"
#include "sim/fund/share_of_profit.hpp"
#include "sim/fund/surcharge_on_sum_insured.hpp"
#include "sim/fund/to_target.hpp"

namespace riskpool {

/// What an accrual rule offers beside its description: the money (0 or more) that it asks for of a year, given the
/// fund as it stands when it is asked, and whether that is known when the year begins (and so can be paid in early).
template <class K>
concept AccrualRule = Described<K> && requires(K const& rule, FundYear const& year, FundState const& fund) {
    { rule.amount(year, fund) }
    noexcept->std::same_as<double>;
    { K::known_at_start } -> std::convertible_to<bool>;
};

template <AccrualRule... K>
using AccrualFamily = Kinds<K...>;

using AccrualKinds = AccrualFamily<  //
    ShareOfPremium,                  //
    ShareOfProfit,                   //
    ShareOfExcessProfit,             //
    SurchargeOnSumInsured,           //
    Levy,                            //
    ToTarget,                        //
    EuMethod1,                       //
    Fluctuation>;

}  // namespace riskpool
