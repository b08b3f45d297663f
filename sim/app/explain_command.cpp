#include <fmt/format.h>

#include <cstdio>

#include "models/model_register.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/standard_output.hpp"
#include "sim/run/explain.hpp"
#include "sim/run/outer_values.hpp"
#include "sim/scenario/load.hpp"

namespace riskpool {

namespace {

/// One trial of one draw of the uncertain numbers, with what they are in it.
ExitCode explain_draw(LoadedScenario const& loaded, std::uint64_t seed, ExplainArguments const& arguments) {
    const std::uint64_t draws = arguments.draws.value_or(loaded.scenario.uncertainty.draws);
    if (!loaded.is_uncertain() || *arguments.draw >= draws) {
        fmt::print(stderr, "riskpool: there is no draw {}: {}\n", *arguments.draw,
                   !loaded.is_uncertain() ? "no number of the scenario is uncertain; leave --draw out"
                                          : fmt::format("the run has {}, counted from 0", draws));
        return ExitCode::usage;
    }
    const OuterValues outer(loaded, seed, static_cast<std::uint32_t>(draws));
    const DrawnValues values = outer.at(*arguments.draw, nullptr);
    const auto which = outer.alternative(*arguments.draw);
    const Scenario scenario = scenario_with(loaded, values, fmt::format("draw {}", *arguments.draw), which);
    std::string text = fmt::format("Draw {} of {}\n", *arguments.draw, draws);
    if (which) text += fmt::format("  alternative: {}\n", loaded.scenario.alternatives[*which].name);
    for (auto const& [path, value] : values) text += fmt::format("  {} = {:.6g}\n", path, value);
    print(text + '\n' + explain_trial(scenario, seed, arguments.trial));
    return ExitCode::success;
}

}  // namespace

ExitCode explain_command(ExplainArguments const& arguments) {
    const LoadedScenario loaded = load_scenario(arguments.scenario, registered_models(), arguments.settings);
    const std::uint64_t seed = arguments.seed.value_or(loaded.scenario.seed);
    if (arguments.draw) return explain_draw(loaded, seed, arguments);
    print(explain_trial(loaded.scenario, seed, arguments.trial));
    return ExitCode::success;
}

}  // namespace riskpool
