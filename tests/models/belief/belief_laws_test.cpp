// What every kind of belief keeps, whoever adds it: its quantile rises from one end of its support to the other, and
// its mean is that of its quantiles.
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "models/belief/register.hpp"
#include "sim/scenario/belief_register.hpp"
#include "tests/models/belief/belief_cases.hpp"

namespace riskpool {
namespace {

struct Case {
    std::string text;
    double number = 0;  // what a scenario holds: the mean
    Belief belief{};
};

BeliefRegister const& registered() {
    static const BeliefRegister all = register_beliefs<BeliefKinds>();
    return all;
}

/// Each case, read as a field of money reads it.
std::vector<Case> cases() {
    Reader reader;
    reader.beliefs = &registered();
    const Node root = parse_document(belief_cases, "cases.yaml", reader.diagnostics);
    std::vector<Case> all;
    for (Node const& node : root.items) {
        Case each{node.entries.at(0).key + " of line " + std::to_string(node.place.line)};
        reader.read(node, "sources[0].x", any_finite, Unit::money, each.number);
        if (!reader.uncertain.empty()) each.belief = reader.uncertain.back().belief;
        all.push_back(std::move(each));
    }
    for (auto const& fault : reader.diagnostics) ADD_FAILURE() << to_string(fault);
    return all;
}

TEST(BeliefLaws, EveryKindHasACase) {
    std::set<std::string_view> seen;
    const auto all = cases();
    for (auto const& each : all) seen.insert(each.belief.kind());
    for (auto const& entry : registered()) EXPECT_TRUE(seen.contains(entry.kind)) << entry.kind << " has no case";
}

TEST(BeliefLaws, AQuantileRisesWithinTheSupport) {
    for (auto const& [text, number, belief] : cases()) {
        if (belief.bounds_only()) continue;
        double before = belief.lowest();
        for (const double p : {1e-9, 1e-4, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1 - 1e-4, 1 - 1e-9}) {
            const double x = belief.quantile(p);
            EXPECT_GE(x, before) << text << " at " << p;
            EXPECT_LE(x, belief.highest()) << text << " at " << p;
            EXPECT_TRUE(std::isfinite(x)) << text << " at " << p;
            before = x;
        }
        EXPECT_LT(belief.quantile(1e-9), belief.quantile(1 - 1e-9)) << text;
    }
}

TEST(BeliefLaws, TheMeanIsWhatTheScenarioHolds) {
    for (auto const& [text, number, belief] : cases()) EXPECT_EQ(number, belief.mean()) << text;
}

// The mean over 20 000 strata. Where a support has no end, the outermost strata add more than they hold.
TEST(BeliefLaws, TheMeanIsThatOfTheQuantiles) {
    for (auto const& [text, number, belief] : cases()) {
        if (belief.bounds_only()) continue;
        constexpr int strata = 20'000;
        double sum = 0;
        for (int i = 0; i < strata; ++i) sum += belief.quantile((i + 0.5) / strata);
        const double spread = belief.quantile(0.95) - belief.quantile(0.05);
        const bool bounded = std::isfinite(belief.lowest()) && std::isfinite(belief.highest());
        EXPECT_NEAR(sum / strata, belief.mean(), (bounded ? 1e-4 : 2e-2) * spread) << text;
    }
}

TEST(BeliefLaws, TheSameTextIsTheSameBelief) {
    const auto once = cases();
    const auto again = cases();
    for (std::size_t i = 0; i < once.size(); ++i) {
        for (std::size_t j = 0; j < again.size(); ++j) {
            EXPECT_EQ(once[i].belief == again[j].belief, i == j) << once[i].text << ", " << again[j].text;
        }
    }
}

}  // namespace
}  // namespace riskpool
