// What the program answers to the shell. Documented in docs/command-line.md.
#pragma once

namespace riskpool {

enum class ExitCode : int {
    success = 0,
    faulty_scenario = 1,  // the scenario has faults; all were printed
    usage = 2,            // the command line could not be understood
    failed = 3,           // reading, running or writing failed
    interrupted = 130,    // Ctrl-C; what was kept was said
};

constexpr int code(ExitCode exit) {
    return static_cast<int>(exit);
}

}  // namespace riskpool
