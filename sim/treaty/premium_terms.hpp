// The premium of a non-proportional contract: a sum of money, or a rate with a minimum.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>

#include "sim/base/describe.hpp"
#include "sim/treaty/cession.hpp"

namespace riskpool {

/// A flat premium; or a rate r of the subject premium SPI with a minimum and deposit premium: max(minimum, r SPI).
struct PremiumTerms {
    std::optional<double> premium;
    std::optional<double> rate;
    double minimum_premium = 0;

    void check(FieldFaults& faults) const {
        if (premium && rate) {
            faults.add("rate", "is given beside a premium in money", "give one of the two");
        }
        if (!rate && minimum_premium > 0) {
            faults.add("minimum_premium", "is given without a rate", "give a rate, or the premium alone");
        }
    }

    static constexpr std::string_view kind = "premium_terms";
    static constexpr std::string_view about = "Premium of a contract: money, or a rate of the subject premium.";
    static constexpr auto fields = std::tuple{
        optional("premium", &PremiumTerms::premium, not_negative, Unit::money, "Premium of a year for 100 %."),
        optional("rate", &PremiumTerms::rate, not_negative, Unit::fraction,
                 "In place of it: the premium as a part of the subject premium."),
        optional("minimum_premium", &PremiumTerms::minimum_premium, not_negative, Unit::money,
                 "Least premium where there is a rate: the minimum and deposit premium."),
    };
    bool operator==(PremiumTerms const&) const = default;
};

/// Money per year for 100 %; 0 where nothing is agreed.
[[nodiscard]] inline double premium_of(PremiumTerms const& terms, TreatySetting const& setting) {
    if (!terms.rate) return terms.premium.value_or(0);
    return std::max(terms.minimum_premium, *terms.rate * setting.subject_premium());
}

}  // namespace riskpool
