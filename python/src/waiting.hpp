// Long work in a thread of its own, while Python goes on.
#pragma once

#include <nanobind/nanobind.h>

#include <functional>

#include "sim/run/engine.hpp"

namespace riskpool::python {

/// Calls `work` in a thread of its own, with settings that report and can be stopped, while the calling thread, which
/// may be Python's main one, waits without the interpreter's lock and now and then looks for signals and reports. What
/// Python raises meanwhile (Ctrl-C, a fault of `report`) asks the work to stop and leaves here once the blocks under
/// way are done. `work` does not hold the lock.
void work_and_wait(std::function<void(RunSettings const& settings)> const& work, RunSettings settings,
                   nanobind::object const& report);

}  // namespace riskpool::python
