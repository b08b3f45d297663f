#include "models/belief/fit.hpp"

#include <algorithm>
#include <cmath>

#include "models/belief/fit_shape.hpp"
#include "models/belief/frechet.hpp"
#include "models/belief/law_of_severity.hpp"
#include "models/belief/least_squares.hpp"
#include "models/belief/normal.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

bool is_on_logarithms(FitFamily family) {
    return family == FitFamily::lognormal || family == FitFamily::pareto ||
           family == FitFamily::pareto_from_return_points;
}

/// Values on a scale on which the parameters of the shape are of the order of 1: value = origin + unit y, or its
/// exponential.
struct Scale {
    double origin = 0;
    double unit = 1;
};

Scale scale_of(FitFamily family, std::vector<double> const& values, FitEnds ends) {
    switch (family) {
        case FitFamily::beta: return {ends.low, ends.high - ends.low};
        case FitFamily::gamma: return {ends.low, values[values.size() / 2] - ends.low};
        default: return {values.front(), values.back() - values.front()};
    }
}

/// Starts of the search: the exact solutions for each choice of as many points as there are parameters.
std::vector<std::vector<double>> starts(FitShape const& shape, std::vector<QuantilePoint> const& points) {
    std::vector<std::vector<double>> found;
    const auto add = [&](std::vector<QuantilePoint> const& chosen) {
        if (auto start = shape.exact(chosen)) found.push_back(std::move(*start));
    };
    const std::size_t n = points.size();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = i + 1; j < n; ++j) {
            if (shape.parameter_count == 2) add({points[i], points[j]});
            if (shape.parameter_count == 2) continue;
            for (std::size_t k = j + 1; k < n; ++k) add({points[i], points[j], points[k]});
        }
    }
    return found;
}

Fit on_natural_scale(FitFamily family, std::vector<double> const& free, Scale scale, FitEnds ends) {
    const double a = free[0];
    const double b = math::exp(free[1]);
    Fit fit;
    switch (family) {
        case FitFamily::normal:
            fit.parameters = {scale.origin + scale.unit * a, scale.unit * b};
            fit.law = law_of(Normal{fit.parameters[0], fit.parameters[1]});
            break;
        case FitFamily::lognormal:
            fit.parameters = {scale.origin + scale.unit * a, scale.unit * b};
            fit.law = law_of_severity(Lognormal{.mu = fit.parameters[0], .sigma = fit.parameters[1]}, ends.low);
            break;
        case FitFamily::gamma:
            fit.parameters = {math::exp(a), scale.unit * b};
            fit.law = law_of_severity(Gamma{fit.parameters[0], fit.parameters[1]}, ends.low);
            break;
        case FitFamily::beta:
            fit.parameters = {math::exp(a), b};
            fit.law = law_of_severity(Beta{fit.parameters[0], b, scale.unit}, ends.low);
            break;
        case FitFamily::generalised_pareto:
            fit.parameters = {scale.origin + scale.unit * a, scale.unit * b, free[2]};
            fit.law = law_of_severity(GeneralisedPareto{0, fit.parameters[1], free[2]}, fit.parameters[0]);
            break;
        case FitFamily::pareto:
            fit.parameters = {math::exp(scale.origin + scale.unit * a), 1 / (scale.unit * b)};
            fit.law = law_of_severity(Pareto{fit.parameters[0], fit.parameters[1]}, ends.low);
            break;
        case FitFamily::pareto_from_return_points:
            fit.parameters = {math::exp(scale.origin + scale.unit * a), 1 / (scale.unit * b)};
            fit.law = law_of(Frechet{fit.parameters[0], fit.parameters[1]});
            break;
    }
    return fit;
}

}  // namespace

std::size_t parameter_count(FitFamily family) {
    return fit_shape(family).parameter_count;
}

Fit fit_quantiles(FitFamily family, std::vector<QuantilePoint> const& points, FitEnds ends) {
    const FitShape& shape = fit_shape(family);
    if (family == FitFamily::normal || family == FitFamily::generalised_pareto ||
        family == FitFamily::pareto_from_return_points) {
        ends.low = 0;
    }
    std::vector<double> values;
    for (auto const& point : points) {
        values.push_back(is_on_logarithms(family) ? math::log(point.value - ends.low) : point.value);
    }
    const Scale scale = scale_of(family, values, ends);
    std::vector<QuantilePoint> scaled;
    for (std::size_t j = 0; j < points.size(); ++j) {
        scaled.push_back({points[j].p, (values[j] - scale.origin) / scale.unit});
    }
    const auto residuals = [&](std::vector<double> const& free) {
        std::vector<double> r;
        for (auto const& point : scaled) r.push_back(shape.cdf(free, point.value) - point.p);
        return r;
    };
    const auto candidates = starts(shape, scaled);
    if (candidates.empty()) return {};
    LeastSquares best;
    if (points.size() == shape.parameter_count) {
        best.parameters = candidates.front();
    } else {
        best.sum_of_squares = infinity;
        for (auto const& start : candidates) {
            LeastSquares found = least_squares(start, residuals);
            if (found.sum_of_squares < best.sum_of_squares) best = std::move(found);
        }
        if (best.sum_of_squares == infinity) return {};
    }
    Fit fit = on_natural_scale(family, best.parameters, scale, ends);
    for (auto const& point : points) {
        fit.fitted.push_back(fit.law->cdf(point.value));
        fit.sum_of_squares += (fit.fitted.back() - point.p) * (fit.fitted.back() - point.p);
    }
    return fit;
}

double widened_probability(double p, double instead_of_90) {
    const double stated = math::normal_quantile_upper(0.05);
    const double treated = math::normal_quantile_upper(0.5 * (1 - instead_of_90));
    return math::normal_cdf(math::normal_quantile(p) * (treated / stated));
}

}  // namespace riskpool
