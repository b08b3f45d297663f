// Draws of many uniforms from the cells of a quantile table, with the widest vectors that the processor has.
#pragma once

#include <span>

#include "models/draw/quantile_table.hpp"

namespace riskpool {

/// x[i] = table.draw(u[i]), bit for bit, for a table of cells (not of steps).
void draw_from_cells(QuantileTable const& table, std::span<double const> u, std::span<double> x) noexcept;

}  // namespace riskpool
