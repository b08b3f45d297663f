#include "sim/io/hdf5_call.hpp"

#include <hdf5.h>

#include <cerrno>
#include <charconv>
#include <system_error>

#include "sim/io/result_error.hpp"

namespace riskpool::hdf5 {

static_assert(sizeof(hid_t) == sizeof(Id));

namespace {

herr_t note(unsigned, H5E_error2_t const* entry, void* into) {
    auto& cause = *static_cast<Cause*>(into);
    if (entry->desc == nullptr) return 0;
    const std::string_view words = entry->desc;
    // The walk begins where the fault arose, so the first description is the most particular one.
    if (cause.words.empty()) cause.words = words;
    // The drivers of files write "errno = 28, error message = ..." into their description.
    constexpr std::string_view mark = "errno = ";
    const auto at = words.find(mark);
    if (cause.file_system_error == 0 && at != words.npos) {
        const char* begin = words.data() + at + mark.size();
        std::from_chars(begin, words.data() + words.size(), cause.file_system_error);
    }
    return 0;
}

std::string_view hint_for(int error) {
    switch (error) {
        case ENOSPC: return "free some space, or write the result to another disk";
        case EDQUOT: return "free some of your quota, or write the result to another disk";
        case EFBIG:
            return "the file system or `ulimit -f` allows no larger file: raise the limit or store fewer columns";
        case EACCES:
        case EPERM:
        case EROFS: return "choose a place that you may read and write";
        default: return "";
    }
}

}  // namespace

QuietErrors::QuietErrors() {
    H5Eget_auto2(H5E_DEFAULT, &print_, &data_);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

QuietErrors::~QuietErrors() {
    H5Eset_auto2(H5E_DEFAULT, print_, data_);
}

Cause last_cause() {
    Cause cause;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, note, &cause);
    if (cause.file_system_error != 0) cause.words = std::generic_category().message(cause.file_system_error);
    if (cause.words.empty()) cause.words = "HDF5 gives no reason";
    return cause;
}

void throw_failure(std::string const& file, std::string_view action) {
    const Cause cause = last_cause();
    if (cause.file_system_error != 0) throw_failure(file, action, cause.file_system_error);
    // A full disk and the like are known by their error numbers; what HDF5 itself stumbles over is what it reads.
    throw ResultError(file, "cannot " + std::string(action) + ": " + cause.words,
                      "the file may be damaged; repeat the run");
}

void throw_failure(std::string const& file, std::string_view action, int error) {
    throw ResultError(file, "cannot " + std::string(action) + ": " + std::generic_category().message(error),
                      std::string(hint_for(error)));
}

Handle text_type(std::string const& file) {
    Handle type(checked(file, "describe text", [] { return H5Tcopy(H5T_C_S1); }));
    checked(file, "describe text", [&] { return H5Tset_size(type.get(), H5T_VARIABLE); });
    checked(file, "describe text", [&] { return H5Tset_cset(type.get(), H5T_CSET_UTF8); });
    return type;
}

}  // namespace riskpool::hdf5
