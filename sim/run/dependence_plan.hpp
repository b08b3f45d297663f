// What sources have in common, compiled: columns that drive them, and years that change places.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/base/hash.hpp"
#include "sim/loss/dependence.hpp"
#include "sim/loss/event_cells.hpp"
#include "sim/loss/policy_terms.hpp"
#include "sim/loss/source.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// The whole batch of a source whose years are re-ordered, as last sampled by a worker.
struct ReorderedBatch {
    std::optional<std::uint64_t> first_trial;
    bool with_times = false;
    EventColumns events;
    CellOffsets offsets;
    std::vector<std::uint32_t> taken_from;  // per cell: the cell whose events it is given
};

/// What one dependence drew for the batch that its sources are re-ordered in, for all of them at once.
struct DrawnRanks {
    std::optional<std::uint64_t> first_trial;
    std::vector<std::vector<double>> uniforms;  // per source that it re-orders
};

/// Memory of one worker.
struct DependencePlanScratch {
    std::vector<SourceDrive> sources;
    DependenceScratch work;
    std::vector<ReorderedBatch> batches;  // per source
    std::vector<DrawnRanks> ranks;        // per dependence
    std::vector<double> losses, totals;
    std::vector<std::uint32_t> by_total, by_rank;
};

/// All dependences of a scenario.
class DependencePlan {
public:
    DependencePlan() = default;
    explicit DependencePlan(Scenario const& scenario);

    [[nodiscard]] bool empty() const { return items_.empty(); }
    /// The trials that change places among themselves: blocks of a multiple of it sample each batch once.
    [[nodiscard]] std::uint32_t batch() const { return batch_; }
    void add_to(Hash64& hash) const;
    [[nodiscard]] DependencePlanScratch make_scratch() const;

    /// Works out what is done to each source in these cells.
    void drive(CellRange const& cells, std::uint64_t seed, DependencePlanScratch& scratch) const;

    /// The events of a source in the cells of `request`, driven, scaled and in their places. `terms` are those of the
    /// insureds: years are ranked by their insured loss.
    void sample(Source const& source, SampleRequest request, std::vector<PolicyTerms> const& terms,
                SourceScratch& source_scratch, DependencePlanScratch& scratch, EventColumns& events) const;

private:
    struct Item {
        std::unique_ptr<DependenceSampler> sampler;
        std::vector<std::size_t> reordered;
    };
    struct Ranking {
        std::size_t item, column;
    };
    void fill_batch(Source const& source, SampleRequest const& request, std::vector<PolicyTerms> const& terms,
                    SourceScratch& source_scratch, DependencePlanScratch& scratch, ReorderedBatch& batch) const;
    [[nodiscard]] std::vector<double> const& draw_ranks(Ranking ranking, SampleRequest const& request,
                                                        DependencePlanScratch& scratch) const;
    void rank_years(CellRange const& cells, std::span<double const> uniforms, DependencePlanScratch& scratch,
                    ReorderedBatch& batch) const;

    std::vector<Item> items_;
    std::vector<std::optional<Ranking>> ranking_;  // per source: which dependence re-orders it, and as its how-manieth
    std::uint32_t batch_ = 0;
    bool drives_ = false;
};

}  // namespace riskpool
