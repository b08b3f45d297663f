#include "sim/run/member_plan.hpp"

#include <utility>

namespace riskpool {

namespace {

Programme compile_own(Scenario const& scenario, MemberReinsurance const& own, std::vector<double> const& key,
                      std::vector<double> const& share, std::vector<double> const& premium) {
    TreatySetting setting{scenario.insureds.list, share, premium};
    for (std::size_t i = 0; i < key.size(); ++i) {
        setting.share[i] *= key[i];
        setting.premium[i] *= key[i];
    }
    Programme programme(own.programme, std::move(setting), source_causes(scenario));
    assume_lines(scenario, programme);
    return programme;
}

std::string party_of(Scenario const& scenario, Pool const& pool, std::string const& member) {
    return scenario.pools.size() > 1 ? pool.name + ": " + member : member;
}

}  // namespace

MemberPlan::MemberPlan(Scenario const& scenario, Pool const& pool, MemberReinsurance const& own, std::size_t member,
                       std::vector<double> key, std::vector<double> const& share, std::vector<double> const& premium,
                       ColumnRegister& columns, Ledger& ledger)
    : member_(member),
      key_(std::move(key)),
      buyer_(scenario, compile_own(scenario, own, key_, share, premium), ledger.party(PartyKind::member, own.member),
             party_of(scenario, pool, own.member), party_of(scenario, pool, own.member) + ": ", columns, ledger) {
    ColumnDescription result{party_of(scenario, pool, own.member), "result", "What the member gains or loses."};
    result.tailed = false;
    result_ = columns.add(std::move(result));
}

void MemberPlan::run(LossBlock const& block, std::span<double const> pool_net, std::span<double const> base_result,
                     DefaultFlags const* defaults, ProgrammeScratch& programme, BuyerScratch& scratch,
                     std::span<std::vector<double>> columns, std::size_t at,
                     std::span<std::vector<double>> assumed) const {
    scratch.rows.resize(pool_net.size());
    for (std::size_t r = 0; r < scratch.rows.size(); ++r) {
        scratch.rows[r] = pool_net[r] * key_[block.insured[r].index()];
    }
    buyer_.cede(block, defaults, programme, scratch, columns, at, assumed);
    double* result = columns[result_].data() + at;
    for (std::size_t c = 0; c < base_result.size(); ++c) result[c] = base_result[c] + scratch.balance[c];
}

}  // namespace riskpool
