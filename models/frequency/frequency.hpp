// How many events a year has: the family of laws of counts.
#pragma once

#include "models/draw/guide_table.hpp"
#include "models/frequency/bernoulli.hpp"
#include "models/frequency/binomial.hpp"
#include "models/frequency/negative_binomial.hpp"
#include "models/frequency/poisson.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

/// The register: a new law is one file with its description and count_law(), and one word here.
using Frequency = Kinds<Poisson,           //
                        NegativeBinomial,  //
                        Binomial,          //
                        Bernoulli>;

/// Expected number of events in a year, and its variance from year to year.
[[nodiscard]] double mean(Frequency const& law);
[[nodiscard]] double variance(Frequency const& law);

/// The table that draws the law. Throws std::invalid_argument with the reason if it cannot be tabulated.
[[nodiscard]] GuideTable compile(Frequency const& law);

}  // namespace riskpool
