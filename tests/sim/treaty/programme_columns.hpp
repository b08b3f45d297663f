// Columns of their own for programmes in tests: what a run keeps for them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/treaty/programme.hpp"

namespace riskpool {

/// A programme applied to one block, with every column that it fills.
struct CededProgramme {
    std::vector<std::vector<double>> columns;
    ProgrammeOutcome outcome;
    std::vector<std::vector<double>> assumed;

    void cede(Programme const& programme, LossBlock const& block, bool rows, std::size_t slots = 0) {
        const std::size_t cells = block.cells.size();
        columns.assign(2 + 7 * programme.treaties(), std::vector(cells, -1.0));
        assumed.assign(slots, std::vector(block.rows(), 0.0));
        outcome.gross = columns[0];
        outcome.net = columns[1];
        outcome.treaties.clear();
        for (std::size_t k = 0; k < programme.treaties(); ++k) {
            auto* of = columns.data() + 2 + 7 * k;
            outcome.treaties.push_back({of[0], of[1], of[2], of[3], of[4], of[5], of[6]});
        }
        ProgrammeScratch scratch;
        programme.cede(block, block.loss, rows, scratch, outcome, assumed);
    }
};

}  // namespace riskpool
