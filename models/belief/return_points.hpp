// From the losses of two return periods to a rate and a Pareto law.
#pragma once

namespace riskpool {

/// Events at a constant rate with Pareto losses above a threshold.
struct PoissonPareto {
    double rate = 0;  // of events above the threshold, a year
    double threshold = 1;
    double shape = 1;

    /// The loss that the largest of a year exceeds with probability 1 / return_period; 0 if so rare a year has no loss
    /// above the threshold.
    [[nodiscard]] double largest_of_a_year(double return_period) const;
    /// P(the largest loss of a year exceeds x), x >= threshold.
    [[nodiscard]] double exceeded_in_a_year(double x) const;
    /// The mean of a year's losses to limit in excess of attachment.
    [[nodiscard]] double expected_layer(double limit, double attachment) const;
};

/// A year exceeds `loss` with probability 1 / return_period.
struct ReturnPoint {
    double return_period = 0;
    double loss = 0;
};

/// The law through both points: with e_j = -ln(1 - 1 / T_j), the rate at which losses above x_j come, the shape is
/// ln(e_1 / e_2) / ln(x_2 / x_1) and the rate above the threshold e_1 (x_1 / threshold)^shape. The second point is
/// rarer and greater than the first, and the threshold no greater than its loss.
[[nodiscard]] PoissonPareto through_return_points(ReturnPoint first, ReturnPoint second, double threshold);

}  // namespace riskpool
