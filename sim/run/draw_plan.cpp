#include "sim/run/draw_plan.hpp"

#include <algorithm>
#include <stdexcept>

#include "sim/scenario/draw_fault.hpp"

namespace riskpool {

namespace {

bool same_columns(Plan const& first, Plan const& plan) {
    const auto same = [](ColumnDescription const& a, ColumnDescription const& b) {
        return a.party == b.party && a.quantity == b.quantity && a.basis == b.basis && a.measured == b.measured &&
               a.tailed == b.tailed && a.stored == b.stored;
    };
    return std::equal(first.columns().begin(), first.columns().end(), plan.columns().begin(), plan.columns().end(),
                      same) &&
           std::equal(first.scaled().begin(), first.scaled().end(), plan.scaled().begin(), plan.scaled().end(),
                      [](ScaledSeries const& a, ScaledSeries const& b) {
                          return a.party == b.party && a.quantity == b.quantity && a.column == b.column;
                      });
}

/// What keeps a scenario that can be read from being a draw of the run.
struct Obstacle {
    std::string problem;  // empty if there is none
    std::string hint;
};

Obstacle try_plan(Scenario const& scenario, Plan::Relative const& means, std::unique_ptr<Plan const>& plan) {
    try {
        plan = std::make_unique<Plan const>(scenario, means.plan.seed(), false, &means);
    } catch (std::invalid_argument const& reason) {
        return {std::string("cannot be compiled: ") + reason.what(), ""};
    }
    if (same_columns(means.plan, *plan)) return {};
    return {"changes which figures there are, and not only their values",
            "a number whose 0 or infinity leaves out a part of a treaty or fund cannot be drawn from a range that "
            "holds it"};
}

}  // namespace

std::unique_ptr<Plan const> compile_draw(LoadedScenario const& loaded, DrawnValues const& values,
                                         std::string const& draw, std::optional<std::size_t> alternative,
                                         Plan::Relative const& means) {
    std::unique_ptr<Plan const> plan;
    const Obstacle obstacle = try_plan(scenario_with(loaded, values, draw, alternative), means, plan);
    if (obstacle.problem.empty()) return plan;
    const auto fails = [&](DrawnValues const& some) {
        try {
            std::unique_ptr<Plan const> of_some;
            return !try_plan(scenario_with(loaded, some, draw, alternative), means, of_some).problem.empty();
        } catch (ScenarioError const&) {
            return true;
        }
    };
    throw fault_of_draw(loaded, alternative, draw, values_at_fault(values, fails), obstacle.problem, obstacle.hint);
}

}  // namespace riskpool
