// The programme: treaties in tiers. Treaties of one tier see the same subject loss; the next tier sees what they
// leave (methods 1.12).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/loss/block.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/treaty.hpp"

namespace riskpool {

using Tier = std::vector<TreatyKinds>;

/// One treaty, compiled for one pool.
struct ProgrammeTreaty {
    TreatyPlan plan;
    std::string name;
    std::string kind;
    std::vector<std::uint8_t> covered;  // per insured: 1 if covered; empty when all are
    double placed = 1;
    std::vector<Line> lines;
    double premium = 0;        // money per year, for the placed part, before commission
    double commission = 0;     // money per year that the reinsurers pay back
    double annual_limit = 0;   // money: most that the placed part pays in a year; may be infinite
    double limit_of_year = 0;  // the same for 100 %
};

/// What the programme takes from each treaty, per cell and for the placed part.
struct TreatyColumns {
    std::vector<double> recovery;
    std::vector<double> reinstatement_premium;
    std::vector<double> claims;
    std::vector<double> exhausted;
};

/// The outcome of the programme for one block.
struct ProgrammeOutcome {
    std::vector<TreatyColumns> treaties;  // in order of tiers, then of the file
    std::vector<double> gross;            // per cell: subject loss of the first tier
    std::vector<double> net;              // per cell: what the last tier leaves
    std::vector<double> net_rows;         // per row; empty unless rows were asked for
};

/// Memory that ceding keeps from block to block.
struct ProgrammeScratch {
    std::vector<double> subject, tier_recovery, recovery;
    std::vector<double> covered_rows, risk_rows, events, cells, tier_cells, counts;
    std::vector<std::uint32_t> cell_begin;
};

/// Treaties in tiers, compiled.
class Programme {
public:
    Programme() = default;
    /// Compiles `tiers`. `setting` is what the pool takes of each insured and the premium for it; it is handed from
    /// tier to tier, net of proportional cessions.
    Programme(std::vector<Tier> const& tiers, TreatySetting setting);

    [[nodiscard]] std::size_t treaties() const;
    /// Treaty k, counted over all tiers.
    [[nodiscard]] ProgrammeTreaty const& treaty(std::size_t k) const;
    /// True if events must be in order of time when the net loss of rows is (or is not) wanted.
    [[nodiscard]] bool needs_order(bool rows_wanted) const;
    /// True if some treaty covers only some of the insureds.
    [[nodiscard]] bool needs_insureds() const;
    /// True if some treaty's premium depends on the date of loss.
    [[nodiscard]] bool needs_time() const;

    /// Cedes the losses `subject` (per row of `block`: the pool's part). With `rows_wanted` the outcome has the net
    /// loss of each row; without, a tier attributes recoveries to rows only if a later tier must see them.
    void cede(LossBlock const& block, std::span<double const> subject, bool rows_wanted, ProgrammeScratch& scratch,
              ProgrammeOutcome& outcome) const;

private:
    [[nodiscard]] bool rows_needed_after(std::size_t tier, bool rows_wanted) const;
    void cede_treaty(ProgrammeTreaty const& treaty, LossBlock const& block, std::span<double const> rows,
                     std::span<double const> cells, bool rows_out, ProgrammeScratch& scratch,
                     TreatyColumns& columns) const;

    std::vector<std::vector<ProgrammeTreaty>> tiers_;
};

}  // namespace riskpool
