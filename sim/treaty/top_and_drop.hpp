// One limit in two places: on top of a layer, and in its place as it is used up.
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

/// TopAndDrop compiled.
class TopAndDropPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    TopAndDropPlan(ExcessPlan under, double top, double limit) : cover_(std::move(under), limit), top_(top) {}

    [[nodiscard]] bool needs_order() const noexcept { return true; }
    [[nodiscard]] bool needs_time() const noexcept { return cover_.needs_time(); }
    [[nodiscard]] bool needs_delay() const noexcept { return cover_.needs_delay(); }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    BesideLayer cover_;
    double top_;
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
    [[nodiscard]] Plan compile(TreatySetting const& setting) const;
    /// The name of the layer that it follows.
    [[nodiscard]] std::string const& follows() const { return under; }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return limit; }
    void check(FieldFaults& faults) const { check_priced_contract(*this, faults); }
    /// Faults of the layer under it as one to be followed.
    void check_followed(CatXl const& layer, FieldFaults& faults) const;

    static constexpr std::string_view kind = "top_and_drop";
    static constexpr std::string_view terms_in_order =
        "what the layer under it pays; attachment; limit of the year, in both places together; placed part; "
        "premium or rate with minimum; swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about =
        "One limit that lies on top of a layer and drops to its attachment as that layer is used up.";
    static constexpr auto fields = join_fields(
        contract_fields<TopAndDrop>(),
        field_list(required("under", &TopAndDrop::under, "Name of the cat_xl layer under it, in the same tier.")),
        layer_fields<TopAndDrop>("The most it pays in a year, in both places together.",
                                 "Loss of an event above which it pays on top: where the layer under it ends."));
    bool operator==(TopAndDrop const&) const = default;
};

}  // namespace riskpool
