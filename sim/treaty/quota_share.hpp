// Quota share: the same part of every risk.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"
#include "sim/treaty/layer_sum.hpp"

namespace riskpool {

/// QuotaShare compiled. Where only yearly totals are wanted and nothing is limited, the ceded part of the year's sum
/// stands for the sum of the ceded parts; the two differ by rounding alone.
class QuotaSharePlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    QuotaSharePlan() = default;
    QuotaSharePlan(double cession, double risk_limit, double event_limit)
        : cession_(cession), risk_limit_(risk_limit), event_limit_(event_limit) {}

    [[nodiscard]] bool needs_order() const noexcept { return false; }
    [[nodiscard]] bool needs_time() const noexcept { return false; }

    void cede(Subject const& subject, Cession& cession) const noexcept {
        std::fill(cession.exhausted.begin(), cession.exhausted.end(), 0.0);
        if (cession.row_recovery.empty() && !(risk_limit_ < infinity) && !(event_limit_ < infinity) && cession_ > 0) {
            // every event with a loss is a claim
            sum_layers(subject.event_loss, subject.block.event_begin, 0, infinity, cession.cell_recovery,
                       cession.claims);
            for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
                cession.cell_recovery[c] = cession_ * subject.cell_loss[c];
            }
            return;
        }
        LossBlock const& block = subject.block;
        for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
            double year = 0;
            double claims = 0;
            for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
                const bool yearly_sum = block.has_aggregates && block.aggregate[e] != 0;
                const double ceded = cede_event(subject, e, yearly_sum, cession.row_recovery);
                year += ceded;
                claims += ceded > 0 && !yearly_sum ? 1 : 0;
            }
            cession.cell_recovery[c] = year;
            cession.claims[c] = claims;
        }
    }

private:
    /// min(sum of min(q x_r, M_r), M_e); a yearly sum sees no limit. A limited event falls back on its rows in
    /// proportion to what they ceded before the event limit.
    [[nodiscard]] double cede_event(Subject const& subject, std::size_t event, bool yearly_sum,
                                    std::span<double> row) const noexcept {
        const std::size_t begin = subject.block.row_begin[event];
        const std::size_t end = subject.block.row_begin[event + 1];
        const double risk_limit = yearly_sum ? infinity : risk_limit_;
        const double event_limit = yearly_sum ? infinity : event_limit_;
        double ceded = 0;
        for (std::size_t i = begin; i < end; ++i) {
            const double risk = std::min(cession_ * subject.row_loss[i], risk_limit);
            if (!row.empty()) row[i] = risk;
            ceded += risk;
        }
        if (ceded <= event_limit) return ceded;
        if (!row.empty()) {
            for (std::size_t i = begin; i < end; ++i) row[i] *= event_limit / ceded;
        }
        return event_limit;
    }

    double cession_ = 0;
    double risk_limit_ = infinity;
    double event_limit_ = infinity;
};

/// The cession, then the limit per risk, then the limit per event, both on the ceded amount (the order of terms of the
/// Oasis reinsurance test workbook). Premium is ceded by the same part.
struct QuotaShare : Contract {
    double cession = 0;
    double risk_limit = infinity;
    double event_limit = infinity;
    double commission = 0;

    using Plan = QuotaSharePlan;
    [[nodiscard]] Plan compile(TreatySetting const&) const { return {cession, risk_limit, event_limit}; }
    [[nodiscard]] std::vector<double> ceded_share(TreatySetting const& setting) const {
        return std::vector<double>(setting.insureds.size(), cession);
    }
    [[nodiscard]] double flat_premium(TreatySetting const&) const { return 0; }
    [[nodiscard]] double ceding_commission() const { return commission; }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return infinity; }
    void check(FieldFaults& faults) const { check_contract(*this, faults); }

    static constexpr std::string_view kind = "quota_share";
    static constexpr std::string_view about = "Cedes the same part of every risk, premium and loss alike.";
    static constexpr auto fields = std::tuple_cat(
        contract_fields<QuotaShare>(),
        std::tuple{required("cession", &QuotaShare::cession, unit_interval, Unit::fraction,
                            "Part of every risk that is ceded."),
                   optional("risk_limit", &QuotaShare::risk_limit, positive_or_infinite, Unit::money,
                            "The most it pays for one risk in one event: a limit on the ceded amount, not on 100 %."),
                   optional("event_limit", &QuotaShare::event_limit, positive_or_infinite, Unit::money,
                            "The most it pays for one event: a limit on the ceded amount, not on 100 %."),
                   optional("commission", &QuotaShare::commission, unit_interval, Unit::fraction,
                            "Part of the ceded premium that the reinsurers give back.")});
    bool operator==(QuotaShare const&) const = default;
};

}  // namespace riskpool
