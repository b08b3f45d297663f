// What the gamma and beta functions share: parts of log Gamma that keep their accuracy, and both tails of the
// incomplete gamma function at once.
#pragma once

namespace riskpool::math {

/// log Gamma(x) - ((x - 1/2) log x - x + log(2 pi) / 2) for x >= 10.
[[nodiscard]] double stirling_correction(double x) noexcept;

/// log Gamma(1 + x) for 0 <= x < 10, with small relative error near 0.
[[nodiscard]] double log_gamma_one_plus(double x) noexcept;

/// Gamma(1 + x) = product exp(log_part), |log_part| < 1/2, for 0 <= x < 20.
struct GammaProduct {
    double log_part;
    double product;
};
[[nodiscard]] GammaProduct gamma_one_plus(double x) noexcept;

/// Gamma(1 + a) = divisor exp(log_part), times a^a e^-a if a >= 10: what does not depend on x in x^a e^-x / Gamma(1 +
/// a).
struct GammaShape {
    explicit GammaShape(double shape) noexcept;  // 0 < shape < inf
    double a;
    double log_part;
    double divisor;
};

/// Both regularised incomplete gamma functions, the smaller one with small relative error, and x times the density.
struct GammaTails {
    double lower;
    double upper;
    double x_density;
};

/// At 0 < x < inf.
[[nodiscard]] GammaTails gamma_tails(GammaShape const& shape, double x) noexcept;

}  // namespace riskpool::math
