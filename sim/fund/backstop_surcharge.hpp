// What insureds pay afterwards: a surcharge on premium, or a retrospective premium.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/fund/backstop_year.hpp"

namespace riskpool {

/// A surcharge on the year's premium for what is unfunded (as CEA's on its policyholders; S).
struct PolicyholderSurcharge {
    double rate = 0;
    std::uint32_t years = 1;
    double interest = 0;

    static constexpr std::string_view kind = "policyholder_surcharge";
    static constexpr std::string_view about =
        "A surcharge on insureds' premium for what is left unfunded, in the year itself or over several years, for "
        "which a lender then advances the money.";
    static constexpr auto fields = field_list(
        required("rate", &PolicyholderSurcharge::rate, not_negative, Unit::fraction,
                 "The most that a year's surcharge takes, as a part of the year's gross premium."),
        optional("years", &PolicyholderSurcharge::years, Bound{1, 100, false, false, "between 1 and 100"}, Unit::years,
                 "Over how many years it is collected. 1: in the year of the loss. More: from the year "
                 "after it on, and a lender advances no more than so many surcharges pay back."),
        optional("interest", &PolicyholderSurcharge::interest, not_negative, Unit::fraction,
                 "Of a year on what the lender has advanced; insureds pay it."));
    bool operator==(PolicyholderSurcharge const&) const = default;

    void check(FieldFaults& faults) const {
        if (interest > 0 && years == 1) {
            faults.add("interest", "is on money that nobody advances", "give years above 1, or leave it out");
        }
    }

    /// Over m years a debt of D at the end of a year is paid back if D <= rate P a(m), where a(m) is the sum of
    /// (1 + interest)^-k over k = 1 .. m.
    [[nodiscard]] BackstopFlows settle(BackstopState& state, BackstopYear const& year) const noexcept {
        BackstopFlows flows;
        const double yearly = rate * std::max(year.gross_premium, 0.0);
        if (years == 1) {
            flows.surcharged = std::min(year.unfunded, yearly);
            return flows;
        }
        flows.interest = interest * state.owed;
        state.owed += flows.interest;
        flows.collected = std::min(state.owed, yearly);
        state.owed -= flows.collected;
        double annuity = 0, discount = 1;
        for (std::uint32_t k = 0; k < years; ++k) {
            discount /= 1 + interest;
            annuity += discount;
        }
        flows.advanced = std::min(year.unfunded, std::max(yearly * annuity - state.owed, 0.0));
        state.owed += flows.advanced;
        return flows;
    }
};

/// Price-Anderson: every insured reactor pays up to USD 158.0 m (2024; P), shared equally.
struct RetrospectivePremium {
    double per_insured = 0;

    static constexpr std::string_view kind = "retrospective_premium";
    static constexpr std::string_view about =
        "A premium that all insureds pay afterwards in equal parts for what is left unfunded.";
    static constexpr auto fields = field_list(required("per_insured", &RetrospectivePremium::per_insured, not_negative,
                                                       Unit::money, "The most that one insured pays in a year."));
    bool operator==(RetrospectivePremium const&) const = default;

    /// Each insured pays `surcharged` / insureds.
    [[nodiscard]] BackstopFlows settle(BackstopState&, BackstopYear const& year) const noexcept {
        BackstopFlows flows;
        flows.surcharged = std::min(year.unfunded, per_insured * year.insureds);
        return flows;
    }
};

}  // namespace riskpool
