// A column that adds up lines of the ledger: what one party pays or gains in a year.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "sim/ledger/ledger.hpp"

namespace riskpool {

/// The sum of the lines that a party pays or is paid by, compiled.
class LedgerFigure {
public:
    /// `counts` tells of a line of the party by what it is multiplied: 0 leaves it out, 1 takes it as received (paid
    /// lines negative), -1 the other way round.
    template <class Counts>
    LedgerFigure(std::size_t column, Ledger const& ledger, PartyId party, Counts const& counts) : column_(column) {
        for (auto const& line : ledger.lines()) {
            double part = 0;
            if (line.payee == party) part += line.part * counts(line);
            if (line.payer == party) part -= line.part * counts(line);
            if (part == 0) continue;
            if (line.column == constant_column) {
                fixed_ += part;
            } else {
                terms_.emplace_back(line.column, part);
            }
        }
    }

    /// Fills `n` cells of its column from position `at` on; the columns of the lines are filled already.
    void fill(std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const {
        double* out = columns[column_].data() + at;
        for (std::size_t c = 0; c < n; ++c) out[c] = fixed_;
        for (auto const& [column, part] : terms_) {
            double const* amount = columns[column].data() + at;
            for (std::size_t c = 0; c < n; ++c) out[c] += part * amount[c];
        }
    }

private:
    std::size_t column_;
    double fixed_ = 0;  // money per year
    std::vector<std::pair<std::size_t, double>> terms_;
};

}  // namespace riskpool
