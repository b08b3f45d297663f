#include "models/frequency/parameter.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "models/draw/count_law.hpp"

namespace riskpool {

void check_parameter(std::string_view kind, std::string_view parameter, double value, Bound const& bound) {
    if (bound.holds(value)) return;
    throw std::invalid_argument(fmt::format("{}: {} is {}, but must be {}", kind, parameter, value, bound.words));
}

void check_mean_count(std::string_view kind, double mean) {
    check_parameter(kind, "mean", mean, {0, max_mean_count, false, false, "from 0 to 100 million events a year"});
}

}  // namespace riskpool
