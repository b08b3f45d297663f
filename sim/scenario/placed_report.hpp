// Faults that compare parts of a scenario, each placed where it stands in the file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Where checks of a scenario report what they find.
class PlacedReport {
public:
    PlacedReport(Scenario const& scenario, Node const& root, std::vector<Diagnostic>& diagnostics);

    [[nodiscard]] Scenario const& scenario() const { return scenario_; }
    [[nodiscard]] std::vector<std::string_view> const& members() const { return members_; }
    [[nodiscard]] std::vector<std::string_view> const& reinsurers() const { return reinsurers_; }
    /// Faults and warnings so far.
    [[nodiscard]] std::size_t count() const { return diagnostics_.size(); }

    void report(std::string const& path, std::string problem, std::string hint);
    /// Says what keeps no scenario from running; it is no fault.
    void warn(std::string const& path, std::string problem);

    /// True if the name is among those known; reports it as "no <what> of the scenario" otherwise, with the nearest
    /// name or else `none` for a hint.
    bool check_known(std::string const& path, std::string_view name, std::vector<std::string_view> const& known,
                     std::string_view what, std::string_view none);

    /// A filter must name things that exist. True if it does.
    bool check_filter_names(std::string const& path, Filter const& filter);

    /// The same, and it must cover somebody of `within`.
    void check_filter(std::string const& path, Filter const& filter, std::string_view owner, Filter const& within);

private:
    Scenario const& scenario_;
    Node const& root_;
    std::vector<Diagnostic>& diagnostics_;
    std::vector<std::string_view> members_, reinsurers_;
};

/// Faults of the fields of what stands at a path.
class PathFaults final : public FieldFaults {
public:
    PathFaults(PlacedReport& report, std::string path) : report_(report), path_(std::move(path)) {}
    void add(std::string_view field, std::string_view problem, std::string_view hint) override;

private:
    PlacedReport& report_;
    std::string path_;
};

}  // namespace riskpool
