#include <nanobind/stl/string.h>

#include "python/src/bindings.hpp"
#include "sim/io/result_tables.hpp"
#include "sim/io/summary.hpp"
#include "sim/run/accumulation.hpp"
#include "sim/scenario/load.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace riskpool::python {

namespace {

Columns metrics(ResultTables const& t) {
    Columns columns;
    columns["metric"] = column(t.metrics, &MetricRow::metric);
    columns["party"] = column(t.metrics, &MetricRow::party);
    columns["quantity"] = column(t.metrics, &MetricRow::quantity);
    columns["basis"] = column(t.metrics, &MetricRow::basis);
    columns["parameter"] = column(t.metrics, &MetricRow::parameter);
    columns["value"] = column(t.metrics, &MetricRow::value);
    columns["standard_error"] = column(t.metrics, &MetricRow::standard_error);
    columns["low"] = column(t.metrics, &MetricRow::low);
    columns["high"] = column(t.metrics, &MetricRow::high);
    columns["tail_count"] = column(t.metrics, &MetricRow::tail_count);
    columns["warning"] = column(t.metrics, &MetricRow::warning);
    if (t.draws == 0) return columns;
    columns["draws"] = column(t.metrics, &MetricRow::draws);
    columns["credible_low"] = column(t.metrics, &MetricRow::credible_low);
    columns["credible_median"] = column(t.metrics, &MetricRow::credible_median);
    columns["credible_high"] = column(t.metrics, &MetricRow::credible_high);
    columns["corrected_low"] = column(t.metrics, &MetricRow::corrected_low);
    columns["corrected_high"] = column(t.metrics, &MetricRow::corrected_high);
    columns["curve_low"] = column(t.metrics, &MetricRow::curve_low);
    columns["curve_high"] = column(t.metrics, &MetricRow::curve_high);
    columns["bound_low"] = column(t.metrics, &MetricRow::bound_low);
    columns["bound_high"] = column(t.metrics, &MetricRow::bound_high);
    return columns;
}

Columns uncertain(ResultTables const& t) {
    Columns columns;
    columns["path"] = column(t.uncertain, &UncertainRow::path);
    columns["belief"] = column(t.uncertain, &UncertainRow::belief);
    columns["kind"] = column(t.uncertain, &UncertainRow::kind);
    columns["mean"] = column(t.uncertain, &UncertainRow::mean);
    columns["lowest"] = column(t.uncertain, &UncertainRow::lowest);
    columns["highest"] = column(t.uncertain, &UncertainRow::highest);
    columns["remark"] = column(t.uncertain, &UncertainRow::remark);
    return columns;
}

Columns drawn(ResultTables const& t) {
    Columns columns;
    columns["draw"] = column(t.drawn, &DrawnRow::draw);
    columns["path"] = column(t.drawn, &DrawnRow::path);
    columns["value"] = column(t.drawn, &DrawnRow::value);
    return columns;
}

Columns figures_by_draw(ResultTables const& t) {
    Columns columns;
    columns["draw"] = column(t.figures_by_draw, &FigureByDraw::draw);
    columns["row"] = column(t.figures_by_draw, &FigureByDraw::row);
    columns["value"] = column(t.figures_by_draw, &FigureByDraw::value);
    return columns;
}

Columns transfers(ResultTables const& t) {
    Columns columns;
    columns["payer"] = column(t.transfers, &TransferRow::payer);
    columns["payer_kind"] = column(t.transfers, &TransferRow::payer_kind);
    columns["payee"] = column(t.transfers, &TransferRow::payee);
    columns["payee_kind"] = column(t.transfers, &TransferRow::payee_kind);
    columns["reason"] = column(t.transfers, &TransferRow::reason);
    columns["treaty"] = column(t.transfers, &TransferRow::treaty);
    columns["mean"] = column(t.transfers, &TransferRow::mean);
    columns["standard_error"] = column(t.transfers, &TransferRow::standard_error);
    return columns;
}

Columns treaties(ResultTables const& t) {
    Columns columns;
    columns["buyer"] = column(t.treaties, &TreatyRow::buyer);
    columns["treaty"] = column(t.treaties, &TreatyRow::treaty);
    columns["kind"] = column(t.treaties, &TreatyRow::kind);
    columns["placed"] = column(t.treaties, &TreatyRow::placed);
    columns["annual_limit"] = column(t.treaties, &TreatyRow::annual_limit);
    columns["premium"] = column(t.treaties, &TreatyRow::premium);
    columns["commission"] = column(t.treaties, &TreatyRow::commission);
    columns["order"] = column(t.treaties, &TreatyRow::order);
    columns["note"] = column(t.treaties, &TreatyRow::note);
    return columns;
}

Columns accumulation_columns(std::vector<AccumulationRow> const& rows) {
    Columns columns;
    columns["source"] = column(rows, &AccumulationRow::source);
    columns["asset"] = column(rows, &AccumulationRow::asset);
    columns["pool"] = column(rows, &AccumulationRow::pool);
    columns["yearly_rate"] = column(rows, &AccumulationRow::yearly_rate);
    columns["insureds"] = column(rows, &AccumulationRow::insureds);
    columns["sum_insured"] = column(rows, &AccumulationRow::sum_insured);
    columns["share_of_pool"] = column(rows, &AccumulationRow::share_of_pool);
    columns["relied_on"] = column(rows, &AccumulationRow::relied_on);
    columns["policy_limits"] = column(rows, &AccumulationRow::policy_limits);
    columns["pml"] = column(rows, &AccumulationRow::pml);
    return columns;
}

Columns pairs(ResultTables const& t) {
    Columns columns;
    columns["kind"] = column(t.pairs, &PairRow::kind);
    columns["quantity"] = column(t.pairs, &PairRow::quantity);
    columns["first"] = column(t.pairs, &PairRow::first);
    columns["second"] = column(t.pairs, &PairRow::second);
    columns["measure"] = column(t.pairs, &PairRow::measure);
    columns["level"] = column(t.pairs, &PairRow::level);
    columns["value"] = column(t.pairs, &PairRow::value);
    columns["standard_error"] = column(t.pairs, &PairRow::standard_error);
    columns["independent"] = column(t.pairs, &PairRow::independent);
    return columns;
}

Columns provenance(ResultTables const& t) {
    Columns columns;
    columns["path"] = column(t.provenance, &ProvenanceRow::path);
    columns["value"] = column(t.provenance, &ProvenanceRow::value);
    columns["source"] = column(t.provenance, &ProvenanceRow::source);
    columns["note"] = column(t.provenance, &ProvenanceRow::note);
    return columns;
}

}  // namespace

void bind_figures(nb::module_& module) {
    nb::class_<ResultTables>(module, "Figures")
        .def_ro("title", &ResultTables::title)
        .def_ro("currency", &ResultTables::currency)
        .def_ro("program_version", &ResultTables::program_version)
        .def_ro("program_commit", &ResultTables::program_commit)
        .def_ro("scenario_file", &ResultTables::scenario_file)
        .def_ro("scenario_text", &ResultTables::scenario_text)
        .def_ro("settings", &ResultTables::settings)
        .def_ro("table_hash", &ResultTables::table_hash)
        .def_ro("seed", &ResultTables::seed)
        .def_ro("first_trial", &ResultTables::first_trial)
        .def_ro("trials", &ResultTables::trials)
        .def_ro("trials_asked", &ResultTables::trials_asked)
        .def_ro("years", &ResultTables::years)
        .def_ro("draws", &ResultTables::draws)
        .def_ro("draws_asked", &ResultTables::draws_asked)
        .def_ro("trials_per_draw", &ResultTables::trials_per_draw)
        .def_ro("corners", &ResultTables::corners)
        .def_ro("band", &ResultTables::band)
        .def("metrics", &metrics)
        .def("transfers", &transfers)
        .def("treaties", &treaties)
        .def("provenance", &provenance)
        .def("accumulation", [](ResultTables const& t) { return accumulation_columns(t.accumulation); })
        .def("pairs", &pairs)
        .def("uncertain", &uncertain)
        .def("drawn", &drawn)
        .def("figures_by_draw", &figures_by_draw)
        .def(
            "summary", [](ResultTables const& t, bool full) { return summarise(t, form_of(full)); }, "full"_a);
    module.def(
        "read_figures", [](std::string const& path) { return read_tables(ResultReader(path)); }, "path"_a);
    module.def(
        "accumulation",
        [](LoadedScenario const& loaded, double threshold) {
            return accumulation_columns(accumulation(loaded.scenario, threshold));
        },
        "scenario"_a, "threshold"_a);
    nb::exception<ResultError>(module, "ResultError", PyExc_OSError);
}

}  // namespace riskpool::python
