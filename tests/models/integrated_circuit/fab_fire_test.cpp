#include "models/integrated_circuit/fab_fire.hpp"

#include <algorithm>

#include "tests/known_answers/answers.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

FireDamage certain(double amount, double restart_days) {
    FireDamage damage;
    damage.amount = Point{amount};
    damage.restart_days = Point{restart_days};
    return damage;
}

FireDamage part(Severity law, double stock_spoiled = 0) {
    FireDamage damage;
    damage.part_of_property = std::move(law);
    damage.restart_days = Point{100};
    damage.ramp_days = Point{50};
    damage.stock_spoiled = stock_spoiled;
    return damage;
}

/// The source and the insured of O-CL-02.
FabFire known_fire(nlohmann::json const& in) {
    FabFire fire;
    fire.ignition_per_tool_year = in["ignition_per_tool_year"].get<double>();
    fire.p_detection_fails = in["p_detection_fails"].get<double>();
    fire.p_suppression_fails = in["p_suppression_fails_given_detected"].get<double>();
    fire.p_compartment_fails = in["p_compartment_fails"].get<double>();
    const auto state = [&](char const* name) {
        return certain(in["values"][name].get<double>(), in["downtime_days"][name].get<double>());
    };
    fire.tool = state("tool");
    fire.bay = state("bay");
    fire.clean_room = state("cleanroom");
    return fire;
}

Insureds known_fab(nlohmann::json const& in) {
    return {{.name = "Fab",
             .interruption = 365 * in["bi_per_day"].get<double>(),
             .waiting_days = in["waiting_days"].get<double>(),
             .tools = in["tools"].get<double>()}};
}

TEST(FabFire, HasTheRatesOfTheKnownAnswer) {
    auto const& known = answer("O-CL-02");
    auto const& expected = known["expected"]["rate"];
    const FireRates rates = known_fire(known["inputs"]).rates(known["inputs"]["tools"].get<double>());
    const auto expect_rate = [](double rate, double wanted) { EXPECT_NEAR(rate, wanted, 1e-10 * wanted); };
    expect_rate(rates.tool, expected["tool"].get<double>());
    expect_rate(rates.bay, expected["bay"].get<double>());
    expect_rate(rates.clean_room, expected["cleanroom"].get<double>());
    EXPECT_EQ(rates.total_loss, 0);
    expect_rate(rates.tool + rates.bay + rates.clean_room, known["expected"]["ignition_rate"].get<double>());
    // The period of a year with such a fire, of which there may be several.
    expect_rate(-1 / std::expm1(-rates.clean_room), known["expected"]["return_period_cleanroom"].get<double>());
}

TEST(FabFire, CostsWhatTheKnownAnswerSays) {
    auto const& known = answer("O-CL-02");
    const Insureds fab = known_fab(known["inputs"]);
    const EventColumns events = sampled(known_fire(known["inputs"]), fab, 0, 1000000, 1, false);
    const std::vector<double> losses = cell_losses(events, fab);
    auto const& expected = known["expected"];
    const double n = 1e6;
    EXPECT_NEAR(SampleMean(losses).value, expected["expected_annual"].get<double>(),
                4 * known["mc_sd"]["expected_annual"].get<double>() / std::sqrt(n));
    // A year with exactly one fire costs what its state costs.
    for (auto const& [state, loss] : expected["loss"].items()) {
        const double rate = expected["rate"][state].get<double>();
        const double p = rate * std::exp(-expected["ignition_rate"].get<double>());
        const auto hits = std::count_if(losses.begin(), losses.end(),
                                        [&](double x) { return std::abs(x - loss.get<double>()) < 1e-9; });
        EXPECT_NEAR(static_cast<double>(hits) / n, p, 4 * std::sqrt(p / n)) << state;
    }
}

FabFire burning() {
    FabFire fire;
    fire.ignition_per_tool_year = 0.01;
    fire.p_detection_fails = 0.1;
    fire.p_suppression_fails = 0.2;
    fire.p_compartment_fails = 0.5;
    fire.p_total_loss = 0.25;
    fire.tool = part(Point{0.001});
    fire.bay = part(Beta{1, 1, 0.1}, 0.1);
    fire.clean_room = part(Pareto{0.5, 1});  // exceeds the whole value in half of all cases
    fire.total_loss = part(Point{1}, 1);
    return fire;
}

const Insureds fabs{{.name = "Old", .property = 100, .stock = 10, .tools = 30},
                    {.name = "New", .property = 1000, .stock = 20, .tools = 90}};

TEST(FabFire, SplitsTheCleanRoomIntoStandingAndLost) {
    // 120 tools: ignition 1.2, grows with 0.1 + 0.9 * 0.2 = 0.28.
    const FireRates rates = burning().rates(120);
    EXPECT_NEAR(rates.tool, 1.2 * 0.72, 1e-12);
    EXPECT_NEAR(rates.bay, 1.2 * 0.28 * 0.5, 1e-12);
    EXPECT_NEAR(rates.clean_room, 1.2 * 0.28 * 0.5 * 0.75, 1e-12);
    EXPECT_NEAR(rates.total_loss, 1.2 * 0.28 * 0.5 * 0.25, 1e-12);
}

TEST(FabFire, StrikesFabsByTheirToolsWithTheirOwnValues) {
    const EventColumns events = sampled(burning(), fabs, 0, 100000);
    expect_well_formed(events, 100000, 2);
    expect_mean(std::vector<double>(events.count.begin(), events.count.end()), 1.2);
    std::vector<double> in_new, total_in_new, bay_part;
    for (std::size_t e = 0; e < events.rows(); ++e) {
        Insured const& fab = fabs[events.insured[e].index()];
        in_new.push_back(events.insured[e].index() == 1);
        ASSERT_LE(events.damage[e], fab.property);
        const bool total = events.stock[e] == fab.stock;
        EXPECT_TRUE(!total || events.damage[e] == fab.property);
        total_in_new.push_back(total && events.insured[e].index() == 1);
        if (events.stock[e] == 0.1 * fab.stock) bay_part.push_back(events.damage[e] / fab.property);
        EXPECT_EQ(events.restart_days[e], 100);
        EXPECT_EQ(events.ramp_days[e], 50);
    }
    expect_mean(in_new, 0.75, "part of the fires in New");
    expect_mean(total_in_new, 0.75 * 0.28 * 0.5 * 0.25, "the state depends on the fab");
    expect_mean(bay_part, 0.05, "damage in the bay");
}

TEST(FabFire, NeverCostsMoreThanThePropertyInParts) {
    FabFire fire = burning();
    fire.p_detection_fails = 1;
    fire.p_compartment_fails = 1;
    fire.p_total_loss = 0;
    fire.total_loss.reset();
    const EventColumns events = sampled(fire, {fabs[0]}, 0, 100000);
    std::vector<double> whole;
    for (const double damage : events.damage) {
        EXPECT_TRUE(damage >= 50 && damage <= 100) << damage;
        whole.push_back(damage == 100);
    }
    expect_mean(whole, 0.5);
}

TEST(FabFire, DrawsStateDamageAndDaysIndependently) {
    FabFire fire = burning();
    for (FireDamage* damage : {&fire.tool, &fire.bay, &fire.clean_room, &*fire.total_loss}) {
        damage->part_of_property = Beta{1, 1, 1};
        damage->restart_days = Exponential{20};
        damage->ramp_days = Exponential{30};
        damage->stock_spoiled = damage == &fire.tool ? 0 : 1;
    }
    const EventColumns events = sampled(fire, {fabs[0]}, 0, 100000);
    std::vector<double> grown;
    for (const double stock : events.stock) grown.push_back(stock > 0);
    expect_mean(grown, 0.28);
    expect_uncorrelated(events.damage, 50, events.restart_days, 20, "damage and restart");
    expect_uncorrelated(events.damage, 50, events.ramp_days, 30, "damage and ramp");
    expect_uncorrelated(events.restart_days, 20, events.ramp_days, 30, "restart and ramp");
    expect_uncorrelated(grown, 0.28, events.damage, 50, "state and damage");
    expect_uncorrelated(grown, 0.28, events.restart_days, 20, "state and restart");
}

TEST(FabFire, IsTheSameInAnyBlocks) {
    expect_same_in_any_blocks(burning(), fabs);
}

TEST(FabFire, RefusesFabsWithoutToolsOrValue) {
    EXPECT_TRUE(exposure_faults(burning(), fabs).empty());
    Insureds poor = fabs;
    poor[1].tools = 0;
    expect_fault(burning(), poor, "covers", "\"New\" has no tools");
    poor[1].tools = 90;
    poor[0].property = 0;
    expect_fault(burning(), poor, "covers", "\"Old\" has no property");
    auto const& in = answer("O-CL-02")["inputs"];
    EXPECT_TRUE(exposure_faults(known_fire(in), known_fab(in)).empty()) << "amounts need no property value";
    poor[0].property = 1;
    poor[0].tools = 1e12;
    expect_fault(burning(), poor, "ignition_per_tool_year", "more events");
}

TEST(FabFire, RefusesDamagesThatAreMissingDoubleOrImpossible) {
    using Names = std::vector<std::string>;
    FireDamage damage = certain(1, 1);
    EXPECT_EQ(faulty_fields(damage), Names{});
    damage.part_of_property = Point{0.5};
    EXPECT_EQ(faulty_fields(damage), Names{"part_of_property"});
    EXPECT_EQ(faulty_fields(FireDamage{}), Names{""});
    FabFire fire = burning();
    EXPECT_EQ(faulty_fields(fire), Names{});
    fire.p_total_loss = 0;
    EXPECT_EQ(faulty_fields(fire), Names{"total_loss"});
    fire = burning();
    fire.total_loss.reset();
    EXPECT_EQ(faulty_fields(fire), Names{"total_loss"});
}

}  // namespace
}  // namespace riskpool
