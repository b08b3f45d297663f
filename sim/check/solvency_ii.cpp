#include "sim/check/solvency_ii.hpp"

#include <array>
#include <cmath>

#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

std::vector<std::string> names_of(std::vector<SolvencySegment> const& segments) {
    std::vector<std::string> names;
    for (auto const& segment : segments) names.push_back(segment.name);
    return names;
}

}  // namespace

double SolvencySegment::sigma() const {
    const double premium = premium_sigma * premium_volume, reserve = reserve_sigma * reserve_volume;
    const double v = volume();
    return v > 0 ? std::sqrt(premium * premium + premium * reserve + reserve * reserve) / v : 0;
}

PremiumReserveRisk premium_reserve_risk(std::span<double const> volume, std::span<double const> sigma,
                                        CorrelationMatrix const& correlation) {
    PremiumReserveRisk risk;
    std::vector<double> deviation(volume.size());
    for (std::size_t s = 0; s < volume.size(); ++s) {
        deviation[s] = sigma[s] * volume[s];
        risk.volume += volume[s];
    }
    const double whole = aggregate_risks(deviation, correlation);
    risk.sigma = risk.volume > 0 ? whole / risk.volume : 0;
    risk.charge = 3 * risk.sigma * risk.volume;
    return risk;
}

double non_life_module(double premium_reserve, double catastrophe, double lapse) {
    const std::array risks{premium_reserve, catastrophe, lapse};
    return aggregate_risks(risks, {3, {1, 0.25, 0, 0.25, 1, 0, 0, 0, 1}});
}

double lognormal_charge_factor(double sigma) {
    const double log_variance = math::log1p(sigma * sigma);
    // exp(z s) / sqrt(1 + sigma^2) is exp(z s - s^2 / 2).
    return math::expm1(math::normal_quantile_upper(0.005) * std::sqrt(log_variance) - log_variance / 2);
}

PremiumReserveRisk SolvencyIINonLife::premium_reserve() const {
    std::vector<double> volume, sigma;
    for (auto const& segment : segments) {
        volume.push_back(segment.volume());
        sigma.push_back(segment.sigma());
    }
    return premium_reserve_risk(volume, sigma, correlation_of(names_of(segments), correlations));
}

double SolvencyIINonLife::required_capital() const {
    return non_life_module(premium_reserve().charge, catastrophe, lapse);
}

void SolvencyIINonLife::check(FieldFaults& faults) const {
    for (std::size_t k = 0; k < segments.size(); ++k) {
        for (std::size_t before = 0; before < k; ++before) {
            if (segments[before].name != segments[k].name) continue;
            faults.add("segments", "names \"" + segments[k].name + "\" twice", "give each segment a name of its own");
            return;
        }
    }
    check_correlation(names_of(segments), correlations, "correlations", faults);
}

}  // namespace riskpool
