// The law behind a belief, with all that other beliefs ask of it: pools, ensembles and fits are made of such laws.
#pragma once

#include <concepts>
#include <memory>
#include <utility>

namespace riskpool {

/// A distribution of one number, immutable and worked out once.
///
///     quantile(p)         the smallest x with P(X <= x) >= p, 0 <= p <= 1
///     cdf(x)              P(X <= x)
///     log_density(x)      of the density with regard to x; -inf where nothing is expected
///     mean(), variance()  may be infinite
///     lowest(), highest() the ends of the support, which may be infinite
class BeliefLaw {
public:
    BeliefLaw() = default;
    BeliefLaw(BeliefLaw const&) = delete;
    BeliefLaw& operator=(BeliefLaw const&) = delete;
    virtual ~BeliefLaw() = default;

    [[nodiscard]] virtual double quantile(double p) const = 0;
    [[nodiscard]] virtual double cdf(double x) const = 0;
    [[nodiscard]] virtual double log_density(double x) const = 0;
    [[nodiscard]] virtual double mean() const = 0;
    [[nodiscard]] virtual double variance() const = 0;
    [[nodiscard]] virtual double lowest() const = 0;
    [[nodiscard]] virtual double highest() const = 0;
};

using LawPointer = std::shared_ptr<BeliefLaw const>;

/// A value that has these functions of its own.
template <class L>
concept HasLawFunctions = requires(L const& law, double x) {
    { law.quantile(x) } -> std::same_as<double>;
    { law.cdf(x) } -> std::same_as<double>;
    { law.log_density(x) } -> std::same_as<double>;
    { law.mean() } -> std::same_as<double>;
    { law.variance() } -> std::same_as<double>;
    { law.lowest() } -> std::same_as<double>;
    { law.highest() } -> std::same_as<double>;
};

/// Such a value as a BeliefLaw.
template <HasLawFunctions L>
class LawOf final : public BeliefLaw {
public:
    explicit LawOf(L law) : law_(std::move(law)) {}
    [[nodiscard]] double quantile(double p) const override { return law_.quantile(p); }
    [[nodiscard]] double cdf(double x) const override { return law_.cdf(x); }
    [[nodiscard]] double log_density(double x) const override { return law_.log_density(x); }
    [[nodiscard]] double mean() const override { return law_.mean(); }
    [[nodiscard]] double variance() const override { return law_.variance(); }
    [[nodiscard]] double lowest() const override { return law_.lowest(); }
    [[nodiscard]] double highest() const override { return law_.highest(); }

private:
    L law_;
};

template <HasLawFunctions L>
LawPointer law_of(L law) {
    return std::make_shared<LawOf<L> const>(std::move(law));
}

}  // namespace riskpool
