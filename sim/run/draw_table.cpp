#include "sim/run/draw_table.hpp"

#include <bit>
#include <cmath>
#include <limits>

namespace riskpool {

namespace {

bool same_parameter(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool same_figure(MetricRow const& a, MetricRow const& b) {
    return a.metric == b.metric && a.party == b.party && a.quantity == b.quantity && a.basis == b.basis &&
           same_parameter(a.parameter, b.parameter);
}

std::string name_of(MetricRow const& row) {
    const double parameter = std::isnan(row.parameter) ? std::numeric_limits<double>::quiet_NaN() : row.parameter;
    return row.metric + '\n' + row.party + '\n' + row.quantity + '\n' + row.basis + '\n' +
           std::to_string(std::bit_cast<std::uint64_t>(parameter));
}

}  // namespace

std::size_t DrawTable::index_of(MetricRow const& row, std::size_t position) {
    // Draws list their figures in the same order, but for those that only some of them have.
    if (position < known_.size() && same_figure(known_[position], row)) return position;
    const auto [found, fresh] = by_name_.emplace(name_of(row), known_.size());
    if (fresh) {
        known_.push_back(row);
        Figure figure;
        for (auto& values : figure.part) values.assign(draws_, std::numeric_limits<double>::quiet_NaN());
        figures_.push_back(std::move(figure));
    }
    return found->second;
}

void DrawTable::enter(std::size_t draw, Part part, std::vector<MetricRow> const& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        figures_[index_of(rows[i], i)].part[static_cast<std::size_t>(part)][draw] = rows[i].value;
    }
}

DrawValues DrawTable::find(MetricRow const& row, std::size_t draws) {
    Figure const& figure = figures_[index_of(row, known_.size())];
    const auto of = [&](Part part) {
        return std::span<double const>(figure.part[static_cast<std::size_t>(part)]).first(draws);
    };
    return {of(Part::whole), of(Part::first_half), of(Part::second_half)};
}

}  // namespace riskpool
