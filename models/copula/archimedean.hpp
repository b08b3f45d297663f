// Copulas of one frailty that all share: Clayton, its mirror image, and Gumbel.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "models/copula/component_names.hpp"
#include "models/draw/quantile_table.hpp"
#include "sim/base/describe.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

/// U_j = psi(E_j / V) with E_j exponential and V of Laplace transform psi (Marshall and Olkin, JASA 83 (1988)). Here
/// psi(t) = (1 + t)^(-1/theta) and V ~ gamma(1/theta): Kendall's tau theta / (theta + 2), lower tail dependence
/// 2^(-1/theta), none in the upper tail.
struct ClaytonCopula {
    double theta = 1;

    static constexpr std::string_view kind = "clayton";
    static constexpr std::string_view about =
        "Clayton's copula: good years come together, bad ones do not; for the mirror image take survival_clayton.";
    static constexpr auto fields = field_list(
        required("theta", &ClaytonCopula::theta, Bound{0, 200, true, false, "above 0 and at most 200"}, Unit::none,
                 "Strength: Kendall's tau is theta / (theta + 2), lower tail dependence 2^(-1/theta)."));
    void check_names(ComponentNames const&, FieldFaults&) const {}
    [[nodiscard]] std::string note(ComponentNames const&) const { return {}; }
    bool operator==(ClaytonCopula const&) const = default;

    class Sampler {
    public:
        Sampler(ClaytonCopula const& terms, std::span<std::string const>) : Sampler(terms.theta) {}
        explicit Sampler(double theta);
        [[nodiscard]] std::size_t common() const noexcept { return 2; }
        void draw(std::span<double const> own, std::span<double const> common, std::span<double> u) const noexcept;
        /// The logarithm of V from the uniforms that all share, and one component given it.
        [[nodiscard]] double log_frailty(std::span<double const> common) const noexcept;
        [[nodiscard]] double component(double log_frailty, double own) const noexcept;
        void add_to(Hash64& hash) const { hash.add(theta_).add(about_one_more_.hash()); }

    private:
        double theta_;
        QuantileTable about_one_more_;  // the gamma law of shape 1/theta + 1
    };
};

/// 1 - U of Clayton's.
struct SurvivalClaytonCopula {
    double theta = 1;

    static constexpr std::string_view kind = "survival_clayton";
    static constexpr std::string_view about = "Clayton's copula turned round: the worst years come together.";
    static constexpr auto fields = field_list(
        required("theta", &SurvivalClaytonCopula::theta, Bound{0, 200, true, false, "above 0 and at most 200"},
                 Unit::none, "Strength: Kendall's tau is theta / (theta + 2), upper tail dependence 2^(-1/theta)."));
    void check_names(ComponentNames const&, FieldFaults&) const {}
    [[nodiscard]] std::string note(ComponentNames const&) const { return {}; }
    bool operator==(SurvivalClaytonCopula const&) const = default;

    class Sampler {
    public:
        Sampler(SurvivalClaytonCopula const& terms, std::span<std::string const>) : Sampler(terms.theta) {}
        explicit Sampler(double theta) : mirrored_(theta) {}
        [[nodiscard]] std::size_t common() const noexcept { return mirrored_.common(); }
        void draw(std::span<double const> own, std::span<double const> common, std::span<double> u) const noexcept;
        [[nodiscard]] double log_frailty(std::span<double const> common) const noexcept {
            return mirrored_.log_frailty(common);
        }
        [[nodiscard]] double component(double log_frailty, double own) const noexcept {
            return 1 - mirrored_.component(log_frailty, own);
        }
        void add_to(Hash64& hash) const { mirrored_.add_to(hash.add(std::uint64_t{1})); }

    private:
        ClaytonCopula::Sampler mirrored_;
    };
};

/// psi(t) = exp(-t^(1/theta)), V positive stable of index 1/theta: Kendall's tau 1 - 1/theta, upper tail dependence
/// 2 - 2^(1/theta), none in the lower tail.
struct GumbelCopula {
    double theta = 1;

    static constexpr std::string_view kind = "gumbel";
    static constexpr std::string_view about = "Gumbel's copula: the worst years come together, the best do not.";
    static constexpr auto fields =
        field_list(required("theta", &GumbelCopula::theta, Bound{1, 200, false, false, "from 1 to 200"}, Unit::none,
                            "Strength: Kendall's tau is 1 - 1/theta, upper tail dependence 2 - 2^(1/theta)."));
    void check_names(ComponentNames const&, FieldFaults&) const {}
    [[nodiscard]] std::string note(ComponentNames const&) const { return {}; }
    bool operator==(GumbelCopula const&) const = default;

    class Sampler {
    public:
        Sampler(GumbelCopula const& terms, std::span<std::string const>) : Sampler(terms.theta) {}
        explicit Sampler(double theta) : theta_(theta) {}
        [[nodiscard]] std::size_t common() const noexcept { return 2; }
        void draw(std::span<double const> own, std::span<double const> common, std::span<double> u) const noexcept;
        [[nodiscard]] double log_frailty(std::span<double const> common) const noexcept;
        [[nodiscard]] double component(double log_frailty, double own) const noexcept;
        void add_to(Hash64& hash) const { hash.add(theta_); }

    private:
        double theta_;
    };
};

/// log V of the positive stable V with Laplace transform exp(-s^(1/theta)), from two uniforms (Kanter, Annals of
/// Probability 3 (1975)): V = sin(aT) / sin(T)^(1/a) (sin((1-a)T) / E)^((1-a)/a), a = 1/theta, T uniform on (0, pi), E
/// exponential.
[[nodiscard]] double log_positive_stable(double theta, double u_angle, double u_exponential) noexcept;

}  // namespace riskpool
