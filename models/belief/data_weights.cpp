#include "models/belief/data_weights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "sim/base/math/elementary.hpp"

namespace riskpool {

std::vector<double> data_weights(std::vector<double> const& weights, std::vector<double> const& ages, double discount,
                                 std::size_t rows) {
    std::vector<double> found(rows, weights.size() == 1 ? weights.front() : 1.0);
    if (weights.size() == rows) found = weights;
    if (discount > 0 && ages.size() == rows) {
        for (std::size_t i = 0; i < rows; ++i) found[i] *= math::pow(1 - discount, ages[i]);
    }
    return found;
}

void check_data_weights(std::vector<double> const& weights, std::vector<double> const& ages, double discount,
                        std::size_t rows, std::string_view rows_field, FieldFaults& faults) {
    const auto report_length = [&](std::string_view field, std::size_t length, std::string_view hint) {
        faults.add(field, fmt::format("has {} numbers, and {} {}", length, rows_field, rows), hint);
    };
    if (weights.size() > 1 && weights.size() != rows) {
        report_length("weights", weights.size(), "give one for each, or one for all");
    }
    if (!ages.empty() && ages.size() != rows) report_length("ages", ages.size(), "give one for each");
    if (ages.empty() != (discount == 0)) {
        faults.add(ages.empty() ? "ages" : "discount",
                   ages.empty() ? "is missing beside discount" : "is missing beside ages",
                   "old rows count (1 - discount)^age; give both, or neither");
    }
}

std::string remark_on_weights(std::vector<double> const& row_weights) {
    if (std::all_of(row_weights.begin(), row_weights.end(), [](double w) { return w == 1; })) return {};
    return fmt::format("; rows count as {:.3g} of {}", std::accumulate(row_weights.begin(), row_weights.end(), 0.0),
                       row_weights.size());
}

}  // namespace riskpool
