#include "models/severity/prepared.hpp"

namespace riskpool {

PreparedSeverity::PreparedSeverity(Severity const& law) : law_(prepared_family(law)) {}

double PreparedSeverity::quantile(double p) const {
    return std::visit([p](auto const& law) { return law.quantile(p); }, law_);
}

double PreparedSeverity::quantile_upper(double q) const {
    return std::visit([q](auto const& law) { return law.quantile_upper(q); }, law_);
}

}  // namespace riskpool
