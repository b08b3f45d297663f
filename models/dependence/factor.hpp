// What a factor of the year does to sources: each multiplier is an increasing function of the factor's uniform.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/draw/quantile_table.hpp"
#include "sim/base/hash.hpp"
#include "sim/loss/dependence.hpp"

namespace riskpool {

/// One multiplier of one source: constant + weight X, X of a law of mean 1 by inversion, which falls with the factor if
/// `falling`.
struct FactorEffect {
    std::size_t source = 0;
    bool on_losses = false;  // else on the expected number of events
    double constant = 0, weight = 1;
    bool falling = false;
    std::size_t law = 0;  // which of the tables
};

/// Multiplies the columns that the effects name by their multipliers at the factor's uniforms, one for each cell.
/// `work` holds two columns.
void apply_effects(std::span<FactorEffect const> effects, std::span<QuantileTable const> laws,
                   std::span<double const> uniforms, DependenceScratch& work, std::span<SourceDrive> sources);

void add_to(std::span<FactorEffect const> effects, std::span<QuantileTable const> laws, Hash64& hash);

}  // namespace riskpool
