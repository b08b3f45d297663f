// A nameless temporary file of doubles, for what does not fit a memory budget.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace riskpool {

/// Opened at the first write; its name is removed at once, so nothing is left behind however the process ends.
/// Failures (no such folder, disk full) throw std::runtime_error with path and reason.
class SpillFile {
public:
    explicit SpillFile(std::filesystem::path folder);
    ~SpillFile();
    SpillFile(SpillFile&& other) noexcept;
    SpillFile& operator=(SpillFile&& other) noexcept;
    SpillFile(SpillFile const&) = delete;
    SpillFile& operator=(SpillFile const&) = delete;

    void append(std::span<double const> values);

    /// Fills the front of `into` from position `first`; returns how many values were there.
    [[nodiscard]] std::size_t read(std::uint64_t first, std::span<double> into) const;

    /// Number of values written.
    [[nodiscard]] std::uint64_t size() const { return size_; }

private:
    void open();
    [[noreturn]] void fail(char const* what, int reason) const;

    std::filesystem::path folder_;
    int descriptor_ = -1;
    std::uint64_t size_ = 0;
};

}  // namespace riskpool
