#include "sim/metric/spill_file.hpp"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace riskpool {

SpillFile::SpillFile(std::filesystem::path folder) : folder_(std::move(folder)) {}

SpillFile::~SpillFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

SpillFile::SpillFile(SpillFile&& other) noexcept
    : folder_(std::move(other.folder_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      size_(std::exchange(other.size_, 0)) {}

SpillFile& SpillFile::operator=(SpillFile&& other) noexcept {
    std::swap(folder_, other.folder_);
    std::swap(descriptor_, other.descriptor_);
    std::swap(size_, other.size_);
    return *this;
}

void SpillFile::fail(char const* what, int reason) const {
    throw std::runtime_error(std::string("cannot ") + what + " a temporary file in " + folder_.string() + ": " +
                             std::generic_category().message(reason));
}

void SpillFile::open() {
    std::string name = (folder_ / "riskpool-tail-XXXXXX").string();
    descriptor_ = ::mkostemp(name.data(), O_CLOEXEC);
    if (descriptor_ < 0) fail("create", errno);
    if (::unlink(name.c_str()) != 0) fail("unlink", errno);
}

void SpillFile::append(std::span<double const> values) {
    if (descriptor_ < 0) open();
    auto bytes = std::as_bytes(values);
    auto at = static_cast<off_t>(size_ * sizeof(double));
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) fail("write to", written < 0 ? errno : ENOSPC);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
        at += written;
    }
    size_ += values.size();
}

std::size_t SpillFile::read(std::uint64_t first, std::span<double> into) const {
    if (first >= size_) return 0;
    if (into.size() > size_ - first) into = into.first(static_cast<std::size_t>(size_ - first));
    auto bytes = std::as_writable_bytes(into);
    auto at = static_cast<off_t>(first * sizeof(double));
    while (!bytes.empty()) {
        const ssize_t got = ::pread(descriptor_, bytes.data(), bytes.size(), at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) fail("read back", got < 0 ? errno : EIO);
        bytes = bytes.subspan(static_cast<std::size_t>(got));
        at += got;
    }
    return into.size();
}

}  // namespace riskpool
