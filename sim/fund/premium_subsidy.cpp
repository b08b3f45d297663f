#include "sim/fund/premium_subsidy.hpp"

#include <algorithm>
#include <cstddef>

namespace riskpool {

void PremiumSubsidy::check(FieldFaults& faults) const {
    if (share == 0 && voucher == 0) faults.add("", "pays nothing", "give a share or a voucher above 0");
}

double PremiumSubsidy::scale_in(std::uint32_t year) const noexcept {
    if (year < first_year) return 0;
    const std::uint32_t gone = year - first_year;
    if (years > 0 && gone >= years) return 0;
    if (scale.empty()) return 1;
    return scale[std::min<std::size_t>(gone, scale.size() - 1)];
}

double PremiumSubsidy::grant(std::span<double const> premium, std::uint32_t year,
                             std::span<double> received) const noexcept {
    const double part = scale_in(year);
    const auto wanted = [&](std::size_t i) {
        const double p = std::max(premium[i], 0.0);
        const double room = std::max(stacking_cap * p - received[i], 0.0);
        return std::min({part * (share * p + voucher), cap_per_insured, room});
    };
    double sum = 0;
    for (std::size_t i = 0; i < premium.size(); ++i) sum += wanted(i);
    const double cut = sum > programme_cap ? programme_cap / sum : 1;
    double cost = 0;
    for (std::size_t i = 0; i < premium.size(); ++i) {
        const double subsidy = cut * wanted(i);
        received[i] += subsidy;
        cost += subsidy;
    }
    return cost;
}

double grant_subsidies(std::span<PremiumSubsidy const> programmes, std::span<double const> premium, std::uint32_t year,
                       std::span<double> received) noexcept {
    std::fill(received.begin(), received.end(), 0.0);
    double cost = 0;
    for (auto const& each : programmes) cost += each.grant(premium, year, received);
    return cost;
}

}  // namespace riskpool
