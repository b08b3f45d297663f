// How HDF5 reaches the partial file: through a descriptor that is open and locked already, and in a way that lets a
// file be given up.
//
// HDF5 1.10 cannot close a file whose last writes fail: H5Fclose leaves an identifier to freed memory behind, and the
// process crashes when it ends. On a full disk exactly that happens. This driver therefore tells HDF5 of failed writes
// only while a file is being written; once it is being closed, failures are kept for us and HDF5 is told that all is
// well.
#pragma once

#include <memory>

#include "sim/io/hdf5.hpp"

namespace riskpool::hdf5 {

/// Where a created file goes, and how the driver treats writes to it.
struct WriteTarget {
    enum class Mode : std::uint8_t {
        strict,    // a failed write is a failed call
        closing,   // failures are noted in `error` and otherwise pass
        given_up,  // nothing is written any more
    };
    int descriptor = -1;
    Mode mode = Mode::strict;
    int error = 0;  // errno of the first failure while closing
};

/// Makes `access` (a file access property list) create its file in `target`, which must outlive the file. The handle
/// returned is the driver's registration and must outlive the file, too.
[[nodiscard]] Handle use_target(std::string const& file, Handle const& access, WriteTarget* target);

}  // namespace riskpool::hdf5
