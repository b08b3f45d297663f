#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

#include "python/src/bindings.hpp"
#include "sim/app/version.hpp"
#include "sim/run/run_scenario.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace riskpool::python {

namespace {

constexpr std::chrono::milliseconds between_looks{50};

/// What the thread that computes tells the one that waits.
struct Progress {
    std::mutex mutex;
    std::condition_variable changed;
    std::uint64_t done = 0;
    std::uint64_t of = 0;
    bool finished = false;
    std::exception_ptr failure;

    void finish(std::exception_ptr why) {
        const std::scoped_lock lock(mutex);
        failure = std::move(why);
        finished = true;
        changed.notify_one();
    }
};

/// Runs in a thread of its own, while the calling thread, which may be Python's main one, waits without the
/// interpreter's lock and now and then looks for signals and reports. What Python raises meanwhile (Ctrl-C, a fault of
/// `report`) asks the run to stop and leaves here once the blocks under way are done.
ResultTables run_and_wait(LoadedScenario const& loaded, RunRequest request, TrialTable* table,
                          nb::object const& report) {
    ResultTables figures;
    Progress progress;
    request.settings.progress = [&](std::uint64_t done, std::uint64_t of) {
        const std::scoped_lock lock(progress.mutex);
        progress.done = done;
        progress.of = of;
    };
    const nb::gil_scoped_release waiting;
    {
        const std::jthread worker([&](std::stop_token const& stop) {
            request.settings.stop = stop;
            std::exception_ptr failure;
            try {
                figures = run_scenario(loaded, request, table);
            } catch (...) {
                failure = std::current_exception();
            }
            progress.finish(failure);
        });
        for (bool finished = false; !finished;) {
            std::unique_lock lock(progress.mutex);
            finished = progress.changed.wait_for(lock, between_looks, [&] { return progress.finished; });
            const std::uint64_t done = progress.done, of = progress.of;
            lock.unlock();
            const nb::gil_scoped_acquire looking;
            if (PyErr_CheckSignals() != 0) throw nb::python_error();
            if (!report.is_none() && of > 0) report(done, of);
        }
    }
    if (progress.failure) std::rethrow_exception(progress.failure);
    return figures;
}

/// One column of the table of trials, as a tuple: name, party, quantity, basis, units, meaning, values.
nb::object hand_over(TrialColumn const& column, std::vector<double> values, std::uint32_t years) {
    std::vector<std::size_t> shape{values.size()};
    if (column.spec.yearly) shape = {values.size() / years, years};
    return nb::make_tuple(column.spec.name, column.party, column.quantity, std::string(basis_name(column.basis)),
                          column.spec.units, column.spec.long_name, to_numpy(std::move(values), std::move(shape)));
}

nb::object run(LoadedScenario const& loaded, std::optional<std::uint64_t> trials, std::optional<std::uint64_t> seed,
               int threads, std::string const& output, bool tables, nb::object const& report) {
    RunRequest request;
    request.trials = trials;
    request.seed = seed;
    request.output = output;
    request.settings.threads = threads;
    request.program_version = program_version();
    request.program_commit = program_commit();
    TrialTable table;
    ResultTables figures = run_and_wait(loaded, std::move(request), tables ? &table : nullptr, report);
    nb::list columns;
    for (std::size_t k = 0; k < table.columns.size(); ++k) {
        columns.append(hand_over(table.columns[k], std::move(table.values[k]), figures.years));
    }
    return nb::make_tuple(std::move(figures), columns);
}

}  // namespace

void bind_run(nb::module_& module) {
    module.def("run", &run, "scenario"_a, "trials"_a.none(), "seed"_a.none(), "threads"_a, "output"_a, "tables"_a,
               "report"_a.none());
    module.attr("version") = program_version();
    module.attr("commit") = program_commit();
}

}  // namespace riskpool::python
