// The layers of a run: their terms, the columns that their technical figures read, and one column of their own.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/metric/leaf.hpp"
#include "sim/metric/metric_row.hpp"
#include "sim/metric/priced_layer.hpp"
#include "sim/run/columns.hpp"
#include "sim/treaty/programme.hpp"

namespace riskpool {

/// What technical figures read of a treaty, in money for the placed part; nothing of a proportional one. The limit is
/// that of a loss where the kind has a layer, and else what it can pay in a year.
[[nodiscard]] std::optional<PricedLayer> priced_layer(AnyTreaty const& terms, ProgrammeTreaty const& compiled);

/// One treaty that is not proportional.
class LayerPlan {
public:
    /// `treaty` is the party of the treaty's columns. Where its limit is reinstated but not without end, enters the
    /// column of what of the year's recovery is reinstated.
    LayerPlan(std::string treaty, PricedLayer terms, ColumnRegister& columns);

    [[nodiscard]] PricedLayer const& terms() const { return terms_; }
    [[nodiscard]] std::size_t recovery_column() const { return recovery_; }

    /// Fills the layer's own column, `n` cells from position `at` on, from the treaty's recoveries.
    void fill(std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const;
    /// Adds the technical figures; `sums` are those of all columns.
    void add_figures(std::span<SeriesSums const> sums, std::vector<MetricRow>& rows) const;

private:
    std::string treaty_;
    PricedLayer terms_;
    std::size_t recovery_ = 0, attached_ = 0, exhausted_ = 0;
    std::size_t reinstated_ = constant_column;
};

}  // namespace riskpool
