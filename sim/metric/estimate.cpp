#include "sim/metric/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace riskpool {

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Sum of squares less its part of the mean. Sums of a leaf carry rounding errors of some 2^-50; a difference that small
// is the error of a constant and not a spread.
double spread(double squares, double sum, double n) {
    const double difference = squares - sum / n * sum;
    return difference > std::ldexp(squares, -48) ? difference : 0;
}

double trials_of(SeriesSums const& sums) {
    return static_cast<double>(sums.trials());
}
double observations_of(SeriesSums const& sums) {
    return trials_of(sums) * sums.years();
}

}  // namespace

std::string_view basis_name(Basis basis) {
    switch (basis) {
        case Basis::annual: return "annual";
        case Basis::occurrence: return "occurrence";
        case Basis::path: return "path";
    }
    return "?";
}

Estimate mean(SeriesSums const& sums) {
    const double trials = trials_of(sums);
    const double n = observations_of(sums);
    if (n == 0) return {not_a_number, not_a_number, false};
    const double total = sums.total();
    Estimate estimate{total / n, not_a_number, false};
    if (trials > 1) {
        const double variance = spread(sums.total_square(), total, trials) / (trials - 1);
        estimate.standard_error = std::sqrt(variance / trials) / sums.years();
    }
    return estimate;
}

Estimate standard_deviation(SeriesSums const& sums) {
    const double trials = trials_of(sums);
    const double n = observations_of(sums);
    if (n < 2) return {not_a_number, not_a_number, false};
    const double total = sums.total();
    const double square = sums.square();
    const double average = total / n;
    const double sd = std::sqrt(spread(square, total, n) / (n - 1));
    Estimate estimate{sd, not_a_number, false};
    if (sd == 0) {
        estimate.standard_error = 0;
    } else if (trials > 1) {
        // Per trial z = Q - 2 mean T, which is the sum over its years of (x - mean)^2 but for a constant.
        const double z = (square - 2 * average * total) / trials;
        const double z_square = (sums.square_square() - 4 * average * sums.total_times_square() +
                                 4 * average * average * sums.total_square()) /
                                trials;
        const double variance = std::max(0.0, z_square - z * z);
        estimate.standard_error = std::sqrt(variance / trials) / (2 * sd * sums.years());
    }
    return estimate;
}

Estimate probability(SeriesSums const& sums) {
    const double trials = trials_of(sums);
    const double n = observations_of(sums);
    if (n == 0) return {not_a_number, not_a_number, false};
    const auto count = static_cast<double>(sums.positive());
    // The variance of the count of a trial; for one year p - p^2.
    const double share = count / trials;
    const double variance = static_cast<double>(sums.positive_squares()) / trials - share * share;
    return {count / n, std::sqrt(std::max(0.0, variance) / trials) / sums.years(), false};
}

Interval probability_interval(SeriesSums const& sums) {
    const Estimate estimate = probability(sums);
    const double p = estimate.value;
    const double se = estimate.standard_error;
    // Observations that count as independent. Without any spread nothing is known but that trials are.
    const double n =
        se > 0 ? std::clamp(p * (1 - p) / (se * se), trials_of(sums), observations_of(sums)) : trials_of(sums);
    constexpr double z2 = normal_quantile_975 * normal_quantile_975;
    const double scale = 1 + z2 / n;
    const double centre = (p + z2 / (2 * n)) / scale;
    const double half = normal_quantile_975 / scale * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return {p == 0 ? 0 : std::max(0.0, centre - half), p == 1 ? 1 : std::min(1.0, centre + half)};
}

double design_effect(SeriesSums const& sums) {
    if (sums.years() <= 1) return 1;
    const double total = sums.total();
    const double between = spread(sums.total_square(), total, trials_of(sums));
    const double within = spread(sums.square(), total, observations_of(sums));
    return within > 0 ? std::clamp(between / within, 1.0, static_cast<double>(sums.years())) : 1;
}

Interval normal_interval(Estimate const& estimate) {
    const double half = normal_quantile_975 * estimate.standard_error;
    return {estimate.value - half, estimate.value + half};
}

}  // namespace riskpool
