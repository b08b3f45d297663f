// Progress on a terminal: done, rate, time left.
#pragma once

#include <chrono>
#include <cstdint>

namespace riskpool {

/// Writes one line to standard error again and again; nothing at all if that is no terminal.
class Progress {
public:
    explicit Progress(bool wanted);
    /// Takes the line away, so that the message of a failed run begins on an empty one.
    ~Progress() { clear(); }
    /// Called after each block; writes at most ten times a second.
    void show(std::uint64_t done, std::uint64_t of);
    /// Takes the line away.
    void clear();

private:
    using Clock = std::chrono::steady_clock;
    bool shown_;
    bool dirty_ = false;
    Clock::time_point start_ = Clock::now();
    Clock::time_point last_{};
};

}  // namespace riskpool
