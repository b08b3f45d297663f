#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <exception>

#include "python/src/bindings.hpp"

namespace nb = nanobind;

namespace riskpool::python {

std::vector<PlainDiagnostic> to_plain(std::vector<Diagnostic> const& diagnostics) {
    std::vector<PlainDiagnostic> found;
    found.reserve(diagnostics.size());
    for (auto const& d : diagnostics) {
        found.emplace_back(d.level == Level::error ? "error" : "warning", d.file, d.line, d.column, d.path, d.problem,
                           d.hint);
    }
    return found;
}

void bind_faults(nb::module_&) {
    nb::register_exception_translator([](std::exception_ptr const& fault, void*) {
        try {
            std::rethrow_exception(fault);
        } catch (ScenarioError const& error) {
            const nb::module_ module = nb::module_::import_("riskpool.diagnostic");
            nb::list diagnostics;
            for (auto const& each : to_plain(error.diagnostics())) {
                diagnostics.append(module.attr("Diagnostic")(*nb::cast(each)));
            }
            PyErr_SetObject(module.attr("ScenarioError").ptr(), module.attr("ScenarioError")(diagnostics).ptr());
        }
    });
}

}  // namespace riskpool::python
