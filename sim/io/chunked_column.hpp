// One column of the trial table on its way to disk: gathered in memory until a chunk is full, then written once.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "sim/io/hdf5.hpp"
#include "sim/io/result_table.hpp"

namespace riskpool {

/// About how many values a chunk holds: 256 KiB of float32, large enough for the disk and small enough for a cache.
inline constexpr std::uint64_t values_per_chunk = 65536;

/// The trials of one chunk when a trial has `width` values and the table at most `trials` trials: at least 1.
[[nodiscard]] std::uint64_t chunk_rows(std::uint64_t width, std::uint64_t trials);

class ChunkedColumn {
public:
    /// `dataset` is empty and has chunks of chunk_rows(width, ...) rows; a trial has `width` values.
    ChunkedColumn(hdf5::Dataset dataset, std::string file, std::uint64_t width, std::uint64_t rows_per_chunk,
                  Storage storage);

    [[nodiscard]] std::uint64_t width() const { return width_; }
    [[nodiscard]] hdf5::Dataset& dataset() { return dataset_; }

    /// Trials until the chunk that is being gathered is full: at least 1.
    [[nodiscard]] std::uint64_t room() const { return rows_per_chunk_ - filled_ / width_; }

    /// The values of whole trials, of which the first has the number `first_trial` (for messages). Throws ResultError
    /// if one is not finite or too large for the storage, or if the disk refuses.
    void append(std::uint64_t first_trial, std::span<double const> values);

    /// Writes the last, incomplete chunk.
    void finish();
    /// The same, and keeps no more than the first `rows` rows.
    void finish(std::uint64_t rows);

private:
    /// Writes the chunk that is being gathered, and lets the dataset grow by the trials in it.
    void flush();
    [[noreturn]] void refuse(std::uint64_t first_trial, std::size_t index, double value) const;

    hdf5::Dataset dataset_;
    std::string file_;
    std::uint64_t width_;
    std::uint64_t rows_per_chunk_;
    std::uint64_t chunk_begin_ = 0;  // row of the file at which the gathered chunk begins
    std::size_t filled_ = 0;         // values gathered
    std::variant<std::vector<float>, std::vector<double>> chunk_;
};

}  // namespace riskpool
