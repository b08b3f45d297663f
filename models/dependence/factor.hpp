// What a factor of the year does to sources: each multiplier is an increasing function of the factor's uniform.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/draw/quantile_table.hpp"
#include "sim/base/describe.hpp"
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

// A loading of any factor: { source, rate, severity }, 0 where the factor leaves rate or severity alone.

template <class Loading>
void check_loading(Loading const& loading, FieldFaults& faults) {
    if (loading.rate == 0 && loading.severity == 0) {
        faults.add("", "loads nothing on the factor", "give `rate`, `severity` or both, or drop the source");
    }
}

template <class Loading>
void check_loadings(std::vector<Loading> const& loadings, FieldFaults& faults) {
    if (loadings.empty()) faults.add("loadings", "is empty, so nothing follows the factor", "name a source");
}

template <class Loading>
[[nodiscard]] std::vector<DependenceReference> references_of(std::vector<Loading> const& loadings) {
    std::vector<DependenceReference> all;
    for (std::size_t i = 0; i < loadings.size(); ++i) {
        const std::string field = "loadings[" + std::to_string(i) + "].source";
        if (loadings[i].rate != 0) all.push_back({field, loadings[i].source, DependenceAspect::rates});
        if (loadings[i].severity != 0) all.push_back({field, loadings[i].source, DependenceAspect::losses});
    }
    return all;
}

}  // namespace riskpool
