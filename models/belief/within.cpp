#include "models/belief/within.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/belief/partial_moments.hpp"
#include "sim/base/math/elementary.hpp"

namespace riskpool {

CutLaw::CutLaw(LawPointer whole, double low, double high)
    : whole_(std::move(whole)),
      low_(std::max(low, whole_->lowest())),
      high_(std::min(high, whole_->highest())),
      below_(low_ > whole_->lowest() ? whole_->cdf(low_) : 0),
      mass_((high_ < whole_->highest() ? whole_->cdf(high_) : 1) - below_) {
    mean_ = (mean_up_to(high_) - mean_up_to(low_)) / mass_;
    variance_ = std::isfinite(mean_) ? (square_up_to(high_, mean_) - square_up_to(low_, mean_)) / mass_ : infinity;
}

double CutLaw::quantile(double p) const {
    return std::clamp(whole_->quantile(below_ + p * mass_), low_, high_);
}

double CutLaw::cdf(double x) const {
    if (x <= low_) return 0;
    return x >= high_ ? 1.0 : (whole_->cdf(x) - below_) / mass_;
}

double CutLaw::log_density(double x) const {
    return x < low_ || x > high_ ? -infinity : whole_->log_density(x) - math::log(mass_);
}

// By parts: E[X; X <= x] = x F(x) - integral of F up to x.
double CutLaw::mean_up_to(double x) const {
    if (x == infinity || x >= whole_->highest()) return whole_->mean();
    return x <= whole_->lowest() ? 0 : x * whole_->cdf(x) - integral_of_cdf(*whole_, x);
}

double CutLaw::square_up_to(double x, double c) const {
    const double off = whole_->mean() - c;
    if (x == infinity || x >= whole_->highest()) return whole_->variance() + off * off;
    return x <= whole_->lowest() ? 0 : (x - c) * (x - c) * whole_->cdf(x) - 2 * integral_of_cdf_about(*whole_, x, c);
}

void Within::check(FieldFaults& faults) const {
    if (belief.bounds_only()) {
        return faults.add("belief", "is an interval, on which no probability lies", "give its bounds at once");
    }
    if (!is_given(low) && !is_given(high)) return faults.add("", "has neither low nor high", "give at least one bound");
    if (!(lower() < upper())) return faults.add("high", "is not above `low`", "give the two ends in their order");
    const LawPointer whole = belief.law();
    const double inside = (is_given(high) ? whole->cdf(high) : 1) - (is_given(low) ? whole->cdf(low) : 0);
    if (!(inside > 1e-6)) {
        faults.add("belief", "puts next to no probability between these bounds",
                   "bounds and belief contradict each other; look at both again");
    }
}

LawPointer Within::law() const {
    return std::make_shared<CutLaw const>(belief.law(), lower(), upper());
}

std::string Within::remark() const {
    const LawPointer whole = belief.law();
    const double inside = (is_given(high) ? whole->cdf(high) : 1) - (is_given(low) ? whole->cdf(low) : 0);
    const std::string more = belief.remark();
    return fmt::format("{:.3g} % of what was believed lies beyond the bounds and is spread over what lies within{}{}",
                       100 * (1 - inside), more.empty() ? "" : "; ", more);
}

}  // namespace riskpool
