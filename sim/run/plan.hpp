// The plan: a scenario compiled once. Everything that a block needs, and nothing that it does not use.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/base/made_parts.hpp"
#include "sim/io/result_tables.hpp"
#include "sim/ledger/ledger.hpp"
#include "sim/loss/assemble.hpp"
#include "sim/loss/policy_terms.hpp"
#include "sim/loss/source.hpp"
#include "sim/run/across_pools.hpp"
#include "sim/run/check_plan.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/default_plan.hpp"
#include "sim/run/dependence_plan.hpp"
#include "sim/run/development_plan.hpp"
#include "sim/run/layer_plan.hpp"
#include "sim/run/ledger_figure.hpp"
#include "sim/run/pool_plan.hpp"
#include "sim/run/retrocession_plan.hpp"
#include "sim/run/risk_reduction_plan.hpp"
#include "sim/run/source_totals.hpp"
#include "sim/run/together_plan.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// The memory of one worker: kept from block to block, so that a block allocates nothing once the engine is warm.
struct BlockScratch {
    std::vector<SourcePart> parts;
    std::vector<std::unique_ptr<SourceScratch>> sources;
    DependencePlanScratch dependence;
    DevelopmentPlanScratch development;
    AssembleScratch assemble;
    LossBlock block;
    std::vector<PoolScratch> pools;
    std::vector<double> gross;  // of all pools together, per cell
    DefaultFlags defaults;
    std::vector<std::vector<double>> assumed;  // per retrocession: what the reinsurer has taken over of each row
};

/// A scenario compiled for runs with one seed. Immutable; used by all workers at once.
class Plan {
public:
    /// A plan of nearly the same scenario, whose compiled sources serve again where nothing of them differs.
    struct Relative {
        Scenario const& scenario;
        Plan const& plan;
        MadeParts& made;  // what it is made of; closed
    };
    /// `told` keeps what only an explanation reads: the source and insured of each loss. `made` keeps the tables of the
    /// sources for plans of which this one will be a relative.
    Plan(Scenario const& scenario, std::uint64_t seed, bool told = false, Relative const* relative = nullptr,
         MadeParts* made = nullptr);

    [[nodiscard]] std::vector<ColumnDescription> const& columns() const { return columns_.all(); }
    [[nodiscard]] std::vector<ScaledSeries> const& scaled() const { return scaled_; }
    [[nodiscard]] Ledger const& ledger() const { return ledger_; }
    [[nodiscard]] std::vector<PoolPlan> const& pools() const { return pools_; }
    /// Every treaty of every pool and member.
    [[nodiscard]] std::vector<TreatyRow> const& treaties() const { return treaties_; }
    /// Those of them that are not proportional.
    [[nodiscard]] std::vector<LayerPlan> const& layers() const { return layers_; }
    /// The terms of the treaty whose recoveries a column has; null if it has none of a layer.
    [[nodiscard]] PricedLayer const* layer_of(std::size_t column) const;
    [[nodiscard]] CheckPlan const& checks() const { return checks_; }
    /// Which series are compared two by two.
    [[nodiscard]] TogetherPlan const& together() const { return together_; }
    /// What stays with insureds because capacities do not suffice; exact.
    [[nodiscard]] std::vector<MetricRow> const& unplaced() const { return unplaced_; }
    [[nodiscard]] std::vector<MetricKinds> const& metrics() const { return metrics_; }
    [[nodiscard]] std::uint32_t years() const { return years_; }
    [[nodiscard]] std::uint64_t seed() const { return seed_; }
    /// Trials that are sampled together, whatever the block: 0 if each stands alone. Blocks of a multiple of it spare
    /// work, and change no result.
    [[nodiscard]] std::uint32_t batch_trials() const { return dependence_.batch(); }
    /// Hash of every compiled table: the same on every machine, and part of every result.
    [[nodiscard]] std::uint64_t table_hash() const;
    [[nodiscard]] BlockScratch make_scratch() const;

    [[nodiscard]] std::vector<std::shared_ptr<Source const>> const& sources() const { return sources_; }
    /// The events of every source, each with its time, as `parts` of the scratch: what run_block begins with.
    void sample_events(CellRange const& cells, BlockScratch& scratch) const;

    /// Runs whole trials: fills position `at` (in cells) and on of every column.
    void run_block(CellRange const& cells, BlockScratch& scratch, std::span<std::vector<double>> columns,
                   std::size_t at) const;

private:
    void compile_retrocession(Scenario const& scenario);
    void enter_reinsurers(Scenario const& scenario);
    void enter_state();
    [[nodiscard]] DefaultFlags const* draw_defaults(CellRange const& cells, BlockScratch& scratch,
                                                    std::span<std::vector<double>> columns, std::size_t at) const;
    void list_treaties(Scenario const& scenario);
    void list_programme(Programme const& programme, std::vector<Tier> const& tiers, std::string const& buyer,
                        std::string const& prefix);
    void sample(CellRange const& cells, BlockScratch& scratch) const;
    void sample_source(std::size_t s, CellRange const& cells, bool times_wanted, BlockScratch& scratch) const;

    std::uint64_t seed_ = 0;
    std::uint32_t years_ = 1;
    void compile_sources(Scenario const& scenario, Relative const* relative, MadeParts* made);

    std::vector<std::shared_ptr<Source const>> sources_;
    DependencePlan dependence_;
    std::vector<PolicyTerms> terms_;
    std::vector<MetricKinds> metrics_;
    ColumnRegister columns_;
    std::vector<ScaledSeries> scaled_;
    Ledger ledger_;
    std::vector<PoolPlan> pools_;
    std::vector<RetrocessionPlan> retrocession_;
    std::optional<DefaultPlan> defaults_;
    std::vector<LedgerFigure> figures_;
    std::vector<TreatyRow> treaties_;
    std::vector<LayerPlan> layers_;
    AcrossPools across_pools_;
    SourceTotals source_totals_;
    DevelopmentPlan development_;
    RiskReductionPlan risk_reduction_;
    TogetherPlan together_;
    CheckPlan checks_;
    std::vector<MetricRow> unplaced_;
    BlockDemand demand_;
    bool ground_up_ = false;
};

/// What is measured when a scenario names no metrics.
[[nodiscard]] std::vector<MetricKinds> default_metrics();

}  // namespace riskpool
