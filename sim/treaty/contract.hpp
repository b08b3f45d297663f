// What every treaty has whatever its kind: a name, whom it covers, how much of it is placed and with whom.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"

namespace riskpool {

/// A reinsurer's line: its part of 100 % of a treaty.
struct Line {
    std::string reinsurer;
    double share = 0;

    static constexpr std::string_view kind = "line";
    static constexpr std::string_view about = "A reinsurer's line on a treaty.";
    static constexpr auto fields = std::tuple{
        required("reinsurer", &Line::reinsurer, "Name of a reinsurer of the scenario."),
        required("share", &Line::share, positive_fraction, Unit::fraction, "Its part of 100 % of the treaty."),
    };
    bool operator==(Line const&) const = default;
};

/// The base of every treaty kind. A kind computes on a 100 % basis and for the losses covered; the programme applies
/// `covers`, `causes` and `not_inuring` before it and the placed part after it, so no kind repeats them.
struct Contract {
    std::string name;
    Filter covers;
    std::vector<std::string> causes;
    std::vector<std::string> not_inuring;
    double placed = 1;
    std::vector<Line> lines;

    /// The part of the treaty that is placed: the sum of the lines, or `placed` where no line is named.
    [[nodiscard]] double placed_part() const {
        if (lines.empty()) return placed;
        double sum = 0;
        for (auto const& line : lines) sum += line.share;
        return sum;
    }
    bool operator==(Contract const&) const = default;
};

/// The fields that every treaty kind lists first.
template <class Treaty>
constexpr auto contract_fields() {
    return std::tuple{
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
    };
}

/// Faults of the common terms: called by `check` of every kind.
inline void check_contract(Contract const& contract, FieldFaults& faults) {
    if (contract.lines.empty()) return;
    if (contract.placed != 1) {
        faults.add("placed", "is given beside lines, whose sum is the placed part", "give one of the two");
    }
    if (contract.placed_part() > 1 + 1e-12) {
        faults.add("lines", "add up to more than 100 % of the treaty", "sign the lines down to 100 % or less");
    }
}

}  // namespace riskpool
