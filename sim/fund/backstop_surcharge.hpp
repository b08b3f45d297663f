// What insureds pay afterwards: a surcharge on premium, or a retrospective premium.
#pragma once

#include <algorithm>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/fund/backstop_year.hpp"

namespace riskpool {

/// A surcharge on the year's premium for what is unfunded (as CEA's on its policyholders; S).
struct PolicyholderSurcharge {
    double rate = 0;

    static constexpr std::string_view kind = "policyholder_surcharge";
    static constexpr std::string_view about = "A surcharge on insureds' premium for what is left unfunded.";
    static constexpr auto fields =
        field_list(required("rate", &PolicyholderSurcharge::rate, not_negative, Unit::fraction,
                            "The most that a year's surcharge takes, as a part of the year's gross premium."));
    bool operator==(PolicyholderSurcharge const&) const = default;

    [[nodiscard]] BackstopFlows settle(BackstopState&, BackstopYear const& year) const noexcept {
        BackstopFlows flows;
        flows.surcharged = std::min(year.unfunded, rate * std::max(year.gross_premium, 0.0));
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
