#include "models/sources/clusters.hpp"

#include <algorithm>

#include "models/sources/choice_of_insured.hpp"
#include "sim/base/diagnostic.hpp"

namespace riskpool {

namespace {

constexpr std::size_t max_insureds = std::size_t{1} << 20;

/// The clusters of the insureds covered, in the order of their first insured.
std::vector<std::string> clusters_of(Filter const& covers, Insureds const& insureds) {
    std::vector<std::string> found;
    for (const InsuredId id : covers.select(insureds)) {
        std::string const& cluster = insureds[id.index()].cluster;
        if (std::find(found.begin(), found.end(), cluster) == found.end()) found.push_back(cluster);
    }
    return found;
}

}  // namespace

std::vector<std::vector<InsuredId>> group_by_cluster(Filter const& covers, std::vector<std::string> const& names,
                                                     Insureds const& insureds) {
    const std::vector<std::string> clusters = names.empty() ? clusters_of(covers, insureds) : names;
    const std::vector<InsuredId> covered = covers.select(insureds);
    std::vector<std::vector<InsuredId>> groups;
    for (std::string const& cluster : clusters) {
        auto& group = groups.emplace_back();
        for (const InsuredId id : covered) {
            if (insureds[id.index()].cluster == cluster) group.push_back(id);
        }
    }
    return groups;
}

std::vector<AssetDependants> cluster_dependants(Filter const& covers, std::vector<std::string> const& names,
                                                double rate_per_cluster, Insureds const& insureds) {
    const std::vector<std::string> clusters = names.empty() ? clusters_of(covers, insureds) : names;
    const auto groups = group_by_cluster(covers, clusters, insureds);
    std::vector<AssetDependants> all;
    for (std::size_t c = 0; c < groups.size(); ++c) {
        all.push_back({clusters[c], rate_per_cluster, {}});
        for (const InsuredId id : groups[c]) all.back().dependants.push_back({id, 1});
    }
    return all;
}

bool check_clusters(Filter const& covers, std::vector<std::string> const& names, double rate_per_cluster,
                    Insureds const& insureds, FieldFaults& faults) {
    if (!check_covers(covers, insureds, faults)) return false;
    const std::vector<std::string> clusters = clusters_of(covers, insureds);
    bool well = true;
    const auto report = [&](std::string const& field, std::string const& problem, std::string const& hint) {
        faults.add(field, problem, hint);
        well = false;
    };
    for (std::size_t n = 0; n < names.size(); ++n) {
        const std::string at = "clusters[" + std::to_string(n) + ']';
        if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(n), names[n]) !=
            names.begin() + static_cast<std::ptrdiff_t>(n)) {
            report(at, '"' + names[n] + "\" is named twice", "name each cluster once");
        } else if (names[n].empty() || std::find(clusters.begin(), clusters.end(), names[n]) == clusters.end()) {
            const auto near = nearest(names[n], {clusters.begin(), clusters.end()});
            report(at, '"' + names[n] + "\" is the cluster of no insured covered",
                   near.empty() ? "name the cluster of an insured" : "did you mean \"" + std::string(near) + "\"?");
        }
    }
    if (names.empty()) {
        for (const InsuredId id : covers.select(insureds)) {
            if (!insureds[id.index()].cluster.empty()) continue;
            report("covers", '"' + insureds[id.index()].name + "\" belongs to no cluster",
                   "give it a `cluster`, or leave it out of `covers`");
        }
    }
    if (insureds.size() > max_insureds) report("covers", "chooses among more than 1048576 insureds", "merge insureds");
    const auto count = static_cast<double>(names.empty() ? clusters.size() : names.size());
    if (!(rate_per_cluster * count <= max_cluster_events)) {
        report("rate", "gives more than 1000 events a year over all clusters", "the rate is per cluster and year");
    }
    return well;
}

}  // namespace riskpool
