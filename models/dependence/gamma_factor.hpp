// A gamma factor of the year on rates and on losses.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/dependence.hpp"

namespace riskpool {

/// How much of one source follows a gamma factor.
struct GammaLoading {
    std::string source;
    double rate = 1;
    double severity = 0;

    static constexpr std::string_view kind = "gamma_loading";
    static constexpr std::string_view about = "How much of one source follows the factor.";
    static constexpr auto fields = field_list(required("source", &GammaLoading::source, "Name of a source."),
                                              optional("rate", &GammaLoading::rate, unit_interval, Unit::fraction,
                                                       "w: the expected number of events is times 1 - w + w X."),
                                              optional("severity", &GammaLoading::severity, unit_interval,
                                                       Unit::fraction, "The same of every loss of the year."));
    void check(FieldFaults& faults) const;
    bool operator==(GammaLoading const&) const = default;
};

/// X is gamma distributed of mean 1 in every year, independently. Poisson numbers that follow it wholly are negative
/// binomial of size 1/variance together: Cov(N_i, N_j) = variance w_i w_j lambda_i lambda_j (Johnson, Kotz,
/// Balakrishnan, Discrete Multivariate Distributions, ch. 36).
struct GammaFactor {
    double variance = 0;
    std::vector<GammaLoading> loadings;

    static constexpr std::string_view kind = "gamma_factor";
    static constexpr std::string_view about =
        "A gamma multiplier of the year, of mean 1, that several sources share: negative binomial numbers together.";
    static constexpr auto fields =
        field_list(required("variance", &GammaFactor::variance, Bound{1e-6, 100, false, false, "from 0.000001 to 100"},
                            Unit::none, "Variance of the multiplier."),
                   required("loadings", &GammaFactor::loadings, "The sources that follow it, and how much of each."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::vector<DependenceReference> references() const;
    [[nodiscard]] std::unique_ptr<DependenceSampler> compile(std::span<std::string const> sources) const;
    bool operator==(GammaFactor const&) const = default;
};

}  // namespace riskpool
