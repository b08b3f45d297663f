// What one reinsurer cedes on of all that it has taken over, compiled.
#pragma once

#include <span>
#include <vector>

#include "sim/run/buyer_plan.hpp"

namespace riskpool {

/// A reinsurer's retrocession: its subject is the sum, row by row, of its lines on treaties before it.
class RetrocessionPlan {
public:
    /// `premium` is what the reinsurer is paid for its lines in a year; the subject premium of each insured is its
    /// part of it by original premium.
    RetrocessionPlan(Scenario const& scenario, Retrocession const& terms, double premium, ColumnRegister& columns,
                     Ledger& ledger);

    [[nodiscard]] Programme const& programme() const { return buyer_.programme(); }
    [[nodiscard]] bool disputed() const { return buyer_.disputed(); }

    /// Cedes `rows`, what the reinsurer has taken over of each row of the block.
    void run(LossBlock const& block, std::span<double const> rows, DefaultFlags const* defaults,
             ProgrammeScratch& programme, BuyerScratch& scratch, std::span<std::vector<double>> columns, std::size_t at,
             std::span<std::vector<double>> assumed) const;

private:
    BuyerPlan buyer_;
};

}  // namespace riskpool
