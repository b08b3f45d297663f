#include "sim/run/development_plan.hpp"

#include <algorithm>
#include <numeric>

#include "sim/run/source_totals.hpp"

namespace riskpool {

namespace {

/// The losses of each cell, of insureds that some pool covers.
void sum_covered(SourcePart const& part, std::vector<std::uint8_t> const& covered, std::vector<double>& totals) {
    EventColumns const& events = part.events;
    const std::span<double const> losses = part.losses();
    totals.assign(events.count.size(), 0.0);
    std::size_t event = 0, row = 0;
    for (std::size_t c = 0; c < totals.size(); ++c) {
        for (const std::size_t end = event + events.count[c]; event < end; ++event) {
            const std::size_t rows = events.row_count.empty() ? 1 : events.row_count[event];
            for (const std::size_t last = row + rows; row < last; ++row) {
                if (covered[events.insured_of(row).index()] != 0) totals[c] += losses[row];
            }
        }
    }
}

}  // namespace

DevelopmentPlan::DevelopmentPlan(Scenario const& scenario, std::vector<std::shared_ptr<Source const>> const& sources,
                                 ColumnRegister& columns)
    : years_(scenario.years) {
    for (std::size_t s = 0; s < sources.size(); ++s) {
        const std::span<double const> parts = sources[s]->development();
        if (parts.empty()) continue;
        Item item{s, {parts.begin(), parts.end()}, {}};
        for (std::size_t age = 0; age + 1 < parts.size(); ++age) {
            // Summed from the end, so that nothing is left once all is reported.
            const auto later = parts.begin() + static_cast<std::ptrdiff_t>(age) + 1;
            item.to_come.push_back(
                std::accumulate(std::make_reverse_iterator(parts.end()), std::make_reverse_iterator(later), 0.0));
        }
        ColumnDescription column{source_party(scenario, s), "unreported_loss",
                                 "Insured losses so far, for 100 % of each risk covered, that are reported after the "
                                 "end of this year."};
        column.tailed = false;
        item.column = columns.add(std::move(column));
        ColumnDescription beyond{source_party(scenario, s), "unreported_at_end",
                                 "The same at the end of the last year: losses that no year of the run books.",
                                 Unit::money, Basis::path};
        beyond.tailed = false;
        item.at_end = columns.add(std::move(beyond));
        items_.push_back(std::move(item));
    }
    if (!items_.empty()) covered_ = insureds_in_pools(scenario);
}

void DevelopmentPlan::run(std::size_t s, CellRange const& cells, DevelopmentPlanScratch& scratch,
                          SourcePart& part) const {
    const auto item = std::find_if(items_.begin(), items_.end(), [&](Item const& each) { return each.source == s; });
    if (item == items_.end()) return;
    sum_covered(part, covered_, scratch.ultimate);
    scratch.unreported.resize(items_.size());
    std::vector<double>& unreported = scratch.unreported[static_cast<std::size_t>(item - items_.begin())];
    unreported.assign(cells.size(), 0.0);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::size_t ages = std::min<std::size_t>(c % cells.years + 1, item->to_come.size());
        for (std::size_t age = 0; age < ages; ++age) unreported[c] += item->to_come[age] * scratch.ultimate[c - age];
    }
    develop(cells, item->parts, scratch.work, part);
}

void DevelopmentPlan::fill(DevelopmentPlanScratch const& scratch, std::span<std::vector<double>> columns,
                           std::size_t at) const {
    for (std::size_t k = 0; k < items_.size(); ++k) {
        std::vector<double> const& unreported = scratch.unreported[k];
        std::copy(unreported.begin(), unreported.end(),
                  columns[items_[k].column].begin() + static_cast<std::ptrdiff_t>(at));
        double* at_end = columns[items_[k].at_end].data() + at / years_;
        for (std::size_t c = years_ - 1; c < unreported.size(); c += years_) *at_end++ = unreported[c];
    }
}

}  // namespace riskpool
