// Distribution function: rational approximations of W. J. Cody, "Rational Chebyshev approximations for the error
// function", Math. Comp. 23 (1969), as in his Algorithm 715, ACM TOMS 19 (1993). Quantile: M. J. Wichura,
// Algorithm AS 241, Appl. Statist. 37 (1988), and in the tails one step of Newton on log P.
#include "sim/base/math/normal.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "sim/base/math/double_double.hpp"
#include "sim/base/math/elementary.hpp"

namespace riskpool::math {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double one_over_root_two_pi = 0x1.9884533d43651p-2;
constexpr double root_two_pi = 0x1.40d931ff62706p+1;
constexpr double centre = 0.67448975;  // near the upper quartile, where Cody changes his approximation
constexpr double far = 5.656854249492380195;

/// coefficients[0] + coefficients[1] t + ...
template <std::size_t n>
double polynomial(std::array<double, n> const& coefficients, double t) noexcept {
    double sum = coefficients[n - 1];
    for (std::size_t i = n - 1; i-- > 0;) sum = sum * t + coefficients[i];
    return sum;
}

/// P(Z <= x) - 1/2 for |x| <= centre.
double central_area(double x) noexcept {
    static constexpr std::array top{18154.981253343561249, 1067.6894854603709582, 161.02823106855587881,
                                    2.2352520354606839287, .065682337918207449113};
    static constexpr std::array bottom{45507.789335026729956, 10260.932208618978205, 976.09855173777669322,
                                       47.20258190468824187, 1.0};
    const double square = x * x;
    return x * polynomial(top, square) / polynomial(bottom, square);
}

/// exp(-x^2/2), the square to double precision of its fractional part.
double bell(double x) noexcept {
    if (x > 40) return 0;
    const DoubleDouble square = two_product(x, x);
    return exp(DoubleDouble{-0.5 * square.high, -0.5 * square.low});
}

/// P(Z > x) exp(x^2/2) for x >= centre.
double tail_factor(double x) noexcept {
    static constexpr std::array top{9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326,
                                    2494.5375852903726711, 597.27027639480026226, 93.506656132177855979,
                                    8.8831497943883759412, .39894151208813466764, 1.0765576773720192317e-8};
    static constexpr std::array bottom{19685.429676859990727, 38912.003286093271411, 34900.952721145977266,
                                       18615.571640885098091, 6485.558298266760755,  1519.377599407554805,
                                       235.38790178262499861, 22.266688044328115691, 1.0};
    static constexpr std::array far_top{2.9112874951168792e-5, .001421619193227893466, .022235277870649807,
                                        .1274011611602473639,  .21589853405795699,     .02307344176494017303};
    static constexpr std::array far_bottom{7.29751555083966205e-5, .00378239633202758244, .0659881378689285515,
                                           .468238212480865118,    1.28426009614491121,   1.0};
    if (x <= far) return polynomial(top, x) / polynomial(bottom, x);
    const double inverse_square = 1.0 / (x * x);
    const double correction = polynomial(far_top, inverse_square) / polynomial(far_bottom, inverse_square);
    return (one_over_root_two_pi - inverse_square * correction) / x;
}

/// P(Z > x) for x >= centre.
double tail_area(double x) noexcept {
    const double part = bell(x);
    return part == 0 ? 0 : part * tail_factor(x);
}

/// The x with P(Z > x) = q for 0 < q < 0.075.
double tail_quantile(double q) noexcept {
    static constexpr std::array top{1.42343711074968357734,  4.6303378461565452959,   5.7694972214606914055,
                                    3.64784832476320460504,  1.27045825245236838258,  .24178072517745061177,
                                    .0227238449892691845833, 7.7454501427834140764e-4};
    static constexpr std::array bottom{1.0,
                                       2.05319162663775882187,
                                       1.6763848301838038494,
                                       .68976733498510000455,
                                       .14810397642748007459,
                                       .0151986665636164571966,
                                       5.475938084995344946e-4,
                                       1.05075007164441684324e-9};
    static constexpr std::array far_top{6.6579046435011037772,     5.4637849111641143699,    1.7848265399172913358,
                                        .29656057182850489123,     .026532189526576123093,   .0012426609473880784386,
                                        2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static constexpr std::array far_bottom{1.0,
                                           .59983220655588793769,
                                           .13692988092273580531,
                                           .0148753612908506148525,
                                           7.868691311456132591e-4,
                                           1.8463183175100546818e-5,
                                           1.4215117583164458887e-7,
                                           2.04426310338993978564e-15};
    const double r = std::sqrt(-log(q));
    const double x = r <= 5 ? polynomial(top, r - 1.6) / polynomial(bottom, r - 1.6)
                            : polynomial(far_top, r - 5) / polynomial(far_bottom, r - 5);
    const double area = tail_area(x);
    // d log P(Z > x) / dx = -density / area
    const double density = bell(x) * one_over_root_two_pi;
    if (density < 0x1p-1010) {
        // The area is or is nearly subnormal, too coarse to divide by. Asymptotically, with t = 1/x^2,
        // log P(Z > x) = -x^2/2 - log(x sqrt(2 pi)) - t + 5/2 t^2 - 37/3 t^3 + 353/4 t^4 - ...
        const double t = 1.0 / (x * x);
        const double excess =
            -0.5 * x * x - log(x * root_two_pi) - t * (1.0 - t * (5.0 / 2 - t * (37.0 / 3 - t * (353.0 / 4)))) - log(q);
        return x + excess / x;
    }
    return x + (area - q) / density;
}

}  // namespace

double normal_density(double x) noexcept {
    return x != x ? nan : one_over_root_two_pi * bell(x < 0 ? -x : x);
}

double normal_cdf(double x) noexcept {
    if (x < -centre) return tail_area(-x);
    if (x > centre) return 1 - tail_area(x);
    return 0.5 + central_area(x);  // NaN stays NaN
}

double normal_survival(double x) noexcept {
    return normal_cdf(-x);
}

double normal_mills_ratio(double x) noexcept {
    if (x >= centre) return root_two_pi * tail_factor(x);
    return normal_survival(x) / normal_density(x);
}

double normal_quantile(double p) noexcept {
    static constexpr std::array top{3.387132872796366608,  133.14166789178437745, 1971.5909503065514427,
                                    13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
                                    33430.575583588128105, 2509.0809287301226727};
    static constexpr std::array bottom{1.0,
                                       42.313330701600911252,
                                       687.1870074920579083,
                                       5394.1960214247511077,
                                       21213.794301586595867,
                                       39307.89580009271061,
                                       28729.085735721942674,
                                       5226.495278852854561};
    if (!(p > 0) || !(p < 1)) return p == 0 ? -inf : p == 1 ? inf : nan;
    const double from_centre = p - 0.5;
    if (from_centre < -0.425) return -tail_quantile(p);
    if (from_centre > 0.425) return tail_quantile(1 - p);
    const double r = 0.180625 - from_centre * from_centre;
    return from_centre * (polynomial(top, r) / polynomial(bottom, r));
}

double normal_quantile_upper(double q) noexcept {
    return -normal_quantile(q);
}

}  // namespace riskpool::math
