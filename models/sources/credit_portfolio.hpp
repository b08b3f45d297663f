// Borrowers, buyers and principals that fail together in bad years: credit, surety and export credit.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "models/severity/severity.hpp"
#include "models/sources/effect.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// What follows a default.
enum class AfterDefault : std::uint8_t { replaced, gone };
template <>
struct Choice<AfterDefault> {
    static constexpr std::array<std::pair<std::string_view, AfterDefault>, 2> values{{
        {"replaced", AfterDefault::replaced},
        {"gone", AfterDefault::gone},
    }};
};

/// One-factor Gaussian model of defaults (Vasicek 1987; Gordy 2003): name i defaults in a year if
/// sqrt(rho) Y + sqrt(1 - rho) e_i is below the normal quantile of its default probability; Y is the economy of that
/// year, e_i is its own. Given Y, names default independently with probability
/// Phi((Phi^-1(p) - sqrt(rho) Y) / sqrt(1 - rho)). With a memory phi the economy is an autoregression,
/// Y_y = phi Y_{y-1} + sqrt(1 - phi^2) eta, so that bad years come in runs. Each default is an event.
struct CreditPortfolio {
    Filter covers;
    double default_probability = 0;
    double correlation = 0;
    double economy_memory = 0;
    std::uint32_t names = 1;
    double exposure = 0;
    ValueBase of = ValueBase::property;
    Severity loss_given_default;
    double loss_correlation = 0;
    AfterDefault after = AfterDefault::replaced;

    static constexpr std::string_view kind = "credit_portfolio";
    static constexpr Drivable drivable{.losses = true};
    static constexpr std::string_view about =
        "Defaults of borrowers, buyers or principals that hang on one economy: credit, surety, export credit.";
    static constexpr auto fields = field_list(
        optional("covers", &CreditPortfolio::covers, "Whose names may default; all when left out."),
        required("default_probability", &CreditPortfolio::default_probability, open_unit_interval, Unit::fraction,
                 "Probability that one name defaults in a year."),
        required("correlation", &CreditPortfolio::correlation, Bound{0, 1, false, true, "0 or more and below 1"},
                 Unit::fraction, "Correlation of the normal variables behind the defaults of two names."),
        optional("economy_memory", &CreditPortfolio::economy_memory, Bound{0, 1, false, true, "0 or more and below 1"},
                 Unit::fraction, "Correlation of the economies of a year and the next."),
        optional("names", &CreditPortfolio::names, Bound{1, 4096, false, false, "from 1 to 4096"}, Unit::count,
                 "Names of each insured: loans of a bank, buyers of an exporter."),
        optional("exposure", &CreditPortfolio::exposure, not_negative, Unit::money,
                 "Owed by one name; the value named by `of` over the number of names when left out."),
        optional("of", &CreditPortfolio::of, "The value of the insured that is owed to it by all its names."),
        required("loss_given_default", &CreditPortfolio::loss_given_default,
                 "Part of what is owed that is lost; what exceeds 1 counts as 1."),
        optional("loss_correlation", &CreditPortfolio::loss_correlation,
                 Bound{0, 1, false, true, "0 or more and below 1"}, Unit::fraction,
                 "Correlation of the losses given default with the economy: the worse it is, the more is lost."),
        optional("after_default", &CreditPortfolio::after,
                 "Whether another name takes the place of one that has defaulted, or nobody."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(CreditPortfolio const&) const = default;
};

}  // namespace riskpool
