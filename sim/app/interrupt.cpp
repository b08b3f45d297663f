#include "sim/app/interrupt.hpp"

#include <signal.h>

#include <ctime>

namespace riskpool {

namespace {

sigset_t stop_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

}  // namespace

// The signals are blocked in all threads (those made later inherit it) and waited for in one: no handler, so nothing
// has to be safe inside one.
Interrupt::Interrupt() {
    const sigset_t signals = stop_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    waiter_ = std::jthread([this](std::stop_token const& done) {
        const sigset_t waited = stop_signals();
        const timespec moment{0, 50'000'000};
        while (!done.stop_requested()) {
            if (sigtimedwait(&waited, nullptr, &moment) < 0) continue;
            if (source_.stop_requested()) {
                signal(SIGINT, SIG_DFL);
                pthread_sigmask(SIG_UNBLOCK, &waited, nullptr);
                raise(SIGINT);
            }
            source_.request_stop();
        }
    });
}

Interrupt::~Interrupt() {
    waiter_.request_stop();
    waiter_.join();
    const sigset_t signals = stop_signals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace riskpool
