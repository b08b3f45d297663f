// The core workload: one list of parameters, from which the scenario files are written and which naive.cpp simulates.
// Amounts are in millions. The terms exercise the engine; they describe no real pool.
#pragma once

#include <array>
#include <cmath>
#include <vector>

namespace riskpool::bench {

/// Class k of 1..20: its yearly number of losses, and the law of one loss. A lognormal body has a Pareto tail above its
/// own 95 % quantile, so that one loss in twenty comes from the tail.
struct CoreClass {
    double rate = 0;  // per year
    int size = 0;     // of the negative binomial law (shape of the gamma law of the rate); 0: Poisson
    double mu = 0;
    double sigma = 0;
    double tail_probability = 0.05;
    double shape = 0;
    double rate_loading = 0;  // b: in a year with factor Z the rate is times exp(b Z - b^2 / 2), of mean 1

    static constexpr double normal_95 = 1.6448536269514722;  // normal quantile of 1 - tail_probability

    [[nodiscard]] double threshold() const { return std::exp(mu + sigma * normal_95); }
    /// E[X; X <= T] of the lognormal law is exp(mu + sigma^2 / 2) Phi((ln T - mu) / sigma - sigma); the mean of a
    /// Pareto law is shape T / (shape - 1) (Klugman, Panjer, Willmot, Loss Models, appendix A).
    [[nodiscard]] double mean_loss() const {
        const double below = std::exp(mu + sigma * sigma / 2) * std::erfc((sigma - normal_95) / std::sqrt(2.0)) / 2;
        return below + tail_probability * shape * threshold() / (shape - 1);
    }
};

/// Excess of loss per event. One reinstatement at 100 %, pro rata amount.
struct CoreLayer {
    double limit = 0;
    double attachment = 0;
    double premium = 0;
    double annual_deductible = 0;

    [[nodiscard]] double annual_limit() const { return 2 * limit; }
};

struct CoreStopLoss {
    double attachment = 0;
    double limit = 0;
    double premium = 0;
};

/// Rates are parts of the year's retained premium, but for `interest` (of the balance), `share_of_profit` (of the
/// underwriting profit) and `share_of_balance`.
struct CoreFund {
    double interest = 0.02;
    double share_of_premium = 0.05;
    double share_of_profit = 0.5;
    double cap = 0;  // money
    double trigger_loss_ratio = 0.8;
    double share_of_balance = 0.5;
    double call = 0.1;
};

struct CoreModel {
    int years = 10;
    std::array<CoreClass, 20> classes;
    std::array<CoreLayer, 5> layers;
    CoreStopLoss stop_loss;
    CoreFund fund;
    std::array<double, 20> shares{};  // of the members; they add up to 1
    double premium_per_loss = 1.5;    // gross premium as a multiple of expected losses
    double expenses = 0.2;            // part of gross premium
    double level = 0.995;             // of VaR and TVaR
    double loss_loading = 0;          // s: in a year with factor Z' each loss is times exp(s Z' - s^2 / 2)

    [[nodiscard]] double premium_of(CoreClass const& each) const {
        return premium_per_loss * each.rate * each.mean_loss();
    }
    [[nodiscard]] double premium() const {
        double sum = 0;
        for (auto const& each : classes) sum += premium_of(each);
        return sum;
    }
    [[nodiscard]] double ceded_premium() const {
        double sum = stop_loss.premium;
        for (auto const& layer : layers) sum += layer.premium;
        return sum;
    }
};

/// The model with `events` losses a year in all; `factors`: with a common factor of the year on all rates and another
/// one on all losses.
inline CoreModel core_model(double events, bool factors) {
    CoreModel model;
    double weights = 0;
    for (int k = 1; k <= 20; ++k) weights += 1.0 / (k + 3);
    for (int k = 1; k <= 20; ++k) {
        CoreClass& each = model.classes[static_cast<std::size_t>(k - 1)];
        each.rate = events / (k + 3) / weights;
        each.size = k <= 10 ? 0 : k - 9;                   // 2 .. 11
        each.sigma = (87 + 3 * k) / 100.0;                 // 0.9 .. 1.47
        each.shape = (155 + 5 * k) / 100.0;                // 1.6 .. 2.55
        if (factors) each.rate_loading = (9 + k) / 100.0;  // 0.1 .. 0.29
    }
    if (factors) model.loss_loading = 0.2;
    constexpr std::array<double, 5> rate_on_line{0.3, 0.15, 0.04, 0.01, 0.003};
    double width = 5;
    for (std::size_t l = 0; l < model.layers.size(); ++l, width *= 2) {
        model.layers[l] = {width, width, rate_on_line[l] * width, 0};
    }
    model.layers[0].annual_deductible = 2.5;
    const double expected = model.premium() / model.premium_per_loss;
    model.stop_loss = {1.1 * expected, 0.5 * expected, 0.05 * expected};
    model.fund.cap = expected;
    for (std::size_t m = 0; m < model.shares.size(); ++m) {
        model.shares[m] = static_cast<double>(m + 1) / 210;  // 1 + 2 + ... + 20 = 210
    }
    return model;
}

}  // namespace riskpool::bench
