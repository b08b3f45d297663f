// What chance says of each year beside losses: who is in default, whether the year is one of stress, and the numbers by
// which recoveries are disputed and funds earn.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/pool/chance.hpp"
#include "sim/pool/default_model.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Members of the scenario, then its reinsurers, as parties that may fail.
[[nodiscard]] std::vector<CreditParty> credit_parties(Scenario const& scenario);

/// Flags per cell, and what a party in default still pays; and where other numbers of the same cells come from.
struct DefaultFlags {
    CellRange cells;
    std::uint64_t seed = 0;
    CellChance const* chance = nullptr;
    std::vector<std::uint8_t> stressed;                // per cell: 1 in a year of stress
    std::vector<std::vector<std::uint8_t>> member;     // per member and cell: 1 if in default
    std::vector<std::vector<std::uint8_t>> reinsurer;  // per reinsurer and cell
    std::vector<double> member_recovery;               // part of what it owes that a party in default pays
    std::vector<double> reinsurer_recovery;
};

/// A scenario's model of default, compiled; without one nobody fails, and the rest is there all the same.
class DefaultPlan {
public:
    explicit DefaultPlan(Scenario const& scenario);

    /// Draws the flags of a block. `gross_loss` is that of all pools together, per cell.
    void run(CellRange const& cells, std::uint64_t seed, std::span<double const> gross_loss, DefaultFlags& flags) const;
    [[nodiscard]] std::uint64_t table_hash() const { return sampler_ ? sampler_->table_hash() : 0; }

private:
    std::unique_ptr<DefaultSampler> sampler_;
    std::shared_ptr<CellChance const> chance_;
    double stress_loss_ = infinity;
    std::vector<double> member_recovery_, reinsurer_recovery_;
    std::size_t members_ = 0, reinsurers_ = 0;
    bool members_fail_ = false;  // some pool says who then pays
};

}  // namespace riskpool
