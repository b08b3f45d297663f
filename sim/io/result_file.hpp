// The writer of result files (docs/result-file.md): plain HDF5 that opens in xarray, h5py, HDFView, R, MATLAB, Julia.
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "sim/io/result_error.hpp"
#include "sim/io/result_table.hpp"

namespace riskpool {

/// Writes one result file. What is at `path` is untouched until commit(); everything goes to `path`.partial first.
///
/// HDF5 has one global lock: use one thread at a time for all writers and readers of a process. Memory is one chunk
/// (at most 64 Ki values, or one trial if that is longer) for each trial column, whatever the number of trials.
///
/// What the disk does (full, taken away, not writable) throws ResultError; after that the object can only be destroyed.
/// What only a fault of the calling program can do (trials out of order, columns of unequal length, a name used twice)
/// throws std::logic_error.
class ResultFile {
public:
    /// Creates `path`.partial, replacing what a killed run left there. Throws ResultError if the folder is missing or
    /// not writable, if `path` is a folder, or if another run is writing to it.
    /// `trials` is the most that will be appended; `years` is the number of years of each trial, at least 1.
    /// With no `trial_columns` the file has no trial table at all.
    ResultFile(std::filesystem::path path, std::uint64_t trials, std::uint32_t years,
               std::vector<ColumnSpec> trial_columns, Storage storage = Storage::float32);

    /// Without commit() the partial file is removed.
    ~ResultFile();
    ResultFile(ResultFile&&) noexcept;
    ResultFile& operator=(ResultFile&&) noexcept;

    /// A root attribute; each name once. Text is UTF-8 without NUL, of any length.
    void set_attribute(std::string_view name, std::string_view text);
    void set_attribute(std::string_view name, std::signed_integral auto number) {
        set_number(name, AttributeValue{static_cast<std::int64_t>(number)});
    }
    void set_attribute(std::string_view name, std::unsigned_integral auto number) {
        set_number(name, AttributeValue{static_cast<std::uint64_t>(number)});
    }
    void set_attribute(std::string_view name, std::floating_point auto number) {
        set_number(name, AttributeValue{static_cast<double>(number)});
    }

    /// Appends whole trials, in order: `columns[k]` holds the n * years values of column k, year by year within each
    /// trial (n values if the column is not yearly). `first_trial` of the first call is where the file begins; of
    /// every later call it is where the last one ended. Throws ResultError, naming column, trial and year, if a value
    /// is not finite or too large for the storage.
    void append_trials(std::uint64_t first_trial, std::uint32_t n, std::span<std::span<double const> const> columns);

    /// The trials are those of several draws: the trial table has a column `draw`, trial / `trials_per_draw`. Called
    /// before trials are appended.
    void number_draws(std::uint64_t trials_per_draw);

    /// Of the trials appended only the first `trials` are kept. Called after the last of them.
    void keep_trials(std::uint64_t trials);

    /// A table of rows: columns of equal length that share the dimension `dim`. A column named as `dim` labels the
    /// rows (`ds.sel(party="Lead")`); without one the rows are numbered 0, 1, ... A second table on the same
    /// dimension (or on "year", with `years` rows) adds columns to it. Doubles may be NaN: "has no value".
    void write_table(std::string_view dim, std::span<TableColumn const> columns);

    /// Finishes: flushes, syncs, puts the file at `path` in one step and syncs the folder. Nothing may be written after
    /// it.
    void commit();

    /// Trials appended so far.
    [[nodiscard]] std::uint64_t trials_appended() const;

private:
    void set_number(std::string_view name, AttributeValue const& value);

    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace riskpool
