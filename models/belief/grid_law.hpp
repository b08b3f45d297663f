// A law by its probabilities on cells side by side, evenly spread within each: what a posterior on a grid leaves of one
// parameter.
#pragma once

#include <vector>

namespace riskpool {

class GridLaw {
public:
    /// Cells between rising `ends`, one more than there are weights; weights are 0 or more and are divided by their
    /// sum.
    GridLaw(std::vector<double> ends, std::vector<double> const& weights);

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double cdf(double x) const;
    [[nodiscard]] double log_density(double x) const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] double variance() const;
    [[nodiscard]] double lowest() const { return ends_.front(); }
    [[nodiscard]] double highest() const { return ends_.back(); }

private:
    std::vector<double> ends_;
    std::vector<double> up_to_;  // the probability below each end
};

}  // namespace riskpool
