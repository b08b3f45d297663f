// What a treaty sees and what it answers. A treaty is (terms, subject) -> recovery.
#pragma once

#include <concepts>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/block.hpp"
#include "sim/loss/insured.hpp"
#include "sim/treaty/contract.hpp"

namespace riskpool {

struct CatXl;

/// What a treaty may ask of the pool when it is compiled. All vectors are by insured; an insured that the treaty
/// does not cover has share and premium 0.
struct TreatySetting {
    Insureds const& insureds;
    std::vector<double> share;  // part of 100 % of each risk that is still subject (pool's part, net of earlier tiers)
    std::vector<double> premium;  // money per year: subject premium of each risk, net of earlier proportional cessions
    /// The cat_xl layers of the same tier by name, for the kinds that follow another layer.
    std::vector<std::pair<std::string_view, CatXl const*>> layers = {};
    [[nodiscard]] double subject_premium() const {
        double sum = 0;
        for (const double each : premium) sum += each;
        return sum;
    }
    /// The layer of that name; null if the tier has none.
    [[nodiscard]] CatXl const* find_layer(std::string_view name) const {
        for (auto const& [each, terms] : layers) {
            if (each == name) return terms;
        }
        return nullptr;
    }
};

/// The losses of one block to which one treaty applies: the pool's part, net of earlier tiers, of the insureds
/// covered. The losses of events and risks leave out yearly sums (attritional losses).
struct Subject {
    LossBlock const& block;
    std::span<double const> row_loss;    // per row: everything
    std::span<double const> risk_loss;   // per row: 0 where the row belongs to a yearly sum
    std::span<double const> event_loss;  // per event: sum over its rows; 0 for a yearly sum
    std::span<double const> cell_loss;   // per cell: sum over all its rows
};

/// The answer of one treaty, for 100 % of it.
struct Cession {
    std::span<double> row_recovery;           // per row; empty when nobody asks for it: then leave it out
    std::span<double> cell_recovery;          // per cell: the year's recovery
    std::span<double> reinstatement_premium;  // per cell: zero on entry
    std::span<double> claims;                 // per cell: number of events (risks, for a cover per risk) that reach it
    std::span<double> exhausted;              // per cell: 1 when the year used up all that it can pay; where it can pay
                                              // without end, when one loss took the whole limit
    std::span<double> before_annual_terms = {};  // per cell: ceded losses before corridor and loss-ratio cap; empty
                                                 // unless the account between cedent and reinsurers reads it
    bool summed = false;  // cell_recovery and claims hold the sums of a tower already (CatXlPlan::tower_layer)
};

/// The shape of a treaty kind's compiled form: it works on events and rows ...
template <class P>
concept EventPlan = requires(P const& plan, Subject const& subject, Cession& cession) {
    { plan.cede(subject, cession) }
    noexcept;
    { plan.needs_order() } -> std::convertible_to<bool>;  // recoveries by row depend on the order of events in the year
    // premiums depend on the date of loss: events come with time and in its order, also where no rows are asked for
    { plan.needs_time() } -> std::convertible_to<bool>;
};

/// ... or on the totals of each year alone (stop loss); the programme spreads its recovery over rows in
/// proportion to their subject loss when rows are asked for.
template <class P>
concept YearPlan = requires(P const& plan, std::span<double const> cell_loss, Cession& cession) {
    { plan.cede_year(cell_loss, cession) }
    noexcept;
};

/// A treaty kind: described terms that compile into one of the two.
template <class K>
concept TreatyKind = Described<K> && std::derived_from<K, Contract> &&
    requires(K const& kind, TreatySetting const& setting, FieldFaults& faults) {
    requires EventPlan<typename K::Plan> || YearPlan<typename K::Plan>;
    { kind.compile(setting) } -> std::same_as<typename K::Plan>;
    // proportional kinds: the ceded share of each insured, for 100 %; empty for all others
    { kind.ceded_share(setting) } -> std::same_as<std::vector<double>>;
    // money per year for 100 %, on top of the ceded share of premium
    { kind.flat_premium(setting) } -> std::convertible_to<double>;
    { kind.ceding_commission() } -> std::convertible_to<double>;       // part of the ceded premium
    { kind.annual_capacity(setting) } -> std::convertible_to<double>;  // most it pays in a year, for 100 %
    kind.check(faults);
    { K::terms_in_order } -> std::convertible_to<std::string_view>;  // for readers: from the loss to the account
};

}  // namespace riskpool
