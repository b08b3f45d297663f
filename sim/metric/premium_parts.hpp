// A price with what its sampling error needs, and the division by what reinstatements bring.
#pragma once

#include "sim/metric/discrete_law.hpp"
#include "sim/metric/estimate.hpp"
#include "sim/treaty/annual_terms.hpp"

namespace riskpool {

/// What a principle makes of a law of X: the price pi[X]; where reinstatements are priced, the mean income from them
/// per unit of premium, E_g[u(X)] with u(x) = sum_j c_j M_j(x) / L; and the second moments of the influence functions
/// of both. The influence function of a figure says what one observation at x adds to it, so that its variance over the
/// number of observations is that of the estimate (von Mises 1947; Hampel 1974, JASA 69).
struct PremiumParts {
    double loss = 0;
    double income = 0;
    double loss_variance = 0;
    double covariance = 0;
    double income_variance = 0;
    double largest_share = 0;           // part of `loss` that hangs on the largest atom
    double largest_variance_share = 0;  // part of `loss_variance` that hangs on it
};

/// P = pi[X] / (1 + E_g[u(X)]) (methods 5.4; Mata 2000). With h and k the influence functions of numerator and
/// denominator that of P is (h - P k) / (1 + E_g[u(X)]). `independent`: observations that count as independent.
[[nodiscard]] Estimate premium_of(PremiumParts const& parts, double independent);

/// Sums the influence functions of loss and income over the atoms of a law, the largest last.
class InfluenceSums {
public:
    void add(double weight, double loss, double income) {
        last_weight_ = weight;
        last_loss_ = loss;
        weight_ += weight;
        loss_ += weight * loss;
        income_ += weight * income;
        loss_loss_ += weight * loss * loss;
        loss_income_ += weight * loss * income;
        income_income_ += weight * income * income;
    }
    /// Writes variances, covariance and the part of the last atom.
    void write(PremiumParts& parts) const;

private:
    double weight_ = 0, loss_ = 0, income_ = 0, loss_loss_ = 0, loss_income_ = 0, income_income_ = 0;
    double last_weight_ = 0, last_loss_ = 0;
};

/// The parts of a principle whose price of X is `loss` with the influence function `influence`, and which values the
/// income at its mean.
template <class Influence>
[[nodiscard]] PremiumParts with_mean_income(double loss, Influence const& influence, DiscreteLaw const& law,
                                            Reinstatements const& reinstated) {
    PremiumParts parts;
    parts.loss = loss;
    parts.income = law.mean([&](double x) { return reinstated.charge(x); });
    InfluenceSums sums;
    for (Atom const& atom : law.atoms()) {
        sums.add(atom.weight, influence(atom.value), reinstated.charge(atom.value) - parts.income);
    }
    sums.write(parts);
    return parts;
}

}  // namespace riskpool
