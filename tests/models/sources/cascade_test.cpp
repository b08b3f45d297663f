#include "models/sources/cascade.hpp"

#include <map>

#include "tests/known_answers/answers.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds firms{{.name = "Gas", .property = 10, .interruption = 365},
                     {.name = "Fab", .property = 100, .interruption = 365},
                     {.name = "Packer", .property = 50, .interruption = 365}};

Cascade chain() {
    Cascade cascade;
    cascade.starts = {{.name = "Gas", .rate = 0.5}, {.name = "Port", .rate = 0.25}};
    cascade.edges = {{"Gas", "Fab", 1, 10}, {"Port", "Packer", 0.5, 0}, {"Fab", "Packer", 1, 20}};
    cascade.outage_days = Severity{Point{50}};
    return cascade;
}

TEST(Cascade, DP05ReachesEachNodeOfTheNetworkWithItsProbability) {
    auto const& known = answer("O-DP-05");
    Insureds nodes;
    for (char const* name : {"A", "B", "C", "D", "E"}) nodes.push_back({.name = name});
    Cascade cascade;
    cascade.starts = {{.name = known["inputs"]["source"], .rate = 0.5}};
    for (auto const& edge : known["inputs"]["edges"]) cascade.edges.push_back({edge[0], edge[1], edge[2]});
    cascade.loss = Effect{.amount = Severity{Point{1}}};
    cascade.first = cascade.loss;
    const EventColumns events = sampled(cascade, nodes, 0, 100000, 1, false);
    const auto n = static_cast<double>(events.events());
    std::map<std::string, double> hits, sizes;
    per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
        sizes[std::to_string(end - row)] += 1;
        for (; row < end; ++row) hits[nodes[events.insured[row].index()].name] += 1;
        return 0.0;
    });
    const auto expect_all = [&](nlohmann::json const& expected, std::map<std::string, double>& found) {
        for (auto const& [key, p] : expected.items()) {
            const double probability = p;
            EXPECT_NEAR(found[key] / n, probability, 4 * std::sqrt(probability * (1 - probability) / n) + 1e-12) << key;
        }
    };
    expect_all(known["expected"]["network_hit_prob"], hits);
    expect_all(known["expected"]["network_size_pmf"], sizes);
}

TEST(Cascade, ShortensTheOutageByTheStocksOnTheWay) {
    const EventColumns events = sampled(chain(), firms, 0, 20000);
    expect_well_formed(events, 20000, 3);
    std::vector<double> from_gas = per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
        if (end - row == 1) {  // the port, which is no insured, reaches the packer alone
            EXPECT_EQ(events.insured[row].index(), 2U);
            EXPECT_EQ(events.restart_days[row], 50);
            return 0.0;
        }
        EXPECT_EQ(end - row, 3U);
        EXPECT_EQ(events.restart_days[row], 50);
        EXPECT_EQ(events.restart_days[row + 1], 40);
        EXPECT_EQ(events.restart_days[row + 2], 20);
        return 1.0;
    });
    expect_mean(from_gas, 0.5);
    expect_mean(cell_counts(events), 0.5 + 0.25 * 0.5, "a failure that reaches no insured is no event");
}

TEST(Cascade, StopsWhereStocksOutlastTheOutage) {
    Cascade cascade = chain();
    cascade.outage_days = Severity{Exponential{20}};
    const EventColumns events = sampled(cascade, firms, 0, 20000);
    std::vector<double> packer_days = per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
        double days = 0;
        for (; row < end; ++row) days += events.insured[row].index() == 2 ? events.restart_days[row] : 0;
        return days;
    });
    // E[(D - 30)+] = 20 e^{-1.5} after a failure of the gas plant, E[D] half the times that the port fails.
    expect_mean(packer_days, 0.5 * 20 * std::exp(-1.5) + 0.25 * 0.5 * 20);
}

TEST(Cascade, CostsTheFirstNodeSomethingElse) {
    Cascade cascade = chain();
    cascade.first = Effect{.part = Severity{Point{0.5}}};
    cascade.loss = Effect{.amount = Severity{Point{3}}};
    cascade.ramp_days = Severity{Point{7}};
    const EventColumns events = sampled(cascade, firms, 0, 200);
    per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
        EXPECT_EQ(events.damage[row], end - row == 3 ? 5 : 3);
        EXPECT_EQ(events.damage[end - 1], 3);
        EXPECT_EQ(events.ramp_days[row], 7);
        return 0.0;
    });
}

TEST(Cascade, IsTheSameInAnyBlocks) {
    Cascade cascade = chain();
    cascade.outage_days = Severity{Exponential{20}};
    cascade.edges[0].probability = 0.7;
    expect_same_in_any_blocks(cascade, firms);
}

TEST(Cascade, RefusesNetworksThatDoNothing) {
    using Names = std::vector<std::string>;
    const auto changed = [](auto const& change) {
        Cascade cascade = chain();
        change(cascade);
        return faulty_fields(cascade);
    };
    EXPECT_EQ(changed([](Cascade&) {}), Names{});
    EXPECT_EQ(changed([](Cascade& c) { c.starts.clear(); }), Names{"starts"});
    EXPECT_EQ(changed([](Cascade& c) { c.edges.clear(); }), Names{"edges"});
    EXPECT_EQ(changed([](Cascade& c) { c.starts[1].name = "Gas"; }), Names{"starts[1].name"});
    EXPECT_EQ(changed([](Cascade& c) { c.edges[1] = c.edges[0]; }), Names{"edges[1]"});
    EXPECT_EQ(changed([](Cascade& c) { c.outage_days.reset(); }),
              (Names{"edges[0].inventory_days", "edges[2].inventory_days", ""}));
    EXPECT_EQ(changed([](Cascade& c) {
                  c.outage_days.reset();
                  c.edges = {{"Gas", "Fab"}};
                  c.loss = Effect{.amount = Severity{Point{1}}};
                  c.ramp_days = Severity{Point{1}};
              }),
              Names{"ramp_days"});
    EXPECT_EQ(faulty_fields(SupplyEdge{"Gas", "Gas"}), Names{"to"});
    expect_fault(chain(), {{.name = "Somebody"}}, "edges", "names no insured");
}

}  // namespace
}  // namespace riskpool
