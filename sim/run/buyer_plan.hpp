// Whoever buys reinsurance on losses by row besides the pool itself: a member, or a reinsurer that cedes on.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/loss/block.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/default_plan.hpp"
#include "sim/run/recoverables.hpp"
#include "sim/run/treaty_columns.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/treaty/programme.hpp"

namespace riskpool {

/// Memory that one worker keeps for buyers.
struct BuyerScratch {
    std::vector<double> rows, gross, commission, balance;
    ProgrammeOutcome outcome;
    RecoverablesScratch recoverables;
};

/// What treaties name as causes: the kind of each source of the scenario, or of the one that it wraps.
[[nodiscard]] std::vector<std::string> source_causes(Scenario const& scenario);

/// Hands the lines of reinsurers that cede on to their retrocessions.
void assume_lines(Scenario const& scenario, Programme& programme);

/// A compiled programme with its columns and ledger lines.
class BuyerPlan {
public:
    /// Enters the columns of the treaties, named with `prefix`, and `recovery` and `net_loss` of `party`.
    BuyerPlan(Scenario const& scenario, Programme programme, PartyId buyer, std::string const& party,
              std::string const& prefix, ColumnRegister& columns, Ledger& ledger);

    [[nodiscard]] Programme const& programme() const { return programme_; }
    /// True if lines dispute what is due.
    [[nodiscard]] bool disputed() const { return recoverables_.disputed(); }
    [[nodiscard]] std::size_t net_column() const { return net_; }

    /// Cedes scratch.rows (per row of the block). Leaves the sum of the rows in scratch.gross and, in scratch.balance,
    /// what the programme brings less what it costs, both per cell. `defaults` is null where nobody fails.
    void cede(LossBlock const& block, DefaultFlags const* defaults, ProgrammeScratch& programme, BuyerScratch& scratch,
              std::span<std::vector<double>> columns, std::size_t at, std::span<std::vector<double>> assumed) const;

private:
    Programme programme_;
    std::vector<TreatyColumnIds> treaties_;
    Recoverables recoverables_;
    std::size_t recovery_ = 0, net_ = 0;
    double fixed_ = 0;  // money per year: commission less ceded premium
};

}  // namespace riskpool
