// Blocks for tests, written event by event.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/loss/block.hpp"

namespace riskpool {

/// One loss of one insured within an event.
struct Row {
    std::size_t insured = 0;
    double loss = 0;
};

/// Builds a block of one-year trials: `event` adds to the year last opened.
class BlockBuilder {
public:
    BlockBuilder() {
        block_.row_begin.push_back(0);
        block_.single_rows = true;
    }

    BlockBuilder& year() {
        block_.event_begin.push_back(static_cast<std::uint32_t>(block_.events()));
        ++block_.cells.trials;
        return *this;
    }
    BlockBuilder& event(std::vector<Row> const& rows, double time = 0.5, bool aggregate = false) {
        for (auto const& row : rows) {
            block_.insured.emplace_back(row.insured);
            block_.loss.push_back(row.loss);
        }
        block_.row_begin.push_back(static_cast<std::uint32_t>(block_.rows()));
        block_.time.push_back(static_cast<float>(time));
        block_.source.emplace_back(std::size_t{0});
        block_.aggregate.push_back(aggregate ? 1 : 0);
        block_.has_aggregates = block_.has_aggregates || aggregate;
        block_.single_rows = block_.single_rows && rows.size() == 1;
        return *this;
    }
    BlockBuilder& event(double loss, double time = 0.5) { return event({{0, loss}}, time); }
    BlockBuilder& yearly_sum(std::vector<Row> const& rows) { return event(rows, 0, true); }

    [[nodiscard]] LossBlock build() const {
        LossBlock block = block_;
        block.event_begin.push_back(static_cast<std::uint32_t>(block.events()));
        return block;
    }

private:
    LossBlock block_;
};

}  // namespace riskpool
