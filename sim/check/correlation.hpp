// Correlation of risks as regulators give it: pairs of names, a matrix, and the aggregate sqrt(x'Cx).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// A correlation.
inline constexpr Bound correlation_interval{-1, 1, false, false, "between -1 and 1"};

/// The correlation of two risks, by name.
struct CorrelationPair {
    std::string first;
    std::string second;
    double correlation = 0;

    static constexpr std::string_view kind = "correlation_pair";
    static constexpr std::string_view about = "The correlation of two risks; pairs left out are uncorrelated.";
    static constexpr auto fields = field_list(
        required("first", &CorrelationPair::first, "One risk."),
        required("second", &CorrelationPair::second, "The other."),
        required("correlation", &CorrelationPair::correlation, correlation_interval, Unit::none, "Their correlation."));
    bool operator==(CorrelationPair const&) const = default;
};

/// A symmetric matrix by rows, ones on its diagonal.
struct CorrelationMatrix {
    std::size_t size = 0;
    std::vector<double> rows;  // size x size
};

/// The matrix of risks of which every two have the same correlation.
[[nodiscard]] CorrelationMatrix equal_correlation(std::size_t size, double correlation);

/// The matrix of the risks named, in their order; pairs that are not listed have 0. `pairs` has passed
/// check_correlation.
[[nodiscard]] CorrelationMatrix correlation_of(std::vector<std::string> const& names,
                                               std::vector<CorrelationPair> const& pairs);

/// What is wrong with a matrix: not as large as it says, not symmetric, a diagonal other than 1, or not positive
/// semi-definite (then the capital of some mix of risks would be the root of a negative number). Empty if nothing is.
[[nodiscard]] std::string correlation_fault(CorrelationMatrix const& matrix);

/// Refuses, at `field`, pairs of risks that are not named, pairs given twice or of a risk with itself, and pairs that
/// make no correlation matrix.
void check_correlation(std::vector<std::string> const& names, std::vector<CorrelationPair> const& pairs,
                       std::string_view field, FieldFaults& faults);

/// sqrt(x'Cx), of a matrix without fault and as many risks.
[[nodiscard]] double aggregate_risks(std::span<double const> risks, CorrelationMatrix const& matrix);

}  // namespace riskpool
