// A year event loss table: the years that another model has simulated, replayed.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// One line of the table.
struct YearEventRow {
    std::uint32_t year = 1;
    std::string event;
    std::string insured;
    double loss = 0;
    double day = 0;
    double index = 0;

    static constexpr std::string_view kind = "year_event_row";
    static constexpr std::string_view about = "One line of a year event loss table: what one event costs one insured.";
    static constexpr auto fields = field_list(
        required("year", &YearEventRow::year, Bound{1, 1e9, false, false, "from 1 to 1 billion"}, Unit::count,
                 "Year of the table, from 1."),
        optional("event", &YearEventRow::event,
                 "Name or number of the event; lines of one year with the same event are one event, and a line without "
                 "one is an event of its own."),
        required("insured", &YearEventRow::insured, "Name of the insured."),
        required("loss", &YearEventRow::loss, not_negative, Unit::money, "Its ground-up loss."),
        optional("day", &YearEventRow::day, Bound{0, 366, false, false, "from 0 to 366"}, Unit::days,
                 "Day of the year, from 1; drawn uniformly within the year when left out."),
        optional("index", &YearEventRow::index, not_negative, Unit::none,
                 "Reading that the event reports to covers on an index; that of its first line counts."));
    bool operator==(YearEventRow const&) const = default;
};

/// Which year of the table a year of a trial replays.
enum class TableOrder : std::uint8_t { in_order, sampled };
template <>
struct Choice<TableOrder> {
    static constexpr std::array<std::pair<std::string_view, TableOrder>, 2> values{{
        {"in_order", TableOrder::in_order},
        {"sampled", TableOrder::sampled},
    }};
};

/// Year y of trial t (both from 0) replays table year (t x years of a trial + y) mod table years, so that as many
/// trials as the table has years, of one year each, are the table itself; or a table year drawn uniformly.
struct YearEventTable {
    std::uint32_t table_years = 1;
    TableOrder order = TableOrder::in_order;
    std::vector<YearEventRow> rows;

    static constexpr std::string_view kind = "year_event_table";
    static constexpr std::string_view about =
        "Replays the simulated years of another model: a year event loss table (YELT), or a table of yearly losses.";
    static constexpr auto fields = field_list(
        required("table_years", &YearEventTable::table_years, Bound{1, 1e9, false, false, "from 1 to 1 billion"},
                 Unit::count, "Years that the table stands for, those without events included."),
        optional("order", &YearEventTable::order,
                 "Whether trials take the years of the table in order or drawn at random."),
        required("rows", &YearEventTable::rows, "The lines, in any order."));
    void check(FieldFaults& faults) const;
    /// In order, the years follow the number of the trial.
    [[nodiscard]] bool replays() const { return order == TableOrder::in_order; }
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(YearEventTable const&) const = default;
};

}  // namespace riskpool
