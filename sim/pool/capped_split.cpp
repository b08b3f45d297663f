#include "sim/pool/capped_split.hpp"

#include <Eigen/Core>

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

ShareMatrix split_under_caps(ShareSetting const& setting, RiskBasis basis, std::vector<double> const& weights,
                             std::vector<double> const& caps, std::string const& excess_to) {
    ShareMatrix shares = no_shares(setting);
    const std::size_t taker = excess_to.empty() ? setting.members.size() : find_member(setting.members, excess_to);
    for (std::size_t row = 0; row < setting.covered.size(); ++row) {
        Insured const& insured = setting.insureds[setting.covered[row]];
        const double amount = basis == RiskBasis::pml ? insured.probable_maximum_loss() : insured.sum_insured();
        if (!(amount > 0)) continue;
        const auto filled = fill_by_weight(amount, weights, caps);
        const auto r = static_cast<Eigen::Index>(row);
        double others = 0;  // placed with everybody but the taker of the excess
        for (std::size_t m = 0; m < filled.size(); ++m) {
            shares(r, static_cast<Eigen::Index>(m)) = filled[m] / amount;
            if (m != taker) others += filled[m] / amount;
        }
        if (taker < filled.size()) shares(r, static_cast<Eigen::Index>(taker)) = std::max(0.0, 1 - others);
    }
    return shares;
}

}  // namespace riskpool
