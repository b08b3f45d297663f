#include "sim/run/default_plan.hpp"

#include <algorithm>

namespace riskpool {

std::vector<CreditParty> credit_parties(Scenario const& scenario) {
    std::vector<CreditParty> parties;
    for (auto const& member : scenario.members) {
        parties.push_back({member.name, member.rating, member.solvency_ratio, member.default_probability});
    }
    for (auto const& reinsurer : scenario.reinsurers) {
        parties.push_back({reinsurer.name, reinsurer.rating, reinsurer.solvency_ratio, reinsurer.default_probability});
    }
    return parties;
}

DefaultPlan::DefaultPlan(Scenario const& scenario)
    : chance_(scenario.chance),
      stress_loss_(scenario.stress_loss),
      members_(scenario.members.size()),
      reinsurers_(scenario.reinsurers.size()),
      members_fail_(std::any_of(scenario.pools.begin(), scenario.pools.end(), [](Pool const& pool) {
          return pool.liability.has_value() || pool.lead_pays.has_value();
      })) {
    const double usual = scenario.defaults ? scenario.defaults->recovery_rate() : 0;
    if (scenario.defaults) sampler_ = scenario.defaults->compile(credit_parties(scenario));
    for (auto const& member : scenario.members) member_recovery_.push_back(member.recovery_rate.value_or(usual));
    for (auto const& each : scenario.reinsurers) reinsurer_recovery_.push_back(each.recovery_rate.value_or(usual));
}

void DefaultPlan::run(CellRange const& cells, std::uint64_t seed, std::span<double const> gross_loss,
                      DefaultFlags& flags) const {
    flags.cells = cells;
    flags.seed = seed;
    flags.chance = chance_.get();
    flags.member_recovery = member_recovery_;
    flags.reinsurer_recovery = reinsurer_recovery_;
    flags.stressed.resize(cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) flags.stressed[c] = gross_loss[c] > stress_loss_ ? 1 : 0;
    flags.member.resize(members_);
    flags.reinsurer.resize(reinsurers_);
    std::uint32_t party = 0;
    const auto draw = [&](std::vector<std::uint8_t>& defaulted, bool wanted) {
        defaulted.resize(cells.size());
        if (wanted && sampler_) sampler_->sample(cells, seed, party, flags.stressed, defaulted);
        ++party;
    };
    for (auto& member : flags.member) draw(member, members_fail_);
    for (auto& reinsurer : flags.reinsurer) draw(reinsurer, true);
}

}  // namespace riskpool
