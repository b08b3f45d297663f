// What every treaty has whatever its kind: a name, whom it covers, how much of it is placed and with whom.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/pool/recoverable.hpp"
#include "sim/treaty/attachment_basis.hpp"
#include "sim/treaty/contract_currency.hpp"

namespace riskpool {

/// A reinsurer's line: its part of 100 % of a treaty.
struct Line {
    std::string reinsurer;
    double share = 0;
    std::optional<Collateral> collateral = {};
    std::optional<Dispute> dispute = {};

    static constexpr std::string_view kind = "line";
    static constexpr std::string_view about = "A reinsurer's line on a treaty.";
    static constexpr auto fields = field_list(
        required("reinsurer", &Line::reinsurer, "Name of a reinsurer of the scenario."),
        required("share", &Line::share, positive_fraction, Unit::fraction, "Its part of 100 % of the treaty."),
        optional("collateral", &Line::collateral, "What it has lodged for the line; read where `defaults` are given."),
        optional("dispute", &Line::dispute, "How often it disputes what is due, and how late it then pays."));
    bool operator==(Line const&) const = default;
};

/// The base of every treaty kind. A kind computes on a 100 % basis, in the contract's currency and for the losses
/// covered, in years of the treaty; the programme applies `covers`, `causes`, `not_inuring`, `currency` and
/// `attachment_basis` before it and the placed part after it, so no kind repeats them.
struct Contract {
    std::string name;
    Filter covers;
    std::vector<std::string> causes;
    std::vector<std::string> not_inuring;
    double placed = 1;
    std::vector<Line> lines;
    std::optional<ContractCurrency> currency;
    AttachmentBasis attachment_basis = AttachmentBasis::losses_occurring;

    /// The part of the treaty that is placed: the sum of the lines, or `placed` where no line is named.
    [[nodiscard]] double placed_part() const;
    /// True if the contract's money is not worth the same in all years.
    [[nodiscard]] bool rates_move() const { return currency && currency->moves(); }
    bool operator==(Contract const&) const = default;
};

/// The fields that every treaty kind lists first.
template <class Treaty>
constexpr auto contract_fields() {
    return field_list(
        optional("name", static_cast<std::string Treaty::*>(&Treaty::name), "Name, unique in the programme."),
        optional("covers", static_cast<Filter Treaty::*>(&Treaty::covers),
                 "Which insureds it covers; all when left out."),
        optional("causes", static_cast<std::vector<std::string> Treaty::*>(&Treaty::causes),
                 "Kinds of sources whose losses it covers, for example [cluster_quake]; all when left out."),
        optional("not_inuring", static_cast<std::vector<std::string> Treaty::*>(&Treaty::not_inuring),
                 "Names of treaties of earlier tiers that do not inure to its benefit: it applies to the loss as if "
                 "they had not paid, and pays no more than they have left."),
        optional("placed", static_cast<double Treaty::*>(&Treaty::placed), unit_interval, Unit::fraction,
                 "Part of 100 % that is placed, where no lines are named; the rest stays with the pool."),
        optional("lines", static_cast<std::vector<Line> Treaty::*>(&Treaty::lines),
                 "Reinsurers' lines; their sum is the placed part, so `placed` must then be left out."),
        optional("currency", static_cast<std::optional<ContractCurrency> Treaty::*>(&Treaty::currency),
                 "The currency of all its terms, premiums among them; that of the scenario when left out."),
        optional("attachment_basis", static_cast<AttachmentBasis Treaty::*>(&Treaty::attachment_basis),
                 "The date by which a loss belongs to a year of the treaty: that of the loss, that on which the policy "
                 "began, or that of the report."));
}

/// Faults of the common terms: called by `check` of every kind.
void check_contract(Contract const& contract, FieldFaults& faults);

/// Refuses a term that is settled on the losses of a calendar year where the contract counts others.
void refuse_beside_basis(Contract const& contract, bool given, std::string_view field, FieldFaults& faults);
/// Refuses a term that would be worth something else in each year where the rates of exchange move.
void refuse_beside_moving_rates(Contract const& contract, bool given, std::string_view field, FieldFaults& faults);

}  // namespace riskpool
