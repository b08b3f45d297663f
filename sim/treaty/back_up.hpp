// A cover that goes on where another layer's annual limit ends.
#pragma once

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

/// BackUp compiled.
class BackUpPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    BackUpPlan(ExcessPlan original, double limit) : original_(std::move(original)), limit_(limit) {}

    [[nodiscard]] bool needs_order() const noexcept { return true; }
    [[nodiscard]] bool needs_time() const noexcept { return original_.sunset.given() || can_be_used_up(original_); }
    [[nodiscard]] bool needs_delay() const noexcept { return original_.sunset.given(); }

    void cede(Subject const& subject, Cession& cession) const noexcept {
        LossBlock const& block = subject.block;
        for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
            FollowedYear original(original_);
            RunningTotal year{{0, limit_}};
            double claims = 0;
            for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
                const double loss = original_.sunset.covers(block, e) ? subject.event_loss[e] : 0;
                const double cost = original.pay(loss).unpaid;
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
    ExcessPlan original_;
    double limit_;
};

/// Of each event it pays what the original layer would have paid, had its annual limit not been used up: l - r, with l
/// the layer loss (after an annual deductible) and r its recovery; up to a limit of its own in a year. It shares the
/// index clause and the sunset of the original.
struct BackUp : PricedContract {
    std::string of;
    double limit = 0;

    using Plan = BackUpPlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const { return {followed_plan(setting, of), limit}; }
    /// The name of the layer that it follows.
    [[nodiscard]] std::string const& follows() const { return of; }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return limit; }
    void check(FieldFaults& faults) const { check_priced_contract(*this, faults); }
    /// Faults of the original as one to be followed.
    void check_followed(CatXl const& layer, FieldFaults& faults) const {
        check_followed_layer(*this, layer, "of", faults);
        check_can_be_used_up(layer, "of", faults);
    }

    static constexpr std::string_view kind = "back_up";
    static constexpr std::string_view terms_in_order =
        "what the exhausted layer no longer pays; limit of the year; placed part; premium or rate with "
        "minimum; swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about =
        "Pays what a layer would have paid had its annual limit not been used up.";
    static constexpr auto fields = std::tuple_cat(
        contract_fields<BackUp>(),
        std::tuple{required("of", &BackUp::of, "Name of the cat_xl layer that it backs up, in the same tier.")},
        limit_field<BackUp>("The most it pays in a year."), premium_fields<BackUp>());
    bool operator==(BackUp const&) const = default;
};

}  // namespace riskpool
