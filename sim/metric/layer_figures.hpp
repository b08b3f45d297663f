// The technical figures of a layer: what it costs and how often it is reached, against its limit and its premium.
#pragma once

#include <string_view>
#include <vector>

#include "sim/metric/leaf.hpp"
#include "sim/metric/metric_row.hpp"
#include "sim/metric/priced_layer.hpp"

namespace riskpool {

/// The simulated series of one treaty.
struct LayerSums {
    SeriesSums const& recovery;
    SeriesSums const& attached;              // 1 in years with a recovery
    SeriesSums const& exhausted;             // 1 in years that used up all that it can pay
    SeriesSums const* reinstated = nullptr;  // what of the year's recovery was reinstated; null where it was not kept
};

/// The basis of figures that follow from the terms alone: they are exact.
inline constexpr std::string_view contract_basis = "contract";

/// Adds, for the party `treaty`, the rows
///     expected_loss E[R], loss_sd, loss_on_line E[R]/L, attachment_probability, exhaustion_probability,
///     reinstatements_used E[min(R, n L)]/L (by what can be reinstated),
///     rate_on_line P/L and payback L/P in years (exact).
/// Ratios to an infinite limit, or to or of a premium of 0, are left out.
void add_layer_figures(std::string_view treaty, PricedLayer const& layer, LayerSums const& sums,
                       std::vector<MetricRow>& rows);

}  // namespace riskpool
