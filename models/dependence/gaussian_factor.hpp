// A normal factor of the year on rates and on losses.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/dependence.hpp"

namespace riskpool {

/// How strongly one source follows a normal factor.
struct GaussianLoading {
    static constexpr Bound moderate{-3, 3, false, false, "between -3 and 3"};

    std::string source;
    double rate = 0;
    double severity = 0;

    static constexpr std::string_view kind = "gaussian_loading";
    static constexpr std::string_view about = "How strongly one source follows the factor.";
    static constexpr auto fields =
        field_list(required("source", &GaussianLoading::source, "Name of a source."),
                   optional("rate", &GaussianLoading::rate, moderate, Unit::none,
                            "b: the expected number of events is times exp(b Z - b^2/2), of mean 1."),
                   optional("severity", &GaussianLoading::severity, moderate, Unit::none,
                            "s: every loss of the year is times exp(s Z - s^2/2), of mean 1."));
    void check(FieldFaults& faults) const;
    bool operator==(GaussianLoading const&) const = default;
};

/// Z is standard normal in every year; over the years of a trial Z_y = phi Z_(y-1) + sqrt(1 - phi^2) e_y.
struct GaussianFactor {
    std::vector<GaussianLoading> loadings;
    double persistence = 0;

    static constexpr std::string_view kind = "gaussian_factor";
    static constexpr std::string_view about =
        "A normal factor of the year that moves expected numbers of events and losses of several sources together.";
    static constexpr auto fields = field_list(
        required("loadings", &GaussianFactor::loadings, "The sources that follow it, and how strongly."),
        optional("persistence", &GaussianFactor::persistence, Bound{-1, 1, true, true, "strictly between -1 and 1"},
                 Unit::fraction,
                 "phi: the correlation of the factor with itself a year before; 0 for years that are independent."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::vector<DependenceReference> references() const;
    [[nodiscard]] std::unique_ptr<DependenceSampler> compile(std::span<std::string const> sources) const;
    bool operator==(GaussianFactor const&) const = default;
};

}  // namespace riskpool
