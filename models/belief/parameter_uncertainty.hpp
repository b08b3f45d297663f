// What it costs capital that parameters are estimated from few observations (Pitera and Schmidt, Unbiased estimation of
// risk, Journal of Banking and Finance 91, 2018; Froehlich and Weng, Parameter uncertainty and residual estimation
// risk, Journal of Risk and Insurance 85, 2018).
#pragma once

namespace riskpool {

/// The probability with which the next of independent normal losses stays within mean + z_level x standard deviation,
/// both taken from n >= 2 observations: T_{n-1}(z_level / sqrt(1 + 1 / n)), which is less than the level.
[[nodiscard]] double attained_level(double n, double level);

/// The multiple of the standard deviation to be added to the mean for the level to be attained:
/// t_{n-1, level} sqrt(1 + 1 / n).
[[nodiscard]] double sufficient_multiplier(double n, double level);

}  // namespace riskpool
