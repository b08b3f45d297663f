// Copulas of two, as the edges of a vine: conditional laws and their inverses.
#pragma once

#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/base/hash.hpp"
#include "sim/check/correlation.hpp"

namespace riskpool {

/// h(u | v) = Phi((Phi^-1(u) - r Phi^-1(v)) / sqrt(1 - r^2)) (Aas, Czado, Frigessi, Bakken, "Pair-copula constructions
/// of multiple dependence", Insurance: Mathematics and Economics 44 (2009), appendix B).
struct GaussianPair {
    double correlation = 0;

    static constexpr std::string_view kind = "gaussian_pair";
    static constexpr std::string_view about = "An edge of a vine with the Gaussian copula.";
    static constexpr auto fields = field_list(
        required("correlation", &GaussianPair::correlation, Bound{-1, 1, true, true, "strictly between -1 and 1"},
                 Unit::none, "Correlation, given what the edge is conditional on."));
    [[nodiscard]] double h(double u, double v) const noexcept;
    [[nodiscard]] double h_inverse(double w, double v) const noexcept;
    void add_to(Hash64& hash) const { hash.add(std::uint64_t{0}).add(correlation); }
    bool operator==(GaussianPair const&) const = default;
};

/// h(u | v) = v^(-theta-1) (u^-theta + v^-theta - 1)^(-1-1/theta) (ibidem).
struct ClaytonPair {
    double theta = 1;

    static constexpr std::string_view kind = "clayton_pair";
    static constexpr std::string_view about = "An edge of a vine with Clayton's copula.";
    static constexpr auto fields =
        field_list(required("theta", &ClaytonPair::theta, Bound{0, 50, true, false, "above 0 and at most 50"},
                            Unit::none, "Strength: Kendall's tau is theta / (theta + 2)."));
    [[nodiscard]] double h(double u, double v) const noexcept;
    [[nodiscard]] double h_inverse(double w, double v) const noexcept;
    void add_to(Hash64& hash) const { hash.add(std::uint64_t{1}).add(theta); }
    bool operator==(ClaytonPair const&) const = default;
};

/// 1 - h(1 - u | 1 - v) of Clayton's.
struct SurvivalClaytonPair {
    double theta = 1;

    static constexpr std::string_view kind = "survival_clayton_pair";
    static constexpr std::string_view about = "An edge of a vine with Clayton's copula turned round.";
    static constexpr auto fields =
        field_list(required("theta", &SurvivalClaytonPair::theta, Bound{0, 50, true, false, "above 0 and at most 50"},
                            Unit::none, "Strength: Kendall's tau is theta / (theta + 2)."));
    [[nodiscard]] double h(double u, double v) const noexcept { return 1 - ClaytonPair{theta}.h(1 - u, 1 - v); }
    [[nodiscard]] double h_inverse(double w, double v) const noexcept {
        return 1 - ClaytonPair{theta}.h_inverse(1 - w, 1 - v);
    }
    void add_to(Hash64& hash) const { hash.add(std::uint64_t{2}).add(theta); }
    bool operator==(SurvivalClaytonPair const&) const = default;
};

using PairKinds = Kinds<GaussianPair, ClaytonPair, SurvivalClaytonPair>;

}  // namespace riskpool
