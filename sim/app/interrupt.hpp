// Ctrl-C as a request to stop.
#pragma once

#include <stop_token>
#include <thread>

namespace riskpool {

/// While it lives, SIGINT and SIGTERM ask to stop instead of killing the program; a second one kills it.
/// One at a time in a program.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(Interrupt const&) = delete;
    Interrupt& operator=(Interrupt const&) = delete;

    [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
    [[nodiscard]] bool requested() const { return source_.stop_requested(); }

private:
    std::stop_source source_;
    std::jthread waiter_;
};

}  // namespace riskpool
