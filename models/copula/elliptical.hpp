// The copulas of the normal and of Student's t law.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/copula/correlated.hpp"
#include "sim/base/describe.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

/// U = Phi(Z), Z normal with correlations R, drawn as L e with R = L L' (McNeil, Frey, Embrechts, Quantitative Risk
/// Management, 7.1). Kendall's tau is 2/pi arcsin(r); no tail dependence: extremes come apart.
struct GaussianCopula {
    double correlation = 0;
    std::vector<CorrelationPair> correlations = {};

    static constexpr std::string_view kind = "gaussian";
    static constexpr std::string_view about =
        "The copula of a normal law: bad years together, but the worst ones apart (no tail dependence).";
    static constexpr auto fields =
        field_list(optional("correlation", &GaussianCopula::correlation, correlation_interval, Unit::none,
                            "Correlation of the normal scores of every two that `correlations` does not list."),
                   optional("correlations", &GaussianCopula::correlations, "Correlations of pairs by name."));
    void check_names(ComponentNames const& names, FieldFaults& faults) const;
    [[nodiscard]] std::string note(ComponentNames const& names) const;
    bool operator==(GaussianCopula const&) const = default;

    class Sampler {
    public:
        Sampler(GaussianCopula const& terms, std::span<std::string const> names);
        [[nodiscard]] std::size_t common() const noexcept { return 0; }
        void draw(std::span<double const> own, std::span<double const> common, std::span<double> u) const noexcept;
        void add_to(Hash64& hash) const { hash.add(std::span<double const>(lower_)); }

    private:
        std::vector<double> lower_;
    };
};

/// U = t_n(T), T = Z sqrt(n / chi2_n) (ibidem). Kendall's tau is that of the Gaussian; tail dependence on both sides
/// 2 t_{n+1}(-sqrt((n + 1)(1 - r) / (1 + r))).
struct StudentCopula {
    double degrees = 4;
    double correlation = 0;
    std::vector<CorrelationPair> correlations = {};

    static constexpr std::string_view kind = "student_t";
    static constexpr std::string_view about =
        "The copula of Student's t law: the worst years come together, even where the correlation is 0.";
    static constexpr auto fields =
        field_list(optional("degrees", &StudentCopula::degrees, Bound{0.5, 1000, false, false, "from 0.5 to 1000"},
                            Unit::none, "Degrees of freedom: the fewer, the more the extremes come together."),
                   optional("correlation", &StudentCopula::correlation, correlation_interval, Unit::none,
                            "Correlation of every two that `correlations` does not list."),
                   optional("correlations", &StudentCopula::correlations, "Correlations of pairs by name."));
    void check_names(ComponentNames const& names, FieldFaults& faults) const;
    [[nodiscard]] std::string note(ComponentNames const& names) const;
    bool operator==(StudentCopula const&) const = default;

    class Sampler {
    public:
        Sampler(StudentCopula const& terms, std::span<std::string const> names);
        [[nodiscard]] std::size_t common() const noexcept { return 1; }
        void draw(std::span<double const> own, std::span<double const> common, std::span<double> u) const noexcept;
        void add_to(Hash64& hash) const { hash.add(degrees_).add(std::span<double const>(lower_)); }

    private:
        double degrees_;
        std::vector<double> lower_;
    };
};

/// sqrt(n / chi2_n), the chi-square drawn by its uniform.
[[nodiscard]] double student_stretch(double degrees, double u) noexcept;

/// P(T <= x), kept within (0, 1).
[[nodiscard]] double student_uniform(double degrees, double x) noexcept;

/// P(T <= x) for Student's t with `degrees` degrees of freedom (Abramowitz and Stegun 26.7.1).
[[nodiscard]] double student_cdf(double degrees, double x) noexcept;

}  // namespace riskpool
