#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>

#include <memory>
#include <optional>
#include <type_traits>

#include "python/src/bindings.hpp"
#include "python/src/waiting.hpp"
#include "sim/app/version.hpp"
#include "sim/run/buyer_plan.hpp"
#include "sim/run/keep_events.hpp"
#include "sim/run/run_scenario.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace riskpool::python {

namespace {

/// One column of the table of trials, as a tuple: name, party, quantity, basis, units, meaning, values, and where the
/// engine left the values.
nb::object hand_over(TrialColumn const& column, std::vector<double> values, std::uint32_t years) {
    std::vector<std::size_t> shape{values.size()};
    if (column.spec.yearly) shape = {values.size() / years, years};
    const auto address = reinterpret_cast<std::uintptr_t>(values.data());
    return nb::make_tuple(column.spec.name, column.party, column.quantity, std::string(basis_name(column.basis)),
                          column.spec.units, column.spec.long_name, to_numpy(std::move(values), std::move(shape)),
                          address);
}

nb::object run_and_hand_over(LoadedScenario const& loaded, RunRequest request, bool tables, nb::object const& report) {
    request.program_version = program_version();
    request.program_commit = program_commit();
    TrialTable table;
    ResultTables figures;
    work_and_wait(
        [&](RunSettings const& settings) {
            request.settings = settings;
            figures = run_scenario(loaded, request, tables ? &table : nullptr);
        },
        request.settings, report);
    nb::list columns;
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
        columns.append(hand_over(table.columns[k], std::move(table.values[k]), figures.years));
    }
    return nb::make_tuple(std::move(figures), columns);
}

nb::object run(LoadedScenario const& loaded, std::optional<std::uint64_t> trials, std::optional<std::uint64_t> seed,
               std::optional<std::uint32_t> draws, int threads, std::string const& output, bool tables,
               nb::object const& report) {
    RunRequest request;
    request.trials = trials;
    request.seed = seed;
    request.draws = draws;
    request.output = output;
    request.settings.threads = threads;
    return run_and_hand_over(loaded, std::move(request), tables, report);
}

using Kept = std::shared_ptr<KeptEvents const>;

/// Events of a run in Python's hands.
struct EventSet {
    Kept kept;
};

EventSet simulate(LoadedScenario const& loaded, std::uint64_t trials, std::uint64_t seed, int threads,
                  nb::object const& report) {
    auto kept = std::make_shared<KeptEvents>();
    RunSettings wanted;
    wanted.threads = threads;
    work_and_wait(
        [&](RunSettings const& settings) {
            const Plan plan(loaded.scenario, seed);
            *kept = keep_events(plan, {0, trials}, loaded.scenario.sources, settings);
        },
        wanted, report);
    return {std::move(kept)};
}

/// A whole run of the scenario on kept events.
nb::object price(EventSet const& events, LoadedScenario const& loaded, int threads, std::string const& output,
                 bool tables, nb::object const& report) {
    LoadedScenario with_events = loaded;
    with_events.scenario = with_kept_events(loaded.scenario, events.kept);
    RunRequest request;
    request.output = output;
    request.settings.threads = threads;
    return run_and_hand_over(with_events, std::move(request), tables, report);
}

/// A column as it lies in the event set, which lives as long as the array.
template <class T>
nb::object look_at(nb::handle owner, std::vector<T> const& values) {
    return nb::cast(nb::ndarray<nb::numpy, T const>(values.data(), {values.size()}, owner));
}

/// Who has each row, as positions. A column of a single insured, which a source need not write, is made here.
nb::object insured_of(nb::handle owner, EventColumns const& events) {
    static_assert(sizeof(InsuredId) == sizeof(std::uint32_t) && std::is_standard_layout_v<InsuredId>);
    if (events.insured.size() == events.rows()) {
        auto const* first = events.insured.empty() ? nullptr : &events.insured.front().value;
        return nb::cast(nb::ndarray<nb::numpy, std::uint32_t const>(first, {events.rows()}, owner));
    }
    std::vector<std::uint32_t> made(events.rows());
    for (std::size_t r = 0; r < made.size(); ++r) made[r] = events.insured_of(r).value;
    return to_numpy(std::move(made));
}

/// The columns of one source; those that it leaves out are not there.
nb::dict columns_of(nb::handle self, std::size_t position) {
    KeptSource const& source = nb::cast<EventSet const&>(self).kept->sources.at(position);
    EventColumns const& events = source.events();
    nb::dict columns;
    columns["count"] = look_at(self, events.count);
    columns["time"] = look_at(self, events.time);
    columns["damage"] = look_at(self, events.damage);
    if (!events.row_count.empty()) columns["rows"] = look_at(self, events.row_count);
    if (!events.index.empty()) columns["index"] = look_at(self, events.index);
    if (!events.delay.empty()) columns["delay"] = look_at(self, events.delay);
    if (!events.stock.empty()) columns["stock"] = look_at(self, events.stock);
    if (!events.restart_days.empty()) columns["restart_days"] = look_at(self, events.restart_days);
    if (!events.ramp_days.empty()) columns["ramp_days"] = look_at(self, events.ramp_days);
    if (!events.output_lost.empty()) columns["output_lost"] = look_at(self, events.output_lost);
    columns["insured"] = insured_of(self, events);
    return columns;
}

}  // namespace

void bind_run(nb::module_& module) {
    module.def("run", &run, "scenario"_a, "trials"_a.none(), "seed"_a.none(), "draws"_a.none(), "threads"_a, "output"_a,
               "tables"_a, "report"_a.none());
    module.attr("version") = program_version();
    module.attr("commit") = program_commit();
}

void bind_events(nb::module_& module) {
    nb::class_<EventSet>(module, "EventSet")
        .def_prop_ro("seed", [](EventSet const& e) { return e.kept->seed; })
        .def_prop_ro("trials", [](EventSet const& e) { return e.kept->trials; })
        .def_prop_ro("years", [](EventSet const& e) { return e.kept->years; })
        .def_prop_ro("sources", [](EventSet const& e) { return e.kept->sources.size(); })
        .def("kind", [](EventSet const& e, std::size_t k) { return std::string(e.kept->sources.at(k).kind()); })
        .def("aggregate", [](EventSet const& e, std::size_t k) { return e.kept->sources.at(k).aggregate(); });
    module.def("event_columns", &columns_of, "events"_a, "source"_a);
    module.def("simulate", &simulate, "scenario"_a, "trials"_a, "seed"_a, "threads"_a, "report"_a.none());
    module.def("price", &price, "events"_a, "scenario"_a, "threads"_a, "output"_a, "tables"_a, "report"_a.none());
}

}  // namespace riskpool::python
