// The principles that weigh every value of a law: distortions, Esscher and exponential.
#include <cmath>
#include <cstddef>

#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"
#include "sim/metric/premium_principle.hpp"

namespace riskpool {

namespace {

/// int g(S(x)) dx of a law, for X and for its rising functions: with values v_1 < v_2 < ..., and S_b = P(X > v_b),
///     E_g[f(X)] = f(v_1) + sum_b (f(v_{b+1}) - f(v_b)) g(S_b) .
/// The influence function of this L-statistic is int^x f'(t) g'(S(t)) dt, but for a constant: Jones and Zitikis,
/// "Empirical estimation of risk measures and related quantities", North American Actuarial Journal 7 (2003).
template <class Distortion>
PremiumParts distorted(Distortion const& distortion, DiscreteLaw const& law, Reinstatements const& reinstated) {
    PremiumParts parts;
    const auto atoms = law.atoms();
    if (atoms.empty()) return parts;
    double value = atoms.front().value;
    double charge = reinstated.charge(value);
    parts.loss = value;
    parts.income = charge;
    InfluenceSums sums;
    double influence = 0, income_influence = 0;
    double left = law.weight();  // of the atoms above
    for (std::size_t b = 0; b < atoms.size(); ++b) {
        sums.add(atoms[b].weight, influence, income_influence);
        if (b + 1 == atoms.size()) break;
        left -= atoms[b].weight;
        const double exceeded = left / law.weight();
        const double step = atoms[b + 1].value - value;
        const double next_charge = reinstated.charge(atoms[b + 1].value);
        const double weight = distortion.distort(exceeded);
        const double slope = distortion.slope(exceeded);
        parts.loss += step * weight;
        parts.income += (next_charge - charge) * weight;
        influence += step * slope;
        income_influence += (next_charge - charge) * slope;
        value = atoms[b + 1].value;
        charge = next_charge;
    }
    sums.write(parts);
    parts.largest_share = distortion.distort(atoms.back().weight / law.weight()) * value / parts.loss;
    return parts;
}

}  // namespace

double WangTransform::distort(double u) const {
    return math::normal_cdf(math::normal_quantile(u) + lambda);
}

double WangTransform::slope(double u) const {
    // phi(q + lambda) / phi(q)
    return math::exp(-lambda * (math::normal_quantile(u) + lambda / 2));
}

PremiumParts WangTransform::price(DiscreteLaw const& law, Reinstatements const& reinstated) const {
    return distorted(*this, law, reinstated);
}

double ProportionalHazard::distort(double u) const {
    return math::pow(u, 1 / rho);
}

double ProportionalHazard::slope(double u) const {
    return math::pow(u, 1 / rho - 1) / rho;
}

PremiumParts ProportionalHazard::price(DiscreteLaw const& law, Reinstatements const& reinstated) const {
    return distorted(*this, law, reinstated);
}

PremiumParts EsscherPrinciple::price(DiscreteLaw const& law, Reinstatements const& reinstated) const {
    PremiumParts parts;
    const auto atoms = law.atoms();
    if (atoms.empty()) return parts;
    // Weights against that of the largest value: none overflows, and the ratios are the same.
    const double top = atoms.back().value;
    const auto weight = [&](double x) { return math::exp(h * (x - top)); };
    double total = 0;
    for (Atom const& atom : atoms) {
        const double w = atom.weight * weight(atom.value);
        total += w;
        parts.loss += w * atom.value;
        parts.income += w * reinstated.charge(atom.value);
    }
    parts.loss /= total;
    parts.income /= total;
    // The influence function of a ratio of means: w(x) (f(x) - E_h[f]) / E[w].
    const double scale = law.weight() / total;
    InfluenceSums sums;
    for (Atom const& atom : atoms) {
        const double w = weight(atom.value) * scale;
        sums.add(atom.weight, w * (atom.value - parts.loss), w * (reinstated.charge(atom.value) - parts.income));
    }
    sums.write(parts);
    parts.largest_share = atoms.back().weight / total * top / parts.loss;
    return parts;
}

PremiumParts ExponentialPrinciple::price(DiscreteLaw const& law, Reinstatements const& reinstated) const {
    const auto atoms = law.atoms();
    if (atoms.empty()) return {};
    const double top = atoms.back().value;
    // Where nothing overflows log1p and expm1 keep the digits of a price far below the largest value.
    constexpr double no_overflow = 500;
    double loss = 0;
    if (a * top <= no_overflow) {
        loss = math::log1p(law.mean([&](double x) { return math::expm1(a * x); })) / a;
    } else {
        loss = top + math::log(law.mean([&](double x) { return math::exp(a * (x - top)); })) / a;
    }
    // The influence function of log(E[w]) / a: w(x) / (a E[w]), and E[w] = exp(a loss).
    const auto influence = [&](double x) { return math::exp(a * (x - loss)) / a; };
    PremiumParts parts = with_mean_income(loss, influence, law, reinstated);
    parts.largest_share = atoms.back().weight / law.weight() * influence(top) * a;
    return parts;
}

}  // namespace riskpool
