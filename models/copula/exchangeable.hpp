// Copulas of components that are all alike, drawn one component at a time.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <variant>

#include "models/copula/family.hpp"

namespace riskpool {

/// A copula in which, given one or two variables that all share, components are independent and alike: a normal factor
/// (Gaussian), with a chi-square (t), or the frailty of Marshall and Olkin (Clayton, its mirror image, Gumbel). The
/// cost grows with the components drawn, of which there may be any number, and none depends on which others are drawn.
class ExchangeableCopula {
public:
    static constexpr std::size_t most_common = 2;
    using CommonUniforms = std::array<double, most_common>;
    /// What the components of one draw share, ready for each of them.
    struct Common {
        double factor = 0;   // the normal factor times its weight, or the logarithm of the frailty
        double stretch = 1;  // sqrt(n / chi2_n) of a t copula
    };

    /// None where the components are not alike (pairs of their own, a vine), or where no factor makes them so (a
    /// negative correlation, which bounds their number).
    [[nodiscard]] static std::optional<ExchangeableCopula> of(CopulaKinds const& family);

    /// How many uniforms all components share.
    [[nodiscard]] std::size_t common() const noexcept {
        return std::visit([](auto const& form) { return form.common(); }, form_);
    }
    [[nodiscard]] Common share(CommonUniforms const& common) const noexcept {
        return std::visit([&](auto const& form) { return form.share(common); }, form_);
    }
    /// One component, uniform on (0, 1), from an independent uniform of its own, with which it rises.
    [[nodiscard]] double component(Common const& common, double own) const noexcept {
        return std::visit([&](auto const& form) { return form.component(common, own); }, form_);
    }
    void add_to(Hash64& hash) const;

private:
    /// Phi(sqrt(r) Y + sqrt(1 - r) e).
    struct NormalFactor {
        explicit NormalFactor(double correlation);
        [[nodiscard]] std::size_t common() const noexcept { return 1; }
        [[nodiscard]] Common share(CommonUniforms const& common) const noexcept;
        [[nodiscard]] double component(Common const& common, double own) const noexcept;
        [[nodiscard]] double score(Common const& common, double own) const noexcept;
        void add_to(Hash64& hash) const { hash.add(common_weight).add(own_weight); }

        double common_weight, own_weight;
    };
    struct StudentFactor {
        explicit StudentFactor(StudentCopula const& terms) : normal(terms.correlation), degrees(terms.degrees) {}
        [[nodiscard]] std::size_t common() const noexcept { return 2; }
        [[nodiscard]] Common share(CommonUniforms const& common) const noexcept;
        [[nodiscard]] double component(Common const& common, double own) const noexcept;
        void add_to(Hash64& hash) const { normal.add_to(hash.add(degrees)); }

        NormalFactor normal;
        double degrees;
    };
    template <class Sampler>
    struct Frailty {
        [[nodiscard]] std::size_t common() const noexcept { return sampler.common(); }
        [[nodiscard]] Common share(CommonUniforms const& common) const noexcept {
            return {sampler.log_frailty(common), 1};
        }
        [[nodiscard]] double component(Common const& common, double own) const noexcept {
            return sampler.component(common.factor, own);
        }
        void add_to(Hash64& hash) const { sampler.add_to(hash); }

        Sampler sampler;
    };
    using Form = std::variant<NormalFactor, StudentFactor, Frailty<ClaytonCopula::Sampler>,
                              Frailty<SurvivalClaytonCopula::Sampler>, Frailty<GumbelCopula::Sampler>>;
    explicit ExchangeableCopula(Form form) : form_(std::move(form)) {}

    Form form_;
};

}  // namespace riskpool
