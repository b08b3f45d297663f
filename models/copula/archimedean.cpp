// In logarithms, because frailties of a strong dependence lie beyond the range of doubles.
#include "models/copula/archimedean.hpp"

#include "models/copula/unit_point.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/trigonometric.hpp"

namespace riskpool {

namespace {

/// log(1 + e^x)
double log_one_plus_exp(double x) noexcept {
    return x > 0 ? x + math::log1p(math::exp(-x)) : math::log1p(math::exp(x));
}

/// log E for the exponential E = -log u.
double log_exponential(double u) noexcept {
    return math::log(-math::log(u));
}

template <class Sampler>
void draw_given_frailty(Sampler const& sampler, std::span<double const> own, std::span<double const> common,
                        std::span<double> u) noexcept {
    const double log_frailty = sampler.log_frailty(common);
    for (std::size_t j = 0; j < own.size(); ++j) u[j] = sampler.component(log_frailty, own[j]);
}

}  // namespace

ClaytonCopula::Sampler::Sampler(double theta)
    : theta_(theta), about_one_more_(Gamma{.shape = 1 / theta + 1, .scale = 1}) {}

double ClaytonCopula::Sampler::log_frailty(std::span<double const> common) const noexcept {
    // gamma(a) is gamma(a + 1) times a uniform to the power 1/a (Marsaglia and Tsang, ACM TOMS 26 (2000)).
    return math::log(about_one_more_.draw(common[0])) + theta_ * math::log(common[1]);
}

double ClaytonCopula::Sampler::component(double log_frailty, double own) const noexcept {
    const double t = log_one_plus_exp(log_exponential(own) - log_frailty);
    return inside_unit_interval(math::exp(-t / theta_));
}

void ClaytonCopula::Sampler::draw(std::span<double const> own, std::span<double const> common,
                                  std::span<double> u) const noexcept {
    draw_given_frailty(*this, own, common, u);
}

void SurvivalClaytonCopula::Sampler::draw(std::span<double const> own, std::span<double const> common,
                                          std::span<double> u) const noexcept {
    draw_given_frailty(*this, own, common, u);
}

double log_positive_stable(double theta, double u_angle, double u_exponential) noexcept {
    if (theta == 1) return 0;
    const double a = 1 / theta;
    // (1 - a) T may be next to pi only if a is next to 0 and T to pi; sin(T) there is that of the exact 1 - u.
    return math::log(math::sin_pi(a * u_angle)) - theta * math::log(math::sin_pi(u_angle)) +
           (theta - 1) * (math::log(math::sin_pi((1 - a) * u_angle)) - log_exponential(u_exponential));
}

double GumbelCopula::Sampler::log_frailty(std::span<double const> common) const noexcept {
    return log_positive_stable(theta_, common[0], common[1]);
}

double GumbelCopula::Sampler::component(double log_frailty, double own) const noexcept {
    const double t = math::exp((log_exponential(own) - log_frailty) / theta_);
    return inside_unit_interval(math::exp(-t));
}

void GumbelCopula::Sampler::draw(std::span<double const> own, std::span<double const> common,
                                 std::span<double> u) const noexcept {
    draw_given_frailty(*this, own, common, u);
}

}  // namespace riskpool
