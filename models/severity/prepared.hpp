// A law made ready for many quantiles: sorted, solved for its own parameters.
#pragma once

#include <variant>

#include "models/severity/severity.hpp"

namespace riskpool {

/// The quantiles of a law at the cost of the law itself: what needs work only once (sorting of empirical values, the
/// threshold of a splice, mu and sigma from mean and cv) is done by the constructor.
class PreparedSeverity {
public:
    explicit PreparedSeverity(Severity const& law);

    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double quantile_upper(double q) const;
    /// The steps of a law that is one of steps, or null.
    [[nodiscard]] EmpiricalSteps const* steps() const { return std::get_if<EmpiricalSteps>(&law_); }

private:
    PreparedFamily<Severity> law_;
};

}  // namespace riskpool
