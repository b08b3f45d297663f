// What the proportional kinds have in common: the fields of their account, and the plan that cedes a share of each
// risk.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/treaty/account.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"
#include "sim/treaty/loss_corridor.hpp"
#include "sim/treaty/profit_commission.hpp"
#include "sim/treaty/sliding_commission.hpp"

namespace riskpool {

/// The base of the proportional kinds: what the reinsurers give back of the premium ceded.
struct ProportionalTerms : Contract {
    double commission = 0;
    double brokerage = 0;
    std::optional<SlidingCommission> sliding_commission;
    std::optional<ProfitCommission> profit_commission;

    [[nodiscard]] double flat_premium(TreatySetting const&) const { return 0; }
    [[nodiscard]] double ceding_commission() const { return commission; }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return infinity; }
    /// The account for 100 %, `ceded_premium` being money per year for 100 %.
    [[nodiscard]] Account account(TreatySetting const& setting, double ceded_premium) const;
    bool operator==(ProportionalTerms const&) const = default;
};

/// The fields of ProportionalTerms: every proportional kind lists them last.
template <class Treaty>
constexpr auto proportional_fields() {
    return field_list(
        optional("commission", static_cast<double Treaty::*>(&Treaty::commission), unit_interval, Unit::fraction,
                 "Part of the ceded premium that the reinsurers give back; provisional where a scale adjusts it."),
        optional("brokerage", static_cast<double Treaty::*>(&Treaty::brokerage), unit_interval, Unit::fraction,
                 "Part of the ceded premium that the reinsurers pay to a broker."),
        optional("sliding_commission",
                 static_cast<std::optional<SlidingCommission> Treaty::*>(&Treaty::sliding_commission),
                 "Scale by which the loss ratio of the year adjusts the commission."),
        optional("profit_commission",
                 static_cast<std::optional<ProfitCommission> Treaty::*>(&Treaty::profit_commission),
                 "The cedent's part of the reinsurers' profit."));
}

/// Faults of the account's terms and of the common terms: called by `check` of every proportional kind.
void check_proportional(ProportionalTerms const& terms, FieldFaults& faults);

/// Money per year: the premium that goes with the ceded shares.
[[nodiscard]] double premium_of_shares(std::vector<double> const& share, TreatySetting const& setting);

/// Cedes `ceded(row, yearly_sum)` of each row, of an event at most `event_limit`, of a year what `year` leaves of it. A
/// yearly sum sees no event limit. What a limit takes away falls back on the rows in proportion to what they ceded.
template <class CededOfRow>
void cede_rows(CededOfRow const& ceded, double event_limit, LossRatioTerms const& year, Subject const& subject,
               Cession& cession) noexcept {
    LossBlock const& block = subject.block;
    auto const row = cession.row_recovery;
    auto const scale_rows = [&](std::size_t begin, std::size_t end, double part) {
        for (std::size_t i = begin; i < end && !row.empty(); ++i) row[i] *= part;
    };
    for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
        double sum = 0;
        double claims = 0;
        for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
            const bool yearly_sum = block.has_aggregates && block.aggregate[e] != 0;
            double of_event = 0;
            for (std::size_t i = block.row_begin[e]; i < block.row_begin[e + 1]; ++i) {
                const double of_row = ceded(i, yearly_sum);
                if (!row.empty()) row[i] = of_row;
                of_event += of_row;
            }
            claims += of_event > 0 && !yearly_sum ? 1 : 0;
            if (!yearly_sum && of_event > event_limit) {
                scale_rows(block.row_begin[e], block.row_begin[e + 1], event_limit / of_event);
                of_event = event_limit;
            }
            sum += of_event;
        }
        cession.cell_recovery[c] = sum;
        cession.claims[c] = claims;
        year.close_year(c, cession);
        const double paid = cession.cell_recovery[c];
        if (paid < sum) scale_rows(block.cell_row_begin(c), block.cell_row_begin(c + 1), paid / sum);
    }
}

/// A share of each insured, compiled: the row x_r cedes min(sigma_r x_r, M_r), the limit not for a yearly sum.
class SharePlan {
public:
    static constexpr bool reads_insureds = true;

    explicit SharePlan(std::vector<double> share, double risk_limit = infinity, double event_limit = infinity,
                       LossRatioTerms const& year = {})
        : share_(std::move(share)), risk_limit_(risk_limit), event_limit_(event_limit), year_(year) {}

    [[nodiscard]] bool needs_order() const noexcept { return false; }
    [[nodiscard]] bool needs_time() const noexcept { return false; }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    std::vector<double> share_;
    double risk_limit_;
    double event_limit_;
    LossRatioTerms year_;
};

}  // namespace riskpool
