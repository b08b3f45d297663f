// One trial's ledger, and results written to a file after the run.
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <algorithm>
#include <tuple>

#include "python/src/bindings.hpp"
#include "sim/io/result_tables.hpp"
#include "sim/run/plan.hpp"
#include "sim/scenario/load.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace riskpool::python {

namespace {

struct Payment {
    std::int64_t year = 0;
    std::string payer, payer_kind, payee, payee_kind, reason, treaty;
    double amount = 0;
};

/// Who paid whom in one trial, year by year; lines without money are left out.
Columns trial_ledger(LoadedScenario const& loaded, std::uint64_t seed, std::uint64_t trial) {
    const Plan plan(loaded.scenario, seed);
    std::vector<std::vector<double>> columns;
    for (auto const& column : plan.columns()) columns.emplace_back(column.basis == Basis::path ? 1 : plan.years());
    BlockScratch scratch = plan.make_scratch();
    plan.run_block({trial, 1, plan.years()}, scratch, columns, 0);
    std::vector<Payment> payments;
    for (std::uint32_t year = 0; year < plan.years(); ++year) {
        for (auto const& line : plan.ledger().lines()) {
            const double amount = line.amount(columns, year);
            if (amount == 0) continue;
            Party const& payer = plan.ledger().parties()[line.payer.index()];
            Party const& payee = plan.ledger().parties()[line.payee.index()];
            payments.push_back({std::int64_t{year} + 1, payer.name, std::string(choice_name(payer.kind)), payee.name,
                                std::string(choice_name(payee.kind)), std::string(choice_name(line.reason)),
                                line.treaty, amount});
        }
    }
    Columns table;
    table["year"] = column(payments, &Payment::year);
    table["payer"] = column(payments, &Payment::payer);
    table["payer_kind"] = column(payments, &Payment::payer_kind);
    table["payee"] = column(payments, &Payment::payee);
    table["payee_kind"] = column(payments, &Payment::payee_kind);
    table["reason"] = column(payments, &Payment::reason);
    table["treaty"] = column(payments, &Payment::treaty);
    table["amount"] = column(payments, &Payment::amount);
    return table;
}

/// name, units, meaning, whether it has a value for each year, and the values, trial by trial.
using StoredColumn = std::tuple<std::string, std::string, std::string, bool, Array<double>>;

void write_result(ResultTables const& figures, std::vector<StoredColumn> const& columns, std::string const& path,
                  bool in_double) {
    std::vector<ColumnSpec> specs;
    for (auto const& [name, units, meaning, yearly, values] : columns) specs.push_back({name, units, meaning, yearly});
    const nb::gil_scoped_release others_go_on;
    ResultFile file(path, figures.trials, figures.years, std::move(specs),
                    in_double ? Storage::float64 : Storage::float32);
    constexpr std::uint64_t at_once = 16'384;
    std::vector<std::span<double const>> part(columns.size());
    for (std::uint64_t done = 0; done < figures.trials && !columns.empty(); done += at_once) {
        const std::uint64_t n = std::min(at_once, figures.trials - done);
        for (std::size_t k = 0; k < columns.size(); ++k) {
            const std::uint64_t years = std::get<3>(columns[k]) ? figures.years : 1;
            part[k] = {std::get<4>(columns[k]).data() + done * years, n * years};
        }
        file.append_trials(figures.first_trial + done, static_cast<std::uint32_t>(n), part);
    }
    write_tables(file, figures);
    file.commit();
}

}  // namespace

void bind_trials(nb::module_& module) {
    module.def("trial_ledger", &trial_ledger, "scenario"_a, "seed"_a, "trial"_a);
    module.def("write_result", &write_result, "figures"_a, "columns"_a, "path"_a, "in_double"_a);
}

}  // namespace riskpool::python
