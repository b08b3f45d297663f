#include "sim/pool/by_capacity.hpp"

#include <algorithm>

namespace riskpool {

std::vector<double> fill_by_weight(double amount, std::vector<double> const& weights, std::vector<double> const& caps) {
    const std::size_t n = weights.size();
    std::vector<double> filled(n, 0.0);
    std::vector<bool> fixed(n, false);
    double left = amount;
    for (std::size_t round = 0; round < n; ++round) {
        double free_weight = 0;
        for (std::size_t i = 0; i < n; ++i) {
            if (!fixed[i]) free_weight += weights[i];
        }
        if (!(free_weight > 0) || !(left > 0)) break;
        const double k = left / free_weight;
        bool capped = false;
        for (std::size_t i = 0; i < n; ++i) {
            if (fixed[i] || k * weights[i] <= caps[i]) continue;
            filled[i] = caps[i];
            fixed[i] = true;
            capped = true;
        }
        if (!capped) {
            for (std::size_t i = 0; i < n; ++i) {
                if (!fixed[i]) filled[i] = k * weights[i];
            }
            break;
        }
        left = amount;
        for (std::size_t i = 0; i < n; ++i) {
            if (fixed[i]) left -= filled[i];
        }
    }
    return filled;
}

double ByCapacity::cap(Member const& member) const {
    const double legal = part_of_capital < infinity ? part_of_capital * (member.capital + member.reserves) : infinity;
    return line == LineMeaning::maximum ? std::min(member.capacity, legal) : legal;
}

ShareMatrix ByCapacity::allocate(ShareSetting const& setting) const {
    ShareMatrix shares(static_cast<Eigen::Index>(setting.covered.size()),
                       static_cast<Eigen::Index>(setting.members.size()));
    std::vector<double> weights;
    std::vector<double> caps;
    for (auto const& member : setting.members) {
        weights.push_back(member.capacity);
        caps.push_back(cap(member));
    }
    for (std::size_t row = 0; row < setting.covered.size(); ++row) {
        Insured const& insured = setting.insureds[setting.covered[row]];
        const double amount = basis == RiskBasis::pml ? insured.probable_maximum_loss() : insured.sum_insured();
        const auto filled = fill_by_weight(amount, weights, caps);
        for (std::size_t m = 0; m < filled.size(); ++m) {
            shares(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(m)) = amount > 0 ? filled[m] / amount : 0;
        }
    }
    return shares;
}

}  // namespace riskpool
