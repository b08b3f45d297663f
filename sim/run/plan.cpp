#include "sim/run/plan.hpp"

#include <algorithm>
#include <utility>
#include <variant>

#include "sim/base/hash.hpp"
#include "sim/run/unplaced.hpp"

namespace riskpool {

std::vector<MetricKinds> default_metrics() {
    return {Aal{}, StandardDeviation{}, Var{.level = 0.995}, Tvar{.level = 0.995}, EpCurve{}, Probability{}};
}

namespace {

/// What a reader must know of a treaty before its figures are used.
std::string note_on(ProgrammeTreaty const& treaty) {
    if (!treaty.account.ratios_undefined()) return {};
    return "it has no premium, so loss ratios are undefined: what it measures by one does not apply";
}

}  // namespace

void Plan::compile_sources(Scenario const& scenario, Relative const* relative, MadeParts* made) {
    if (relative != nullptr) made = &relative->made;
    const bool same_insureds = relative != nullptr && relative->scenario.insureds.list == scenario.insureds.list &&
                               relative->scenario.sources.size() == scenario.sources.size();
    for (std::size_t s = 0; s < scenario.sources.size(); ++s) {
        if (same_insureds && scenario.sources[s].compiles_as(relative->scenario.sources[s])) {
            sources_.push_back(relative->plan.sources_[s]);
        } else {
            sources_.push_back(scenario.sources[s].compile(scenario.insureds.list, made));
        }
    }
}

Plan::Plan(Scenario const& scenario, std::uint64_t seed, bool told, Relative const* relative, MadeParts* made)
    : seed_(seed), years_(scenario.years), metrics_(scenario.metrics.empty() ? default_metrics() : scenario.metrics) {
    compile_sources(scenario, relative, made);
    dependence_ = DependencePlan(scenario);
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
    compile_retrocession(scenario);
    enter_reinsurers(scenario);
    risk_reduction_ = RiskReductionPlan(scenario, columns_, ledger_);
    enter_state();
    if (scenario.defaults ||
        std::any_of(pools_.begin(), pools_.end(), [](auto const& p) { return p.needs_chance(); }) ||
        std::any_of(retrocession_.begin(), retrocession_.end(), [](auto const& r) { return r.disputed(); })) {
        defaults_.emplace(scenario);
    }
    list_treaties(scenario);
    across_pools_ = AcrossPools(scenario, scaled_, columns_);
    source_totals_ = SourceTotals(scenario, columns_);
    development_ = DevelopmentPlan(scenario, sources_, columns_);
    together_ = TogetherPlan(scenario, source_totals_.columns(), columns_.all());
    unplaced_ = unplaced_risks(scenario);
    if (scenario.checks) checks_ = CheckPlan(*scenario.checks, scenario, ledger_, columns_);
    demand_ = {.by_time = false, .insureds = told || ground_up_, .sources = told};
    for (auto const& pool : pools_) pool.ask(demand_);
    for (auto const& retrocession : retrocession_) retrocession.programme().ask(false, demand_);
}

void Plan::compile_retrocession(Scenario const& scenario) {
    for (auto const& terms : scenario.retrocession) {
        const PartyId reinsurer = ledger_.party(PartyKind::reinsurer, terms.reinsurer);
        double premium = 0;
        for (auto const& line : ledger_.lines()) {
            if (line.payee == reinsurer && line.reason == Reason::ceded_premium) premium += line.part;
        }
        retrocession_.emplace_back(scenario, terms, premium, columns_, ledger_);
    }
}

void Plan::enter_reinsurers(Scenario const& scenario) {
    for (auto const& reinsurer : scenario.reinsurers) {
        const PartyId id = ledger_.party(PartyKind::reinsurer, reinsurer.name);
        const auto enter = [&](std::string quantity, std::string about, bool tailed, auto const& counts) {
            ColumnDescription column{reinsurer.name, std::move(quantity), std::move(about)};
            column.tailed = tailed;
            figures_.emplace_back(columns_.add(std::move(column)), ledger_, id, counts);
        };
        enter("assumed_loss", "Recoveries that it pays under its lines.", true,
              [id](LedgerLine const& line) { return line.payer == id && line.reason == Reason::recovery ? -1 : 0; });
        enter("result", "What the reinsurer gains or loses.", false, [](LedgerLine const&) { return 1; });
    }
}

void Plan::enter_state() {
    for (std::size_t p = 0; p < ledger_.parties().size(); ++p) {
        Party const& party = ledger_.parties()[p];
        if (party.kind != PartyKind::state) continue;
        ColumnDescription column{party.name, "fiscal_cost", "What it pays less what it is paid."};
        figures_.emplace_back(columns_.add(std::move(column)), ledger_, PartyId{p},
                              [](LedgerLine const&) { return -1; });
    }
}

void Plan::list_programme(Programme const& programme, std::vector<Tier> const& tiers, std::string const& buyer,
                          std::string const& prefix) {
    std::size_t k = 0;
    for (auto const& tier : tiers) {
        for (auto const& terms : tier) {
            ProgrammeTreaty const& treaty = programme.treaty(k++);
            treaties_.push_back({buyer, prefix + treaty.name, treaty.kind, treaty.placed, treaty.annual_limit,
                                 treaty.premium, treaty.commission, std::string(treaty.terms_in_order),
                                 note_on(treaty)});
            if (auto layer = priced_layer(terms, treaty)) {
                layers_.emplace_back(prefix + treaty.name, std::move(*layer), columns_);
            }
        }
    }
}

PricedLayer const* Plan::layer_of(std::size_t column) const {
    for (auto const& layer : layers_) {
        if (layer.recovery_column() == column) return &layer.terms();
    }
    return nullptr;
}

void Plan::list_treaties(Scenario const& scenario) {
    for (std::size_t p = 0; p < pools_.size(); ++p) {
        const std::string prefix = pools_.size() > 1 ? scenario.pools[p].name + ": " : "";
        list_programme(pools_[p].programme(), scenario.pools[p].programme, scenario.pools[p].name, prefix);
        for (std::size_t k = 0; k < pools_[p].own().size(); ++k) {
            MemberPlan const& own = pools_[p].own()[k];
            std::string const& member = scenario.members[own.member()].name;
            list_programme(own.programme(), scenario.pools[p].member_reinsurance[k].programme, member,
                           prefix + member + ": ");
        }
    }
    for (std::size_t k = 0; k < retrocession_.size(); ++k) {
        std::string const& reinsurer = scenario.retrocession[k].reinsurer;
        list_programme(retrocession_[k].programme(), scenario.retrocession[k].programme, reinsurer, reinsurer + ": ");
    }
}

std::uint64_t Plan::table_hash() const {
    Hash64 hash;
    for (auto const& source : sources_) hash.add(source->table_hash());
    if (defaults_) hash.add(defaults_->table_hash());
    dependence_.add_to(hash);
    return hash.value();
}

BlockScratch Plan::make_scratch() const {
    BlockScratch scratch;
    scratch.pools.resize(pools_.size());
    scratch.parts.resize(sources_.size());
    scratch.dependence = dependence_.make_scratch();
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        scratch.parts[s].aggregate = sources_[s]->aggregate();
        scratch.sources.push_back(sources_[s]->make_scratch());
    }
    return scratch;
}

void Plan::sample_source(std::size_t s, CellRange const& cells, bool times_wanted, BlockScratch& scratch) const {
    EventColumns& events = scratch.parts[s].events;
    events.clear();
    const SampleRequest request{cells, seed_, static_cast<std::uint32_t>(s), times_wanted};
    if (dependence_.empty() || sources_[s]->kept()) {
        sources_[s]->sample(request, *scratch.sources[s], events);
    } else {
        dependence_.sample(*sources_[s], request, terms_, *scratch.sources[s], scratch.dependence, events);
    }
}

void Plan::sample_events(CellRange const& cells, BlockScratch& scratch) const {
    dependence_.drive(cells, seed_, scratch.dependence);
    for (std::size_t s = 0; s < sources_.size(); ++s) sample_source(s, cells, true, scratch);
}

void Plan::sample(CellRange const& cells, BlockScratch& scratch) const {
    dependence_.drive(cells, seed_, scratch.dependence);
    for (std::size_t s = 0; s < sources_.size(); ++s) {
        SourcePart& part = scratch.parts[s];
        sample_source(s, cells, demand_.by_time, scratch);
        part.plain = !ground_up_ && damage_is_insured_loss(terms_, part.events, part.aggregate);
        if (!part.plain) {
            apply_policy_terms(terms_, part.events, part.aggregate, part.insured_loss,
                               ground_up_ ? &part.ground_up : nullptr);
        }
        development_.run(s, cells, scratch.development, part);
    }
}

void Plan::run_block(CellRange const& cells, BlockScratch& scratch, std::span<std::vector<double>> columns,
                     std::size_t at) const {
    sample(cells, scratch);  // from here on everything follows from losses, and from who is in default
    source_totals_.fill(scratch.parts, columns, at);
    development_.fill(scratch.development, columns, at);
    risk_reduction_.fill(cells, columns, at);
    assemble_block(cells, scratch.parts, demand_, scratch.assemble, scratch.block);
    scratch.assumed.resize(retrocession_.size());
    for (auto& rows : scratch.assumed) rows.assign(scratch.block.rows(), 0.0);
    for (std::size_t p = 0; p < pools_.size(); ++p) {
        pools_[p].cede(scratch.block, scratch.pools[p], columns, at, scratch.assumed);
    }
    DefaultFlags const* defaults = draw_defaults(cells, scratch, columns, at);
    for (std::size_t p = 0; p < pools_.size(); ++p) {
        pools_[p].settle(scratch.block, defaults, scratch.pools[p], columns, at, scratch.assumed);
    }
    // A reinsurer may have taken over from those before it, never from itself or those after it.
    for (std::size_t k = 0; k < retrocession_.size(); ++k) {
        retrocession_[k].run(scratch.block, scratch.assumed[k], defaults, scratch.pools[0].programme,
                             scratch.pools[0].buyer, columns, at, scratch.assumed);
    }
    for (auto const& figure : figures_) figure.fill(columns, at, cells.size());
    across_pools_.fill(columns, at, cells.size());
    for (auto const& layer : layers_) layer.fill(columns, at, cells.size());
    checks_.fill(columns, at, cells.size());
}

DefaultFlags const* Plan::draw_defaults(CellRange const& cells, BlockScratch& scratch,
                                        std::span<std::vector<double>> columns, std::size_t at) const {
    if (!defaults_) return nullptr;
    scratch.gross.assign(cells.size(), 0.0);
    for (auto const& pool : pools_) {
        double const* gross = columns[pool.gross_column()].data() + at;
        for (std::size_t c = 0; c < cells.size(); ++c) scratch.gross[c] += gross[c];
    }
    defaults_->run(cells, seed_, scratch.gross, scratch.defaults);
    return &scratch.defaults;
}

}  // namespace riskpool
