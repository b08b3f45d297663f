// Who is in default in which year: one flag for each party, trial and year.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "sim/pool/default_model.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Members of the scenario, then its reinsurers, as parties that may fail.
[[nodiscard]] std::vector<CreditParty> credit_parties(Scenario const& scenario);

/// Flags per cell, and what a party in default still pays.
struct DefaultFlags {
    std::vector<std::uint8_t> stressed;                // per cell: 1 in a year of stress
    std::vector<std::vector<std::uint8_t>> member;     // per member and cell: 1 if in default
    std::vector<std::vector<std::uint8_t>> reinsurer;  // per reinsurer and cell
    double recovery_rate = 0;
};

/// A scenario's model of default, compiled.
class DefaultPlan {
public:
    explicit DefaultPlan(Scenario const& scenario);

    /// Draws the flags of a block. `gross_loss` is that of all pools together, per cell.
    void run(CellRange const& cells, std::uint64_t seed, std::span<double const> gross_loss, DefaultFlags& flags) const;
    [[nodiscard]] std::uint64_t table_hash() const { return sampler_->table_hash(); }

private:
    std::unique_ptr<DefaultSampler> sampler_;
    double stress_loss_ = infinity, recovery_rate_ = 0;
    std::size_t members_ = 0, reinsurers_ = 0;
    bool members_fail_ = false;  // some pool says who then pays
};

}  // namespace riskpool
