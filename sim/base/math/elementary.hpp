// Exponential, logarithm and power made of exactly rounded operations only, hence the same bits on every x86-64,
// with g++ or clang: the functions of the C library choose variants with fused multiply-add at run time and
// differ in the last place from machine to machine.
#pragma once

namespace riskpool::math {

/// e^x. Error below 1 ulp where the result is normal; subnormal results are rounded once more. exp(-inf) = 0,
/// overflow gives inf, NaN gives NaN.
[[nodiscard]] double exp(double x) noexcept;

/// Natural logarithm. Error below 1 ulp, subnormal arguments included. log(0) = -inf, x < 0 or NaN gives NaN.
[[nodiscard]] double log(double x) noexcept;

/// log(1 + x), accurate near 0. log1p(-1) = -inf, x < -1 or NaN gives NaN.
[[nodiscard]] double log1p(double x) noexcept;

/// e^x - 1, accurate near 0.
[[nodiscard]] double expm1(double x) noexcept;

/// base^exponent for base >= 0, with the special values of IEEE 754 pow; a negative base gives NaN. The logarithm
/// is kept in double-double, so the relative error is of the order of 1 ulp also where the result is huge or tiny.
[[nodiscard]] double pow(double base, double exponent) noexcept;

}  // namespace riskpool::math
