// Random reserve funds with rules of every kind, and random years for them.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

#include "sim/fund/fund.hpp"

namespace riskpool {

class FundChance {
public:
    explicit FundChance(std::uint64_t seed) : engine_(seed) {}
    double between(double low, double high) {
        return low + (high - low) * std::ldexp(static_cast<double>(engine_() >> 11), -53);
    }
    bool holds(double probability) { return between(0, 1) < probability; }
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(engine_() % n); }

private:
    std::mt19937_64 engine_;
};

inline ReserveFund random_fund_of_every_rule(FundChance& chance) {
    constexpr double money = 1000;
    ReserveFund fund;
    if (chance.holds(0.7)) fund.opening = chance.between(0, money);
    if (chance.holds(0.7)) fund.interest = chance.between(-0.3, 0.3);
    if (chance.holds(0.3)) fund.grants = {chance.between(0, money), 0, chance.between(0, money)};
    if (chance.holds(0.3)) fund.past_premiums.assign(1 + chance.below(9), chance.between(0, 2 * money));
    if (chance.holds(0.4)) fund.accrual.emplace_back(ShareOfPremium{chance.between(0, 0.5)});
    if (chance.holds(0.4)) fund.accrual.emplace_back(ShareOfProfit{chance.between(0, 0.5)});
    if (chance.holds(0.3)) fund.accrual.emplace_back(ShareOfExcessProfit{chance.between(0, 0.5), 0.1});
    if (chance.holds(0.3)) fund.accrual.emplace_back(SurchargeOnSumInsured{chance.between(0, 0.001)});
    if (chance.holds(0.3)) {
        fund.accrual.emplace_back(Levy{chance.between(0, 100), 0.01, chance.between(1, money), chance.below(4)});
    }
    if (chance.holds(0.3)) fund.accrual.emplace_back(ToTarget{chance.between(0, money), 0.05, 0.5, 0.01, 0.2});
    if (chance.holds(0.6)) fund.cap = chance.between(0, money);
    if (chance.holds(0.4)) {
        fund.cap_of_premium = chance.between(0, 1.5);
        fund.cap_premium_years = 1 + chance.below(10);
    }
    fund.accrual_timing = static_cast<AccrualTiming>(chance.below(3));
    fund.above_cap = static_cast<AboveCap>(chance.below(3));
    fund.trigger.loss_ratio = chance.between(0, 1.2);
    if (chance.holds(0.4)) fund.trigger.event = chance.between(1, money);
    if (chance.holds(0.4)) fund.trigger.conditions = TriggerConditions::any;
    fund.trigger.above_trigger_only = chance.holds(0.8);
    fund.trigger.with_expenses = chance.holds(0.3);
    if (chance.holds(0.3)) {
        fund.accrual.emplace_back(EuMethod1{});
        fund.trigger = {1, 0, 0, TriggerConditions::all, true, true};
    } else if (chance.holds(0.3)) {
        fund.accrual.emplace_back(Fluctuation{0.6, 0.2});
        fund.trigger = {0.6, 0, 0, TriggerConditions::all, true, false};
    }
    if (chance.holds(0.4)) fund.release.share_of_balance = chance.between(0, 1);
    if (chance.holds(0.3)) fund.release.minimum_balance = chance.between(0, 0.5 * money);
    if (chance.holds(0.3)) fund.release.waiting_years = chance.below(4);
    if (chance.holds(0.3)) fund.release.proportional_benefit = chance.between(0, 3 * money);
    if (chance.holds(0.3)) {
        fund.release.haircut = chance.between(0, 0.6);
        fund.release.liquid_part = chance.holds(0.5) ? chance.between(0, 1) : 0;
    }
    if (chance.holds(0.3)) {
        fund.accrual.emplace_back(Levy{chance.between(0, 100), 0.01, chance.between(1, money), 0, LevyPayer::insureds});
    }
    if (chance.holds(0.4)) fund.call.rate = chance.between(0, 0.3);
    if (chance.holds(0.4)) fund.loan = {chance.between(0, money), chance.between(0, 0.1), chance.between(0, 1)};
    return fund;
}

inline FundYear random_fund_year(FundChance& chance) {
    constexpr double money = 1000;
    FundYear year;
    year.premium = chance.holds(0.95) ? chance.between(0, money) : chance.between(-0.1 * money, 0);
    year.expenses = chance.between(0, 0.4) * year.premium;
    year.net_loss = chance.holds(0.6) ? chance.between(0, 0.7 * money) : chance.between(0, 3 * money);
    year.largest_event = year.net_loss * chance.between(0, 1);
    year.gross_loss = year.net_loss * chance.between(1, 2);
    year.sum_insured = chance.between(0, 1000 * money);
    return year;
}

}  // namespace riskpool
