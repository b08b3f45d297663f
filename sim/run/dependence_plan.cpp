#include "sim/run/dependence_plan.hpp"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

#include "sim/base/hash.hpp"

namespace riskpool {

DependencePlan::DependencePlan(Scenario const& scenario) : ranking_(scenario.sources.size()) {
    std::vector<std::string> names;
    for (auto const& source : scenario.sources) names.emplace_back(source.name());
    for (auto const& model : scenario.dependence) {
        auto sampler = model.compile(names);
        const auto reordered = sampler->reordered();
        for (std::size_t k = 0; k < reordered.size(); ++k) ranking_[reordered[k]] = Ranking{items_.size(), k};
        batch_ = std::max(batch_, sampler->batch());
        drives_ = drives_ || reordered.empty();
        items_.push_back({std::move(sampler), {reordered.begin(), reordered.end()}});
    }
}

void DependencePlan::add_to(Hash64& hash) const {
    for (auto const& item : items_) hash.add(item.sampler->table_hash());
}

DependencePlanScratch DependencePlan::make_scratch() const {
    DependencePlanScratch scratch;
    if (empty()) return scratch;
    scratch.sources.resize(ranking_.size());
    scratch.batches.resize(ranking_.size());
    scratch.ranks.resize(items_.size());
    return scratch;
}

void DependencePlan::drive(CellRange const& cells, std::uint64_t seed, DependencePlanScratch& scratch) const {
    if (!drives_) return;
    for (auto& source : scratch.sources) source.clear();
    for (std::size_t k = 0; k < items_.size(); ++k) {
        items_[k].sampler->drive(cells, seed, static_cast<std::uint32_t>(k), scratch.work, scratch.sources);
    }
}

void DependencePlan::sample(Source const& source, SampleRequest request, std::vector<PolicyTerms> const& terms,
                            SourceScratch& source_scratch, DependencePlanScratch& scratch, EventColumns& events) const {
    if (!ranking_[request.source]) {
        SourceDrive const& drive = scratch.sources[request.source];
        request.drive = {drive.uniforms, drive.rate_factors, drive.more_events};
        source.sample(request, source_scratch, events);
        if (!drive.loss_factors.empty()) scale_losses(drive.loss_factors, scratch.losses, events);
        return;
    }
    ReorderedBatch& batch = scratch.batches[request.source];
    const std::uint32_t size = items_[ranking_[request.source]->item].sampler->batch();
    for (std::size_t c = 0; c < request.cells.size(); ++c) {
        const Cell cell = request.cells.cell(c);
        const std::uint64_t first = cell.trial - cell.trial % size;
        if (batch.first_trial != first || batch.with_times != request.times_wanted) {
            SampleRequest whole = request;
            whole.cells = {first, size, request.cells.years};
            fill_batch(source, whole, terms, source_scratch, scratch, batch);
        }
        const std::size_t place = (cell.trial - first) * request.cells.years + cell.year;
        append_cell(batch.events, batch.offsets, batch.taken_from[place], events);
    }
}

void DependencePlan::fill_batch(Source const& source, SampleRequest const& request,
                                std::vector<PolicyTerms> const& terms, SourceScratch& source_scratch,
                                DependencePlanScratch& scratch, ReorderedBatch& batch) const {
    batch.first_trial = request.cells.first_trial;
    batch.with_times = request.times_wanted;
    batch.events.clear();
    source.sample(request, source_scratch, batch.events);
    batch.offsets.find(batch.events);
    apply_policy_terms(terms, batch.events, source.aggregate(), scratch.losses, nullptr);
    scratch.totals.resize(request.cells.size());
    sum_by_cell(batch.offsets, scratch.losses, scratch.totals);

    rank_years(request.cells, draw_ranks(*ranking_[request.source], request, scratch), scratch, batch);
}

/// One point of a copula has a coordinate for each source: the first source to ask draws for all.
std::vector<double> const& DependencePlan::draw_ranks(Ranking ranking, SampleRequest const& request,
                                                      DependencePlanScratch& scratch) const {
    DrawnRanks& drawn = scratch.ranks[ranking.item];
    if (drawn.first_trial != request.cells.first_trial) {
        drawn.first_trial = request.cells.first_trial;
        drawn.uniforms.resize(items_[ranking.item].reordered.size());
        items_[ranking.item].sampler->draw_ranks(request.cells, request.seed, static_cast<std::uint32_t>(ranking.item),
                                                 scratch.work, drawn.uniforms);
    }
    return drawn.uniforms[ranking.column];
}

void DependencePlan::rank_years(CellRange const& cells, std::span<double const> uniforms,
                                DependencePlanScratch& scratch, ReorderedBatch& batch) const {
    batch.taken_from.resize(cells.size());
    const auto in_order = [&](std::vector<std::uint32_t>& order, auto const& value, std::uint32_t year) {
        order.resize(cells.trials);
        for (std::uint32_t t = 0; t < cells.trials; ++t) order[t] = t * cells.years + year;
        // Equal years keep the order of their trials, so that nothing depends on how the sort goes about it.
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return std::tie(value[a], a) < std::tie(value[b], b); });
    };
    for (std::uint32_t year = 0; year < cells.years; ++year) {
        in_order(scratch.by_total, scratch.totals, year);
        in_order(scratch.by_rank, uniforms, year);
        for (std::uint32_t k = 0; k < cells.trials; ++k) batch.taken_from[scratch.by_rank[k]] = scratch.by_total[k];
    }
}

}  // namespace riskpool
