#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <stdexcept>
#include <string>

#include "models/model_register.hpp"
#include "python/src/bindings.hpp"
#include "python/src/own_source.hpp"
#include "sim/run/explain.hpp"
#include "sim/run/outer_values.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/schema.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace riskpool::python {

namespace {

/// The scenario, or None if it has errors, and all that was found. Python makes an exception of it.
nb::object hand_over(CheckedScenario checked) {
    const std::vector<PlainDiagnostic> found = to_plain(checked.diagnostics);
    if (has_errors(checked.diagnostics)) return nb::make_tuple(nb::none(), found);
    return nb::make_tuple(std::move(checked.loaded), found);
}

nb::object check_file(std::string const& file, std::vector<std::string> const& settings, nb::dict const& own_sources) {
    return hand_over(check_scenario(file, models_with(own_sources), settings));
}

nb::object check_text(std::string const& text, std::string const& file, std::vector<std::string> const& settings,
                      nb::dict const& own_sources) {
    return hand_over(check_scenario_text(text, file, models_with(own_sources), settings));
}

Columns provenance(LoadedScenario const& loaded) {
    Columns columns;
    columns["path"] = column(loaded.provenance, &Provenance::path);
    columns["value"] = column(loaded.provenance, &Provenance::value);
    columns["source"] = column(loaded.provenance, &Provenance::source);
    columns["note"] = column(loaded.provenance, &Provenance::note);
    return columns;
}

/// Maps as dict, lists as list, null as None, and every scalar as it was written.
nb::object plain(Node const& node) {
    switch (node.type) {
        case Node::Type::null: return nb::none();
        case Node::Type::scalar: return nb::str(node.text.data(), node.text.size());
        case Node::Type::list: {
            nb::list items;
            for (auto const& item : node.items) items.append(plain(item));
            return items;
        }
        case Node::Type::map: {
            nb::dict entries;
            for (auto const& entry : node.entries) {
                entries[nb::str(entry.key.data(), entry.key.size())] = plain(entry.value);
            }
            return entries;
        }
    }
    return nb::none();
}

/// The scenario of one of the draws of a run: what is uncertain holds the values that it has there.
LoadedScenario at_draw(LoadedScenario const& loaded, std::uint64_t seed, std::uint64_t draw, std::uint32_t draws) {
    if (!loaded.is_uncertain() || draw >= draws) {
        throw std::out_of_range("there is no draw " + std::to_string(draw) + " of " + std::to_string(draws));
    }
    const OuterValues outer(loaded, seed, draws);
    LoadedScenario one = loaded;
    one.scenario =
        scenario_with(loaded, outer.at(draw, nullptr), "draw " + std::to_string(draw), outer.alternative(draw));
    one.uncertain.clear();
    one.alternatives.clear();
    return one;
}

}  // namespace

void bind_scenario(nb::module_& module) {
    nb::class_<LoadedScenario>(module, "Scenario")
        .def_ro("file", &LoadedScenario::file)
        .def_ro("text", &LoadedScenario::text)
        .def_ro("settings", &LoadedScenario::settings)
        .def_prop_ro("name", [](LoadedScenario const& s) { return s.scenario.name; })
        .def_prop_ro("about", [](LoadedScenario const& s) { return s.scenario.text; })
        .def_prop_ro("currency", [](LoadedScenario const& s) { return s.scenario.currency; })
        .def_prop_ro("years", [](LoadedScenario const& s) { return s.scenario.years; })
        .def_prop_ro("trials", [](LoadedScenario const& s) { return s.scenario.trials; })
        .def_prop_ro("seed", [](LoadedScenario const& s) { return s.scenario.seed; })
        .def("tree", [](LoadedScenario const& s) { return plain(s.tree); })
        .def("provenance", &provenance);
    module.def("check_file", &check_file, "file"_a, "settings"_a, "own_sources"_a = nb::dict());
    module.def("check_text", &check_text, "text"_a, "file"_a, "settings"_a, "own_sources"_a = nb::dict());
    module.def(
        "explain",
        [](LoadedScenario const& loaded, std::uint64_t seed, std::uint64_t trial) {
            return explain_trial(loaded.scenario, seed, trial);
        },
        "scenario"_a, "seed"_a, "trial"_a);
    module.def("at_draw", &at_draw, "scenario"_a, "seed"_a, "draw"_a, "draws"_a);
    module.def("schema", [] { return scenario_schema(registered_models()); });
    module.def("reference", [] { return scenario_reference(registered_models()); });
}

}  // namespace riskpool::python
