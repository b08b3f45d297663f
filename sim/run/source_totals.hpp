// Insured losses of a year by source: which driver stands behind the losses of all pools together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/loss/assemble.hpp"
#include "sim/run/columns.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// The name of source s; its position tells it from others of the same name.
[[nodiscard]] std::string source_party(Scenario const& scenario, std::size_t s);

/// For each insured 1 if some pool covers it, else 0.
[[nodiscard]] std::vector<std::uint8_t> insureds_in_pools(Scenario const& scenario);

/// One column for each source, compiled; nothing unless the scenario's output asks for it.
class SourceTotals {
public:
    SourceTotals() = default;
    SourceTotals(Scenario const& scenario, ColumnRegister& columns);

    /// Fills position `at` and on from the parts of a block, one for each source: losses after policy terms of insureds
    /// that a pool covers, for 100 % of each risk.
    void fill(std::span<SourcePart const> parts, std::span<std::vector<double>> columns, std::size_t at) const;

    /// The column of each source; empty when not asked for.
    [[nodiscard]] std::vector<std::size_t> const& columns() const { return columns_; }

private:
    std::vector<std::size_t> columns_;   // per source; empty when not asked for
    std::vector<std::uint8_t> covered_;  // per insured
};

}  // namespace riskpool
