#include "models/sources/event_tree.hpp"

#include "tests/known_answers/answers.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

TreeOutcome outcome(std::string name, double amount, double days) {
    return {std::move(name), Effect{.amount = Severity{Point{amount}}, .restart_days = Severity{Point{days}}}};
}

/// The tree of the fab fire: a fire grows if it is not detected or not put out; the compartment holds it in the bay.
EventTree fab_fire(nlohmann::json const& in) {
    EventTree tree;
    tree.per = RatePer::tool;
    tree.rate = in["ignition_per_tool_year"];
    tree.nodes = {
        {"detection", {{in["p_detection_fails"].get<double>(), "compartment"}, {not_given, "suppression"}}},
        {"suppression", {{in["p_suppression_fails_given_detected"].get<double>(), "compartment"}, {not_given, "tool"}}},
        {"compartment", {{in["p_compartment_fails"].get<double>(), "cleanroom"}, {not_given, "bay"}}}};
    for (char const* state : {"tool", "bay", "cleanroom"}) {
        tree.outcomes.push_back(outcome(state, in["values"][state], in["downtime_days"][state]));
    }
    return tree;
}

TEST(EventTree, CL02MultipliesTheTreeAndMeetsTheExpectedLoss) {
    auto const& known = answer("O-CL-02");
    auto const& in = known["inputs"];
    auto const& expected = known["expected"];
    const EventTree tree = fab_fire(in);
    EXPECT_EQ(faulty_fields(tree), std::vector<std::string>{});
    const Insureds fab{{.name = "Fab",
                        .interruption = 365 * in["bi_per_day"].get<double>(),
                        .waiting_days = in["waiting_days"],
                        .indemnity_days = 365,
                        .tools = in["tools"]}};
    const std::vector<double> chances = tree.outcome_probabilities();
    const double ignition = tree.rate * fab[0].tools;
    EXPECT_NEAR(ignition, expected["ignition_rate"].get<double>(), 1e-12);
    const std::array<char const*, 3> states{"tool", "bay", "cleanroom"};
    for (std::size_t o = 0; o < 3; ++o) {
        EXPECT_NEAR(ignition * chances[o], expected["rate"][states[o]].get<double>(), 1e-12) << states[o];
    }
    const std::uint32_t years = 200000;
    const EventColumns events = sampled(tree, fab, 0, years, 1, false);
    EXPECT_NEAR(SampleMean(cell_losses(events, fab)).value, expected["expected_annual"].get<double>(),
                4 * known["mc_sd"]["expected_annual"].get<double>() / std::sqrt(static_cast<double>(years)));
}

TEST(EventTree, DropsOutcomesThatCostNothingAndHitsByRate) {
    EventTree tree;
    tree.rate = 0.1;
    tree.per = RatePer::unit;
    tree.units = {{.insured = "A", .count = 2}, {.insured = "B", .count = 6}};
    tree.nodes = {{"vents", {{0.25, "blast"}, {0.5, "leak"}, {0.25, "nothing"}}}};
    tree.outcomes = {
        {"nothing", {}}, {"blast", Effect{.part = Severity{Point{0.5}}, .stock_spoiled = 1}}, outcome("leak", 1, 0)};
    const Insureds stations{{.name = "A", .property = 100, .stock = 4}, {.name = "B", .property = 40}};
    const EventColumns events = sampled(tree, stations, 0, 40000);
    expect_well_formed(events, 40000, 2);
    expect_mean(cell_counts(events), 0.1 * 8 * 0.75);
    expect_mean(cell_damages(events), 0.1 * (0.25 * (2 * 50 + 6 * 20) + 0.5 * 8));
    expect_same_in_any_blocks(tree, stations);
}

TEST(EventTree, RefusesTreesThatDoNotGrow) {
    using Names = std::vector<std::string>;
    const auto changed = [](auto const& change) {
        EventTree tree = fab_fire(answer("O-CL-02")["inputs"]);
        change(tree);
        return faulty_fields(tree);
    };
    EXPECT_EQ(changed([](EventTree& t) { t.nodes.clear(); }), Names{"nodes"});
    EXPECT_EQ(changed([](EventTree& t) { t.nodes[1].name = "detection"; }), Names{"nodes[1].name"});
    EXPECT_EQ(changed([](EventTree& t) { t.outcomes[1].name = "compartment"; }), (Names{"outcomes[1].name"}));
    EXPECT_EQ(changed([](EventTree& t) { t.nodes[0].branches[0].to = "x"; }), Names{"nodes[0].branches[0].to"});
    EXPECT_EQ(changed([](EventTree& t) { t.nodes[0].branches[1].probability = 0.5; }), Names{"nodes[0].branches"});
    EXPECT_EQ(changed([](EventTree& t) { t.nodes[0].branches[0].probability = not_given; }),
              Names{"nodes[0].branches"});
    EXPECT_EQ(changed([](EventTree& t) { t.nodes[2].branches[0].to = "detection"; }), Names{"nodes"});
    EXPECT_EQ(changed([](EventTree& t) {
                  t.nodes[0].branches = {{not_given, "compartment"}};
              }),
              Names{"nodes[1].name"});
    EXPECT_EQ(changed([](EventTree& t) {
                  for (TreeOutcome& each : t.outcomes) each.loss.reset();
              }),
              Names{"outcomes"});
    EXPECT_EQ(changed([](EventTree& t) { t.per = RatePer::unit; }), Names{"units"});
    const EventTree tree = fab_fire(answer("O-CL-02")["inputs"]);
    expect_fault(tree, {{.name = "A"}}, "covers", "has no tools");
}

}  // namespace
}  // namespace riskpool
