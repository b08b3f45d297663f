// A sample in memory as the metrics see it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/metric/estimate.hpp"
#include "sim/metric/leaf.hpp"
#include "sim/metric/tail.hpp"

namespace riskpool {

/// The sums of a series by its leaves.
inline SeriesSums series_sums(std::span<double const> values, std::uint32_t years = 1) {
    SeriesSums sums;
    const std::size_t leaf = leaf_trials * years;
    for (std::size_t i = 0; i < values.size(); i += leaf) {
        sums.add_leaf(values.subspan(i, std::min(leaf, values.size() - i)), years);
    }
    return sums;
}

struct Sample {
    std::vector<double> tail;
    SeriesSummary summary;

    explicit Sample(std::span<double const> values, std::uint32_t years = 1, Basis basis = Basis::annual) {
        summary.sums = series_sums(values, years);
        Tail kept(values.size());
        kept.add(values);
        tail = kept.take_descending();
        summary.party = "Pool";
        summary.quantity = "net loss";
        summary.basis = basis;
        summary.tail = tail;
    }
    Sample(Sample const&) = delete;
    Sample& operator=(Sample const&) = delete;
};

}  // namespace riskpool
