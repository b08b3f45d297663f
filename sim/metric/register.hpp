// The register of metrics: a new metric is one file and one line here.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/metric/ep_curve.hpp"
#include "sim/metric/mean.hpp"
#include "sim/metric/pml.hpp"
#include "sim/metric/probability.hpp"
#include "sim/metric/standard_deviation.hpp"
#include "sim/metric/technical_premium.hpp"
#include "sim/metric/tvar.hpp"
#include "sim/metric/var.hpp"

namespace riskpool {

using MetricKinds = Kinds<  //
    Aal,                    //
    StandardDeviation,      //
    Var,                    //
    Tvar,                   //
    EpCurve,                //
    Pml,                    //
    Probability,            //
    TechnicalPremium>;

/// How many of the largest observations of a series these metrics read: what its Tail must keep. `quantity` is that of
/// the series, and `layer` the terms of the treaty whose recoveries it has; where the quantity is left out, metrics of
/// some quantities only count as well.
[[nodiscard]] std::uint64_t tail_needed(std::span<MetricKinds const> metrics, Basis basis, bool indicator,
                                        std::uint64_t trials, std::uint32_t years, std::string_view quantity = {},
                                        PricedLayer const* layer = nullptr);

/// Adds the rows of all metrics of one series.
void measure(std::span<MetricKinds const> metrics, SeriesSummary const& series, std::vector<MetricRow>& rows);

}  // namespace riskpool
