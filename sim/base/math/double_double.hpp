// Sums of two doubles for intermediate results that need more than 53 bits, without fused multiply-add: the
// baseline machine has no such instruction. Source: Dekker, "A floating-point technique for extending the
// available precision", Numer. Math. 18 (1971); Knuth, TAOCP 2, 4.2.2.
#pragma once

namespace riskpool::math {

/// The unevaluated sum high + low, |low| at most half a unit in the last place of high.
struct DoubleDouble {
    double high = 0;
    double low = 0;
};

/// a + b exactly.
[[nodiscard]] inline DoubleDouble two_sum(double a, double b) noexcept {
    const double sum = a + b;
    const double part_of_b = sum - a;
    return {sum, (a - (sum - part_of_b)) + (b - part_of_b)};
}

/// a + b exactly, if |a| >= |b| or a = 0.
[[nodiscard]] inline DoubleDouble quick_two_sum(double a, double b) noexcept {
    const double sum = a + b;
    return {sum, b - (sum - a)};
}

/// x as a sum of two doubles of at most 26 bits each, for |x| < 2^996.
[[nodiscard]] inline DoubleDouble halves(double x) noexcept {
    const double scaled = 134217729.0 * x;  // 2^27 + 1
    const double high = scaled - (scaled - x);
    return {high, x - high};
}

/// a b exactly, if neither factor exceeds 2^996 and the product neither overflows nor has bits below 2^-1074.
[[nodiscard]] inline DoubleDouble two_product(double a, double b) noexcept {
    const double product = a * b;
    const DoubleDouble x = halves(a);
    const DoubleDouble y = halves(b);
    return {product, ((x.high * y.high - product) + x.high * y.low + x.low * y.high) + x.low * y.low};
}

[[nodiscard]] inline DoubleDouble operator+(DoubleDouble a, DoubleDouble b) noexcept {
    const DoubleDouble sum = two_sum(a.high, b.high);
    return quick_two_sum(sum.high, sum.low + (a.low + b.low));
}

[[nodiscard]] inline DoubleDouble operator-(DoubleDouble a) noexcept {
    return {-a.high, -a.low};
}

[[nodiscard]] inline DoubleDouble operator-(DoubleDouble a, DoubleDouble b) noexcept {
    return a + (-b);
}

[[nodiscard]] inline DoubleDouble operator*(DoubleDouble a, DoubleDouble b) noexcept {
    const DoubleDouble product = two_product(a.high, b.high);
    return quick_two_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

[[nodiscard]] inline DoubleDouble operator*(double a, DoubleDouble b) noexcept {
    const DoubleDouble product = two_product(a, b.high);
    return quick_two_sum(product.high, product.low + a * b.low);
}

[[nodiscard]] inline DoubleDouble operator/(DoubleDouble a, double b) noexcept {
    const double quotient = a.high / b;
    const DoubleDouble product = two_product(quotient, b);
    return quick_two_sum(quotient, (((a.high - product.high) - product.low) + a.low) / b);
}

/// log x for finite x > 0 with an error below 2^-66 of the result.
[[nodiscard]] DoubleDouble log_in_double_double(double x) noexcept;

/// log(1 + x) for finite x > -1 with an error below 2^-64 of the result, or x^3 2^-53 if that is more.
[[nodiscard]] DoubleDouble log1p_in_double_double(double x) noexcept;

/// log(1 + x) for finite x > -1.
[[nodiscard]] inline DoubleDouble log1p_in_double_double(DoubleDouble x) noexcept {
    const DoubleDouble first = log1p_in_double_double(x.high);
    return quick_two_sum(first.high, first.low + x.low / (1.0 + x.high));
}

/// exp(x.high + x.low); x.high may be any double.
[[nodiscard]] double exp(DoubleDouble x) noexcept;

}  // namespace riskpool::math
