// Work done in a child process, for what ends a process or is limited for a whole process.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>

namespace riskpool::testing_io {

/// How a child process ended: its exit code (-1 if a signal ended it), the signal (0 if none), and what it threw.
struct Ended {
    int code = -1;
    int signal = 0;
    std::string message;
};

/// Runs `work` in a child. The child exits with 0, or with 1 and the message if `work` throws; as it exits in the
/// ordinary way, a crash of HDF5 at the end of the process shows as a signal.
template <class Work>
Ended in_child(Work&& work) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("no child process");
    if (child == 0) {
        close(ends[0]);
        int code = 0;
        try {
            work();
        } catch (std::exception const& error) {
            const std::string message = error.what();
            [[maybe_unused]] const auto ignored = write(ends[1], message.data(), message.size());
            code = 1;
        }
#ifdef __SANITIZE_ADDRESS__
        _exit(code);  // to look for leaks in a copy of the whole process takes minutes; the parent looks for them
#else
        std::exit(code);
#endif
    }
    close(ends[1]);
    Ended ended;
    char letters[4096];
    for (;;) {
        const ssize_t got = read(ends[0], letters, sizeof letters);
        if (got <= 0) break;
        ended.message.append(letters, static_cast<std::size_t>(got));
    }
    close(ends[0]);
    int status = 0;
    waitpid(child, &status, 0);
    if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
    if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
    return ended;
}

}  // namespace riskpool::testing_io
