// The parts of the module riskpool._ext. They hand over plain values; what a researcher sees is python/riskpool.
#pragma once

#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>

#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/base/diagnostic.hpp"

namespace riskpool::python {

/// Columns of a table, by name, in their order: lists of str, and numpy arrays of float64 or int64.
using Columns = nanobind::dict;

/// A numpy array that is read where it lies.
template <class T>
using Array = nanobind::ndarray<T const, nanobind::ndim<1>, nanobind::c_contig, nanobind::device::cpu>;

/// Level, file, line, column, path, problem, hint.
using PlainDiagnostic = std::tuple<std::string, std::string, int, int, std::string, std::string, std::string>;
std::vector<PlainDiagnostic> to_plain(std::vector<Diagnostic> const& diagnostics);

/// A ScenarioError of the engine is one of riskpool.diagnostic in Python.
void bind_faults(nanobind::module_& module);
void bind_descriptions(nanobind::module_& module);
void bind_scenario(nanobind::module_& module);
void bind_figures(nanobind::module_& module);
void bind_run(nanobind::module_& module);
void bind_contracts(nanobind::module_& module);
void bind_pools(nanobind::module_& module);
void bind_laws(nanobind::module_& module);
void bind_own_sources(nanobind::module_& module);
void bind_events(nanobind::module_& module);
void bind_trials(nanobind::module_& module);

/// A numpy array that takes over the values: nothing is copied. Empty `shape` means one dimension.
nanobind::object to_numpy(std::vector<double> values, std::vector<std::size_t> shape = {});
nanobind::object to_numpy(std::vector<std::int64_t> values);
nanobind::object to_numpy(std::vector<std::uint32_t> values);
nanobind::object to_numpy(std::vector<float> values);

/// One list or array from one member of each row.
template <class Row, class Value>
nanobind::object column(std::vector<Row> const& rows, Value Row::*member) {
    if constexpr (std::is_same_v<Value, std::string>) {
        nanobind::list values;
        for (auto const& row : rows) {
            std::string const& text = row.*member;
            values.append(nanobind::str(text.data(), text.size()));
        }
        return values;
    } else {
        using Kept = std::conditional_t<std::is_integral_v<Value>, std::int64_t, double>;
        std::vector<Kept> values;
        values.reserve(rows.size());
        for (auto const& row : rows) values.push_back(static_cast<Kept>(row.*member));
        return to_numpy(std::move(values));
    }
}

}  // namespace riskpool::python
