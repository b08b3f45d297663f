// How many events each year of a block has: drawn from the source's own luck, or driven by dependences.
#pragma once

#include <cstdint>
#include <vector>

#include "models/draw/guide_table.hpp"
#include "models/frequency/frequency.hpp"
#include "models/frequency/scaled_counts.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// The number of events of the uniform handed in by a dependence, or else of the source's stream of `purpose`: one for
/// each cell.
void fill_count_uniforms(SampleRequest const& request, std::uint32_t purpose, std::vector<double>& u);

/// Draws the counts of a source whose kind is `drivable` in its counts. Immutable, shared by threads.
class EventCounts {
public:
    /// Throws std::invalid_argument with the reason if the law cannot be tabulated.
    explicit EventCounts(Frequency const& law) : table_(compile(law)), scaled_(law) {}

    /// counts[c] is the number of events of cell c: the smallest n with F(n) >= u, where F is the law with its mean
    /// times the cell's rate factor, and beside them the events that a dependence adds. `u` is memory to work in.
    void draw(SampleRequest const& request, std::uint32_t purpose, std::vector<double>& u,
              std::vector<std::uint32_t>& counts) const;

    /// The fingerprint of the law.
    [[nodiscard]] std::uint64_t hash() const noexcept { return table_.hash(); }

private:
    GuideTable table_;
    ScaledCounts scaled_;
};

}  // namespace riskpool
