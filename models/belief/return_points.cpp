#include "models/belief/return_points.hpp"

#include "models/severity/pareto.hpp"
#include "sim/base/math/elementary.hpp"

namespace riskpool {

namespace {

double rate_of(double return_period) {
    return -math::log1p(-1 / return_period);
}

}  // namespace

double PoissonPareto::largest_of_a_year(double return_period) const {
    const double wanted = rate_of(return_period);
    return wanted > rate ? 0 : threshold * math::pow(rate / wanted, 1 / shape);
}

double PoissonPareto::exceeded_in_a_year(double x) const {
    return -math::expm1(-rate * Pareto{threshold, shape}.survival(x));
}

double PoissonPareto::expected_layer(double limit, double attachment) const {
    const Pareto law{threshold, shape};
    return rate * (law.limited_mean(attachment + limit) - law.limited_mean(attachment));
}

PoissonPareto through_return_points(ReturnPoint first, ReturnPoint second, double threshold) {
    const double rate = rate_of(first.return_period);
    const double shape = math::log(rate / rate_of(second.return_period)) / math::log(second.loss / first.loss);
    return {rate * math::pow(first.loss / threshold, shape), threshold, shape};
}

}  // namespace riskpool
