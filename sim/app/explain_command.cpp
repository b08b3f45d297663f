#include "models/model_register.hpp"
#include "sim/app/commands.hpp"
#include "sim/app/standard_output.hpp"
#include "sim/run/explain.hpp"
#include "sim/scenario/load.hpp"

namespace riskpool {

ExitCode explain_command(ExplainArguments const& arguments) {
    const LoadedScenario loaded = load_scenario(arguments.scenario, registered_models(), arguments.settings);
    print(explain_trial(loaded.scenario, arguments.seed.value_or(loaded.scenario.seed), arguments.trial));
    return ExitCode::success;
}

}  // namespace riskpool
