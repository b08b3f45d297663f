#include "sim/run/member_plan.hpp"

#include <algorithm>

namespace riskpool {

MemberPlan::MemberPlan(Scenario const& scenario, Pool const& pool, MemberReinsurance const& own, std::size_t member,
                       std::vector<double> key, std::vector<double> const& share, std::vector<double> const& premium,
                       ColumnRegister& columns, Ledger& ledger)
    : member_(member), key_(std::move(key)) {
    TreatySetting setting{scenario.insureds.list, share, premium};
    for (std::size_t i = 0; i < key_.size(); ++i) {
        setting.share[i] *= key_[i];
        setting.premium[i] *= key_[i];
    }
    programme_ = Programme(own.programme, std::move(setting));
    std::string const& name = scenario.members[member].name;
    const std::string prefix = scenario.pools.size() > 1 ? pool.name + ": " + name : name;
    treaties_ = enter_treaty_columns(programme_, prefix + ": ", columns);
    recovery_ = columns.add({prefix, "recovery", "Recoveries from the member's own reinsurance."});
    net_ = columns.add({prefix, "net_loss", "The member's part after its own reinsurance."});
    ColumnDescription result{prefix, "result", "What the member gains or loses."};
    result.tailed = false;
    result_ = columns.add(std::move(result));
    for (std::size_t k = 0; k < programme_.treaties(); ++k) {
        fixed_ += programme_.treaty(k).commission - programme_.treaty(k).premium;
    }
    enter_treaty_lines(programme_, treaties_, ledger.party(PartyKind::member, name), ledger);
}

void MemberPlan::run(LossBlock const& block, std::span<double const> pool_net, std::span<double const> base_result,
                     ProgrammeScratch& scratch, std::vector<double>& rows, ProgrammeOutcome& outcome,
                     std::span<std::vector<double>> columns, std::size_t at) const {
    const std::size_t n = block.cells.size();
    rows.resize(pool_net.size());
    for (std::size_t r = 0; r < rows.size(); ++r) rows[r] = pool_net[r] * key_[block.insured[r].index()];
    programme_.cede(block, rows, false, scratch, outcome);
    std::copy_n(outcome.net.begin(), n, columns[net_].data() + at);
    std::span<double> result(columns[result_].data() + at, n);
    put_treaty_columns(outcome, treaties_, columns, at, {columns[recovery_].data() + at, n}, result);
    for (std::size_t c = 0; c < n; ++c) result[c] += base_result[c] + columns[recovery_][at + c] + fixed_;
}

}  // namespace riskpool
