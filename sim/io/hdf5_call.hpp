// How a call of HDF5's C API is made here: silently, and with a failed status turned into a ResultError.
#pragma once

#include <string>
#include <string_view>

#include "sim/io/hdf5.hpp"

namespace riskpool::hdf5 {

/// Keeps HDF5 from printing its error stack while it lives.
class QuietErrors {
public:
    QuietErrors();
    ~QuietErrors();
    QuietErrors(QuietErrors const&) = delete;
    QuietErrors& operator=(QuietErrors const&) = delete;

private:
    int (*print_)(Id, void*) = nullptr;
    void* data_ = nullptr;
};

/// Why the last call failed, from HDF5's error stack: what the file system said if it was that, else HDF5's own words.
struct Cause {
    std::string words;
    int file_system_error = 0;  // errno, or 0
};
[[nodiscard]] Cause last_cause();

/// Throws the ResultError "file: cannot `action`: cause; hint".
[[noreturn]] void throw_failure(std::string const& file, std::string_view action);
/// The same for a failure that the file system reported as `error` (errno).
[[noreturn]] void throw_failure(std::string const& file, std::string_view action, int error);

/// Makes one call; `action` completes "cannot ..." ("write the dataset x").
template <class Call>
auto checked(std::string const& file, std::string_view action, Call&& call) {
    const QuietErrors quiet;
    const auto status = call();
    if (status < 0) throw_failure(file, action);
    return status;
}

/// The file's text type: UTF-8 of variable length.
[[nodiscard]] Handle text_type(std::string const& file);

}  // namespace riskpool::hdf5
