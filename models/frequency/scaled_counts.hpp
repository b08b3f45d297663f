// Counts of a law whose mean is another one in each year.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <variant>

#include "models/draw/quantile_table.hpp"
#include "models/frequency/frequency.hpp"

namespace riskpool {

/// Quantiles of the gamma law of a shape and of scale 1: a table that is made when the first count asks for it, since
/// most sources are driven by nothing.
class GammaOnDemand {
public:
    explicit GammaOnDemand(double shape) : shape_(shape) {}
    [[nodiscard]] double draw(double u) const noexcept {
        std::call_once(made_, [this] { table_.emplace(Gamma{.shape = shape_, .scale = 1}); });
        return table_->draw(u);
    }

private:
    double shape_;
    mutable std::once_flag made_;
    mutable std::optional<QuantileTable> table_;
};

/// The law of counts with its mean times a factor: Poisson(mean f), the negative binomial of mean (mean f) and the
/// same size, and the binomial and Bernoulli laws of probability min(1, p f). Drawn by inversion, N = min{n : F(n) >=
/// u}, one uniform a draw: with f = 1 it is what the law's table draws. Means above max_mean_count count as that.
/// Exact up to the rounding of F: where an expansion leaves no doubt about N it is taken, and F is evaluated where it
/// does.
class ScaledCounts {
public:
    explicit ScaledCounts(Frequency const& law);

    /// counts[i] from 0 < u[i] < 1 and factor[i] >= 0. Spans of one length.
    void draw(std::span<double const> u, std::span<double const> factor,
              std::span<std::uint32_t> counts) const noexcept;

    struct PoissonCounts {
        double mean;
        void draw(std::span<double const> u, std::span<double const> factor,
                  std::span<std::uint32_t> counts) const noexcept;
    };
    struct NegativeBinomialCounts {
        double mean, size;
        std::shared_ptr<GammaOnDemand> gamma;
        void draw(std::span<double const> u, std::span<double const> factor,
                  std::span<std::uint32_t> counts) const noexcept;
    };
    struct BinomialCounts {
        std::uint32_t trials;
        double probability;
        void draw(std::span<double const> u, std::span<double const> factor,
                  std::span<std::uint32_t> counts) const noexcept;
    };

private:
    std::variant<PoissonCounts, NegativeBinomialCounts, BinomialCounts> counts_;
};

}  // namespace riskpool
