// Insureds that an event reaches together: those of one cluster (a park, a grid, a cloud).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/base/id.hpp"
#include "sim/base/random.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/shared_asset.hpp"

namespace riskpool {

/// The insureds covered, one list for each cluster. Clusters stand in the order of `names`, or, if that is empty, in
/// the order of their first insured; the insureds of each in ascending order.
[[nodiscard]] std::vector<std::vector<InsuredId>> group_by_cluster(Filter const& covers,
                                                                   std::vector<std::string> const& names,
                                                                   Insureds const& insureds);

/// The clusters as assets on which all their insureds rely wholly.
[[nodiscard]] std::vector<AssetDependants> cluster_dependants(Filter const& covers,
                                                              std::vector<std::string> const& names,
                                                              double rate_per_cluster, Insureds const& insureds);

/// Reports insureds covered that belong to no cluster, names of clusters in which nobody is covered, clusters named
/// twice, and rates that add up to more than max_cluster_events. True if there is nothing to report.
bool check_clusters(Filter const& covers, std::vector<std::string> const& names, double rate_per_cluster,
                    Insureds const& insureds, FieldFaults& faults);

/// The most events a year that are expected over all clusters of one source.
inline constexpr double max_cluster_events = 1000;

/// The uniform of one insured in one event of a cell: its index is the insured's number above 12 bits of event, so that
/// indices collide only above 2^20 insureds, which check_clusters refuses. It depends on no other insured: who else is
/// covered changes no one's draws. A year has more than 2^12 events only where a factor multiplies a rate near its
/// bound; each further 2^12 of them then have a key of their own (multiples of the golden ratio's bits, as Philox's own
/// keys are spread).
constexpr double row_uniform(Stream stream, Cell cell, std::uint32_t event, InsuredId insured) noexcept {
    constexpr std::uint64_t step = 0x9E3779B97F4A7C15ULL;
    stream.seed ^= (event >> 12U) * step;
    return uniform(stream, cell, (insured.value << 12U) | (event & 0xFFFU));
}

}  // namespace riskpool
