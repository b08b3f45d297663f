#include "sim/io/partial_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "sim/io/result_error.hpp"

namespace riskpool {

namespace fs = std::filesystem;

namespace {

std::string words_of(int error) {
    return std::generic_category().message(error);
}

fs::path folder_of(fs::path const& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

void require_possible(fs::path const& path) {
    if (!path.has_filename()) {
        throw ResultError(path.string(), "names no file", "give the result file a name, such as result.h5");
    }
    std::error_code error;
    const fs::path folder = folder_of(path);
    const fs::file_status there = fs::status(folder, error);
    if (there.type() == fs::file_type::not_found) {
        throw ResultError(path.string(), "the folder " + folder.string() + " does not exist", "create it first");
    }
    if (!fs::is_directory(there)) {
        throw ResultError(path.string(), folder.string() + " is not a folder that can be written to",
                          "choose another place for the result");
    }
    const fs::file_status target = fs::status(path, error);
    if (fs::is_directory(target)) {
        throw ResultError(path.string(), "is a folder", "give the name of a file in it");
    }
    if (fs::exists(target) && !fs::is_regular_file(target)) {
        throw ResultError(path.string(), "is a device or pipe, which a result file cannot replace",
                          "choose another name");
    }
}

/// True if `path` still names the file behind `descriptor`: between opening and locking, the run that held the lock
/// may have renamed or removed it.
bool still_named(int descriptor, fs::path const& path) {
    struct stat held {};
    struct stat named {};
    return fstat(descriptor, &held) == 0 && stat(path.c_str(), &named) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev;
}

}  // namespace

PartialFile::PartialFile(fs::path path) : final_(std::move(path)) {
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(final_, error))) {
        const fs::path target = fs::canonical(final_, error);
        if (!error) final_ = target;
    }
    require_possible(final_);
    partial_ = final_;
    partial_ += ".partial";
    open_and_lock();
}

PartialFile::~PartialFile() {
    discard();
}

void PartialFile::open_and_lock() {
    for (;;) {
        descriptor_ = open(partial_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (descriptor_ < 0) {
            const int error = errno;
            const bool forbidden = error == EACCES || error == EPERM || error == EROFS;
            throw ResultError(final_.string(), "cannot create " + partial_.string() + ": " + words_of(error),
                              forbidden ? "choose a folder that you may write to" : "");
        }
        // A file system without locks (some network ones) is used without.
        if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            close(std::exchange(descriptor_, -1));
            throw ResultError(final_.string(), "another run is writing it (" + partial_.string() + " is locked)",
                              "wait for that run or choose another name");
        }
        if (still_named(descriptor_, partial_)) return;
        close(std::exchange(descriptor_, -1));
    }
}

void PartialFile::publish() {
    // Without fsync before rename, a crash of the machine may leave the new name on an empty file.
    if (fsync(descriptor_) != 0) {
        throw ResultError(final_.string(), "cannot be written to disk: " + words_of(errno), "");
    }
    if (rename(partial_.c_str(), final_.c_str()) != 0) {
        throw ResultError(final_.string(), "cannot be put in place: " + words_of(errno), "");
    }
    close(std::exchange(descriptor_, -1));
    const int folder = open(folder_of(final_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        fsync(folder);  // best effort: the result is in place, and some file systems cannot sync folders
        close(folder);
    }
}

void PartialFile::discard() noexcept {
    if (descriptor_ < 0) return;
    unlink(partial_.c_str());
    close(std::exchange(descriptor_, -1));
}

}  // namespace riskpool
