#include "sim/treaty/selection.hpp"

#include <algorithm>

namespace riskpool {

namespace {

template <class Value>
void append(std::vector<Value> const& from, std::size_t k, std::vector<Value>& to) {
    if (!from.empty()) to.push_back(from[k]);
}

}  // namespace

void RowIndex::find(LossBlock const& block, std::size_t insureds) {
    event_of.resize(block.rows());
    for (std::size_t e = 0; e < block.events(); ++e) {
        std::fill(event_of.begin() + block.row_begin[e], event_of.begin() + block.row_begin[e + 1],
                  static_cast<std::uint32_t>(e));
    }
    if (block.insured.size() != block.rows()) return;  // nobody asks for them
    begin.assign(insureds + 1, 0);
    for (const InsuredId each : block.insured) ++begin[each.index() + 1];
    for (std::size_t i = 0; i < insureds; ++i) begin[i + 1] += begin[i];
    row.resize(block.rows());
    for (std::uint32_t r = 0; r < row.size(); ++r) row[begin[block.insured[r].index()]++] = r;
    // each beginning has moved to the next one's
    for (std::size_t i = insureds; i > 0; --i) begin[i] = begin[i - 1];
    begin[0] = 0;
}

void SelectedBlock::find_rows(Selection const& selection, LossBlock const& whole, RowIndex const& index) {
    row_of.clear();
    std::size_t covered = whole.rows();
    if (!selection.covered.empty()) {
        covered = 0;
        for (std::size_t i = 0; i < selection.covered.size(); ++i) {
            if (selection.covered[i] != 0) covered += index.begin[i + 1] - index.begin[i];
        }
    }
    // Sorting a few runs costs less than to look at all rows; the rows are the same.
    if (covered < whole.rows() / 8) {
        for (std::size_t i = 0; i < selection.covered.size(); ++i) {
            if (selection.covered[i] == 0) continue;
            const bool first = row_of.empty();
            row_of.insert(row_of.end(), index.row.begin() + index.begin[i], index.row.begin() + index.begin[i + 1]);
            if (!first) std::sort(row_of.begin(), row_of.end());
        }
    } else {
        for (std::uint32_t r = 0; r < whole.rows(); ++r) {
            if (selection.covered.empty() || selection.covered[whole.insured[r].index()] != 0) row_of.push_back(r);
        }
    }
    if (selection.caused.empty()) return;
    std::erase_if(row_of,
                  [&](std::uint32_t r) { return selection.caused[whole.source[index.event_of[r]].index()] == 0; });
}

void SelectedBlock::select(Selection const& selection, LossBlock const& whole, RowIndex const& index) {
    find_rows(selection, whole, index);
    const std::size_t cells = whole.event_begin.size() - 1;
    block.cells = whole.cells;
    block.event_begin.assign(cells + 1, 0);
    block.row_begin.clear();
    cell_begin.assign(cells + 1, 0);
    for (auto* column : {&block.index, &block.loss, &block.ground_up}) column->clear();
    for (auto* column : {&block.time, &block.delay}) column->clear();
    block.source.clear();
    block.aggregate.clear();
    block.insured.clear();
    block.has_aggregates = false;

    std::size_t cell = 0;
    std::optional<std::uint32_t> last;
    for (std::uint32_t i = 0; i < row_of.size(); ++i) {
        const std::uint32_t r = row_of[i];
        const std::uint32_t e = index.event_of[r];
        if (last != e) {
            last = e;
            while (e >= whole.event_begin[cell + 1]) {
                ++cell;
                block.event_begin[cell] = static_cast<std::uint32_t>(block.row_begin.size());
                cell_begin[cell] = i;
            }
            block.row_begin.push_back(i);
            append(whole.time, e, block.time);
            append(whole.source, e, block.source);
            append(whole.index, e, block.index);
            append(whole.delay, e, block.delay);
            append(whole.aggregate, e, block.aggregate);
            if (whole.has_aggregates && whole.aggregate[e] != 0) block.has_aggregates = true;
        }
        append(whole.insured, r, block.insured);
        append(whole.ground_up, r, block.ground_up);
        block.loss.push_back(whole.loss[r]);
    }
    const auto events = static_cast<std::uint32_t>(block.row_begin.size());
    const auto rows = static_cast<std::uint32_t>(row_of.size());
    while (cell < cells) {
        ++cell;
        block.event_begin[cell] = events;
        cell_begin[cell] = rows;
    }
    block.row_begin.push_back(rows);
    block.single_rows = events == rows;
}

}  // namespace riskpool
