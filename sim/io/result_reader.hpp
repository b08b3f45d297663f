// The reader of result files (docs/result-file.md), for `riskpool show` and for resuming and merging runs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/io/result_error.hpp"
#include "sim/io/result_table.hpp"

namespace riskpool {

/// Reads one result file. One thread at a time for all writers and readers of a process, as HDF5 has one global lock.
/// Every fault of the file (missing, not HDF5, cut short, another type or version, no such dataset) throws ResultError.
class ResultReader {
public:
    explicit ResultReader(std::filesystem::path const& path);
    ~ResultReader();
    ResultReader(ResultReader&&) noexcept;
    ResultReader& operator=(ResultReader&&) noexcept;

    /// As it was given.
    [[nodiscard]] std::string const& path() const;

    /// All root attributes that hold one text or number.
    [[nodiscard]] std::map<std::string, AttributeValue, std::less<>> const& attributes() const;

    /// The attribute `name` as text or number; throws ResultError if it is missing or of another kind.
    [[nodiscard]] std::string const& text(std::string_view name) const;
    [[nodiscard]] double number(std::string_view name) const;
    /// The same for a whole number of 0 or more, to the last digit.
    [[nodiscard]] std::uint64_t whole_number(std::string_view name) const;

    /// The trial table: its length, the number of its first trial, its years (0 if there is none), its columns.
    [[nodiscard]] std::uint64_t trials() const;
    [[nodiscard]] std::uint64_t first_trial() const;
    [[nodiscard]] std::uint32_t years() const;
    [[nodiscard]] std::vector<ColumnSpec> const& trial_columns() const;

    /// Trials [first, first + n), counted from the start of the file, of one trial column: n * years values, year by
    /// year within each trial (n values if the column is not yearly).
    [[nodiscard]] std::vector<double> read_column(std::string_view name, std::uint64_t first, std::uint64_t n) const;

    /// The dimensions of the tables of rows, in the order in which they were written.
    [[nodiscard]] std::vector<std::string> const& table_dims() const;

    /// The columns on dimension `dim`, in the order in which they were written (the label column among them; row
    /// numbers are left out).
    [[nodiscard]] std::vector<TableColumn> read_table(std::string_view dim) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace riskpool
