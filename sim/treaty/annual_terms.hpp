// The running-total rule and the price of reinstatements: what the excess of loss kinds do with the layer losses of
// one year. Pure functions on plain numbers; all amounts are for 100 % of the layer.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// How a reinstatement premium is measured.
enum class ReinstatementBasis : std::uint8_t { amount, amount_and_time, time };

template <>
struct Choice<ReinstatementBasis> {
    static constexpr std::array<std::pair<std::string_view, ReinstatementBasis>, 3> values{{
        {"amount", ReinstatementBasis::amount},
        {"amount_and_time", ReinstatementBasis::amount_and_time},
        {"time", ReinstatementBasis::time},
    }};
};

/// How an annual deductible works: it stays with the cedent, or it only has to be reached.
enum class DeductibleForm : std::uint8_t { full, franchise };

template <>
struct Choice<DeductibleForm> {
    static constexpr std::array<std::pair<std::string_view, DeductibleForm>, 2> values{{
        {"full", DeductibleForm::full},
        {"franchise", DeductibleForm::franchise},
    }};
};

/// How much of an event that reaches a threshold counts: all of it, or the part above.
enum class ThresholdForm : std::uint8_t { franchise, deductible };

template <>
struct Choice<ThresholdForm> {
    static constexpr std::array<std::pair<std::string_view, ThresholdForm>, 2> values{{
        {"franchise", ThresholdForm::franchise},
        {"deductible", ThresholdForm::deductible},
    }};
};

/// The part of an event that counts towards an aggregate: x 1{x >= T}, or (x - T)+.
[[nodiscard]] inline double counted_loss(double loss, double threshold, ThresholdForm form) noexcept {
    if (form == ThresholdForm::deductible) return std::max(loss - threshold, 0.0);
    return loss >= threshold ? loss : 0;
}

/// What one event costs a layer: min((x - D)+, L). A loss exactly at the attachment costs nothing.
[[nodiscard]] inline double layer_loss(double loss, double attachment, double limit) noexcept {
    return std::min(std::max(loss - attachment, 0.0), limit);
}

/// The annual terms of a layer: the year's layer losses C, in order of date, first erode the deductible a, then are
/// paid up to the annual limit A, so that after each loss the recoveries of the year add up to
///     R = min((C - a)+, A),
/// and the loss that moved C from one value to the next recovers the growth of R (Sundt, "On excess of loss
/// reinsurance with reinstatements", Bulletin of the Swiss Association of Actuaries 1991; Mata, "Pricing excess of
/// loss reinsurance with reinstatements", ASTIN Bulletin 30, 2000). The deductible comes first: three losses of 100 to
/// a layer of 100 that pays once, after a deductible of 50, recover 100 and not 50. An aggregate franchise pays from
/// the first unit once it is reached: R = min(C 1{C >= a}, A).
struct AnnualTerms {
    double deductible = 0;           // a; .inf pays nothing
    double annual_limit = infinity;  // A; 0 pays nothing
    DeductibleForm form = DeductibleForm::full;

    [[nodiscard]] bool is_franchise() const noexcept { return form == DeductibleForm::franchise; }
    /// R, from the sum of the year's layer losses so far.
    [[nodiscard]] double recovered(double layer_losses) const noexcept {
        if (is_franchise()) return layer_losses >= deductible ? std::min(layer_losses, annual_limit) : 0;
        return std::min(std::max(layer_losses - deductible, 0.0), annual_limit);
    }
    /// True when a loss's recovery depends on the losses before it.
    [[nodiscard]] bool depends_on_order() const noexcept { return deductible > 0 || annual_limit < infinity; }
    /// True when the year has used up a finite annual limit. The sum of n limits and n times the limit may differ in
    /// the last bits, hence the allowance of 1e-12.
    [[nodiscard]] bool exhausted(double recovered_so_far) const noexcept {
        return annual_limit < infinity && recovered_so_far >= annual_limit * (1 - 1e-12);
    }
};

/// The running total within one year, or one term: losses go in by date, recoveries come out.
struct RunningTotal {
    AnnualTerms terms;
    double cost = 0;       // C
    double recovered = 0;  // R

    /// The recovery of the next loss, from its cost.
    double recover(double next_cost) noexcept {
        const double before = recovered;
        cost += next_cost;
        recovered = terms.recovered(cost);
        // R' - R carries the rounding of the running total; a loss never recovers more than it costs
        return std::min(recovered - before, next_cost);
    }
};

/// Reinstatements of a layer's limit L at prices c_1 .. c_n (1 is 100 % of the premium P for 100 % of the layer).
/// When the year's recoveries grow from R' to R, the part m_j = u_j(R) - u_j(R') of the j-th limit is reinstated, with
///     u_j(R) = (min(R, jL, A - L) - (j - 1)L)+ ,
/// and P sum_j c_j m_j / L is due, each reinstatement at its own price; times the part of the year left where time
/// counts (Sundt 1991). The last limit is never reinstated: nothing above A - L is charged.
struct Reinstatements {
    double limit = 0;           // L
    double annual_limit = 0;    // A
    std::vector<double> price;  // c_j; all 0 or empty charge nothing

    /// True when some reinstatement costs something.
    [[nodiscard]] bool priced() const noexcept {
        return limit > 0 && limit < infinity && std::any_of(price.begin(), price.end(), [](double c) { return c > 0; });
    }
    /// u_j(R) / L for j = index + 1: the part of that limit reinstated once recoveries add up to R.
    [[nodiscard]] double part_used(std::size_t index, double recovered) const noexcept {
        const double below = static_cast<double>(index) * limit;
        const double top = std::min(below + limit, annual_limit - limit);
        return std::max(std::min(recovered, top) - below, 0.0) / limit;
    }
    /// Parts of P due for the whole year, pro rata amount: needs the year's recoveries only, not their order.
    [[nodiscard]] double charge(double recovered) const noexcept {
        double sum = 0;
        for (std::size_t j = 0; j < price.size(); ++j) sum += price[j] * part_used(j, recovered);
        return sum;
    }
    /// Parts of P due for one loss at `time` (part of the year gone) that moves recoveries from `before` to `after`.
    [[nodiscard]] double charge(ReinstatementBasis basis, double before, double after, double time) const noexcept {
        if (!(after > before)) return 0;
        const double left = basis == ReinstatementBasis::amount ? 1 : 1 - time;
        double sum = 0;
        for (std::size_t j = 0; j < price.size(); ++j) {
            const double part = part_used(j, after) - part_used(j, before);
            // "pro rata time only" charges the full price however little is reinstated
            sum += price[j] * (basis == ReinstatementBasis::time ? static_cast<double>(part > 0) : part);
        }
        return left * sum;
    }
};

}  // namespace riskpool
