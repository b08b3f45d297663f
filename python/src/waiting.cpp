#include "python/src/waiting.hpp"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace nb = nanobind;

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

}  // namespace

void work_and_wait(std::function<void(RunSettings const& settings)> const& work, RunSettings settings,
                   nb::object const& report) {
    Progress progress;
    settings.progress = [&](std::uint64_t done, std::uint64_t of) {
        const std::scoped_lock lock(progress.mutex);
        progress.done = done;
        progress.of = of;
    };
    const nb::gil_scoped_release waiting;
    {
        const std::jthread worker([&](std::stop_token const& stop) {
            settings.stop = stop;
            std::exception_ptr failure;
            try {
                work(settings);
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
}

}  // namespace riskpool::python
