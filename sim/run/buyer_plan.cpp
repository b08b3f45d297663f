#include "sim/run/buyer_plan.hpp"

#include <utility>

namespace riskpool {

std::vector<std::string> source_causes(Scenario const& scenario) {
    std::vector<std::string> kinds;
    for (auto const& source : scenario.sources) kinds.emplace_back(source.cause());
    return kinds;
}

void assume_lines(Scenario const& scenario, Programme& programme) {
    for (std::size_t k = 0; k < programme.treaties(); ++k) {
        ProgrammeTreaty const& treaty = programme.treaty(k);
        for (auto const& line : treaty.lines) {
            for (std::size_t slot = 0; slot < scenario.retrocession.size(); ++slot) {
                if (scenario.retrocession[slot].reinsurer != line.reinsurer) continue;
                programme.assume({k, slot, line.share / treaty.placed});
            }
        }
    }
}

BuyerPlan::BuyerPlan(Scenario const& scenario, Programme programme, PartyId buyer, std::string const& party,
                     std::string const& prefix, ColumnRegister& columns, Ledger& ledger)
    : programme_(std::move(programme)) {
    treaties_ = enter_treaty_columns(programme_, prefix, columns);
    recovery_ = columns.add({party, "recovery", "Recoveries from its own reinsurance."});
    net_ = columns.add({party, "net_loss", "Its part of losses after its own reinsurance."});
    for (std::size_t k = 0; k < programme_.treaties(); ++k) {
        fixed_ += programme_.treaty(k).commission - programme_.treaty(k).premium;
    }
    recoverables_ = Recoverables(scenario, programme_, treaties_, party, prefix, nullptr, columns);
    enter_treaty_lines(programme_, treaties_, buyer, ledger);
    recoverables_.enter_ledger(buyer, ledger);
}

void BuyerPlan::cede(LossBlock const& block, DefaultFlags const* defaults, ProgrammeScratch& programme,
                     BuyerScratch& scratch, std::span<std::vector<double>> columns, std::size_t at,
                     std::span<std::vector<double>> assumed) const {
    const std::size_t n = block.cells.size();
    scratch.gross.resize(n);
    scratch.commission.resize(n);
    scratch.balance.resize(n);
    bind_treaty_columns(treaties_, columns, at, n, scratch.outcome);
    scratch.outcome.gross = scratch.gross;
    scratch.outcome.net = {columns[net_].data() + at, n};
    programme_.cede(block, scratch.rows, false, programme, scratch.outcome, assumed);
    const std::span<double> recovery(columns[recovery_].data() + at, n);
    sum_treaty_columns(scratch.outcome, treaties_, columns, at, {recovery, scratch.balance, scratch.commission});
    for (std::size_t c = 0; c < n; ++c) scratch.balance[c] += recovery[c] + fixed_ + scratch.commission[c];
    if (!recoverables_.given() || defaults == nullptr) return;
    recoverables_.run(*defaults, scratch.recoverables, columns, at, n);
    for (std::size_t c = 0; c < n; ++c) scratch.balance[c] -= columns[recoverables_.column()][at + c];
    if (!recoverables_.may_be_late()) return;
    for (std::size_t c = 0; c < n; ++c) {
        scratch.balance[c] +=
            columns[recoverables_.late_column()][at + c] - columns[recoverables_.withheld_column()][at + c];
    }
}

}  // namespace riskpool
