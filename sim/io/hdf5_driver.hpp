// How HDF5 reaches the partial file: through a descriptor that is open and locked already, and without ever hearing of
// a failed write.
//
// HDF5 1.10 does not survive failed writes of its own structure: a flush or close that fails leaves identifiers to
// freed memory behind, and the process crashes later, at the latest when it ends. On a full disk exactly that happens.
// This driver therefore keeps the first failure for us, and from then on writes nothing and tells HDF5 that all is
// well.
#pragma once

#include <memory>

#include "sim/io/hdf5.hpp"

namespace riskpool::hdf5 {

/// Where a created file goes, and what became of the writes to it.
struct WriteTarget {
    int descriptor = -1;
    int error = 0;          // errno of the first write that failed
    bool given_up = false;  // nothing is written any more, because of that failure or because nobody wants the file
};

/// Makes `access` (a file access property list) create its file in `target`, which must outlive the file. The handle
/// returned is the driver's registration and must outlive the file, too.
[[nodiscard]] Handle use_target(std::string const& file, Handle const& access, WriteTarget* target);

}  // namespace riskpool::hdf5
