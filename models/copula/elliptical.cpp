#include "models/copula/elliptical.hpp"

#include <cmath>

#include "models/copula/unit_point.hpp"
#include "sim/base/math/beta.hpp"
#include "sim/base/math/gamma.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

/// z = L times the normal quantiles of `own`, in place of u.
void correlate(std::vector<double> const& lower, std::span<double const> own, std::span<double> z) noexcept {
    const std::size_t n = own.size();
    for (std::size_t i = 0; i < n; ++i) z[i] = math::normal_quantile(own[i]);
    for (std::size_t i = n; i-- > 0;) {
        double sum = 0;
        for (std::size_t k = 0; k <= i; ++k) sum += lower[i * n + k] * z[k];
        z[i] = sum;
    }
}

std::vector<double> factor_of(Correlations const& terms, std::span<std::string const> names) {
    return lower_factor(existing_correlation(terms, names).matrix);
}

}  // namespace

void GaussianCopula::check_names(ComponentNames const& names, FieldFaults& faults) const {
    check_correlations({correlation, correlations}, names, faults);
}

std::string GaussianCopula::note(ComponentNames const& names) const {
    return change_of(existing_correlation({correlation, correlations}, names.names), names);
}

GaussianCopula::Sampler::Sampler(GaussianCopula const& terms, std::span<std::string const> names)
    : lower_(factor_of({terms.correlation, terms.correlations}, names)) {}

void GaussianCopula::Sampler::draw(std::span<double const> own, std::span<double const>,
                                   std::span<double> u) const noexcept {
    correlate(lower_, own, u);
    for (double& each : u) each = inside_unit_interval(math::normal_cdf(each));
}

double student_cdf(double degrees, double x) noexcept {
    if (degrees <= 30 && degrees / 2 == std::floor(degrees / 2)) {
        // A finite sum for an even number, good to a rounding error of 1 (ibidem, 26.7.4) and far quicker.
        const double cosine_2 = degrees / (degrees + x * x);
        double sum = 1;
        for (double k = degrees - 3; k > 0; k -= 2) sum = 1 + k / (k + 1) * cosine_2 * sum;
        return 0.5 + 0.5 * (x / std::sqrt(degrees + x * x)) * sum;
    }
    const double tail = math::beta_i(degrees / 2, 0.5, degrees / (degrees + x * x)) / 2;
    return x > 0 ? 1 - tail : tail;
}

double student_stretch(double degrees, double u) noexcept {
    const double chi_square = 2 * math::gamma_p_inverse(degrees / 2, u);
    return std::sqrt(degrees / chi_square);
}

double student_uniform(double degrees, double x) noexcept {
    return inside_unit_interval(student_cdf(degrees, x));
}

void StudentCopula::check_names(ComponentNames const& names, FieldFaults& faults) const {
    check_correlations({correlation, correlations}, names, faults);
}

std::string StudentCopula::note(ComponentNames const& names) const {
    return change_of(existing_correlation({correlation, correlations}, names.names), names);
}

StudentCopula::Sampler::Sampler(StudentCopula const& terms, std::span<std::string const> names)
    : degrees_(terms.degrees), lower_(factor_of({terms.correlation, terms.correlations}, names)) {}

void StudentCopula::Sampler::draw(std::span<double const> own, std::span<double const> common,
                                  std::span<double> u) const noexcept {
    correlate(lower_, own, u);
    const double stretch = student_stretch(degrees_, common[0]);
    for (double& each : u) each = student_uniform(degrees_, each * stretch);
}

}  // namespace riskpool
