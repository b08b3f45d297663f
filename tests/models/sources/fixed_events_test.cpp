#include "models/sources/fixed_events.hpp"

#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds fabs{{.name = "North"}, {.name = "South"}};

FixedEvent short_event(std::uint32_t year, std::string insured, double damage) {
    FixedEvent event;
    event.year = year;
    event.insured = std::move(insured);
    event.damage = damage;
    return event;
}

TEST(FixedEvents, HappenInTheirYearOfEveryTrial) {
    const FixedEvents source{{short_event(3, "South", 30), short_event(1, "North", 10), short_event(3, "North", 31)}};
    const EventColumns events = sampled(source, fabs, 5, 2, 4);
    expect_well_formed(events, 8, 2);
    EXPECT_EQ(events.count, (std::vector<std::uint32_t>{1, 0, 2, 0, 1, 0, 2, 0}));
    EXPECT_EQ(events.damage, (std::vector<double>{10, 30, 31, 10, 30, 31}));
    EXPECT_EQ(events.insured_of(1).index(), 1U);
    EXPECT_EQ(events.insured_of(2).index(), 0U);
    EXPECT_TRUE(events.row_count.empty());
    EXPECT_TRUE(events.stock.empty());
    EXPECT_TRUE(events.restart_days.empty());
}

TEST(FixedEvents, HitSeveralInsuredsAtOnce) {
    FixedEvent both;
    both.hits = {{"South", 5, 1, 20, 40}, {"North", 6, 0, 0, 0}};
    const EventColumns events = sampled(FixedEvents{{both, short_event(1, "North", 2)}}, fabs, 0, 1);
    expect_well_formed(events, 1, 2);
    EXPECT_EQ(events.count[0], 2U);
    EXPECT_EQ(events.row_count, (std::vector<std::uint32_t>{2, 1}));
    EXPECT_EQ(events.damage, (std::vector<double>{5, 6, 2}));
    EXPECT_EQ(events.stock, (std::vector<double>{1, 0, 0}));
    EXPECT_EQ(events.restart_days, (std::vector<double>{20, 0, 0}));
    EXPECT_EQ(events.ramp_days, (std::vector<double>{40, 0, 0}));
    EXPECT_EQ(events.insured_of(0).index(), 1U);
}

TEST(FixedEvents, CarryTheirTimesBelowOne) {
    FixedEvent late = short_event(1, "North", 1);
    late.time = 0.25;
    FixedEvent last = short_event(1, "North", 2);
    last.time = 1 - 1e-12;  // rounds to 1 as a float
    const EventColumns events = sampled(FixedEvents{{late, last}}, fabs, 0, 1);
    EXPECT_EQ(events.time[0], 0.25F);
    EXPECT_LT(events.time[1], 1.0F);
    EXPECT_GT(events.time[1], 0.9999F);
}

TEST(FixedEvents, ReportAnIndexAndHowLongTheyTakeToBeKnown) {
    FixedEvent shaken = short_event(2, "South", 30);
    shaken.index = 6.5;
    FixedEvent late = short_event(1, "North", 10);
    late.reported_after = 1.5;
    const EventColumns events = sampled(FixedEvents{{shaken, late}}, fabs, 0, 1, 2);
    EXPECT_EQ(events.damage, (std::vector<double>{10, 30}));
    EXPECT_EQ(events.index, (std::vector<double>{0, 6.5}));
    EXPECT_EQ(events.delay, (std::vector<float>{1.5F, 0}));
    const EventColumns without = sampled(FixedEvents{{short_event(1, "North", 10)}}, fabs, 0, 1);
    EXPECT_TRUE(without.index.empty());
    EXPECT_TRUE(without.delay.empty());
}

TEST(FixedEvents, MaySpareEveryInsuredAndStillReportAnIndex) {
    FixedEvent elsewhere;
    elsewhere.index = 30e9;
    EXPECT_TRUE(faulty_fields(elsewhere).empty());
    const FixedEvents source{{elsewhere, short_event(1, "North", 2)}};
    EXPECT_TRUE(exposure_faults(source, fabs).empty());
    const EventColumns events = sampled(source, fabs, 0, 1);
    EXPECT_EQ(events.count[0], 2U);
    EXPECT_EQ(events.row_count, (std::vector<std::uint32_t>{0, 1}));
    EXPECT_EQ(events.damage, std::vector<double>{2});
    EXPECT_EQ(events.index, (std::vector<double>{30e9, 0}));
    EXPECT_EQ(events.time.size(), 2U);
    elsewhere.damage = 5;  // whose damage?
    EXPECT_EQ(faulty_fields(elsewhere), std::vector<std::string>{""});
}

TEST(FixedEvents, SayWhichYearsTheyNeed) {
    const SourceModel source{FixedEvents{{short_event(7, "North", 1), short_event(2, "North", 1)}}};
    EXPECT_EQ(source.years_needed(), 7U);
}

TEST(FixedEvents, AreLeftOutOfRunsThatEndBeforeThem) {
    const EventColumns events = sampled(FixedEvents{{short_event(3, "North", 1)}}, fabs, 0, 2, 2);
    EXPECT_EQ(events.count, (std::vector<std::uint32_t>{0, 0, 0, 0}));
    EXPECT_EQ(events.rows(), 0U);
}

TEST(FixedEvents, RefuseNamesThatNoInsuredHas) {
    expect_fault(FixedEvents{{short_event(1, "North", 1), short_event(1, "Noth", 1)}}, fabs, "events[1].insured",
                 "did you mean \"North\"?");
    FixedEvent twice;
    twice.hits = {{.insured = "South"}, {.insured = "South"}};
    expect_fault(FixedEvents{{twice}}, fabs, "events[0].hits[1].insured", "hit twice");
    EXPECT_TRUE(exposure_faults(FixedEvents{{short_event(1, "South", 1)}}, fabs).empty());
}

TEST(FixedEvents, RefuseNoHitsAndBothForms) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(faulty_fields(FixedEvent{}), Names{""});
    FixedEvent both = short_event(1, "North", 1);
    EXPECT_EQ(faulty_fields(both), Names{});
    both.hits = {{.insured = "South"}};
    EXPECT_EQ(faulty_fields(both), Names{"hits"});
    both.insured.clear();
    EXPECT_EQ(faulty_fields(both), Names{"hits"}) << "its damage would be lost";
    EXPECT_EQ(faulty_fields(FixedEvents{}), Names{"events"});
}

}  // namespace
}  // namespace riskpool
