// What several pools of one scenario come to together: for all pools, and for each member in all of its pools. Members
// that look diversified pool by pool meet the same event in several of them.
#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "sim/run/columns.hpp"
#include "sim/scenario/all_pools.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Sums of columns over the pools of a scenario, compiled; nothing for a scenario with one pool.
class AcrossPools {
public:
    AcrossPools() = default;
    /// Enters gross loss, recovery, net loss and result of all pools together, and all but recovery of each member
    /// under its own name.
    AcrossPools(Scenario const& scenario, std::vector<ScaledSeries> const& scaled, ColumnRegister& columns);

    /// Fills `n` cells of its columns from position `at` on; those of the pools are filled already.
    void fill(std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const;

private:
    struct Sum {
        std::size_t column;
        std::vector<std::pair<std::size_t, double>> terms;  // column and the part of it
    };
    std::vector<Sum> sums_;
};

}  // namespace riskpool
