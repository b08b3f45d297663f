// How the yearly losses of pools, sources and members hang together: which are compared, and what a run finds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/io/result_tables.hpp"
#include "sim/metric/exceedances.hpp"
#include "sim/metric/pair_sums.hpp"
#include "sim/run/columns.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Memory of one worker.
struct TogetherScratch {
    std::vector<LeafSigns> signs;  // by series
};

/// The series that are compared two by two, compiled; none unless the scenario's output asks for it.
class TogetherPlan {
public:
    struct Series {
        std::string kind;  // pool, source, member
        std::string party;
        std::string quantity;
        std::size_t column = 0;
    };
    using Pair = std::pair<std::size_t, std::size_t>;  // positions among the series

    TogetherPlan() = default;
    /// `sources`: the columns of the losses of sources, empty if there are none.
    TogetherPlan(Scenario const& scenario, std::span<std::size_t const> sources,
                 std::vector<ColumnDescription> const& columns);

    [[nodiscard]] double level() const { return level_; }
    [[nodiscard]] std::vector<Series> const& series() const { return series_; }
    [[nodiscard]] std::vector<Pair> const& pairs() const { return pairs_; }

    /// What each leaf of a block gives of each pair: leaf after leaf, all pairs of each.
    void find_leaves(std::span<std::vector<double> const> columns, std::uint32_t years, TogetherScratch& scratch,
                     std::vector<PairLeaf>& leaves) const;

private:
    double level_ = 0;
    std::vector<Series> series_;
    std::vector<Pair> pairs_;
};

/// What trials have told so far. States of ranges that follow one another add up, bit for bit. It grows with trials by
/// 16 bytes for each year of a series beyond the level.
class TogetherState {
public:
    TogetherState() = default;
    /// For so many observations in all.
    TogetherState(TogetherPlan const& plan, std::uint64_t observations);

    /// Adds a block: its first observation is number `first_place` of the run.
    void add(TogetherPlan const& plan, std::uint64_t first_place, std::span<std::vector<double> const> columns,
             std::span<PairLeaf const> leaves);
    /// Adds what followed, whose places are `shift` higher than it says.
    void merge(TogetherState const& next, std::uint64_t shift = 0);

    /// The figures of so many trials of so many years. Trials whose numbers are equal modulo `trials_apart` were drawn
    /// with the same random numbers: errors count them once.
    [[nodiscard]] std::vector<PairRow> rows(TogetherPlan const& plan, std::uint64_t trials, std::uint32_t years,
                                            std::uint64_t trials_apart) const;

private:
    std::vector<PairSums> sums_;            // by pair
    std::vector<Exceedances> exceedances_;  // by series
};

}  // namespace riskpool
