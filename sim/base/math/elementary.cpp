// Methods: exp by x = (64 m + j) log2 / 64 + r and a polynomial in |r| < 0.0055; log by a reciprocal from a table,
// z c - 1 = r exactly, |r| < 0.006, and the series of log(1 + r). P. T. P. Tang, "Table-driven implementation of the
// exponential function", ACM TOMS 15 (1989), and "... of the logarithm function", ACM TOMS 16 (1990).
#include "sim/base/math/elementary.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "sim/base/math/double_double.hpp"
#include "sim/base/math/elementary_tables.hpp"

namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double log2_high = 0x1.62e42fefa3800p-1;  // multiple of 2^-42: times an exponent it is exact
constexpr double log2_low = 0x1.ef35793c76730p-45;
constexpr double step_high = 0x1.62e42fefa0000p-7;  // log(2) / 64, multiple of 2^-42
constexpr double step_low = 0x1.cf79abc9e3b3ap-46;
constexpr double steps_per_unit = 0x1.71547652b82fep+6;  // 64 / log(2)
constexpr double to_integer = 0x1.8p52;                  // adding and subtracting it rounds to an integer

double power_of_two(std::int64_t exponent) noexcept {
    return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

/// y 2^exponent for y near [1, 2], correctly rounded.
double scaled(double y, std::int64_t exponent) noexcept {
    if (exponent > 1022) return y * 2.0 * power_of_two(exponent - 1);
    if (exponent < -1020) return y * power_of_two(exponent + 100) * power_of_two(-100);
    return y * power_of_two(exponent);
}

/// e^x = 2^exponent root (1 + r + tail), where |r + tail| < 0.0055 and r is exact.
struct ReducedExponential {
    std::int64_t exponent;
    RootOfTwo root;
    double r;
    double tail;
};

/// Needs |x.high| < 1100.
ReducedExponential reduce(DoubleDouble x) noexcept {
    const double steps = (x.high * steps_per_unit + to_integer) - to_integer;
    const auto whole = static_cast<std::int64_t>(steps);
    const double r = x.high - steps * step_high;
    const double r_low = x.low - steps * step_low;
    const double full = r + r_low;
    const double series = 1.0 / 2 + full * (1.0 / 6 + full * (1.0 / 24 + full * (1.0 / 120 + full * (1.0 / 720))));
    return {whole >> 6, roots_of_two[static_cast<std::size_t>(whole & 63)], r, r_low + full * full * series};
}

/// log(1 + r + r_low) without the leading r: -r^2/2 + r^3/3 ..., from r^3 on in double.
double cubic_part(double r) noexcept {
    return r * r * r *
           (1.0 / 3 -
            r * (1.0 / 4 -
                 r * (1.0 / 5 - r * (1.0 / 6 - r * (1.0 / 7 - r * (1.0 / 8 - r * (1.0 / 9 - r * (1.0 / 10))))))));
}

}  // namespace

double exp(DoubleDouble x) noexcept {
    if (!(x.high < 709.8)) return x.high >= 709.8 ? inf : nan;
    if (x.high < -745.2) return 0;
    const ReducedExponential e = reduce(x);
    const double growth = e.r + e.tail;
    return scaled(e.root.high + (e.root.low + e.root.high * growth), e.exponent);
}

double exp(double x) noexcept {
    return exp(DoubleDouble{x, 0});
}

double expm1(double x) noexcept {
    if (!(x < 40)) return x >= 40 ? exp(x) : nan;
    if (x < -40) return -1;
    if (x < 0x1p-60 && x > -0x1p-60) return x;
    const ReducedExponential e = reduce({x, 0});
    const double scale = power_of_two(e.exponent);
    const double power = e.root.high * scale;
    // power (1 + growth) - 1 + low part; the leading pieces are added exactly because they may cancel.
    const DoubleDouble rise = two_product(power, e.r);
    const DoubleDouble base = two_sum(power, -1.0);
    const DoubleDouble sum = two_sum(base.high, rise.high);
    return sum.high + (sum.low + (base.low + (rise.low + (e.root.low * scale + power * e.tail))));
}

DoubleDouble log_in_double_double(double x) noexcept {
    std::int64_t shift = 0;
    if (x < std::numeric_limits<double>::min()) {
        x *= 0x1p54;
        shift = -54;
    }
    // x = 2^k z with sqrt(1/2) <= z < sqrt(2)
    const auto bits = std::bit_cast<std::int64_t>(x);
    const std::int64_t exponent = (bits - 0x3fe6a09e667f3bcd) >> 52;
    const std::int64_t z_bits = bits - (exponent << 52);
    const double z = std::bit_cast<double>(z_bits);
    const auto index = static_cast<std::size_t>(static_cast<std::int64_t>(z * 128.0 + 0.5) - first_logarithm_step);
    const LogarithmStep& step = logarithm_steps[index];
    // The upper 21 bits of z times the 13 bits of the reciprocal are exact, and the square of r_high is exact too.
    const double z_high = std::bit_cast<double>((z_bits + 0x80000000) & ~std::int64_t{0xffffffff});
    const double r_high = z_high * step.reciprocal - 1.0;
    const double r_low = (z - z_high) * step.reciprocal;
    const double r = r_high + r_low;
    const double whole = static_cast<double>(exponent + shift);
    const double table = whole * log2_high + step.log_high;
    const double half_square = 0.5 * r_high * r_high;
    const double half_square_low = 0.5 * r_low * (r_high + r);
    const DoubleDouble first = two_sum(table, r_high);
    const DoubleDouble second = two_sum(first.high, r_low);
    const DoubleDouble third = two_sum(second.high, -half_square);
    const double low = whole * log2_low + step.log_low;
    const double rest = (first.low + second.low + third.low) + ((low - half_square_low) + cubic_part(r));
    return quick_two_sum(third.high, rest);
}

DoubleDouble log1p_in_double_double(double x) noexcept {
    if (x < 0x1p-7 && x > -0x1p-7) {
        const DoubleDouble square = two_product(x, x);
        const DoubleDouble sum = two_sum(x, -0.5 * square.high);
        return quick_two_sum(sum.high, sum.low + (cubic_part(x) - 0.5 * square.low));
    }
    const DoubleDouble argument = two_sum(1.0, x);
    const DoubleDouble result = log_in_double_double(argument.high);
    return quick_two_sum(result.high, result.low + argument.low / argument.high);
}

double log(double x) noexcept {
    if (!(x > 0)) return x == 0 ? -inf : nan;
    if (x == inf) return inf;
    return log_in_double_double(x).high;
}

double log1p(double x) noexcept {
    if (!(x > -1)) return x == -1 ? -inf : nan;
    if (x == inf) return inf;
    if (x < 0x1p-54 && x > -0x1p-54) return x;
    return log1p_in_double_double(x).high;
}

double pow(double base, double exponent) noexcept {
    if (base == 1 || exponent == 0) return 1;
    if (!(base >= 0) || exponent != exponent) return nan;
    const bool grows = (base > 1) == (exponent > 0);
    if (base == 0 || base == inf) return grows ? inf : 0;
    if (exponent == 1) return base;
    const double size = exponent < 0 ? -exponent : exponent;
    if (size > 0x1p80) return grows ? inf : 0;  // |log base| is at least 2^-53
    if (size < 0x1p-70) return 1;               // |log base| is below 2^10
    const DoubleDouble log_base = log_in_double_double(base);
    const DoubleDouble product = two_product(exponent, log_base.high);
    return exp(quick_two_sum(product.high, product.low + exponent * log_base.low));
}

}  // namespace riskpool::math
