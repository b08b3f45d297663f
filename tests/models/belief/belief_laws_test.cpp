// What every kind of belief keeps, whoever adds it: its quantile rises from one end of its support to the other, and
// its mean is that of its quantiles.
#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <set>
#include <string>

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
std::vector<Case> cases(std::string_view text = belief_cases) {
    Reader reader;
    reader.beliefs = &registered();
    const Node root = parse_document(text, "cases.yaml", reader.diagnostics);
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

/// The mean of f(X) by the trapezoidal rule over normal deviates, which reaches far into both tails.
template <class F>
double expected(Belief const& belief, F const& f) {
    double sum = 0;
    double whole = 0;
    for (int i = -375; i <= 375; ++i) {
        const double z = 0.02 * i;
        const double density = std::exp(-0.5 * z * z);
        sum += density * f(belief.quantile(0.5 * std::erfc(-z / std::sqrt(2.0))));
        whole += density;
    }
    return sum / whole;
}

/// How far steps and kinks of a density may put such a mean off, relatively.
double tolerance(Belief const& belief) {
    return belief.kind() == "gpd_grid" ? 1e-3 : 1e-4;
}

TEST(BeliefLaws, TheMeanIsThatOfTheQuantiles) {
    for (auto const& [text, number, belief] : cases()) {
        if (belief.bounds_only()) continue;
        const double spread = belief.quantile(0.95) - belief.quantile(0.05);
        EXPECT_NEAR(expected(belief, [](double x) { return x; }), belief.mean(), tolerance(belief) * spread) << text;
    }
}

TEST(BeliefLaws, TheQuantileInvertsTheCdf) {
    for (auto const& [text, number, belief] : cases()) {
        const LawPointer law = belief.law();
        ASSERT_EQ(law == nullptr, belief.bounds_only()) << text;
        if (law == nullptr) continue;
        for (const double p : {1e-6, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1 - 1e-6}) {
            EXPECT_NEAR(law->cdf(law->quantile(p)), p, 1e-12) << text << " at " << p;
        }
        EXPECT_EQ(law->cdf(law->lowest() - 1), 0) << text;
        EXPECT_EQ(law->cdf(law->highest() + 1), 1) << text;
    }
}

TEST(BeliefLaws, TheDensityIsTheSlopeOfTheCdf) {
    for (auto const& [text, number, belief] : cases()) {
        const LawPointer law = belief.law();
        if (law == nullptr || belief.kind() == "gpd_grid") continue;  // whose density has steps
        for (const double p : {0.02, 0.3, 0.55, 0.9}) {
            const double x = law->quantile(p);
            const double h = 1e-2 * (law->quantile(p + 0.01) - law->quantile(p - 0.01));
            const double slope = (law->cdf(x + h) - law->cdf(x - h)) / (2 * h);
            EXPECT_NEAR(std::exp(law->log_density(x)) / slope, 1, 1e-4) << text << " at " << p;
        }
    }
}

TEST(BeliefLaws, TheVarianceIsThatOfTheQuantiles) {
    for (auto const& [text, number, belief] : cases()) {
        const LawPointer law = belief.law();
        if (law == nullptr || !std::isfinite(law->variance())) continue;
        const double m = law->mean();
        EXPECT_NEAR(expected(belief, [&](double x) { return (x - m) * (x - m); }) / law->variance(), 1,
                    10 * tolerance(belief))
            << text;
    }
}

TEST(BeliefLaws, WhatIsBelievedOfMoneyKeepsToItsUnit) {
    std::string in_billions(beliefs_about_money);
    for (std::size_t at = 0; (at = in_billions.find('m', at)) != std::string::npos; ++at) {
        if (std::isdigit(in_billions[at - 1]) != 0) in_billions.replace(at, 1, "bn");
    }
    const auto millions = cases(beliefs_about_money);
    const auto billions = cases(in_billions);
    ASSERT_EQ(millions.size(), billions.size());
    for (std::size_t i = 0; i < millions.size(); ++i) {
        const LawPointer law = millions[i].belief.law();
        const LawPointer thousandfold = billions[i].belief.law();
        const double spread = 1000 * (law->quantile(0.9) - law->quantile(0.1));
        for (const double p : {0.01, 0.3, 0.8, 0.999}) {
            EXPECT_NEAR(thousandfold->quantile(p), 1000 * law->quantile(p), 1e-9 * spread) << millions[i].text << p;
        }
        EXPECT_NEAR(thousandfold->mean(), 1000 * law->mean(), 1e-9 * spread) << millions[i].text;
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
