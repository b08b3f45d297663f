// What every severity law offers.
#pragma once

#include <concepts>
#include <string_view>
#include <utility>
#include <variant>

#include "sim/base/describe.hpp"

namespace riskpool {

/// The default of a number that a file may leave out because another one says the same (`mean` and `cv` in place of
/// `mu` and `sigma`). The bounds of such a field exclude it, so that no file can give it.
inline constexpr double not_given = infinity;
constexpr bool is_given(double x) {
    return x != not_given;
}

/// A law of one loss, at least 0. Money is in the unit of the parameters. Parameters are valid: the reader has checked
/// their bounds, and nothing here checks again.
///
///     quantile(p)                  the smallest x with P(X <= x) >= p, accurate for the smallest p; 0 <= p <= 1
///     quantile_upper(q)            the smallest x with P(X > x) <= q, accurate for the smallest q; 0 <= q <= 1
///     cdf(x), survival(x)          P(X <= x) and P(X > x), each accurate where it is small
///     mean(), variance()           may be infinite; the variance of a law without a mean is infinite
///     limited_mean(l)              E[min(X, l)], l >= 0, infinity included
///     limited_second_moment(l)     E[min(X, l)^2]: second moments of layers are differences of these
///     lowest(), highest()          the ends of the support; highest() may be infinite
template <class L>
concept SeverityLaw = Described<L> && std::equality_comparable<L> && requires(L const& law, double x) {
    { law.quantile(x) } -> std::same_as<double>;
    { law.quantile_upper(x) } -> std::same_as<double>;
    { law.cdf(x) } -> std::same_as<double>;
    { law.survival(x) } -> std::same_as<double>;
    { law.mean() } -> std::same_as<double>;
    { law.variance() } -> std::same_as<double>;
    { law.limited_mean(x) } -> std::same_as<double>;
    { law.limited_second_moment(x) } -> std::same_as<double>;
    { law.lowest() } -> std::same_as<double>;
    { law.highest() } -> std::same_as<double>;
};

/// The law in the form that gives quantiles fastest: what its `prepared()` makes of it, or the law itself.
template <SeverityLaw L>
auto prepared(L const& law) {
    if constexpr (requires { law.prepared(); }) {
        return law.prepared();
    } else {
        return law;
    }
}

namespace severity_register {
template <class Family>
struct Prepared;
template <class... K>
struct Prepared<std::variant<K...>> {
    using type = std::variant<decltype(prepared(std::declval<K const&>()))...>;
};
}  // namespace severity_register

/// The prepared form of any law of a family.
template <class Family>
using PreparedFamily = typename severity_register::Prepared<Family>::type;

template <class Family>
PreparedFamily<Family> prepared_family(Family const& family) {
    return std::visit([](auto const& law) { return PreparedFamily<Family>{prepared(law)}; }, family);
}

}  // namespace riskpool
