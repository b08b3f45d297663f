// Basis risk: how far the payouts of a cover on an index miss the losses that it was bought for.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

namespace riskpool {

/// Statistics of basis risk (methods 1.11), each with its standard error. What a sample cannot tell is NaN: no_payout
/// where no loss is above d, correlation where one side never varies.
struct BasisRisk {
    double no_payout = std::numeric_limits<double>::quiet_NaN();  // P(payout = 0 | loss > d)
    double no_payout_error = std::numeric_limits<double>::quiet_NaN();
    double shortfall = 0;  // E[(loss - payout)+]
    double shortfall_error = 0;
    double correlation = std::numeric_limits<double>::quiet_NaN();  // of loss and payout
    double correlation_error = std::numeric_limits<double>::quiet_NaN();
    std::size_t losses_above = 0;  // number of losses > d
};

/// The statistics of pairs (loss, payout), by event or by year; `d` is the loss above which a payout is expected. The
/// spans have the same length. The error of the correlation r is that of its influence function
/// z_x z_y - r (z_x^2 + z_y^2) / 2, which asks for no normal law (van der Vaart, Asymptotic Statistics, 3.1).
[[nodiscard]] inline BasisRisk basis_risk(std::span<double const> loss, std::span<double const> payout,
                                          double d) noexcept {
    BasisRisk risk;
    const auto n = static_cast<double>(loss.size());
    if (loss.empty()) return risk;
    std::size_t unpaid = 0;
    double mean_loss = 0, mean_payout = 0;
    for (std::size_t i = 0; i < loss.size(); ++i) {
        if (loss[i] > d) {
            ++risk.losses_above;
            if (payout[i] == 0) ++unpaid;
        }
        mean_loss += loss[i];
        mean_payout += payout[i];
        risk.shortfall += std::max(loss[i] - payout[i], 0.0);
    }
    mean_loss /= n;
    mean_payout /= n;
    risk.shortfall /= n;
    if (risk.losses_above > 0) {
        const auto above = static_cast<double>(risk.losses_above);
        risk.no_payout = static_cast<double>(unpaid) / above;
        risk.no_payout_error = std::sqrt(risk.no_payout * (1 - risk.no_payout) / above);
    }
    double loss_squares = 0, payout_squares = 0, products = 0, shortfall_squares = 0;
    for (std::size_t i = 0; i < loss.size(); ++i) {
        const double x = loss[i] - mean_loss;
        const double y = payout[i] - mean_payout;
        const double missed = std::max(loss[i] - payout[i], 0.0) - risk.shortfall;
        loss_squares += x * x;
        payout_squares += y * y;
        products += x * y;
        shortfall_squares += missed * missed;
    }
    if (loss.size() > 1) risk.shortfall_error = std::sqrt(shortfall_squares / (n - 1) / n);
    if (!(loss_squares > 0) || !(payout_squares > 0)) return risk;
    risk.correlation = products / (std::sqrt(loss_squares) * std::sqrt(payout_squares));
    double influence_squares = 0;
    for (std::size_t i = 0; i < loss.size(); ++i) {
        const double x = (loss[i] - mean_loss) / std::sqrt(loss_squares / n);
        const double y = (payout[i] - mean_payout) / std::sqrt(payout_squares / n);
        const double influence = x * y - risk.correlation * (x * x + y * y) / 2;
        influence_squares += influence * influence;
    }
    risk.correlation_error = std::sqrt(influence_squares) / n;
    return risk;
}

}  // namespace riskpool
