// What a treaty covers of a block, as a block of its own: a treaty on three insureds works on their rows, not on all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/loss/block.hpp"

namespace riskpool {

/// The insureds and the sources that a treaty covers.
struct Selection {
    std::vector<std::uint8_t> covered;  // per insured: 1 if covered; empty when all are
    std::vector<std::uint8_t> caused;   // per source: 1 if covered; empty when all are

    [[nodiscard]] bool is_everything() const { return covered.empty() && caused.empty(); }
    bool operator==(Selection const&) const = default;
};

/// Where the rows of each insured and of each event are: what selecting from a block looks up.
struct RowIndex {
    std::vector<std::uint32_t> begin;     // per insured: its first entry of `row`; one more entry for the end
    std::vector<std::uint32_t> row;       // insured by insured, rising
    std::vector<std::uint32_t> event_of;  // per row

    void find(LossBlock const& block, std::size_t insureds);
};

/// The rows that a selection covers, the events that they belong to, and all cells of the block.
struct SelectedBlock {
    LossBlock block;
    std::vector<std::uint32_t> row_of;      // per row: the row of the whole block
    std::vector<std::uint32_t> cell_begin;  // per cell: its first row; one more entry for the end

    /// Takes from `whole`. Time in proportion to what is covered, but for a pass over the rows where that is much.
    void select(Selection const& selection, LossBlock const& whole, RowIndex const& index);

private:
    void find_rows(Selection const& selection, LossBlock const& whole, RowIndex const& index);
};

}  // namespace riskpool
