#include "models/sources/year_event_table.hpp"

#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds insureds{{.name = "A"}, {.name = "B"}};

/// Five years: the first with two events, one of them of two insureds; the fourth with one of its own; others none.
YearEventTable table() {
    YearEventTable terms;
    terms.table_years = 5;
    terms.rows = {{.year = 4, .insured = "B", .loss = 100},
                  {.year = 1, .event = "quake", .insured = "B", .loss = 2, .day = 74, .index = 6.1},
                  {.year = 1, .event = "fire", .insured = "A", .loss = 10},
                  {.year = 1, .event = "quake", .insured = "A", .loss = 1, .day = 74}};
    return terms;
}

TEST(YearEventTable, ReplaysTheYearsInOrder) {
    const EventColumns events = sampled(table(), insureds, 0, 10);
    expect_well_formed(events, 10, 2);
    const std::vector<std::uint32_t> counts{2, 0, 0, 1, 0, 2, 0, 0, 1, 0};
    EXPECT_EQ(events.count, counts);
    EXPECT_EQ(std::vector<double>(events.damage.begin(), events.damage.begin() + 4),
              (std::vector<double>{2, 1, 10, 100}));
    EXPECT_EQ(events.row_count[0], 2U);
    EXPECT_EQ(events.time[0], 0.2F);
    EXPECT_EQ(events.index[0], 6.1);
    EXPECT_EQ(events.index[1], 0);
    // A trial of two years takes two years of the table; whatever the block begins with, a trial has its own.
    EXPECT_EQ(sampled(table(), insureds, 0, 5, 2).count, counts);
    EXPECT_EQ(sampled(table(), insureds, 3, 1).count, std::vector<std::uint32_t>{1});
}

TEST(YearEventTable, DrawsYearsUniformly) {
    YearEventTable terms = table();
    terms.order = TableOrder::sampled;
    const EventColumns events = sampled(terms, insureds, 0, 20000);
    expect_mean(cell_counts(events), 3.0 / 5);
    expect_mean(cell_damages(events), 113.0 / 5);
    expect_same_in_any_blocks(terms, insureds);
}

TEST(YearEventTable, IsTheSameInAnyBlocks) {
    expect_same_in_any_blocks(table(), insureds);
}

TEST(YearEventTable, RefusesLinesThatDoNotFit) {
    using Names = std::vector<std::string>;
    YearEventTable terms = table();
    EXPECT_EQ(faulty_fields(terms), Names{});
    terms.table_years = 3;
    EXPECT_EQ(faulty_fields(terms), Names{"rows[0].year"});
    terms.rows.clear();
    EXPECT_EQ(faulty_fields(terms), Names{"rows"});
    terms = table();
    terms.rows[3].insured = "C";
    expect_fault(terms, insureds, "rows[3].insured", "no insured");
    terms.rows[3].insured = "B";
    expect_fault(terms, insureds, "rows[3].insured", "twice");
    terms.rows[3].day = 75;
    expect_fault(terms, insureds, "rows[3].day", "differs");
}

}  // namespace
}  // namespace riskpool
