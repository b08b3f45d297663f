#include "models/belief/fit_shape.hpp"

#include <algorithm>
#include <cmath>

#include "models/belief/least_squares.hpp"
#include "models/belief/root.hpp"
#include "models/severity/generalised_pareto.hpp"
#include "sim/base/math/beta.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

using Free = std::vector<double>;
using Points = std::vector<QuantilePoint>;

double deviate(Free const& free, double y) {
    return (y - free[0]) / math::exp(free[1]);
}

/// Location and scale of a law with these standard quantiles: y = location + scale z.
std::optional<Free> location_and_scale(Points const& points, double z1, double z2) {
    const double scale = (points[1].value - points[0].value) / (z2 - z1);
    if (!(scale > 0 && std::isfinite(scale))) return std::nullopt;
    return Free{points[0].value - scale * z1, math::log(scale)};
}

double normal_cdf(Free const& free, double y) {
    return math::normal_cdf(deviate(free, y));
}
std::optional<Free> normal_exact(Points const& points) {
    return location_and_scale(points, math::normal_quantile(points[0].p), math::normal_quantile(points[1].p));
}

double exponential_cdf(Free const& free, double y) {
    const double z = deviate(free, y);
    return z <= 0 ? 0.0 : -math::expm1(-z);
}
std::optional<Free> exponential_exact(Points const& points) {
    return location_and_scale(points, -math::log1p(-points[0].p), -math::log1p(-points[1].p));
}

double gumbel_cdf(Free const& free, double y) {
    return math::exp(-math::exp(-deviate(free, y)));
}
std::optional<Free> gumbel_exact(Points const& points) {
    return location_and_scale(points, -math::log(-math::log(points[0].p)), -math::log(-math::log(points[1].p)));
}

double generalised_pareto_cdf(Free const& free, double y) {
    return GeneralisedPareto{0, 1, free[2]}.cdf(deviate(free, y));
}

// With v = -ln(1 - p) a quantile is location + scale (exp(k v) - 1) / k, so that
//     (Q3 - Q2) / (Q2 - Q1) = exp(k (v2 - v1)) (exp(k (v3 - v2)) - 1) / (exp(k (v2 - v1)) - 1),
// which rises with the shape k.
std::optional<Free> generalised_pareto_exact(Points const& points) {
    const double v1 = -math::log1p(-points[0].p);
    const double v2 = -math::log1p(-points[1].p);
    const double v3 = -math::log1p(-points[2].p);
    const double wanted = (points[2].value - points[1].value) / (points[1].value - points[0].value);
    const auto growth = [](double k, double v) { return k == 0 ? v : math::expm1(k * v) / k; };
    const auto ratio = [&](double k) { return math::exp(k * (v2 - v1)) * (growth(k, v3 - v2) / growth(k, v2 - v1)); };
    constexpr double most = 20;  // of either sign; nobody believes in tails beyond
    if (!(ratio(-most) < wanted && wanted < ratio(most))) return std::nullopt;
    const double shape = first_true(-most, most, [&](double k) { return ratio(k) >= wanted; });
    const double scale = (points[1].value - points[0].value) / (math::exp(shape * v1) * growth(shape, v2 - v1));
    return Free{points[0].value - scale * growth(shape, v1), math::log(scale), shape};
}

double gamma_cdf(Free const& free, double y) {
    return y <= 0 ? 0.0 : math::gamma_p(math::exp(free[0]), y / math::exp(free[1]));
}

// The ratio of two quantiles falls with the shape, and does not depend on the scale.
std::optional<Free> gamma_exact(Points const& points) {
    const double wanted = math::log(points[1].value / points[0].value);
    const auto log_ratio = [&](double log_shape) {
        const double shape = math::exp(log_shape);
        const double low = math::gamma_p_inverse(shape, points[0].p);
        const double high = math::gamma_p_inverse(shape, points[1].p);
        return low > 0 ? math::log(high / low) : infinity;
    };
    constexpr double least = -6.9;  // shapes from 0.001 to 1e9, for which the quantiles are exact
    constexpr double most = 20.7;
    if (!(log_ratio(most) < wanted && wanted < log_ratio(least))) return std::nullopt;
    const double log_shape = first_true(least, most, [&](double k) { return log_ratio(k) <= wanted; });
    const double quantile = math::gamma_p_inverse(math::exp(log_shape), points[1].p);
    return Free{log_shape, math::log(points[1].value / quantile)};
}

double beta_cdf(Free const& free, double y) {
    if (y <= 0) return 0;
    if (y >= 1) return 1;
    return math::beta_i(math::exp(free[0]), math::exp(free[1]), y);
}

// Two equations for ln a and ln b: least squares end at a sum of 0, from the moments of the normal law through the
// points or, where that lies too far off, from other shapes.
std::optional<Free> beta_exact(Points const& points) {
    const auto residuals = [&](Free const& free) {
        if (std::fabs(free[0]) > 18 || std::fabs(free[1]) > 18) return Free{infinity, infinity};
        return Free{beta_cdf(free, points[0].value) - points[0].p, beta_cdf(free, points[1].value) - points[1].p};
    };
    std::vector<Free> starts;
    if (auto const normal = normal_exact(points)) {
        const double mean = std::clamp((*normal)[0], 0.02, 0.98);
        const double sd = math::exp((*normal)[1]);
        const double size = std::clamp(mean * (1 - mean) / (sd * sd) - 1, 0.1, 1e7);
        starts.push_back({math::log(mean * size), math::log((1 - mean) * size)});
    }
    for (const double a : {0.0, 2.0, -2.0, 5.0}) {
        for (const double b : {0.0, 2.0, -2.0, 5.0}) starts.push_back({a, b});
    }
    for (auto const& start : starts) {
        const LeastSquares found = least_squares(start, residuals);
        if (found.sum_of_squares < 1e-24) return found.parameters;
    }
    return std::nullopt;
}

constexpr FitShape normal{2, normal_cdf, normal_exact};
constexpr FitShape exponential{2, exponential_cdf, exponential_exact};
constexpr FitShape gumbel{2, gumbel_cdf, gumbel_exact};
constexpr FitShape generalised_pareto{3, generalised_pareto_cdf, generalised_pareto_exact};
constexpr FitShape gamma{2, gamma_cdf, gamma_exact};
constexpr FitShape beta{2, beta_cdf, beta_exact};

}  // namespace

FitShape const& fit_shape(FitFamily family) {
    switch (family) {
        case FitFamily::normal:
        case FitFamily::lognormal: return normal;
        case FitFamily::gamma: return gamma;
        case FitFamily::beta: return beta;
        case FitFamily::generalised_pareto: return generalised_pareto;
        case FitFamily::pareto: return exponential;
        case FitFamily::pareto_from_return_points: return gumbel;
    }
    return normal;
}

}  // namespace riskpool
