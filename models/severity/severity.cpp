#include "models/severity/severity.hpp"

namespace riskpool {

double quantile(Severity const& law, double p) {
    return std::visit([p](auto const& kind) { return kind.quantile(p); }, law);
}

double quantile_upper(Severity const& law, double q) {
    return std::visit([q](auto const& kind) { return kind.quantile_upper(q); }, law);
}

double cdf(Severity const& law, double x) {
    return std::visit([x](auto const& kind) { return kind.cdf(x); }, law);
}

double survival(Severity const& law, double x) {
    return std::visit([x](auto const& kind) { return kind.survival(x); }, law);
}

double mean(Severity const& law) {
    return std::visit([](auto const& kind) { return kind.mean(); }, law);
}

double variance(Severity const& law) {
    return std::visit([](auto const& kind) { return kind.variance(); }, law);
}

double limited_mean(Severity const& law, double limit) {
    return std::visit([limit](auto const& kind) { return kind.limited_mean(limit); }, law);
}

double limited_second_moment(Severity const& law, double limit) {
    return std::visit([limit](auto const& kind) { return kind.limited_second_moment(limit); }, law);
}

double lowest(Severity const& law) {
    return std::visit([](auto const& kind) { return kind.lowest(); }, law);
}

double highest(Severity const& law) {
    return std::visit([](auto const& kind) { return kind.highest(); }, law);
}

double layer_mean(Severity const& law, double limit, double attachment) {
    return limited_mean(law, attachment + limit) - limited_mean(law, attachment);
}

}  // namespace riskpool
