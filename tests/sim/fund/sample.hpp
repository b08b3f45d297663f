// A sample's mean and the errors that tolerances are stated in.
#pragma once

#include <cmath>

namespace riskpool {

/// FundSample mean and its standard error.
struct FundSample {
    double count = 0, sum = 0, squares = 0;
    void add(double x) {
        count += 1;
        sum += x;
        squares += x * x;
    }
    [[nodiscard]] double mean() const { return sum / count; }
    [[nodiscard]] double variance() const { return (squares - sum * sum / count) / (count - 1); }
    [[nodiscard]] double standard_error() const { return std::sqrt(variance() / count); }
};

}  // namespace riskpool
