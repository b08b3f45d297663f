// The figures of each draw, side by side.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "sim/metric/draw_band.hpp"
#include "sim/metric/metric_row.hpp"

namespace riskpool {

/// Values of metrics by draw. A metric is known by its name, party, quantity, basis and parameter; a draw that does not
/// have one has NaN for it.
class DrawTable {
public:
    /// Which trials of a draw the rows are measured on.
    enum class Part : std::uint8_t { whole, first_half, second_half };

    explicit DrawTable(std::size_t draws) : draws_(draws) {}

    void enter(std::size_t draw, Part part, std::vector<MetricRow> const& rows);

    /// The figure of a row in each of the first `draws` draws; spans of NaN if no draw has it.
    [[nodiscard]] DrawValues find(MetricRow const& row, std::size_t draws);

private:
    struct Figure {
        std::vector<double> part[3];
    };
    std::size_t index_of(MetricRow const& row, std::size_t position);

    std::size_t draws_;
    std::vector<MetricRow> known_;  // of each figure the row that names it
    std::vector<Figure> figures_;
    std::unordered_map<std::string, std::size_t> by_name_;
};

}  // namespace riskpool
