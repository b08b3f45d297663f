// A layer that drops down as the layer below it is used up.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"
#include "sim/treaty/followed_layer.hpp"

namespace riskpool {

/// DropDown compiled.
class DropDownPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    DropDownPlan(ExcessPlan below, ExcessTerms const& terms) : below_(std::move(below)), terms_(terms) {}

    [[nodiscard]] bool needs_order() const noexcept { return terms_.needs_order() || can_be_used_up(below_); }
    [[nodiscard]] bool needs_time() const noexcept {
        return terms_.needs_time() || below_.sunset.given() || can_be_used_up(below_);
    }
    [[nodiscard]] bool needs_delay() const noexcept { return below_.sunset.given(); }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    ExcessPlan below_;
    ExcessPlan terms_;
};

/// With L1 xs D1 the layer below, A1 its annual limit and R1 what it has recovered so far this year, it has
/// a = min(L1, A1 - R1) left for the next event, and this layer attaches at D1 + a: on top of it as long as it can pay
/// all of its limit, and in its place once it is used up. Then come the annual terms as for CatXl. It shares the index
/// clause and the sunset of the layer that it follows.
struct DropDown : ExcessTerms {
    std::string above;

    using Plan = DropDownPlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const { return {followed_plan(setting, above), *this}; }
    /// The name of the layer that it follows.
    [[nodiscard]] std::string const& follows() const { return above; }
    void check(FieldFaults& faults) const { check_excess_terms(*this, faults); }
    /// Faults of the layer below as one to be followed.
    void check_followed(CatXl const& layer, FieldFaults& faults) const {
        check_followed_layer(*this, layer, "above", faults);
    }

    static constexpr std::string_view kind = "drop_down";
    static constexpr std::string_view terms_in_order =
        "what the layer below can still pay; attachment on top of that; limit; annual_deductible; "
        "annual_limit or reinstatements; reinstatement premium; placed part; premium or rate with minimum; "
        "swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about =
        "Excess of loss per event that attaches where the layer below stops paying, lower as that is used up.";
    static constexpr auto fields = join_fields(
        contract_fields<DropDown>(),
        field_list(required("above", &DropDown::above, "Name of the cat_xl layer below it, in the same tier.")),
        limit_field<DropDown>("The most the layer pays for one event."), premium_fields<DropDown>(),
        annual_fields<DropDown>());
    bool operator==(DropDown const&) const = default;
};

}  // namespace riskpool
