// Excess of loss per risk.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"
#include "sim/treaty/layer_sum.hpp"

namespace riskpool {

/// PerRiskXl compiled. As for CatXl, yearly totals alone are added up in lanes, unless an event limit stands between.
class PerRiskXlPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    PerRiskXlPlan(ExcessTerms const& terms, double event_limit) : terms_(terms), event_limit_(event_limit) {}

    [[nodiscard]] bool needs_order() const noexcept { return terms_.needs_order(); }
    [[nodiscard]] bool needs_time() const noexcept { return terms_.needs_time(); }
    [[nodiscard]] bool needs_delay() const noexcept { return terms_.needs_delay(); }

    void cede(Subject const& subject, Cession& cession) const noexcept {
        LossBlock const& block = subject.block;
        const bool rows_wanted = !cession.row_recovery.empty();
        if (!rows_wanted && !needs_time() && !(event_limit_ < infinity)) {
            sum_layers(subject.risk_loss, block.event_begin, block.row_begin, terms_.attachment, terms_.limit,
                       cession.cell_recovery, cession.claims);
            if (terms_.exhausted_by_one_loss()) {
                terms_.find_full_losses(subject.risk_loss, cession, block.event_begin, block.row_begin);
            }
            terms_.close_years(cession);
            return;
        }
        for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
            ExcessYear year(terms_);
            double claims = 0;
            for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
                bool whole_limit = false;
                double cost = 0;  // of the event to the layer: sum of y_r = min((x_r - D)+, L)
                const bool in_time = terms_.sunset.covers(block, e);
                for (std::size_t i = block.row_begin[e]; i < block.row_begin[e + 1]; ++i) {
                    const double loss = in_time ? subject.risk_loss[i] : 0;
                    const double risk = layer_loss(loss, terms_.attachment, terms_.limit);
                    if (rows_wanted) cession.row_recovery[i] = risk;
                    cost += risk;
                    whole_limit = whole_limit || terms_.takes_whole_limit(loss);
                    claims += risk > 0 ? 1 : 0;
                }
                if (!(cost > 0)) continue;
                const double recovery =
                    year.recover(std::min(cost, event_limit_), needs_time() ? block.time[e] : 0, whole_limit);
                if (!rows_wanted || recovery == cost) continue;
                const double part = recovery / cost;
                for (std::size_t i = block.row_begin[e]; i < block.row_begin[e + 1]; ++i) {
                    cession.row_recovery[i] *= part;
                }
            }
            year.close(c, cession);
            cession.claims[c] = claims;
            if (rows_wanted && year.withdraws()) empty_rows(block, c, cession.row_recovery);
        }
    }

private:
    ExcessPlan terms_;
    double event_limit_;
};

/// Each risk r of an event costs the layer y_r = min((x_r - D)+, L), the event min(sum of y_r, E); then come the
/// annual terms as for CatXl. A risk hit twice in a year is two losses.
struct PerRiskXl : ExcessTerms {
    double event_limit = infinity;

    using Plan = PerRiskXlPlan;
    [[nodiscard]] Plan compile(TreatySetting const&) const { return {*this, event_limit}; }
    void check(FieldFaults& faults) const { check_excess_terms(*this, faults); }

    static constexpr std::string_view kind = "per_risk_xl";
    static constexpr std::string_view terms_in_order =
        "sunset; index_clause; attachment and limit of each risk; event_limit; annual_deductible; "
        "annual_limit or reinstatements; reinstatement premium; placed part; premium or rate with minimum; "
        "swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about = "Excess of loss per risk, with a limit per event and reinstatements.";
    static constexpr auto fields = std::tuple_cat(
        contract_fields<PerRiskXl>(),
        excess_fields<PerRiskXl>("The most the layer pays for one risk in one event.",
                                 "Loss of a risk above which the layer pays; a loss exactly at it recovers nothing."),
        std::tuple{optional("event_limit", &PerRiskXl::event_limit, positive_or_infinite, Unit::money,
                            "The most the layer pays for all risks of one event together.")});
    bool operator==(PerRiskXl const&) const = default;
};

}  // namespace riskpool
