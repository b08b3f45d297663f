#include "sim/app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace riskpool {

Progress::Progress(bool wanted) : shown_(wanted && isatty(STDERR_FILENO) != 0) {}

void Progress::show(std::uint64_t done, std::uint64_t of) {
    if (!shown_) return;
    const auto now = Clock::now();
    if (now - last_ < std::chrono::milliseconds(100) && done < of) return;
    last_ = now;
    dirty_ = true;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const double rate = seconds > 0 ? static_cast<double>(done) / seconds : 0;
    const double left = rate > 0 ? static_cast<double>(of - done) / rate : 0;
    const double part = 100 * static_cast<double>(done) / static_cast<double>(of);
    fmt::print(stderr, "\r\033[K{:5.1f} %  {} of {} trials  {:.0f} trials/s  {:.0f} s left", part, done, of, rate,
               left);
    std::fflush(stderr);
}

void Progress::clear() {
    if (!dirty_) return;
    fmt::print(stderr, "\r\033[K");
    std::fflush(stderr);
    dirty_ = false;
}

}  // namespace riskpool
