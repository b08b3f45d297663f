// What a result file holds, as plain values: the columns by trial, the tables of rows, the attributes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace riskpool {

/// The name and version that every result file carries as root attributes `file_type` and `format_version`.
inline constexpr std::string_view result_file_type = "riskpool result";
inline constexpr std::int64_t result_format_version = 2;

/// A column of the trial table. `units` is a currency code, "1" for a pure number, or empty when there is none.
struct ColumnSpec {
    std::string name;
    std::string units;
    std::string long_name;
    bool yearly = true;  // dims (trial, year), else (trial)
    bool operator==(ColumnSpec const&) const = default;
};

/// How the numbers of the trial table are kept on disk.
enum class Storage : std::uint8_t { float32, float64 };

using TableValues = std::variant<std::vector<std::string>, std::vector<double>, std::vector<std::int64_t>>;

/// A column of a table of rows.
struct TableColumn {
    std::string name;
    std::string units;
    std::string long_name;
    TableValues values;
    bool operator==(TableColumn const&) const = default;
};

/// A root attribute.
using AttributeValue = std::variant<std::string, std::int64_t, std::uint64_t, double>;

}  // namespace riskpool
