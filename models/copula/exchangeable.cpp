#include "models/copula/exchangeable.hpp"

#include <cmath>

#include "models/draw/normal_uniform.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

ExchangeableCopula::NormalFactor::NormalFactor(double correlation)
    : common_weight(std::sqrt(correlation)), own_weight(std::sqrt(1 - correlation)) {}

ExchangeableCopula::Common ExchangeableCopula::NormalFactor::share(CommonUniforms const& common) const noexcept {
    return {common_weight * math::normal_quantile(common[0]), 1};
}

double ExchangeableCopula::NormalFactor::score(Common const& common, double own) const noexcept {
    return common.factor + own_weight * math::normal_quantile(own);
}

double ExchangeableCopula::NormalFactor::component(Common const& common, double own) const noexcept {
    return uniform_of_normal(score(common, own));
}

ExchangeableCopula::Common ExchangeableCopula::StudentFactor::share(CommonUniforms const& common) const noexcept {
    return {normal.share(common).factor, student_stretch(degrees, common[1])};
}

double ExchangeableCopula::StudentFactor::component(Common const& common, double own) const noexcept {
    return student_uniform(degrees, normal.score(common, own) * common.stretch);
}

std::optional<ExchangeableCopula> ExchangeableCopula::of(CopulaKinds const& family) {
    if (auto const* gaussian = std::get_if<GaussianCopula>(&family)) {
        if (!gaussian->correlations.empty() || gaussian->correlation < 0) return std::nullopt;
        return ExchangeableCopula(NormalFactor(gaussian->correlation));
    }
    if (auto const* student = std::get_if<StudentCopula>(&family)) {
        if (!student->correlations.empty() || student->correlation < 0) return std::nullopt;
        return ExchangeableCopula(StudentFactor(*student));
    }
    if (auto const* clayton = std::get_if<ClaytonCopula>(&family)) {
        return ExchangeableCopula(Frailty<ClaytonCopula::Sampler>{ClaytonCopula::Sampler(clayton->theta)});
    }
    if (auto const* survival = std::get_if<SurvivalClaytonCopula>(&family)) {
        return ExchangeableCopula(
            Frailty<SurvivalClaytonCopula::Sampler>{SurvivalClaytonCopula::Sampler(survival->theta)});
    }
    if (auto const* gumbel = std::get_if<GumbelCopula>(&family)) {
        return ExchangeableCopula(Frailty<GumbelCopula::Sampler>{GumbelCopula::Sampler(gumbel->theta)});
    }
    return std::nullopt;
}

void ExchangeableCopula::add_to(Hash64& hash) const {
    hash.add(std::uint64_t{form_.index()});
    std::visit([&](auto const& form) { form.add_to(hash); }, form_);
}

}  // namespace riskpool
