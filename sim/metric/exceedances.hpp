// Which observations lie above a quantile of their own sample, from one pass.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "sim/metric/estimate.hpp"

namespace riskpool {

/// The places of the largest observations of a series. It needs 16 bytes for each of at most 2 (keep + 1) + 4096.
class Exceedances {
public:
    /// At most `keep` observations will be asked for.
    explicit Exceedances(std::uint64_t keep = 0) : keep_(keep) {}

    /// Adds the observations at the places `first`, first + 1 ... Values are finite.
    void add(std::uint64_t first, std::span<double const> values);
    /// Adds those of another series that keeps as many, at places that are `shift` higher.
    void merge(Exceedances const& next, std::uint64_t shift = 0);

    /// The places, ascending, of the observations above the one of which at most `beyond` (<= keep) lie above it: the
    /// order statistic of rank n - beyond of the n added. Fewer than `beyond` only if values are equal at it.
    [[nodiscard]] std::vector<std::uint64_t> above(std::uint64_t beyond) const;

private:
    struct Entry {
        double value;
        std::uint64_t place;
    };
    [[nodiscard]] std::vector<double> values() const;
    void cut_back();

    std::uint64_t keep_;
    double floor_ = -std::numeric_limits<double>::infinity();  // keep + 1 observations or more lie at it or above
    std::vector<Entry> entries_;                               // above the floor
};

/// How often two series exceed their own quantiles in the same observation.
struct CoExceedance {
    Estimate probability;
    double independent = 0;  // the product of the chances of each
};

/// From the places where each lies above; observation k belongs to trial k / years, and those of trials that are equal
/// modulo `trials_apart` were drawn with the same random numbers. The error counts trials, the quantiles being taken as
/// known; where there is no such observation it is that of independent series.
[[nodiscard]] CoExceedance co_exceedance(std::span<std::uint64_t const> first, std::span<std::uint64_t const> second,
                                         std::uint64_t observations, std::uint32_t years, std::uint64_t trials_apart);

}  // namespace riskpool
