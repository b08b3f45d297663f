// Industry loss warranty: pays an agreed sum when the whole industry's loss is large enough, and the cedent's own.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/industry_loss.hpp"
#include "sim/treaty/payout_cover.hpp"
#include "sim/treaty/priced_contract.hpp"
#include "sim/treaty/trigger_operator.hpp"

namespace riskpool {

/// IndustryLossWarranty compiled.
struct IndustryLossWarrantyPlan {
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    IndustryPayout form;
    std::optional<ModelledIndustry> industry;
    double payout = 0;
    double own_loss_warranty = 0;
    TriggerOperator warranty_comparison = TriggerOperator::at_or_above;
    bool capped_at_own_loss = true;
    double annual_limit = infinity;

    [[nodiscard]] bool needs_order() const noexcept { return annual_limit < infinity; }
    [[nodiscard]] bool needs_time() const noexcept { return false; }
    [[nodiscard]] bool needs_index() const noexcept { return !industry; }
    /// True if it reads losses of the industry: money, also where events report it as an index.
    [[nodiscard]] bool reads_industry_loss() const noexcept { return true; }

    void cede(Subject const& subject, Cession& cession) const noexcept {
        const auto payout_of = [&](std::size_t event) noexcept {
            const double own = subject.event_loss[event];
            if (!sets_off(own, own_loss_warranty, warranty_comparison)) return 0.0;
            const double due = payout * part_of(form, industry_loss(subject.block, event, industry));
            return capped_at_own_loss ? std::min(due, own) : due;
        };
        cede_payouts(subject, annual_limit, payout, payout_of, cession);
    }
};

/// Pays part(I) times the payout for an event of industry loss I whose own loss x keeps the warranty, x >= w (or
/// x > w); as reinsurance not more than x, as a derivative whatever x is (methods 1.11).
struct IndustryLossWarranty : PricedContract {
    IndustryPayout form;
    std::optional<ModelledIndustry> industry;
    double payout = 0;
    double own_loss_warranty = 0;
    TriggerOperator warranty_comparison = TriggerOperator::at_or_above;
    std::optional<bool> capped_at_own_loss;
    double annual_limit = infinity;

    /// A payout may exceed the own loss.
    static constexpr bool indemnity = false;

    /// True if no event pays more than it costs: what was said, or else the custom of the form.
    [[nodiscard]] bool is_capped() const {
        return capped_at_own_loss.value_or(std::holds_alternative<BinaryPayout>(form));
    }

    using Plan = IndustryLossWarrantyPlan;
    [[nodiscard]] Plan compile(TreatySetting const&) const {
        return {form, industry, payout, own_loss_warranty, warranty_comparison, is_capped(), annual_limit};
    }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return annual_limit; }
    void check(FieldFaults& faults) const { check_payout_contract(*this, faults); }

    static constexpr std::string_view kind = "industry_loss_warranty";
    static constexpr std::string_view terms_in_order =
        "form on the industry loss; own_loss_warranty; cap at the own loss; annual_limit; placed part; "
        "premium or rate with minimum; swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about =
        "Pays an agreed sum for an event whose industry loss is large enough and that costs the cedent enough as well.";
    static constexpr auto fields = join_fields(
        contract_fields<IndustryLossWarranty>(),
        field_list(
            required("form", &IndustryLossWarranty::form,
                     "How the payout follows the industry loss: all or nothing, or in proportion."),
            required("payout", &IndustryLossWarranty::payout, positive, Unit::money, "The most that one event pays."),
            optional("own_loss_warranty", &IndustryLossWarranty::own_loss_warranty, not_negative, Unit::money,
                     "Own loss of the event that must be reached as well; 0 asks for none."),
            optional("warranty_operator", &IndustryLossWarranty::warranty_comparison,
                     "Whether an own loss exactly at the warranty keeps it."),
            optional("indemnity", &IndustryLossWarranty::capped_at_own_loss,
                     "True: pays no more than the own loss of the event, as reinsurance must; false: a "
                     "derivative. True for the form binary and false for pro_rata when left out."),
            optional("industry", &IndustryLossWarranty::industry,
                     "Makes the industry loss out of the scenario's losses; when left out it is the index that "
                     "events report."),
            optional("annual_limit", &IndustryLossWarranty::annual_limit, not_negative_or_infinite, Unit::money,
                     "The most it pays in a year; without end when left out.")),
        premium_fields<IndustryLossWarranty>());
    bool operator==(IndustryLossWarranty const&) const = default;
};

}  // namespace riskpool
