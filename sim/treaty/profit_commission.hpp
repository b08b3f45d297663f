// Profit commission: the cedent's part of what the reinsurers earn.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/treaty/scale.hpp"

namespace riskpool {

/// One point of a scale of profit commission.
struct ProfitPoint {
    double profit_ratio = 0;
    double rate = 0;

    static constexpr std::string_view kind = "profit_point";
    static constexpr std::string_view about = "The rate of profit commission at one profit ratio.";
    static constexpr auto fields =
        field_list(required("profit_ratio", &ProfitPoint::profit_ratio, not_negative, Unit::fraction,
                            "Profit after deficits as a part of the premium."),
                   required("rate", &ProfitPoint::rate, unit_interval, Unit::fraction,
                            "Part of the whole profit that is given back at this ratio."));
    bool operator==(ProfitPoint const&) const = default;
};

/// How long a loss of the reinsurers lowers later profits.
enum class DeficitRule : std::uint8_t { none, years, to_extinction };
template <>
struct Choice<DeficitRule> {
    static constexpr std::array<std::pair<std::string_view, DeficitRule>, 3> values{{
        {"none", DeficitRule::none},
        {"years", DeficitRule::years},
        {"to_extinction", DeficitRule::to_extinction},
    }};
};

/// What a profit commission remembers from year to year. Its size is that of the terms; no year allocates.
struct ProfitState {
    std::vector<double> deficit;  // money, the oldest first; a deficit carried without end is one figure
    double result = 0;            // of the block so far
    double premium = 0;           // of the block so far
    double paid = 0;              // profit commission of the block so far
    std::uint32_t years = 0;      // of the block gone

    [[nodiscard]] double all_deficits() const noexcept {
        double sum = 0;
        for (const double each : deficit) sum += each;
        return sum;
    }
    void restart() noexcept {
        std::fill(deficit.begin(), deficit.end(), 0.0);
        result = premium = paid = 0;
        years = 0;
    }
};

/// With premium E, losses X', commission and the reinsurers' margin m,
///     result = E - X' - commission - m E ,  base = result - D ,  profit commission = g (base)+ ,  D' = (-base)+ ,
/// D being the deficit carried forward; the year's profit uses up the oldest deficit first, and one of K years is gone
/// after K years. g may be a scale in (base)+ / E. Over a block of B years result and E are sums over the block so far:
/// each year pays what the block owes less what it has paid, so that interim payments come back when the block turns
/// out worse; a deficit is what a whole block leaves.
struct ProfitCommission {
    std::optional<double> rate;
    std::vector<ProfitPoint> scale;
    double margin = 0;
    DeficitRule deficit = DeficitRule::to_extinction;
    std::uint32_t deficit_years = 0;
    std::uint32_t block_years = 1;

    [[nodiscard]] ProfitState state() const {
        ProfitState fresh;
        fresh.deficit.assign(deficit == DeficitRule::none ? 0 : std::max(deficit_years, 1U), 0.0);
        return fresh;
    }
    /// Takes in the result of one year, in which `premium` > 0 was earned; gives what the reinsurers pay for it
    /// (negative: what they get back). The state is one made for these terms.
    [[nodiscard]] double pay(ProfitState& state, double premium, double result) const noexcept {
        state.result += result;
        state.premium += premium;
        const double base = std::max(state.result - state.all_deficits(), 0.0);
        const double owed = rate_at(base / state.premium) * base;
        const double payment = owed - state.paid;
        state.paid = owed;
        if (++state.years >= block_years) close_block(state);
        return payment;
    }

    void check(FieldFaults& faults) const {
        if (rate.has_value() != scale.empty()) {
            faults.add(rate ? "scale" : "rate", rate ? "is given beside a rate" : "is missing",
                       "give either a rate or a scale in the profit ratio");
        }
        if (!rises(scale, &ProfitPoint::profit_ratio)) {
            faults.add("scale", "has profit ratios that do not rise", "list the points from the lowest ratio up");
        }
        for (std::size_t j = 1; j < scale.size(); ++j) {
            if (scale[j].rate >= scale[j - 1].rate) continue;
            faults.add("scale", "has a rate that falls as the profit rises", "let it rise or stay");
            break;
        }
        if (deficit == DeficitRule::years && deficit_years == 0) {
            faults.add("deficit_years", "is missing", "say how many years a deficit is carried");
        }
        if (deficit != DeficitRule::years && deficit_years != 0) {
            faults.add("deficit_years", "is given though deficits are not carried for a number of years",
                       "leave it out, or set deficit: years");
        }
        if (deficit == DeficitRule::years && block_years > 1) {
            faults.add("deficit", "cannot be carried for a number of years out of a block of several years",
                       "set it to none or to_extinction");
        }
    }

    static constexpr Bound up_to_a_century{0, 100, false, false, "between 0 and 100"};
    static constexpr Bound one_to_a_century{1, 100, false, false, "between 1 and 100"};
    static constexpr std::string_view kind = "profit_commission";
    static constexpr std::string_view about =
        "The cedent's part of the reinsurers' profit after commission, margin and deficits carried forward.";
    static constexpr auto fields = field_list(
        optional("rate", &ProfitCommission::rate, unit_interval, Unit::fraction,
                 "Part of the profit that the reinsurers give back."),
        optional("scale", &ProfitCommission::scale, "In place of one rate: rates by the profit ratio."),
        optional("margin", &ProfitCommission::margin, unit_interval, Unit::fraction,
                 "Reinsurers' expenses and margin as a part of the premium, taken off before there is profit."),
        optional(
            "deficit", &ProfitCommission::deficit,
            "How long a deficit is carried forward: not at all, for deficit_years, or until profits have paid it."),
        optional("deficit_years", &ProfitCommission::deficit_years, up_to_a_century, Unit::count,
                 "Years for which a deficit lowers later profits; the oldest is used first."),
        optional(
            "block_years", &ProfitCommission::block_years, one_to_a_century, Unit::count,
            "Years that are accounted for together: each pays on account, and what was paid too much comes back."));
    bool operator==(ProfitCommission const&) const = default;

private:
    [[nodiscard]] double rate_at(double profit_ratio) const noexcept {
        if (rate) return *rate;
        return read_scale(scale, profit_ratio, &ProfitPoint::profit_ratio, &ProfitPoint::rate);
    }
    void close_block(ProfitState& state) const noexcept {
        double profit = std::max(state.result, 0.0);
        const double loss = std::max(-state.result, 0.0);
        for (double& each : state.deficit) {
            const double used = std::min(profit, each);
            each -= used;
            profit -= used;
        }
        state.result = state.premium = state.paid = 0;
        state.years = 0;
        if (state.deficit.empty()) return;
        if (deficit == DeficitRule::to_extinction) {
            state.deficit[0] += loss;
            return;
        }
        for (std::size_t k = 1; k < state.deficit.size(); ++k) state.deficit[k - 1] = state.deficit[k];
        state.deficit.back() = loss;
    }
};

}  // namespace riskpool
