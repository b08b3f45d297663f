// A cover that goes on where another layer's annual limit ends.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"
#include "sim/treaty/followed_layer.hpp"
#include "sim/treaty/priced_contract.hpp"

namespace riskpool {

/// BackUp compiled.
class BackUpPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    BackUpPlan(ExcessPlan original, double limit) : cover_(std::move(original), limit) {}

    [[nodiscard]] bool needs_order() const noexcept { return true; }
    [[nodiscard]] bool needs_time() const noexcept { return cover_.needs_time(); }
    [[nodiscard]] bool needs_delay() const noexcept { return cover_.needs_delay(); }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    BesideLayer cover_;
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
    static constexpr auto fields = join_fields(
        contract_fields<BackUp>(),
        field_list(required("of", &BackUp::of, "Name of the cat_xl layer that it backs up, in the same tier.")),
        limit_field<BackUp>("The most it pays in a year."), premium_fields<BackUp>());
    bool operator==(BackUp const&) const = default;
};

}  // namespace riskpool
