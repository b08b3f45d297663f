// The family of severity laws, and what can be asked of any of them.
#pragma once

#include "models/severity/simple_severity.hpp"
#include "models/severity/spliced.hpp"

namespace riskpool {

namespace severity_register {
template <class Family, class... More>
struct Extended;
template <class... K, class... More>
struct Extended<std::variant<K...>, More...> {
    using type = Kinds<K..., More...>;
};
}  // namespace severity_register

/// Every kind of severity: the simple ones (a new one is a line in simple_severity.hpp) and those made of them.
using Severity = severity_register::Extended<SimpleSeverity, Spliced>::type;

/// The functions of SeverityLaw (law.hpp), for any kind.
[[nodiscard]] double quantile(Severity const& law, double p);
[[nodiscard]] double quantile_upper(Severity const& law, double q);
[[nodiscard]] double cdf(Severity const& law, double x);
[[nodiscard]] double survival(Severity const& law, double x);
[[nodiscard]] double mean(Severity const& law);
[[nodiscard]] double variance(Severity const& law);
[[nodiscard]] double limited_mean(Severity const& law, double limit);
[[nodiscard]] double limited_second_moment(Severity const& law, double limit);
[[nodiscard]] double lowest(Severity const& law);
[[nodiscard]] double highest(Severity const& law);
/// E[min(max(X - attachment, 0), limit)].
[[nodiscard]] double layer_mean(Severity const& law, double limit, double attachment);

}  // namespace riskpool
