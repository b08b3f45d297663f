// Stop loss: aggregate excess of loss on the losses of a year.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/treaty/aggregate_xl.hpp"
#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"
#include "sim/treaty/priced_contract.hpp"

namespace riskpool {

/// StopLoss compiled, in money. It works on the totals of a year; with an event threshold it must see the events, and a
/// programme then calls `cede_events` in place of `cede_year`.
class StopLossPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    StopLossPlan(AnnualTerms year, double coinsurance, EventThreshold events)
        : year_(year), paid_part_(1 - coinsurance), events_(events) {}

    [[nodiscard]] bool needs_events() const noexcept { return events_.threshold > 0; }

    /// The year recovers (1 - k) min((S - D)+, L), S being the sum of its losses.
    void cede_year(std::span<double const> cell_loss, Cession& cession) const noexcept;
    /// The same with S the sum of what counts of the year's events. Its rows recover at the end of the year, in
    /// proportion to what counts of them.
    void cede_events(Subject const& subject, Cession& cession) const noexcept;

private:
    void close(std::size_t cell, double sum, Cession& cession) const noexcept;

    AnnualTerms year_;
    double paid_part_;
    EventThreshold events_;
};

/// Pays what the year's losses exceed the attachment by, up to the limit, less the cedent's coinsurance; attachment and
/// limit both in money, or both as parts of the subject premium. With an event threshold only events that reach it
/// count, and yearly sums (attritional losses) do not.
struct StopLoss : PricedContract {
    std::optional<double> attachment;
    std::optional<double> limit;
    std::optional<double> attachment_ratio;
    std::optional<double> limit_ratio;
    double coinsurance = 0;
    double event_threshold = 0;
    ThresholdForm threshold_form = ThresholdForm::franchise;

    using Plan = StopLossPlan;
    /// A ratio of a premium of 0 is undefined: such a treaty pays nothing.
    [[nodiscard]] Plan compile(TreatySetting const& setting) const;
    [[nodiscard]] double annual_capacity(TreatySetting const& setting) const {
        return (1 - coinsurance) * limit_in_money(setting);
    }
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "stop_loss";
    static constexpr std::string_view terms_in_order =
        "event_threshold; attachment and limit of the year, in money or by ratio; coinsurance; placed part; "
        "premium or rate with minimum; swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about = "Excess of loss on the losses of a year, yearly sums included.";
    static constexpr auto fields = join_fields(
        contract_fields<StopLoss>(),
        field_list(
            optional("attachment", &StopLoss::attachment, not_negative, Unit::money,
                     "Loss of the year above which it pays; a loss exactly at it recovers nothing."),
            optional("limit", &StopLoss::limit, positive_or_infinite, Unit::money, "The most it pays in a year."),
            optional("attachment_ratio", &StopLoss::attachment_ratio, not_negative, Unit::fraction,
                     "Attachment as a part of the subject premium: 85% is a loss ratio of 85 %."),
            optional("limit_ratio", &StopLoss::limit_ratio, positive_or_infinite, Unit::fraction,
                     "Limit as a part of the subject premium."),
            optional("coinsurance", &StopLoss::coinsurance, Bound{0, 1, false, true, "0 or more and below 1 (100%)"},
                     Unit::fraction, "Part of each recovery that the cedent bears itself, whoever takes the rest.")),
        premium_fields<StopLoss>(), event_threshold_fields<StopLoss>());
    bool operator==(StopLoss const&) const = default;

private:
    [[nodiscard]] bool by_ratio() const { return limit_ratio.has_value(); }
    [[nodiscard]] double limit_in_money(TreatySetting const& setting) const;
};

}  // namespace riskpool
