// Accrual of a reserve fund in proportion to what is insured.
#pragma once

#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/fund/fund_year.hpp"

namespace riskpool {

/// A surcharge on the sum insured, whatever the year's losses (Spain's Consorcio: 0.07 per mille for homes, 0.18 per
/// mille for industrial risks; P).
struct SurchargeOnSumInsured {
    double rate = 0;

    static constexpr std::string_view kind = "surcharge_on_sum_insured";
    static constexpr std::string_view about = "Accrual of a part of the sum insured of all insureds of the pool.";
    static constexpr auto fields = field_list(required("rate", &SurchargeOnSumInsured::rate, unit_interval,
                                                       Unit::fraction, "Part of the sum insured, for example 0.18‰."));
    bool operator==(SurchargeOnSumInsured const&) const = default;

    /// Sums insured are known when the year begins.
    static constexpr bool known_at_start = true;

    /// Money, 0 or more.
    [[nodiscard]] double amount(FundYear const& year, FundState const&) const noexcept {
        return rate * year.sum_insured;
    }
};

}  // namespace riskpool
