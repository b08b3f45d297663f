// A folder of its own for each test of files, and small result files to put there.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/io/result_file.hpp"

namespace riskpool::testing_io {

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "riskpool-io-XXXXXX").string();
        path_ = mkdtemp(name.data());
        std::filesystem::permissions(path_, std::filesystem::perms::all);  // for children that are not root
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    [[nodiscard]] std::filesystem::path operator/(std::string const& name) const { return path_ / name; }
    [[nodiscard]] std::filesystem::path const& path() const { return path_; }
    /// The names in the folder, sorted.
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> names;
        for (auto const& entry : std::filesystem::directory_iterator(path_)) {
            names.push_back(entry.path().filename().string());
        }
        std::sort(names.begin(), names.end());
        return names;
    }

private:
    std::filesystem::path path_;
};

/// A figure that tells trial, year and column apart, and that float32 holds exactly.
inline double figure(std::uint64_t trial, std::uint32_t year, std::uint32_t column) {
    return static_cast<double>((trial * 5 + year) * 4 + column);
}

/// Two yearly columns "paid", "reserve" and a flat one "ruin_year", `trials` trials from `first` in steps of `step`.
inline void append_figures(ResultFile& file, std::uint64_t first, std::uint64_t trials, std::uint32_t years,
                           std::uint32_t step) {
    for (std::uint64_t done = 0; done < trials; done += step) {
        const auto n = static_cast<std::uint32_t>(std::min<std::uint64_t>(step, trials - done));
        std::vector<std::vector<double>> values(3);
        for (std::uint64_t trial = first + done; trial < first + done + n; ++trial) {
            for (std::uint32_t year = 0; year < years; ++year) {
                values[0].push_back(figure(trial, year, 0));
                values[1].push_back(figure(trial, year, 1));
            }
            values[2].push_back(figure(trial, 0, 2));
        }
        const std::vector<std::span<double const>> spans(values.begin(), values.end());
        file.append_trials(first + done, n, spans);
    }
}

inline std::vector<ColumnSpec> figure_columns() {
    return {{"paid", "CNY", "paid by the pool", true},
            {"reserve", "CNY", "reserve fund at the end of the year", true},
            {"ruin_year", "1", "first year of ruin", false}};
}

inline std::vector<TableColumn> metric_rows() {
    return {{"metric", "", "which metric", std::vector<std::string>{"aal", "tvar", "破产"}},
            {"value", "CNY", "its value", std::vector<double>{1.5, 2e300, -0.25}},
            {"count", "1", "", std::vector<std::int64_t>{1, -2, std::int64_t{1} << 62}}};
}

inline std::vector<TableColumn> party_rows() {
    return {{"party", "", "who pays or is paid", std::vector<std::string>{"Lead", "再保", ""}},
            {"waiting", "days", "", std::vector<double>{1, 2, 3}}};
}

/// A small complete result file: 20 trials of 3 years and two tables.
inline void write_small(std::filesystem::path const& path, std::uint64_t seed = 7) {
    ResultFile file(path, 20, 3, figure_columns());
    file.set_attribute("seed", seed);
    append_figures(file, 0, 20, 3, 6);
    file.write_table("metric_row", metric_rows());
    file.write_table("party", party_rows());
    file.commit();
}

/// The message of the ResultError that `work` throws, or "" if it throws none.
template <class Work>
std::string refusal(Work&& work) {
    try {
        work();
    } catch (ResultError const& error) {
        return error.what();
    }
    return "";
}

}  // namespace riskpool::testing_io
