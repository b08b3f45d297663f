// One limit in two places: on top of a layer, and in its place as it is used up.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"
#include "sim/treaty/followed_layer.hpp"
#include "sim/treaty/priced_contract.hpp"

namespace riskpool {

/// TopAndDrop compiled.
class TopAndDropPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    TopAndDropPlan(ExcessPlan under, double top, double limit) : under_(std::move(under)), top_(top), limit_(limit) {}

    [[nodiscard]] bool needs_order() const noexcept { return true; }
    [[nodiscard]] bool needs_time() const noexcept { return under_.sunset.given() || can_be_used_up(under_); }
    [[nodiscard]] bool needs_delay() const noexcept { return under_.sunset.given(); }

    void cede(Subject const& subject, Cession& cession) const noexcept {
        LossBlock const& block = subject.block;
        for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
            FollowedYear under(under_);
            RunningTotal year{{0, limit_}};
            double claims = 0;
            for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
                const double loss = under_.sunset.covers(block, e) ? subject.event_loss[e] : 0;
                const double reach = std::max(std::min(loss, top_ + limit_) - under_.attachment, 0.0);
                const double cost = FollowedYear::without_rounding(reach - under.pay(loss).recovery, loss);
                const double recovery = year.recover(cost);
                claims += cost > 0 ? 1 : 0;
                if (cession.row_recovery.empty()) continue;
                spread_over_rows(recovery, loss, e, subject, cession.row_recovery);
            }
            cession.cell_recovery[c] = year.recovered;
            cession.claims[c] = claims;
            cession.exhausted[c] = year.terms.exhausted(year.recovered) ? 1 : 0;
        }
    }

private:
    ExcessPlan under_;
    double top_;
    double limit_;
};

/// With the layer under it attaching at Ddrop and reaching up to Dtop, and u its recovery from the same event, an
/// event x costs
///     (min(x, Dtop + L) - Ddrop)+ - u,
/// and one limit L a year pays for all events in order of date: on top as long as the layer under it pays, in its place
/// when it is used up. It shares the index clause and the sunset of that layer.
struct TopAndDrop : PricedContract {
    std::string under;
    double limit = 0;
    double attachment = 0;

    using Plan = TopAndDropPlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const {
        ExcessPlan layer = followed_plan(setting, under);
        ExcessTerms const* terms = setting.find_layer(under);
        const double top = terms != nullptr && terms->index_clause ? layer.attachment + layer.limit : attachment;
        return {std::move(layer), top, limit};
    }
    /// The name of the layer that it follows.
    [[nodiscard]] std::string const& follows() const { return under; }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return limit; }
    void check(FieldFaults& faults) const { check_priced_contract(*this, faults); }
    /// Faults of the layer under it as one to be followed.
    void check_followed(CatXl const& layer, FieldFaults& faults) const {
        check_followed_layer(*this, layer, "under", faults);
        check_can_be_used_up(layer, "under", faults);
        const double top = layer.attachment + layer.limit;
        if (!(attachment >= top * (1 - 1e-12) && attachment <= top * (1 + 1e-12))) {
            faults.add("attachment", "is not where the layer under it ends",
                       "set it to that layer's attachment plus its limit");
        }
    }

    static constexpr std::string_view kind = "top_and_drop";
    static constexpr std::string_view terms_in_order =
        "what the layer under it pays; attachment; limit of the year, in both places together; placed part; "
        "premium or rate with minimum; swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about =
        "One limit that lies on top of a layer and drops to its attachment as that layer is used up.";
    static constexpr auto fields = std::tuple_cat(
        contract_fields<TopAndDrop>(),
        std::tuple{required("under", &TopAndDrop::under, "Name of the cat_xl layer under it, in the same tier.")},
        layer_fields<TopAndDrop>("The most it pays in a year, in both places together.",
                                 "Loss of an event above which it pays on top: where the layer under it ends."));
    bool operator==(TopAndDrop const&) const = default;
};

}  // namespace riskpool
