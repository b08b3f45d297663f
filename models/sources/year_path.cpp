#include "models/sources/year_path.hpp"

#include <algorithm>
#include <string>

#include "sim/base/math/elementary.hpp"

namespace riskpool {

double ReliabilityGrowth::factor(std::uint32_t year) const {
    const double power = 1 - slope;
    const auto failures = [&](double first, double last) { return math::pow(last, power) - math::pow(first, power); };
    const double first = before + per_year * (year - 1.0);
    return failures(first, first + per_year) / failures(before, before + per_year);
}

double YearPath::factor(std::uint32_t year) const {
    if (!by_year.empty()) return by_year[std::min<std::size_t>(year, by_year.size()) - 1];
    const double since = static_cast<double>(year) - base_year;
    double factor = start;
    if (growth) factor *= math::pow(1 + *growth, since);
    if (log_rate) factor *= math::exp(*log_rate * since);
    if (learning) factor *= learning->factor(year);
    return factor;
}

void YearPath::add_to(Hash64& hash) const {
    const ReliabilityGrowth none;
    ReliabilityGrowth const& curve = learning ? *learning : none;
    hash.add(start).add(growth.value_or(0)).add(log_rate.value_or(0)).add(base_year);
    hash.add(curve.before).add(curve.per_year).add(curve.slope);
    hash.add(std::uint64_t{by_year.size()}).add(by_year);
}

void YearPath::check(FieldFaults& faults) const {
    if (!by_year.empty() && (start != 1 || growth || log_rate || learning || base_year != 1)) {
        faults.add("by_year", "is given together with a path by rule", "give the factors or the rule");
    } else if (growth && log_rate) {
        faults.add("log_rate", "is given together with growth", "give one of the two");
    } else if (base_year != 1 && !growth && !log_rate) {
        faults.add("base_year", "makes no difference to what does not grow", "give `growth` or `log_rate`");
    }
}

void check_years_of(YearPath const& path, std::uint32_t years, FieldFaults& faults) {
    if (path.by_year.size() <= years) return;
    faults.add("by_year",
               "has " + std::to_string(path.by_year.size()) + " values, and the run has " + std::to_string(years) +
                   (years == 1 ? " year" : " years"),
               "leave out the values that nothing reads, or set `years` higher");
}

}  // namespace riskpool
