// Ceding a block: tier by tier, each treaty on what it covers.
#include <algorithm>
#include <variant>

#include "sim/treaty/layer_sum.hpp"
#include "sim/treaty/programme.hpp"
#include "sim/treaty/programme_plans.hpp"

namespace riskpool {

namespace {

/// Sum of all rows of each cell, in the canonical order of the layer kernel (an unlimited layer from the ground up).
void sum_cells(std::span<double const> rows, std::span<std::uint32_t const> cell_begin, std::vector<double>& counts,
               std::span<double> cells) {
    counts.resize(cells.size());
    sum_layers(rows, cell_begin, 0, infinity, cells, counts);
}

void sum_rows_of_events(LossBlock const& block, std::span<double const> rows, std::vector<double>& events) {
    events.resize(block.events());
    for (std::size_t e = 0; e < events.size(); ++e) {
        double sum = 0;
        for (std::uint32_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) sum += rows[r];
        events[e] = sum;
    }
}

/// The rows without those of yearly sums.
std::span<double const> losses_of_risks(LossBlock const& block, std::span<double const> rows,
                                        ProgrammeScratch& scratch) {
    if (!block.has_aggregates) return rows;
    scratch.risk_rows.assign(rows.begin(), rows.end());
    for (std::size_t e = 0; e < block.events(); ++e) {
        if (block.aggregate[e] == 0) continue;
        std::fill(scratch.risk_rows.begin() + block.row_begin[e], scratch.risk_rows.begin() + block.row_begin[e + 1],
                  0.0);
    }
    return scratch.risk_rows;
}

std::span<double const> losses_of_events(LossBlock const& block, std::span<double const> risks,
                                         ProgrammeScratch& scratch) {
    if (block.single_rows) return risks;
    sum_rows_of_events(block, risks, scratch.events);
    return scratch.events;
}

/// The ultimate-net-loss clause: what is recovered of one run of rows is no more than what `left` has there; it then
/// belongs to the rows in proportion to what they have left (methods 1.12).
void cap_at_what_is_left(std::span<double> recovery, std::span<double const> left, std::size_t begin, std::size_t end) {
    double recovered = 0, sum = 0;
    for (std::size_t r = begin; r < end; ++r) {
        recovered += recovery[r];
        sum += left[r];
    }
    if (!(recovered > 0)) return;
    const double part = sum > 0 ? std::min(recovered / sum, 1.0) : 0;
    for (std::size_t r = begin; r < end; ++r) recovery[r] = part * left[r];
}

/// Settles year by year, in the contract's currency; what the year owes goes into the columns in that of the scenario.
void settle_account(ProgrammeTreaty const& treaty, std::uint32_t years, ProgrammeScratch const& scratch,
                    TreatyColumns const& columns) {
    AccountState state = treaty.account.state();
    PremiumOfYear provisional{treaty.account.premium, treaty.account.subject_premium};
    double rate = 1, recovery_rate = 1, step = 0;
    for (std::size_t cell = 0; cell < columns.recovery.size(); ++cell) {
        if (cell % years == 0) state.restart();
        if (treaty.currency) {
            const std::size_t entry = treaty.currency->entry(cell % years);
            provisional = treaty.currency->premium[entry];
            step = treaty.currency->premium_step[entry];
            rate = treaty.currency->terms.rates[entry];
            recovery_rate = scratch.contract.cell_rate[cell];
        }
        const AccountFlows flows =
            treaty.account.settle(state,
                                  {columns.recovery[cell] / recovery_rate, scratch.before_annual_terms[cell],
                                   columns.claims[cell], columns.reinstatement_premium[cell] / rate},
                                  provisional);
        columns.premium_adjustment[cell] = treaty.placed * (rate * flows.premium_adjustment + step);
        columns.commission_adjustment[cell] =
            treaty.placed * (rate * flows.commission_adjustment + treaty.account.commission * step);
        columns.profit_commission[cell] = treaty.placed * (rate * flows.profit_commission);
    }
}

}  // namespace

Programme::Seen Programme::select(ProgrammeTreaty const& treaty, LossBlock const& block, Subjects const& tier,
                                  ProgrammeScratch& scratch) const {
    if (treaty.works_on_selection()) return select_part(treaty, block, tier, scratch);
    Selection const& selection = treaty.selection;
    if (treaty.added_back.empty() && selection.is_everything()) return {block, tier, {}, scratch.cell_begin};
    std::vector<double>& rows = scratch.covered_rows;
    rows.assign(tier.rows.begin(), tier.rows.end());
    for (const std::size_t k : treaty.added_back) {
        for (std::size_t r = 0; r < rows.size(); ++r) rows[r] += scratch.kept[k][r];
    }
    if (!selection.covered.empty()) {
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (selection.covered[block.insured[r].index()] == 0) rows[r] = 0;
        }
    }
    if (!selection.caused.empty()) {
        for (std::size_t e = 0; e < block.events(); ++e) {
            if (selection.caused[block.source[e].index()] != 0) continue;
            std::fill(rows.begin() + block.row_begin[e], rows.begin() + block.row_begin[e + 1], 0.0);
        }
    }
    scratch.cells.resize(tier.cells.size());
    sum_cells(rows, scratch.cell_begin, scratch.counts, scratch.cells);
    return {block, {rows, scratch.cells}, {}, scratch.cell_begin};
}

/// A hundred layers on an insured each take the time of its rows, not a hundred times that of all rows.
Programme::Seen Programme::select_part(ProgrammeTreaty const& treaty, LossBlock const& block, Subjects const& tier,
                                       ProgrammeScratch& scratch) const {
    SelectionScratch& own = scratch.selection;
    if (own.selected_as != treaty.selected_as) {
        if (!own.indexed) own.index.find(block, insureds_);
        own.indexed = true;
        own.selected_as = treaty.selected_as;
        own.part.select(treaty.selection, block, own.index);
        own.rows.resize(own.part.row_of.size());
        for (std::size_t r = 0; r < own.rows.size(); ++r) own.rows[r] = tier.rows[own.part.row_of[r]];
        own.cells.resize(tier.cells.size());
        sum_cells(own.rows, own.part.cell_begin, scratch.counts, own.cells);
    }
    return {own.part.block, {own.rows, own.cells}, own.part.row_of, own.part.cell_begin};
}

void Programme::apply(std::size_t k, LossBlock const& block, Subjects const& subject, Cession& cession,
                      ProgrammeScratch& scratch) const {
    const auto cede_year = [&](auto const& plan) {
        plan.cede_year(subject.cells, cession);
        if (cession.row_recovery.empty()) return;
        for (std::size_t cell = 0; cell < subject.cells.size(); ++cell) {
            const double loss = subject.cells[cell];
            const double part = loss > 0 ? cession.cell_recovery[cell] / loss : 0;
            for (std::uint32_t r = block.cell_row_begin(cell); r < block.cell_row_begin(cell + 1); ++r) {
                cession.row_recovery[r] = subject.rows[r] * part;
            }
        }
    };
    const auto cede_events = [&](auto const& cede) {
        const std::span<double const> risks = losses_of_risks(block, subject.rows, scratch);
        cede(Subject{block, subject.rows, risks, losses_of_events(block, risks, scratch), subject.cells});
    };
    std::visit(
        [&](auto const& plan) {
            if constexpr (requires { plan.needs_events(); }) {
                if (plan.needs_events()) {
                    cede_events([&](Subject const& seen) { plan.cede_events(seen, cession); });
                } else {
                    cede_year(plan);
                }
            } else if constexpr (requires { plan.cede_year(subject.cells, cession); }) {
                cede_year(plan);
            } else {
                cede_events([&](Subject const& seen) { plan.cede(seen, cession); });
            }
        },
        plans_->of_treaty[k]);
}

/// Layers of a tier that see the same events and need no more than sums over them are summed up in one pass.
void Programme::sum_towers(std::size_t tier, std::size_t first, LossBlock const& block, std::span<double const> rows,
                           ProgrammeScratch& scratch, ProgrammeOutcome& outcome) const {
    scratch.tower.clear();
    for (std::size_t k = first; k < first + tiers_[tier].size(); ++k) {
        ProgrammeTreaty const& treaty = tiers_[tier][k - first];
        auto const* plan = std::get_if<CatXlPlan>(&plans_->of_treaty[k]);
        const bool sees_all = treaty.selection.is_everything() && !treaty.currency &&
                              treaty.attachment_basis == AttachmentBasis::losses_occurring;
        if (plan == nullptr || !sees_all) continue;
        auto layer = plan->tower_layer();
        if (!layer) continue;
        layer->sum = outcome.treaties[k].recovery;
        layer->claims = outcome.treaties[k].claims;
        scratch.tower.push_back(*layer);
        scratch.summed[k] = 1;
    }
    if (scratch.tower.empty()) return;
    const std::span<double const> risks = losses_of_risks(block, rows, scratch);
    sum_tower(losses_of_events(block, risks, scratch), block.event_begin, scratch.tower);
}

void Programme::cede_treaty(std::size_t k, ProgrammeTreaty const& treaty, LossBlock const& block, Subjects const& tier,
                            bool rows_out, ProgrammeScratch& scratch, TreatyColumns const& columns,
                            std::span<std::vector<double>> assumed) const {
    const Seen seen = select(treaty, block, tier, scratch);
    std::fill(columns.reinstatement_premium.begin(), columns.reinstatement_premium.end(), 0.0);
    const bool adjusts = treaty.account.adjusts();
    if (rows_out) scratch.recovery.resize(seen.subject.rows.size());
    if (adjusts) scratch.before_annual_terms.assign(tier.cells.size(), 0.0);
    Cession cession{rows_out ? std::span<double>(scratch.recovery) : std::span<double>{},
                    columns.recovery,
                    columns.reinstatement_premium,
                    columns.claims,
                    columns.exhausted,
                    adjusts ? std::span<double>(scratch.before_annual_terms) : std::span<double>{},
                    scratch.summed[k] != 0};
    answer(k, treaty, seen.block, seen.subject, cession, scratch);
    if (!treaty.added_back.empty()) {
        scratch.grossed_rows.assign(seen.subject.rows.begin(), seen.subject.rows.end());
        for (std::size_t r = 0; r < tier.rows.size(); ++r) {
            // of what it covers, the part that treaties before it have left
            scratch.grossed_rows[r] = std::min(scratch.grossed_rows[r], tier.rows[r]);
        }
        for (std::size_t e = 0; e < block.events(); ++e) {
            cap_at_what_is_left(scratch.recovery, scratch.grossed_rows, block.row_begin[e], block.row_begin[e + 1]);
        }
        sum_cells(scratch.recovery, scratch.cell_begin, scratch.counts, columns.recovery);
    }
    if (adjusts) settle_account(treaty, block.cells.years, scratch, columns);
    if (treaty.placed != 1) {
        for (double& x : columns.recovery) x *= treaty.placed;
        for (double& x : columns.reinstatement_premium) x *= treaty.placed;
        if (rows_out) {
            for (double& x : scratch.recovery) x *= treaty.placed;
        }
    }
    if (rows_out) book_rows(k, treaty, seen, scratch, assumed);
}

void Programme::book_rows(std::size_t k, ProgrammeTreaty const& treaty, Seen const& seen, ProgrammeScratch& scratch,
                          std::span<std::vector<double>> assumed) const {
    std::vector<double> const& recovery = scratch.recovery;
    const auto add = [&](double part, std::vector<double>& to) {
        if (seen.row_of.empty()) {
            for (std::size_t r = 0; r < recovery.size(); ++r) to[r] += part * recovery[r];
        } else {
            for (std::size_t r = 0; r < recovery.size(); ++r) to[seen.row_of[r]] += part * recovery[r];
        }
    };
    add(1, scratch.tier_recovery);
    for (auto const& each : assumptions_) {
        if (each.treaty == k) add(each.part, assumed[each.slot]);
    }
    if (!treaty.kept) return;
    scratch.kept[k].assign(scratch.tier_recovery.size(), 0.0);
    add(1, scratch.kept[k]);
}

void Programme::cede(LossBlock const& block, std::span<double const> subject, bool rows_wanted,
                     ProgrammeScratch& scratch, ProgrammeOutcome& outcome,
                     std::span<std::vector<double>> assumed) const {
    const std::size_t n_cells = block.cells.size();
    scratch.cell_begin.resize(n_cells + 1);
    for (std::size_t cell = 0; cell <= n_cells; ++cell) {
        scratch.cell_begin[cell] = block.row_begin[block.event_begin[cell]];
    }
    sum_cells(subject, scratch.cell_begin, scratch.counts, outcome.gross);
    std::copy(outcome.gross.begin(), outcome.gross.end(), outcome.net.begin());
    if (scratch.kept.size() < treaties()) scratch.kept.resize(treaties());
    scratch.summed.assign(treaties(), 0);
    scratch.selection.indexed = false;

    std::span<double const> rows = subject;
    std::size_t k = 0;
    for (std::size_t t = 0; t < tiers_.size(); ++t) {
        const bool rows_out = rows_needed(t, rows_wanted);
        if (rows_out) scratch.tier_recovery.assign(rows.size(), 0.0);
        scratch.tier_cells.assign(outcome.net.begin(), outcome.net.end());
        scratch.selection.selected_as.reset();
        if (!rows_out) sum_towers(t, k, block, rows, scratch, outcome);
        for (auto const& treaty : tiers_[t]) {
            TreatyColumns const& columns = outcome.treaties[k];
            cede_treaty(k, treaty, block, {rows, scratch.tier_cells}, rows_out, scratch, columns, assumed);
            for (std::size_t cell = 0; cell < n_cells; ++cell) outcome.net[cell] -= columns.recovery[cell];
            ++k;
        }
        if (!rows_out) continue;
        scratch.subject.resize(rows.size());
        for (std::size_t r = 0; r < rows.size(); ++r) scratch.subject[r] = rows[r] - scratch.tier_recovery[r];
        rows = scratch.subject;
    }
    if (rows_wanted) {
        outcome.net_rows.assign(rows.begin(), rows.end());
    } else {
        outcome.net_rows.clear();
    }
}

}  // namespace riskpool
