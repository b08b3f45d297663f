// The premium of a contract that is not proportional: a sum of money, a rate, or a premium that follows its losses.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/treaty/account.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"

namespace riskpool {

/// A flat premium; or a rate r of the subject premium SPI with a minimum and deposit premium, max(minimum, r SPI). It
/// may swing with the losses, be given back in part for a year without any, or pay a profit commission (see Account).
struct PricedContract : Contract {
    double premium = 0;
    std::optional<double> rate;
    double minimum_premium = 0;
    std::optional<SwingPremium> swing_premium;
    double no_claims_bonus = 0;
    std::optional<ProfitCommission> profit_commission;
    double brokerage = 0;

    /// Money per year for 100 %, fixed or provisional.
    [[nodiscard]] double flat_premium(TreatySetting const& setting) const;
    [[nodiscard]] double ceding_commission() const { return 0; }
    [[nodiscard]] std::vector<double> ceded_share(TreatySetting const&) const { return {}; }
    [[nodiscard]] Account account(TreatySetting const& setting, double ceded_premium) const;
    bool operator==(PricedContract const&) const = default;
};

/// The fields of PricedContract beyond those of Contract.
template <class Treaty>
constexpr auto premium_fields() {
    return field_list(
        optional("premium", static_cast<double Treaty::*>(&Treaty::premium), not_negative, Unit::money,
                 "Premium of a year for 100 %; provisional where it swings."),
        optional("rate", static_cast<std::optional<double> Treaty::*>(&Treaty::rate), not_negative, Unit::fraction,
                 "In place of it: the premium as a part of the subject premium."),
        optional("minimum_premium", static_cast<double Treaty::*>(&Treaty::minimum_premium), not_negative, Unit::money,
                 "Least premium where there is a rate: the minimum and deposit premium."),
        optional("swing_premium", static_cast<std::optional<SwingPremium> Treaty::*>(&Treaty::swing_premium),
                 "Premium that follows the losses of the year between a minimum and a maximum."),
        optional("no_claims_bonus", static_cast<double Treaty::*>(&Treaty::no_claims_bonus), unit_interval,
                 Unit::fraction, "Part of the premium given back for a year without any loss to the contract."),
        optional("profit_commission",
                 static_cast<std::optional<ProfitCommission> Treaty::*>(&Treaty::profit_commission),
                 "The cedent's part of the reinsurers' profit."),
        optional("brokerage", static_cast<double Treaty::*>(&Treaty::brokerage), unit_interval, Unit::fraction,
                 "Part of the premium that the reinsurers pay to a broker."));
}

/// Faults of the premium's terms and of the common terms: called by `check` of every kind.
void check_priced_contract(PricedContract const& terms, FieldFaults& faults);

}  // namespace riskpool
