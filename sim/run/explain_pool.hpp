// One pool in one year of one trial: its treaties event by event, and who pays whom down to each member.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/io/money.hpp"
#include "sim/loss/block.hpp"
#include "sim/run/plan.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// What each tier of a pool's programme takes of each event, for the trial in a block.
class PoolEvents {
public:
    /// `subject` is the pool's part of each row.
    PoolEvents(Scenario const& scenario, Pool const& pool, PoolPlan const& plan, LossBlock const& block,
               std::span<double const> subject);

    /// The table of a year: events, the pool's part, each tier's recovery by event, what is left. Empty without events.
    [[nodiscard]] std::string text(LossBlock const& block, std::uint32_t year, MoneyScale const& scale) const;

private:
    std::vector<std::string> tiers_;
    std::vector<std::vector<double>> rows_;        // what is left before each tier, and after the last
    std::vector<std::vector<double>> whole_year_;  // per tier and year: what it recovers beyond losses
};

/// How each party of a kind comes to its result: a table of what it got and paid in a year by reason, from the ledger.
[[nodiscard]] std::string party_table(Plan const& plan, PartyKind kind, std::string const& heading,
                                      std::span<std::vector<double> const> columns, std::size_t year,
                                      MoneyScale const& scale);

}  // namespace riskpool
