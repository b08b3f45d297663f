// Severity laws as laws of beliefs, so that no law is written twice.
#pragma once

#include <utility>

#include "models/belief/log_density.hpp"
#include "models/severity/law.hpp"
#include "sim/scenario/belief_law.hpp"

namespace riskpool {

/// The law of shift + X, where X has a severity law.
template <class S>
class LawOfSeverity final : public BeliefLaw {
public:
    LawOfSeverity(S law, double shift) : law_(std::move(law)), shift_(shift) {}
    [[nodiscard]] double quantile(double p) const override { return shift_ + law_.quantile(p); }
    [[nodiscard]] double cdf(double x) const override { return law_.cdf(x - shift_); }
    [[nodiscard]] double log_density(double x) const override { return riskpool::log_density(law_, x - shift_); }
    [[nodiscard]] double mean() const override { return shift_ + law_.mean(); }
    [[nodiscard]] double variance() const override { return law_.variance(); }
    [[nodiscard]] double lowest() const override { return shift_ + law_.lowest(); }
    [[nodiscard]] double highest() const override { return shift_ + law_.highest(); }

private:
    S law_;
    double shift_;
};

template <SeverityLaw S>
LawPointer law_of_severity(S const& law, double shift = 0) {
    return std::make_shared<LawOfSeverity<decltype(prepared(law))> const>(prepared(law), shift);
}

}  // namespace riskpool
