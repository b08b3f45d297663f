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
    : sampler_(scenario.defaults->compile(credit_parties(scenario))),
      stress_loss_(scenario.stress_loss),
      recovery_rate_(scenario.defaults->recovery_rate()),
      members_(scenario.members.size()),
      reinsurers_(scenario.reinsurers.size()),
      members_fail_(std::any_of(scenario.pools.begin(), scenario.pools.end(),
                                [](Pool const& pool) { return pool.liability.has_value(); })) {}

void DefaultPlan::run(CellRange const& cells, std::uint64_t seed, std::span<double const> gross_loss,
                      DefaultFlags& flags) const {
    flags.recovery_rate = recovery_rate_;
    flags.stressed.resize(cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) flags.stressed[c] = gross_loss[c] > stress_loss_ ? 1 : 0;
    flags.member.resize(members_);
    flags.reinsurer.resize(reinsurers_);
    std::uint32_t party = 0;
    const auto draw = [&](std::vector<std::uint8_t>& defaulted, bool wanted) {
        defaulted.resize(cells.size());
        if (wanted) sampler_->sample(cells, seed, party, flags.stressed, defaulted);
        ++party;
    };
    for (auto& member : flags.member) draw(member, members_fail_);
    for (auto& reinsurer : flags.reinsurer) draw(reinsurer, true);
}

}  // namespace riskpool
