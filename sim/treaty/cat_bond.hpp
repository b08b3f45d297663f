// Catastrophe bond: a fully collateralised cover with one limit for all years of its term.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/base/random.hpp"
#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/index_trigger.hpp"
#include "sim/treaty/industry_loss.hpp"
#include "sim/treaty/payout_cover.hpp"
#include "sim/treaty/priced_contract.hpp"

namespace riskpool {

/// A bond on the cedent's own losses.
struct OwnLossTrigger {
    double attachment = 0;

    [[nodiscard]] bool needs_index() const noexcept { return false; }
    [[nodiscard]] double payout(Subject const& subject, std::size_t event, double limit) const noexcept {
        return layer_loss(subject.event_loss[event], attachment, limit);
    }

    static constexpr std::string_view kind = "own_loss";
    static constexpr std::string_view about = "Pays the own loss of an event above an attachment: indemnity.";
    static constexpr auto fields =
        field_list(required("attachment", &OwnLossTrigger::attachment, not_negative, Unit::money,
                            "Own loss of an event above which the bond pays; a loss exactly at it recovers nothing."));
    bool operator==(OwnLossTrigger const&) const = default;
};

/// A bond on the loss of the industry.
struct IndustryLossTrigger {
    IndustryPayout form;
    std::optional<ModelledIndustry> industry;

    [[nodiscard]] bool needs_index() const noexcept { return !industry; }
    [[nodiscard]] double payout(Subject const& subject, std::size_t event, double limit) const noexcept {
        return limit * part_of(form, industry_loss(subject.block, event, industry));
    }

    static constexpr std::string_view kind = "industry_loss";
    static constexpr std::string_view about = "Pays by the loss of the whole industry in an event.";
    static constexpr auto fields = field_list(
        required("form", &IndustryLossTrigger::form,
                 "How the payout follows the industry loss: all or nothing, or in proportion."),
        optional("industry", &IndustryLossTrigger::industry,
                 "Makes the industry loss out of the scenario's losses; when left out it is the index that events "
                 "report."));
    bool operator==(IndustryLossTrigger const&) const = default;
};

/// A bond on the reading of an index.
struct ReadingTrigger {
    std::vector<IndexTrigger> triggers;
    TriggerCombination combine = TriggerCombination::max;

    [[nodiscard]] bool needs_index() const noexcept { return true; }
    [[nodiscard]] double payout(Subject const& subject, std::size_t event, double limit) const noexcept {
        return limit * combined_part(triggers, combine, subject.block.index[event]);
    }

    static constexpr std::string_view kind = "reading";
    static constexpr std::string_view about = "Pays by the reading of the index that an event reports: parametric.";
    static constexpr auto fields = field_list(
        required("triggers", &ReadingTrigger::triggers, "What part of the limit a reading calls for."),
        optional("combine", &ReadingTrigger::combine,
                 "How several triggers make one part: the largest, the sum up to the whole, or the smallest."));
    void check(FieldFaults& faults) const {
        if (triggers.empty()) faults.add("triggers", "is empty, so nothing is ever paid", "give a trigger");
    }
    bool operator==(ReadingTrigger const&) const = default;
};

using BondTrigger = Kinds<OwnLossTrigger, IndustryLossTrigger, ReadingTrigger>;

/// CatBond compiled.
struct CatBondPlan {
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    BondTrigger trigger;
    double limit = 0;
    std::size_t term = 1;

    [[nodiscard]] bool needs_order() const noexcept { return true; }
    [[nodiscard]] bool needs_time() const noexcept { return false; }
    [[nodiscard]] bool needs_index() const noexcept {
        return std::visit([](auto const& each) { return each.needs_index(); }, trigger);
    }
    /// True if it reads losses of the industry: money, also where events report it as an index.
    [[nodiscard]] bool reads_industry_loss() const noexcept {
        return std::holds_alternative<IndustryLossTrigger>(trigger);
    }

    void cede(Subject const& subject, Cession& cession) const noexcept {
        std::visit([&](auto const& each) { cede_terms(each, subject, cession); }, trigger);
    }

private:
    /// The payouts due since the bond was issued add up to C, and C pays min(C, L): the running total over the term.
    template <class Trigger>
    void cede_terms(Trigger const& each, Subject const& subject, Cession& cession) const noexcept {
        LossBlock const& block = subject.block;
        AnnualTerms const whole_term{0, limit};
        double paid = 0;
        for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
            if ((c % block.cells.years) % term == 0) paid = 0;
            const double paid_before_the_year = paid;
            double claims = 0;
            for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
                const double due = each.payout(subject, e, limit);
                if (due > 0) claims += 1;
                const double before = paid;
                paid = whole_term.recovered(paid + due);
                if (cession.row_recovery.empty()) continue;
                spread_payout(std::min(paid - before, due), e, subject, cession.row_recovery);
            }
            cession.cell_recovery[c] = paid - paid_before_the_year;
            cession.claims[c] = claims;
            cession.exhausted[c] = whole_term.exhausted(paid) ? 1 : 0;
        }
    }
};

/// A layer that pays up to its limit once in `term` years: what an event takes is gone until the next bond, which is
/// issued on the same terms when the term ends. The limit lies in trust from the first day, so it never defaults.
struct CatBond : PricedContract {
    BondTrigger trigger;
    double limit = 0;
    std::uint32_t term = 1;

    /// Unless triggered by own losses, a payout may exceed the own loss.
    static constexpr bool indemnity = false;

    using Plan = CatBondPlan;
    [[nodiscard]] Plan compile(TreatySetting const&) const { return {trigger, limit, term}; }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return limit; }
    void check(FieldFaults& faults) const { check_payout_contract(*this, faults); }

    static constexpr std::string_view kind = "cat_bond";
    static constexpr std::string_view terms_in_order =
        "trigger; limit over the term; placed part; premium or rate with minimum; swing_premium; "
        "no_claims_bonus; profit_commission";
    static constexpr std::string_view about =
        "Fully collateralised cover with one limit for several years, on own losses, industry losses or an index.";
    static constexpr auto fields = join_fields(
        contract_fields<CatBond>(),
        field_list(
            required("trigger", &CatBond::trigger, "What sets the bond off and how much an event calls for."),
            required("limit", &CatBond::limit, positive, Unit::money,
                     "Principal: the most it pays in all years of its term together."),
            required("term", &CatBond::term, Bound{1, max_years, false, false, "a number from 1 to 4096"}, Unit::count,
                     "Years for which the limit is given once; in a longer run the next bond follows on the "
                     "same terms.")),
        premium_fields<CatBond>());
    bool operator==(CatBond const&) const = default;
};

}  // namespace riskpool
