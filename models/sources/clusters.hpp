// Insureds that an event reaches together: those of one cluster (a park, a grid, a cloud).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/base/id.hpp"
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

/// The index of the uniform of one insured in one event of a cell: the insured's number above 12 bits of event. A
/// Poisson number of mean 1000 does not reach 2^12 (that is 95 standard deviations away, and tables of counts end at
/// 2^-60), so that indices collide only above 2^20 insureds, which check_clusters refuses. It depends on no other
/// insured: who else is covered changes no one's draws.
constexpr std::uint32_t row_index(std::uint32_t event, InsuredId insured) noexcept {
    return (insured.value << 12U) | event;
}

}  // namespace riskpool
