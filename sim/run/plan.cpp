#include "sim/run/plan.hpp"

#include <algorithm>
#include <variant>

#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

void list_treaties(Programme const& programme, std::string const& buyer, std::string const& prefix,
                   std::vector<TreatyRow>& rows) {
    for (std::size_t k = 0; k < programme.treaties(); ++k) {
        ProgrammeTreaty const& treaty = programme.treaty(k);
        rows.push_back({buyer, prefix + treaty.name, treaty.kind, treaty.placed, treaty.annual_limit, treaty.premium,
                        treaty.commission});
    }
}

/// True if `asks` holds for the compiled form of some treaty.
template <class Asks>
bool any_treaty(Programme const& programme, Asks const& asks) {
    for (std::size_t k = 0; k < programme.treaties(); ++k) {
        if (std::visit(asks, programme.treaty(k).plan)) return true;
    }
    return false;
}

bool reads_index(Programme const& programme) {
    return any_treaty(programme, [](auto const& plan) {
        if constexpr (requires { plan.needs_index(); }) return static_cast<bool>(plan.needs_index());
        return false;
    });
}

bool reads_delay(Programme const& programme) {
    return any_treaty(programme, [](auto const& plan) {
        if constexpr (requires { plan.needs_delay(); }) return static_cast<bool>(plan.needs_delay());
        return false;
    });
}

}  // namespace

std::vector<MetricKinds> default_metrics() {
    return {Aal{}, StandardDeviation{}, Var{.level = 0.995}, Tvar{.level = 0.995}, EpCurve{}, Probability{}};
}

Plan::Plan(Scenario const& scenario, std::uint64_t seed, bool told)
    : seed_(seed), years_(scenario.years), metrics_(scenario.metrics.empty() ? default_metrics() : scenario.metrics) {
    for (auto const& source : scenario.sources) sources_.push_back(source.compile(scenario.insureds.list));
    for (auto const& insured : scenario.insureds.list) {
        terms_.push_back(PolicyTerms::of(insured));
        // Ground-up and insured losses are the same where no policy has terms.
        ground_up_ = ground_up_ || !terms_.back().plain || insured.interruption > 0;
    }
    const auto read_by = [&](Basis basis) {
        return std::any_of(metrics_.begin(), metrics_.end(), [&](MetricKinds const& metric) {
            return std::visit([&](auto const& kind) { return kind.reads(basis); }, metric);
        });
    };
    const PoolDemand demand{read_by(Basis::occurrence), ground_up_};
    pools_.reserve(scenario.pools.size());
    for (auto const& pool : scenario.pools) pools_.emplace_back(scenario, pool, demand, columns_, scaled_, ledger_);
    for (std::size_t p = 0; p < pools_.size(); ++p) {
        const std::string prefix = pools_.size() > 1 ? scenario.pools[p].name + ": " : "";
        list_treaties(pools_[p].programme(), scenario.pools[p].name, prefix, treaties_);
        for (auto const& own : pools_[p].own()) {
            std::string const& member = scenario.members[own.member()].name;
            list_treaties(own.programme(), member, prefix + member + ": ", treaties_);
        }
    }
    demand_ = {.by_time = false, .insureds = told || ground_up_, .sources = told};
    for (auto const& pool : pools_) {
        demand_.by_time = demand_.by_time || pool.needs_order();
        demand_.insureds = demand_.insureds || pool.needs_insureds();
        demand_.index = demand_.index || reads_index(pool.programme());
        demand_.delay = demand_.delay || reads_delay(pool.programme());
        for (auto const& own : pool.own()) {
            demand_.index = demand_.index || reads_index(own.programme());
            demand_.delay = demand_.delay || reads_delay(own.programme());
        }
    }
}

std::uint64_t Plan::table_hash() const {
    Hash64 hash;
    for (auto const& source : sources_) hash.add(source->table_hash());
    return hash.value();
}

BlockScratch Plan::make_scratch() const {
    BlockScratch scratch;
    scratch.parts.resize(sources_.size());
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        scratch.parts[s].aggregate = sources_[s]->aggregate();
        scratch.sources.push_back(sources_[s]->make_scratch());
    }
    return scratch;
}

void Plan::sample(CellRange const& cells, BlockScratch& scratch) const {
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        SourcePart& part = scratch.parts[s];
        part.events.clear();
        sources_[s]->sample({cells, seed_, static_cast<std::uint32_t>(s), demand_.by_time}, *scratch.sources[s],
                            part.events);
        apply_policy_terms(terms_, part.events, part.aggregate, part.insured_loss,
                           ground_up_ ? &part.ground_up : nullptr);
    }
}

void Plan::run_block(CellRange const& cells, BlockScratch& scratch, std::span<std::vector<double>> columns,
                     std::size_t at) const {
    sample(cells, scratch);  // chance ends here: from now on everything follows from losses
    assemble_block(cells, scratch.parts, demand_, scratch.assemble, scratch.block);
    for (auto const& pool : pools_) pool.run(scratch.block, scratch.pool, columns, at);
}

}  // namespace riskpool
