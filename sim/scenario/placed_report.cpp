#include "sim/scenario/placed_report.hpp"

#include <algorithm>

#include "sim/scenario/path.hpp"

namespace riskpool {

PlacedReport::PlacedReport(Scenario const& scenario, Node const& root, std::vector<Diagnostic>& diagnostics)
    : scenario_(scenario), root_(root), diagnostics_(diagnostics) {
    for (auto const& member : scenario.members) members_.push_back(member.name);
    for (auto const& reinsurer : scenario.reinsurers) reinsurers_.push_back(reinsurer.name);
}

void PlacedReport::report(std::string const& path, std::string problem, std::string hint) {
    Node const* at = find_nearest(root_, path);
    diagnostics_.push_back(
        {Level::error, at->file, at->place.line, at->place.column, path, std::move(problem), std::move(hint)});
}

void PlacedReport::warn(std::string const& path, std::string problem) {
    Node const* at = find_nearest(root_, path);
    diagnostics_.push_back({Level::warning, at->file, at->place.line, at->place.column, path, std::move(problem), ""});
}

bool PlacedReport::check_known(std::string const& path, std::string_view name,
                               std::vector<std::string_view> const& known, std::string_view what,
                               std::string_view none) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return true;
    const auto near = nearest(name, known);
    report(path, '"' + std::string(name) + "\" is no " + std::string(what) + " of the scenario",
           near.empty() ? std::string(none) : "did you mean \"" + std::string(near) + "\"?");
    return false;
}

bool PlacedReport::check_filter_names(std::string const& path, Filter const& filter) {
    std::vector<std::string_view> sectors, clusters, types, names;
    for (auto const& insured : scenario_.insureds.list) {
        sectors.push_back(insured.sector);
        clusters.push_back(insured.cluster);
        types.push_back(insured.type);
        names.push_back(insured.name);
    }
    const std::size_t before = diagnostics_.size();
    if (!filter.sector.empty())
        check_known(path + ".sector", filter.sector, sectors, "insured's sector", "name a sector of an insured");
    if (!filter.cluster.empty())
        check_known(path + ".cluster", filter.cluster, clusters, "insured's cluster", "name a cluster of an insured");
    if (!filter.type.empty())
        check_known(path + ".type", filter.type, types, "insured's type", "name a type of an insured");
    for (std::size_t i = 0; i < filter.insureds.size(); ++i) {
        check_known(path_index(path + ".insureds", i), filter.insureds[i], names, "insured", "name an insured");
    }
    return diagnostics_.size() == before;
}

void PlacedReport::check_filter(std::string const& path, Filter const& filter, std::string_view owner,
                                Filter const& within) {
    if (!check_filter_names(path, filter)) return;
    const bool covers_somebody =
        std::any_of(scenario_.insureds.list.begin(), scenario_.insureds.list.end(),
                    [&](Insured const& insured) { return filter.matches(insured) && within.matches(insured); });
    if (covers_somebody) return;
    const std::string of_pool = within.matches_all() ? "" : " of the pool";
    report(path, "matches no insured" + of_pool + ", so the " + std::string(owner) + " covers nobody",
           "widen the filter");
}

void PathFaults::add(std::string_view field, std::string_view problem, std::string_view hint) {
    report_.report(field.empty() ? path_ : path_key(path_, field), std::string(problem), std::string(hint));
}

}  // namespace riskpool
