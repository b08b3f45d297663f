#include "sim/treaty/attachment_basis.hpp"

#include <algorithm>

namespace riskpool {

namespace {

/// Writes the events of treaty years one after another.
class Regrouping {
public:
    Regrouping(LossBlock const& from, TreatyYears& to, std::uint32_t years) : from_(from), to_(to) {
        LossBlock& block = to.block;
        block.cells = {from.cells.first_trial, from.cells.trials, years};
        block.has_aggregates = from.has_aggregates;
        block.single_rows = from.single_rows;
        for (auto* column : {&block.event_begin, &block.row_begin}) column->clear();
        block.row_begin.push_back(0);
        block.time.clear();
        block.source.clear();
        block.index.clear();
        block.delay.clear();
        block.aggregate.clear();
        block.insured.clear();
        to.rows.clear();
        to.row_origin.clear();
        to.loss_date.clear();
        to.later.clear();
    }

    void open_year() { to_.block.event_begin.push_back(static_cast<std::uint32_t>(to_.block.events())); }
    void add_row(std::size_t row, double loss) {
        to_.rows.push_back(loss);
        to_.row_origin.push_back(static_cast<std::uint32_t>(row));
        if (!from_.insured.empty()) to_.block.insured.push_back(from_.insured[row]);
    }
    /// Makes an event of the rows added since the last one; nothing where there are none.
    void close_event(std::size_t event, std::size_t year, float time, bool later) {
        LossBlock& block = to_.block;
        if (block.row_begin.back() == to_.rows.size()) return;
        block.row_begin.push_back(static_cast<std::uint32_t>(to_.rows.size()));
        block.time.push_back(time);
        if (!from_.source.empty()) block.source.push_back(from_.source[event]);
        if (!from_.index.empty()) block.index.push_back(from_.index[event]);
        if (!from_.delay.empty()) block.delay.push_back(from_.delay[event]);
        block.aggregate.push_back(from_.aggregate[event]);
        const bool dated = from_.aggregate[event] == 0;
        to_.loss_date.push_back(static_cast<double>(year) + (dated ? static_cast<double>(from_.time[event]) : 0));
        to_.later.push_back(later ? 1 : 0);
    }
    void close() {
        open_year();
        to_.block.loss = to_.rows;
    }

private:
    LossBlock const& from_;
    TreatyYears& to_;
};

/// The part of a row's loss that belongs to policies begun in the row's own year (`current`) or in the year before.
struct PolicyPart {
    bool belongs;
    double loss;
};
PolicyPart part_of(double loss, float inception, float time, bool yearly_sum, bool current) {
    if (!yearly_sum) return {(time >= inception) == current, loss};
    const double before = static_cast<double>(inception) * loss;
    if (current) return {true, loss - before};
    return {inception > 0, before};
}

}  // namespace

std::vector<float> inceptions_of(Insureds const& insureds) {
    std::vector<float> inceptions;
    for (auto const& insured : insureds) inceptions.push_back(static_cast<float>(insured.inception));
    return inceptions;
}

void attach_by_policy(LossBlock const& block, std::span<double const> rows, std::span<float const> inception,
                      TreatyYears& to) {
    const std::uint32_t years = block.cells.years;
    Regrouping regrouping(block, to, years + 1);
    to.years_before = 1;
    const auto add_year = [&](std::size_t trial, std::size_t year, bool current) {
        const std::size_t cell = trial * years + year;
        for (std::size_t e = block.event_begin[cell]; e < block.event_begin[cell + 1]; ++e) {
            for (std::size_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) {
                const PolicyPart part = part_of(rows[r], inception[block.insured[r].index()], block.time[e],
                                                block.aggregate[e] != 0, current);
                if (part.belongs) regrouping.add_row(r, part.loss);
            }
            regrouping.close_event(e, year, block.time[e], !current);
        }
    };
    for (std::size_t trial = 0; trial < block.cells.trials; ++trial) {
        for (std::size_t treaty_year = 0; treaty_year <= years; ++treaty_year) {  // counted from the one before
            regrouping.open_year();
            if (treaty_year > 0) add_year(trial, treaty_year - 1, true);
            if (treaty_year < years) add_year(trial, treaty_year, false);
        }
    }
    regrouping.close();
}

void attach_by_report(LossBlock const& block, std::span<double const> rows, TreatyYears& to) {
    const std::uint32_t years = block.cells.years;
    Regrouping regrouping(block, to, years);
    to.years_before = 0;
    for (std::size_t trial = 0; trial < block.cells.trials; ++trial) {
        to.reports.clear();
        for (std::size_t year = 0; year < years; ++year) {
            const std::size_t cell = trial * years + year;
            for (std::uint32_t e = block.event_begin[cell]; e < block.event_begin[cell + 1]; ++e) {
                const bool delayed = block.aggregate[e] == 0 && !block.delay.empty();
                const double date = static_cast<double>(year) + static_cast<double>(block.time[e]);
                const double report = delayed ? date + static_cast<double>(block.delay[e]) : date;
                if (report < years) to.reports.emplace_back(report, e);
            }
        }
        std::sort(to.reports.begin(), to.reports.end());
        std::size_t next = 0;
        for (std::size_t year = 0; year < years; ++year) {
            regrouping.open_year();
            for (; next < to.reports.size() && to.reports[next].first < static_cast<double>(year + 1); ++next) {
                auto const& [report, e] = to.reports[next];
                std::size_t loss_year = 0;
                while (e >= block.event_begin[trial * years + loss_year + 1]) ++loss_year;
                for (std::size_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) {
                    regrouping.add_row(r, rows[r]);
                }
                regrouping.close_event(e, loss_year, static_cast<float>(report - static_cast<double>(year)), false);
            }
        }
    }
    regrouping.close();
}

}  // namespace riskpool
