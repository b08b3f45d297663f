// From a file to a valid scenario, or to all its faults at once.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/model_register.hpp"
#include "sim/scenario/reader.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// The scenario with the values of one alternative in their places.
struct AlternativeTree {
    Node tree;
    std::vector<UncertainNumber> uncertain;
};

/// A scenario with the text it came from.
struct LoadedScenario {
    Scenario scenario;
    std::string file;
    std::string text;                        // of the file, verbatim
    std::vector<std::string> tables;         // text of the tables it names, verbatim, in order of reading
    std::vector<std::string> settings;       // path=value, as applied
    std::vector<Provenance> provenance;      // of the numbers that carry one
    std::vector<UncertainNumber> uncertain;  // numbers given as beliefs; the scenario holds their means
    Node tree;                               // the text as a tree, with settings and the rows of tables in their places
    std::vector<Diagnostic> warnings;        // what is not as the file asks for, and runs all the same
    std::shared_ptr<ModelRegister const> models;  // with which each draw reads the tree again, if a number is uncertain
    std::vector<AlternativeTree> alternatives;    // in the order of the scenario

    /// True if a run has something to draw.
    [[nodiscard]] bool is_uncertain() const { return !uncertain.empty() || !alternatives.empty(); }
};

/// What checking a file found.
struct CheckedScenario {
    LoadedScenario loaded;  // complete only if there are no errors
    std::vector<Diagnostic> diagnostics;
};

/// Reads and checks a scenario file; never throws for a fault of the input.
[[nodiscard]] CheckedScenario check_scenario(std::filesystem::path const& file, ModelRegister const& models,
                                             std::vector<std::string> const& settings = {});

/// The same for a text; `file` names it in messages, and tables are looked for beside it.
[[nodiscard]] CheckedScenario check_scenario_text(std::string text, std::filesystem::path const& file,
                                                  ModelRegister const& models,
                                                  std::vector<std::string> const& settings = {});

/// Reads a scenario file. Throws ScenarioError with all faults.
[[nodiscard]] LoadedScenario load_scenario(std::filesystem::path const& file, ModelRegister const& models,
                                           std::vector<std::string> const& settings = {});

/// The scenario, or one of its alternatives, with other values for its uncertain numbers, checked anew. `draw` names
/// the draw in messages. Throws ScenarioError if the scenario with them is not valid.
[[nodiscard]] Scenario scenario_with(LoadedScenario const& loaded, DrawnValues const& values, std::string const& draw,
                                     std::optional<std::size_t> alternative = {});

}  // namespace riskpool
