#include "sim/run/retrocession_plan.hpp"

#include <utility>

namespace riskpool {

namespace {

Programme compile_retrocession(Scenario const& scenario, Retrocession const& terms, double premium) {
    Insureds const& insureds = scenario.insureds.list;
    double original = 0;
    for (auto const& insured : insureds) original += insured.premium;
    TreatySetting setting{insureds, std::vector(insureds.size(), 1.0), std::vector(insureds.size(), 0.0)};
    for (std::size_t i = 0; i < insureds.size() && original > 0; ++i) {
        setting.premium[i] = premium * insureds[i].premium / original;
    }
    Programme programme(terms.programme, std::move(setting), source_causes(scenario));
    assume_lines(scenario, programme);
    return programme;
}

}  // namespace

RetrocessionPlan::RetrocessionPlan(Scenario const& scenario, Retrocession const& terms, double premium,
                                   ColumnRegister& columns, Ledger& ledger)
    : buyer_(scenario, compile_retrocession(scenario, terms, premium),
             ledger.party(PartyKind::reinsurer, terms.reinsurer), terms.reinsurer, terms.reinsurer + ": ", columns,
             ledger) {}

void RetrocessionPlan::run(LossBlock const& block, std::span<double const> rows, DefaultFlags const* defaults,
                           ProgrammeScratch& programme, BuyerScratch& scratch, std::span<std::vector<double>> columns,
                           std::size_t at, std::span<std::vector<double>> assumed) const {
    scratch.rows.assign(rows.begin(), rows.end());
    buyer_.cede(block, defaults, programme, scratch, columns, at, assumed);
}

}  // namespace riskpool
