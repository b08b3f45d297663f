// Excess of loss per event.
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

/// CatXl compiled. Where only yearly totals are wanted, the year's layer losses are added up in the lanes of
/// sum_layers instead of one after another; the two totals differ by rounding alone.
class CatXlPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    explicit CatXlPlan(ExcessTerms const& terms) : terms_(terms) {}

    [[nodiscard]] bool needs_order() const noexcept { return terms_.needs_order(); }
    [[nodiscard]] bool needs_time() const noexcept { return terms_.needs_time(); }

    void cede(Subject const& subject, Cession& cession) const noexcept {
        LossBlock const& block = subject.block;
        if (cession.row_recovery.empty() && !needs_time()) {
            sum_layers(subject.event_loss, block.event_begin, terms_.attachment, terms_.limit, cession.cell_recovery,
                       cession.claims);
            if (terms_.exhausted_by_one_loss()) terms_.find_full_losses(subject.event_loss, cession, block.event_begin);
            terms_.close_years(cession);
            return;
        }
        for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
            ExcessYear year(terms_);
            double claims = 0;
            for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
                const double cost = layer_loss(subject.event_loss[e], terms_.attachment, terms_.limit);
                double recovery = 0;
                if (cost > 0) {
                    claims += 1;
                    recovery = year.recover(cost, needs_time() ? block.time[e] : 0,
                                            terms_.takes_whole_limit(subject.event_loss[e]));
                }
                if (!cession.row_recovery.empty()) spread(recovery, e, subject, cession.row_recovery);
            }
            year.close(c, cession);
            cession.claims[c] = claims;
        }
    }

private:
    /// An event's recovery belongs to its rows in proportion to their losses.
    static void spread(double recovery, std::size_t event, Subject const& subject, std::span<double> row) noexcept {
        const std::size_t begin = subject.block.row_begin[event];
        const std::size_t end = subject.block.row_begin[event + 1];
        if (end - begin == 1) {
            row[begin] = recovery;
            return;
        }
        const double part = recovery > 0 ? recovery / subject.event_loss[event] : 0;
        for (std::size_t i = begin; i < end; ++i) row[i] = part * subject.risk_loss[i];
    }

    ExcessPlan terms_;
};

/// Each event costs the layer min((X - D)+, L), X being its loss over all risks; then come the annual deductible, the
/// annual limit and the reinstatement premiums (see AnnualTerms and Reinstatements).
struct CatXl : ExcessTerms {
    using Plan = CatXlPlan;
    [[nodiscard]] Plan compile(TreatySetting const&) const { return Plan(*this); }
    void check(FieldFaults& faults) const { check_excess_terms(*this, faults); }

    static constexpr std::string_view kind = "cat_xl";
    static constexpr std::string_view about = "Excess of loss per event, with priced reinstatements of the limit.";
    static constexpr auto fields = std::tuple_cat(
        contract_fields<CatXl>(),
        excess_fields<CatXl>("The most the layer pays for one event.",
                             "Loss of an event above which the layer pays; a loss exactly at it recovers nothing."));
    bool operator==(CatXl const&) const = default;
};

}  // namespace riskpool
