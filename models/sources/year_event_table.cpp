#include "models/sources/year_event_table.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "models/draw/event_times.hpp"
#include "models/sources/hit.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { years = 0, times = 1 };

constexpr double days_of_a_year = 365;

/// The rows by year and event, in the order of the file within each: numbers of rows, and where events begin.
struct Ordered {
    std::vector<std::size_t> rows;
    std::vector<std::size_t> event_begin;  // in rows; and the end
};

Ordered order_rows(std::vector<YearEventRow> const& rows) {
    // An event stands where its first line does.
    std::unordered_map<std::string, std::size_t> first_line;
    std::vector<std::size_t> leader(rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
        leader[r] = r;
        if (rows[r].event.empty()) continue;
        const auto found = first_line.emplace(std::to_string(rows[r].year) + '/' + rows[r].event, r).first;
        leader[r] = found->second;
    }
    Ordered ordered;
    ordered.rows.resize(rows.size());
    std::iota(ordered.rows.begin(), ordered.rows.end(), std::size_t{0});
    std::sort(ordered.rows.begin(), ordered.rows.end(), [&](std::size_t a, std::size_t b) {
        if (rows[a].year != rows[b].year) return rows[a].year < rows[b].year;
        return leader[a] != leader[b] ? leader[a] < leader[b] : a < b;
    });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || leader[ordered.rows[i]] != leader[ordered.rows[i - 1]]) ordered.event_begin.push_back(i);
    }
    ordered.event_begin.push_back(rows.size());
    return ordered;
}

class Replayer final : public Source {
public:
    Replayer(YearEventTable const& terms, Insureds const& insureds)
        : table_years_(terms.table_years), sampled_(terms.order == TableOrder::sampled) {
        const Ordered ordered = order_rows(terms.rows);
        year_begin_.assign(std::size_t{table_years_} + 1, 0);
        for (std::size_t e = 0; e + 1 < ordered.event_begin.size(); ++e) {
            std::vector<Hit> hits;
            for (std::size_t i = ordered.event_begin[e]; i < ordered.event_begin[e + 1]; ++i) {
                YearEventRow const& row = terms.rows[ordered.rows[i]];
                hits.push_back({.insured = row.insured, .damage = row.loss});
            }
            YearEventRow const& first = terms.rows[ordered.rows[ordered.event_begin[e]]];
            table_.add(hits, insureds, {first.index, 0});
            days_.push_back(first.day);
            ++year_begin_[first.year];
        }
        std::partial_sum(year_begin_.begin(), year_begin_.end(), year_begin_.begin());
    }

    void sample(SampleRequest const& request, SourceScratch&, EventColumns& events) const override {
        const std::size_t cells = request.cells.size();
        events.count.resize(cells);
        for (std::size_t c = 0; c < cells; ++c) {
            const Cell cell = request.cells.cell(c);
            const std::uint32_t year = table_year(request, cell);
            const std::uint32_t begin = year_begin_[year], end = year_begin_[year + 1];
            events.count[c] = end - begin;
            for (std::uint32_t e = begin; e < end; ++e) {
                table_.append_rows(e, events);
                if (!request.times_wanted) continue;
                const double drawn = days_[e] > 0 ? 0 : uniform(request.stream(Purpose::times), cell, e - begin);
                events.time.push_back(event_time(days_[e] > 0 ? std::max(days_[e] - 1, 0.0) / days_of_a_year : drawn));
            }
        }
    }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(std::uint64_t{table_years_}).add(std::uint64_t{sampled_}).add(days_);
        for (const std::uint32_t each : year_begin_) hash.add(std::uint64_t{each});
        table_.add_to(hash);
        return hash.value();
    }

private:
    [[nodiscard]] std::uint32_t table_year(SampleRequest const& request, Cell cell) const {
        if (!sampled_) {
            return static_cast<std::uint32_t>((cell.trial * request.cells.years + cell.year) % table_years_);
        }
        const double u = uniform(request.stream(Purpose::years), cell, 0);
        return std::min(static_cast<std::uint32_t>(u * table_years_), table_years_ - 1);
    }

    std::uint32_t table_years_;
    bool sampled_;
    std::vector<std::uint32_t> year_begin_;  // of the table: its first event, and the end
    std::vector<double> days_;               // by event
    HitTable table_;
};

}  // namespace

void YearEventTable::check(FieldFaults& faults) const {
    if (rows.empty()) faults.add("rows", "is empty, so nothing can happen", "give a line, or drop the source");
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (rows[r].year <= table_years) continue;
        faults.add("rows[" + std::to_string(r) + "].year",
                   "is beyond the " + std::to_string(table_years) + " years of the table", "set `table_years` higher");
        return;
    }
}

std::unique_ptr<Source> YearEventTable::compile(Insureds const& insureds) const {
    return std::make_unique<Replayer>(*this, insureds);
}

void YearEventTable::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    const Ordered ordered = order_rows(rows);
    for (std::size_t e = 0; e + 1 < ordered.event_begin.size(); ++e) {
        std::vector<std::string_view> seen;
        const YearEventRow& first = rows[ordered.rows[ordered.event_begin[e]]];
        for (std::size_t i = ordered.event_begin[e]; i < ordered.event_begin[e + 1]; ++i) {
            const std::size_t r = ordered.rows[i];
            const std::string at = "rows[" + std::to_string(r) + ']';
            if (!check_name(at + ".insured", rows[r].insured, insureds, faults)) return;
            if (rows[r].day != first.day) {
                return faults.add(at + ".day", "differs from that of the first line of its event",
                                  "an event has one day");
            }
            if (std::find(seen.begin(), seen.end(), rows[r].insured) != seen.end()) {
                return faults.add(
                    at + ".insured",
                    '"' + rows[r].insured + "\" is hit twice by one event, which would apply its terms twice",
                    "add up its losses");
            }
            seen.push_back(rows[r].insured);
        }
    }
}

}  // namespace riskpool
