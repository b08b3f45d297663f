#include "models/sources/scenario_set.hpp"

#include <algorithm>

#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds insureds{{.name = "A", .sector = "ai", .property = 1000, .stock = 50},
                        {.name = "B", .sector = "ai", .property = 400, .stock = 20},
                        {.name = "C", .sector = "chips", .property = 100}};

ScenarioHit hit_on(std::string name, double damage) {
    return {.insured = std::move(name), .damage = damage};
}

ScenarioHit part_of_all(double part) {
    return {.covers = Filter{.sector = "ai"}, .part = part};
}

TEST(ScenarioSet, HappensAtTheRateOfItsReturnPeriodWithTheMeanLossGiven) {
    // A year has it with probability 1/5, so the rate is -ln 0.8; the factor leaves the mean as it is.
    const ScenarioSet set{{{.name = "outage", .return_period = 5, .uncertainty_factor = 3, .hits = {hit_on("A", 40)}},
                           {.name = "export ban", .rate = 0.5, .hits = {part_of_all(0.1), hit_on("C", 8)}}}};
    const EventColumns events = sampled(set, insureds, 0, 40000);
    expect_well_formed(events, 40000, 3);
    const double rate = -std::log(0.8);
    expect_mean(cell_counts(events), rate + 0.5);
    expect_mean(cell_damages(events), rate * 40 + 0.5 * (140 + 8));
    std::vector<double> happened =
        per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) { return end - row == 1 ? 1.0 : 0.0; });
    for (double& each : happened) each = each > 0 ? 1 : 0;
    expect_mean(happened, 0.2, "a year has the outage, once or more");
    per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
        if (end - row == 1) return 0.0;
        EXPECT_EQ(end - row, 3U);
        EXPECT_EQ(events.damage[row], 100);
        EXPECT_EQ(events.damage[row + 1], 40);
        EXPECT_EQ(events.damage[row + 2], 8);
        return 0.0;
    });
}

TEST(ScenarioSet, SpreadsAllHitsOfAnEventByOneFactor) {
    // 5 % of factors are above the uncertainty factor times the median; the mean of a median 1 is exp(s^2 / 2).
    ScenarioSet set{{{.name = "S",
                      .rate = 1,
                      .uncertainty_factor = 4,
                      .losses_are = StatedLoss::median,
                      .hits = {{.insured = "A", .damage = 10, .restart_days = 20}, hit_on("B", 1)}}}};
    const EventColumns events = sampled(set, insureds, 0, 40000);
    std::vector<double> above, factors;
    per_cell(events, [&](std::size_t row, std::size_t, std::size_t) {
        EXPECT_NEAR(events.damage[row], 10 * events.damage[row + 1], 1e-12 * events.damage[row]);
        EXPECT_NEAR(events.restart_days[row], 2 * events.damage[row], 1e-12 * events.damage[row]);
        above.push_back(events.damage[row + 1] > 4 ? 1 : 0);
        factors.push_back(events.damage[row + 1]);
        return 0.0;
    });
    expect_mean(above, 0.05);
    const double spread = std::log(4) / 1.6448536269514722;
    expect_mean(factors, std::exp(spread * spread / 2));
}

TEST(ScenarioSet, NeverLosesMoreThanTheValue) {
    const ScenarioSet set{
        {{.name = "S", .rate = 1, .uncertainty_factor = 20, .hits = {{.insured = "A", .part = 0.6, .stock = 0.5}}}}};
    const EventColumns events = sampled(set, insureds, 0, 2000);
    EXPECT_EQ(*std::max_element(events.damage.begin(), events.damage.end()), 1000);
    EXPECT_EQ(*std::max_element(events.stock.begin(), events.stock.end()), 50);
}

TEST(ScenarioSet, AlternativesExcludeOneAnotherInAYear) {
    const ScenarioSet set{{{.name = "mild", .return_period = 2, .group = "ban", .hits = {hit_on("A", 1)}},
                           {.name = "free", .rate = 0.3, .hits = {hit_on("C", 100)}},
                           {.name = "harsh", .return_period = 4, .group = "ban", .hits = {hit_on("A", 10)}}}};
    const EventColumns events = sampled(set, insureds, 0, 40000);
    std::vector<double> mild, harsh, free;
    for (const double sum : cell_damages(events)) {
        const double of_group = std::fmod(sum, 100);
        EXPECT_TRUE(of_group == 0 || of_group == 1 || of_group == 10) << of_group;
        mild.push_back(of_group == 1 ? 1 : 0);
        harsh.push_back(of_group == 10 ? 1 : 0);
        free.push_back(std::floor(sum / 100));
    }
    expect_mean(mild, 0.5);
    expect_mean(harsh, 0.25);
    expect_mean(free, 0.3);
}

TEST(ScenarioSet, CarriesReadingsAndDelays) {
    const ScenarioSet set{{{.name = "S", .rate = 1, .hits = {hit_on("A", 1)}, .index = 7, .reported_after = 2},
                           {.name = "spares all", .rate = 1, .index = 3}}};
    const EventColumns events = sampled(set, insureds, 0, 300);
    ASSERT_EQ(events.index.size(), events.events());
    for (std::size_t e = 0; e < events.events(); ++e) {
        EXPECT_EQ(events.index[e], events.row_count[e] == 1 ? 7 : 3);
        EXPECT_EQ(events.delay[e], events.row_count[e] == 1 ? 2 : 0);
    }
}

TEST(ScenarioSet, IsTheSameInAnyBlocks) {
    expect_same_in_any_blocks(
        ScenarioSet{{{.name = "a", .return_period = 3, .group = "g", .hits = {hit_on("A", 1)}, .index = 2},
                     {.name = "b", .rate = 0.4, .uncertainty_factor = 3, .hits = {part_of_all(0.2)}}}},
        insureds);
}

TEST(ScenarioSet, RefusesWhatDoesNotAddUp) {
    using Names = std::vector<std::string>;
    const std::vector<ScenarioHit> hits{hit_on("A", 1)};
    EXPECT_EQ(faulty_fields(ScenarioSet{}), Names{"scenarios"});
    EXPECT_EQ(
        faulty_fields(ScenarioSet{{{.name = "a", .rate = 1, .hits = hits}, {.name = "a", .rate = 1, .hits = hits}}}),
        Names{"scenarios[1].name"});
    EXPECT_EQ(faulty_fields(ScenarioSet{{{.name = "a", .return_period = 1.5, .group = "g", .hits = hits},
                                         {.name = "b", .return_period = 2, .group = "g", .hits = hits}}}),
              Names{"scenarios"});
    EXPECT_EQ(faulty_fields(ScenarioCase{.name = "a", .hits = hits}), Names{""});
    EXPECT_EQ(faulty_fields(ScenarioCase{.name = "a", .return_period = 5, .rate = 1, .hits = hits}), Names{"rate"});
    EXPECT_EQ(faulty_fields(ScenarioCase{.name = "a", .rate = 1}), Names{""});
    EXPECT_EQ(faulty_fields(ScenarioCase{.name = "a", .rate = 1, .losses_are = StatedLoss::median, .hits = hits}),
              Names{"losses_are"});
    EXPECT_EQ(faulty_fields(ScenarioHit{.insured = "A", .damage = 1, .part = 0.5}), Names{"part"});
    EXPECT_EQ(faulty_fields(ScenarioHit{.insured = "A"}), Names{""});
    EXPECT_EQ(faulty_fields(ScenarioHit{.damage = 1}), Names{""});
    EXPECT_EQ(faulty_fields(ScenarioHit{.insured = "A", .covers = Filter{}, .damage = 1}), Names{"covers"});
    EXPECT_EQ(faulty_fields(ScenarioHit{.insured = "A", .damage = 1, .of = ValueBase::stock}), Names{"of"});
    const auto with = [](std::vector<ScenarioHit> given) {
        return ScenarioSet{{{.name = "a", .rate = 1, .hits = given}}};
    };
    expect_fault(with({hit_on("D", 1)}), insureds, "scenarios[0].hits[0].insured", "no insured");
    expect_fault(with({{.covers = Filter{.sector = "x"}, .damage = 1}}), insureds, "scenarios[0].hits[0].covers",
                 "matches no insured");
    expect_fault(with({part_of_all(0.1), hit_on("B", 1)}), insureds, "scenarios[0].hits[1]", "hit twice");
    expect_fault(with({{.insured = "C", .stock = 0.5}}), insureds, "scenarios[0].hits[0].stock", "no stock");
}

}  // namespace
}  // namespace riskpool
