// From the figures of draws and groups of draws to bands and errors of the figures of all of them.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/io/result_tables.hpp"
#include "sim/metric/leaf.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/draw_table.hpp"

namespace riskpool {

class DrawBands {
public:
    DrawBands(std::size_t draws, std::size_t groups, double band)
        : band_(band), of_draws_(draws), of_groups_(groups), groups_done_(0) {}

    void enter_draw(std::size_t draw, DrawTable::Part part, std::vector<MetricRow> const& rows) {
        of_draws_.enter(draw, part, rows);
    }
    void enter_transfers(std::size_t draw, std::vector<TransferRow> rows);
    /// One column whose variance is to be split.
    void enter_split(std::size_t draw, ColumnDescription const& column, SeriesSums const& whole,
                     SeriesSums const& first_half, SeriesSums const& second_half);
    /// A series that is a part of another one, of which the part differs between draws.
    void mark_moving(ScaledSeries const& series) { moving_.emplace(series.party, series.quantity); }
    /// Groups come in their order.
    void enter_group(std::size_t group, std::vector<MetricRow> const& rows) {
        of_groups_.enter(group, DrawTable::Part::whole, rows);
        groups_done_ = group + 1;
    }

    /// Gives the rows of all draws their bands and errors, adds those of the split of variance, the transfers and the
    /// table of figures by draw. `draws` were done.
    void finish(std::size_t draws, ResultTables& tables);

private:
    void add_band(std::size_t draws, MetricRow& row);
    void widen(std::size_t draws, MetricRow& row);
    void add_curves(std::size_t draws, std::vector<MetricRow>& rows);
    void add_splits(std::vector<MetricRow>& rows) const;
    [[nodiscard]] std::vector<TransferRow> mean_transfers() const;

    struct Split {
        std::string party, quantity;
        std::vector<double> variance, mean, first_half, second_half;
    };

    double band_;
    DrawTable of_draws_, of_groups_;
    std::size_t groups_done_;
    std::vector<Split> splits_;
    std::set<std::pair<std::string, std::string>> moving_;
    std::vector<std::vector<TransferRow>> transfers_;
};

}  // namespace riskpool
