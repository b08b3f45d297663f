// A file that is written beside its final name and put there in one step, so that no reader ever sees half of it.
#pragma once

#include <filesystem>

namespace riskpool {

/// `path`.partial, held by one process at a time, from creation until it is published or discarded.
/// A killed process leaves the partial file; the next run on the same path replaces it.
class PartialFile {
public:
    /// Throws ResultError if the folder is missing or not writable, if `path` is there and no ordinary file, or if
    /// another run holds the partial file. A symbolic link at `path` is followed.
    explicit PartialFile(std::filesystem::path path);
    /// Discards what was not published.
    ~PartialFile();
    PartialFile(PartialFile const&) = delete;
    PartialFile& operator=(PartialFile const&) = delete;

    /// The final path.
    [[nodiscard]] std::filesystem::path const& final_path() const { return final_; }
    /// Where to write: the name, and the open file (empty, or what a killed run left).
    [[nodiscard]] std::filesystem::path const& path() const { return partial_; }
    [[nodiscard]] int descriptor() const { return descriptor_; }

    /// Syncs the file to disk, renames it onto the final path and syncs the folder. Throws ResultError.
    void publish();

private:
    void open_and_lock();
    void discard() noexcept;

    std::filesystem::path final_;
    std::filesystem::path partial_;
    int descriptor_ = -1;
};

}  // namespace riskpool
