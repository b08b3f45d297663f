// From a file to a valid scenario, or to all its faults at once.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/model_register.hpp"
#include "sim/scenario/reader.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

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

}  // namespace riskpool
