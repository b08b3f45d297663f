#include "sim/treaty/programme.hpp"

#include <algorithm>
#include <variant>

#include "sim/treaty/layer_sum.hpp"

namespace riskpool {

namespace {

bool is_year_plan(TreatyPlan const& plan) {
    return std::visit([]<class P>(P const&) { return YearPlan<P>; }, plan);
}

/// The setting as one treaty sees it: nothing of the insureds that it does not cover.
TreatySetting restrict_to(std::vector<std::uint8_t> const& covered, TreatySetting setting) {
    for (std::size_t i = 0; i < covered.size(); ++i) {
        if (covered[i] != 0) continue;
        setting.share[i] = 0;
        setting.premium[i] = 0;
    }
    return setting;
}

std::vector<std::uint8_t> mask_of(Filter const& covers, Insureds const& insureds) {
    if (covers.matches_all()) return {};
    std::vector<std::uint8_t> mask;
    for (auto const& insured : insureds) mask.push_back(covers.matches(insured) ? 1 : 0);
    return mask;
}

template <class Treaty>
ProgrammeTreaty compile_treaty(Treaty const& terms, TreatySetting const& tier_setting,
                               std::vector<double>& share_left) {
    ProgrammeTreaty compiled;
    compiled.covered = mask_of(terms.covers, tier_setting.insureds);
    const TreatySetting setting = restrict_to(compiled.covered, tier_setting);
    compiled.plan = terms.compile(setting);
    compiled.name = terms.name;
    compiled.kind = Treaty::kind;
    compiled.placed = terms.placed_part();
    compiled.lines = terms.lines;
    double premium = terms.flat_premium(setting);
    const std::vector<double> ceded = terms.ceded_share(setting);
    for (std::size_t i = 0; i < ceded.size(); ++i) {
        premium += ceded[i] * setting.premium[i];
        if (setting.share[i] > 0) share_left[i] -= ceded[i] * compiled.placed;
    }
    compiled.premium = compiled.placed * premium;
    compiled.commission = compiled.premium * terms.ceding_commission();
    compiled.limit_of_year = terms.annual_capacity(setting);
    compiled.annual_limit = compiled.placed > 0 ? compiled.placed * compiled.limit_of_year : 0;
    return compiled;
}

/// Sum of all rows of each cell, in the canonical order of the layer kernel (an unlimited layer from the ground up).
void sum_cells(std::span<double const> rows, ProgrammeScratch& scratch, std::vector<double>& cells) {
    cells.resize(scratch.cell_begin.size() - 1);
    scratch.counts.resize(cells.size());
    sum_layers(rows, scratch.cell_begin, 0, infinity, cells, scratch.counts);
}

void sum_rows_of_events(LossBlock const& block, std::span<double const> rows, std::vector<double>& events) {
    events.resize(block.events());
    for (std::size_t e = 0; e < events.size(); ++e) {
        double sum = 0;
        for (std::uint32_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) sum += rows[r];
        events[e] = sum;
    }
}

}  // namespace

Programme::Programme(std::vector<Tier> const& tiers, TreatySetting setting) {
    for (auto const& tier : tiers) {
        std::vector<double> share_left(setting.share.size(), 1.0);
        std::vector<ProgrammeTreaty> compiled;
        for (auto const& kind : tier) {
            std::visit([&](auto const& terms) { compiled.push_back(compile_treaty(terms, setting, share_left)); },
                       kind);
            if (compiled.back().name.empty()) {
                compiled.back().name = compiled.back().kind + ' ' + std::to_string(treaties() + compiled.size());
            }
        }
        for (std::size_t i = 0; i < share_left.size(); ++i) {
            setting.share[i] *= share_left[i];
            setting.premium[i] *= share_left[i];
        }
        tiers_.push_back(std::move(compiled));
    }
}

std::size_t Programme::treaties() const {
    std::size_t n = 0;
    for (auto const& tier : tiers_) n += tier.size();
    return n;
}

ProgrammeTreaty const& Programme::treaty(std::size_t k) const {
    for (auto const& tier : tiers_) {
        if (k < tier.size()) return tier[k];
        k -= tier.size();
    }
    return tiers_.back().back();
}

bool Programme::rows_needed_after(std::size_t tier, bool rows_wanted) const {
    if (rows_wanted) return true;
    for (std::size_t later = tier + 1; later < tiers_.size(); ++later) {
        for (auto const& treaty : tiers_[later]) {
            if (!is_year_plan(treaty.plan) || !treaty.covered.empty()) return true;
        }
    }
    return false;
}

bool Programme::needs_order(bool rows_wanted) const {
    for (std::size_t k = 0; k < tiers_.size(); ++k) {
        for (auto const& treaty : tiers_[k]) {
            const bool needs = std::visit(
                [&]<class P>(P const& plan) {
                    if constexpr (EventPlan<P>) return plan.needs_order() && rows_needed_after(k, rows_wanted);
                    return false;
                },
                treaty.plan);
            if (needs) return true;
        }
    }
    return needs_time();
}

bool Programme::needs_insureds() const {
    for (auto const& tier : tiers_) {
        for (auto const& treaty : tier) {
            const bool reads = std::visit(
                []<class P>(P const&) {
                    if constexpr (requires { P::reads_insureds; }) return P::reads_insureds;
                    return true;  // a kind that does not say reads everything
                },
                treaty.plan);
            if (reads || !treaty.covered.empty()) return true;
        }
    }
    return false;
}

bool Programme::needs_time() const {
    for (auto const& tier : tiers_) {
        for (auto const& treaty : tier) {
            const bool needs = std::visit(
                []<class P>(P const& plan) {
                    if constexpr (EventPlan<P>) return static_cast<bool>(plan.needs_time());
                    return false;
                },
                treaty.plan);
            if (needs) return true;
        }
    }
    return false;
}

void Programme::cede_treaty(ProgrammeTreaty const& treaty, LossBlock const& block, std::span<double const> rows,
                            std::span<double const> cells, bool rows_out, ProgrammeScratch& scratch,
                            TreatyColumns& columns) const {
    const std::size_t n_cells = block.cells.size();
    columns.recovery.resize(n_cells);
    columns.reinstatement_premium.assign(n_cells, 0.0);
    columns.claims.assign(n_cells, 0.0);
    columns.exhausted.assign(n_cells, 0.0);
    std::span<double const> subject_rows = rows;
    std::span<double const> subject_cells = cells;
    if (!treaty.covered.empty()) {
        scratch.covered_rows.resize(rows.size());
        for (std::size_t r = 0; r < rows.size(); ++r) {
            scratch.covered_rows[r] = treaty.covered[block.insured[r].index()] != 0 ? rows[r] : 0;
        }
        subject_rows = scratch.covered_rows;
        sum_cells(subject_rows, scratch, scratch.cells);
        subject_cells = scratch.cells;
    }
    if (rows_out) scratch.recovery.resize(rows.size());
    Cession cession{rows_out ? std::span<double>(scratch.recovery) : std::span<double>{}, columns.recovery,
                    columns.reinstatement_premium, columns.claims, columns.exhausted};
    std::visit(
        [&]<class P>(P const& plan) {
            if constexpr (YearPlan<P>) {
                plan.cede_year(subject_cells, cession);
                if (!rows_out) return;
                for (std::size_t cell = 0; cell < n_cells; ++cell) {
                    const double loss = subject_cells[cell];
                    const double part = loss > 0 ? columns.recovery[cell] / loss : 0;
                    for (std::uint32_t r = scratch.cell_begin[cell]; r < scratch.cell_begin[cell + 1]; ++r) {
                        scratch.recovery[r] = subject_rows[r] * part;
                    }
                }
            } else {
                std::span<double const> risks = subject_rows;
                if (block.has_aggregates) {
                    scratch.risk_rows.assign(subject_rows.begin(), subject_rows.end());
                    for (std::size_t e = 0; e < block.events(); ++e) {
                        if (block.aggregate[e] == 0) continue;
                        std::fill(scratch.risk_rows.begin() + block.row_begin[e],
                                  scratch.risk_rows.begin() + block.row_begin[e + 1], 0.0);
                    }
                    risks = scratch.risk_rows;
                }
                std::span<double const> events = risks;
                if (!block.single_rows) {
                    sum_rows_of_events(block, risks, scratch.events);
                    events = scratch.events;
                }
                plan.cede(Subject{block, subject_rows, risks, events, subject_cells}, cession);
            }
        },
        treaty.plan);
    if (treaty.placed == 1) return;
    for (double& x : columns.recovery) x *= treaty.placed;
    for (double& x : columns.reinstatement_premium) x *= treaty.placed;
    if (rows_out) {
        for (double& x : scratch.recovery) x *= treaty.placed;
    }
}

void Programme::cede(LossBlock const& block, std::span<double const> subject, bool rows_wanted,
                     ProgrammeScratch& scratch, ProgrammeOutcome& outcome) const {
    const std::size_t n_cells = block.cells.size();
    scratch.cell_begin.resize(n_cells + 1);
    for (std::size_t cell = 0; cell <= n_cells; ++cell) {
        scratch.cell_begin[cell] = block.row_begin[block.event_begin[cell]];
    }
    sum_cells(subject, scratch, outcome.gross);
    outcome.net = outcome.gross;
    outcome.treaties.resize(treaties());

    std::span<double const> rows = subject;
    std::size_t k = 0;
    for (std::size_t t = 0; t < tiers_.size(); ++t) {
        const bool rows_out = rows_needed_after(t, rows_wanted);
        if (rows_out) scratch.tier_recovery.assign(rows.size(), 0.0);
        scratch.tier_cells = outcome.net;
        for (auto const& treaty : tiers_[t]) {
            TreatyColumns& columns = outcome.treaties[k++];
            cede_treaty(treaty, block, rows, scratch.tier_cells, rows_out, scratch, columns);
            for (std::size_t cell = 0; cell < n_cells; ++cell) outcome.net[cell] -= columns.recovery[cell];
            if (!rows_out) continue;
            for (std::size_t r = 0; r < rows.size(); ++r) scratch.tier_recovery[r] += scratch.recovery[r];
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
