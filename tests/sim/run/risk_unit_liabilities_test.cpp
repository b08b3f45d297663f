#include "sim/run/risk_unit_liabilities.hpp"

#include <gtest/gtest.h>

#include "sim/check/one_reinsurer.hpp"
#include "tests/sim/run/run_text.hpp"

namespace riskpool {
namespace {

/// Two members of 8bn and 2bn of reserves, a fab of 12bn with a PML of 4bn, and a rocket.
Scenario fabs(std::string const& pool, std::string const& years = "1") {
    return testing::scenario_of(
        "schema: 1\nname: test\ncurrency: CNY\nyears: " + years +
        "\nmembers: [{name: A, capital: 8bn, reserves: 2bn}, {name: B, capital: 8bn, reserves: 2bn}]\n"
        "reinsurers: [{name: X, rating: AA}, {name: Y}]\n"
        "insureds:\n"
        "  - {name: Fab, sector: chips, property: 12bn, pml: 4bn, premium: 12m, originator: A}\n"
        "  - {name: Rocket, sector: space, property: 1bn, limit: 400m, premium: 1m, originator: B}\n"
        "sources:\n"
        "  - collective_risk: {frequency: {poisson: {mean: 1}}, severity: {exponential: {mean: 10m}}}\n"
        "  - attritional: {loss_ratio: 10%, cv: 0.2}\n"
        "pools: [" +
        pool + "]\n");
}

const std::string halves = "shares: {by_table: {table: [{member: A, share: 50%}, {member: B, share: 50%}]}}";

RiskUnitLiability find(std::vector<RiskUnitLiability> const& all, std::size_t member, std::size_t insured,
                       std::uint32_t year = 0) {
    for (auto const& each : all) {
        if (each.member == member && each.insured == insured && each.first_year <= year && year <= each.last_year) {
            return each;
        }
    }
    ADD_FAILURE() << "no liability of member " << member << " for insured " << insured << " in year " << year;
    return {};
}

TEST(RiskUnitLiabilities, FollowTheQuotaShareAsWorkedInChecksMd) {
    const Scenario s = fabs("{name: P, " + halves + ", programme: [[quota_share: {cession: 50%}]]}");
    for (auto const& [basis, kept] : {std::pair{LiabilityBasis::sum_insured, 3e9}, {LiabilityBasis::pml, 1e9}}) {
        const auto all = risk_unit_liabilities(s, basis);
        EXPECT_DOUBLE_EQ(find(all, 0, 0).liability, 2 * kept);
        EXPECT_DOUBLE_EQ(find(all, 0, 0).retained, kept);
        EXPECT_DOUBLE_EQ(find(all, 1, 1).liability, 0.2e9) << "half of the policy's limit";
        RiskUnitLimit rule;
        rule.basis = basis;
        const auto found = rule.findings(all, {s.members, s.insureds.list});
        ASSERT_EQ(found.size(), 2);
        EXPECT_DOUBLE_EQ(found[0].use, kept / 1e9);
        EXPECT_EQ(found[0].breach, kept > 1e9);
        EXPECT_EQ(found[0].subject, "Fab");
    }
}

TEST(RiskUnitLiabilities, NameWhatEachReinsurerTakes) {
    const Scenario s = fabs("{name: P, " + halves +
                            ", programme: [[quota_share: {name: QS, cession: 90%, lines: [{reinsurer: X, share: 95%}, "
                            "{reinsurer: Y, share: 5%}]}]]}");
    const auto all = risk_unit_liabilities(s, LiabilityBasis::sum_insured);
    const RiskUnitLiability fab = find(all, 1, 0);
    ASSERT_EQ(fab.ceded.size(), 2);
    EXPECT_EQ(fab.ceded[0].reinsurer, "X");
    EXPECT_TRUE(fab.ceded[0].proportional);
    EXPECT_FALSE(fab.ceded[0].facultative);
    EXPECT_NEAR(fab.ceded[0].amount, 0.855 * 6e9, 1);
    EXPECT_NEAR(fab.ceded[1].amount, 0.045 * 6e9, 1);
    const auto found = OneReinsurerLimit{}.findings(all, {s.members, s.insureds.list});
    ASSERT_EQ(found.size(), 2);
    EXPECT_NEAR(found[0].measured, 0.855, 1e-12);
    EXPECT_TRUE(found[0].breach);
}

TEST(RiskUnitLiabilities, RunThroughTiersLayersAndOwnReinsurance) {
    // 12bn: 1bn facultative 20 % leaves 9.6bn; the layer pays 60 % of 5bn above 2bn, which leaves 6.6bn; A has 3.3bn of
    // that and cedes what is above 1bn.
    const Scenario s = fabs(
        "{name: P, " + halves +
        ", programme: [[facultative: {name: Fac, risks: [{insured: Fab, share: 20%}], lines: [{reinsurer: Y, share: "
        "100%}]}], [per_risk_xl: {name: XL, limit: 5bn, attachment: 2bn, reinstatements: [], lines: [{reinsurer: X, "
        "share: 60%}]}]], "
        "member_reinsurance: [{member: A, programme: [[per_risk_xl: {name: Own, limit: 10bn, attachment: 1bn, "
        "reinstatements: [], lines: "
        "[{reinsurer: X, share: 100%}]}]]}]}");
    const auto all = risk_unit_liabilities(s, LiabilityBasis::sum_insured);
    const RiskUnitLiability a = find(all, 0, 0), b = find(all, 1, 0);
    EXPECT_DOUBLE_EQ(a.liability, 6e9);
    EXPECT_DOUBLE_EQ(a.retained, 1e9);
    EXPECT_DOUBLE_EQ(b.retained, 3.3e9);
    ASSERT_EQ(a.ceded.size(), 3);
    EXPECT_TRUE(a.ceded[0].facultative);
    EXPECT_NEAR(a.ceded[0].amount, 1.2e9, 1);
    EXPECT_NEAR(a.ceded[1].amount, 1.5e9, 1);
    EXPECT_FALSE(a.ceded[1].proportional);
    EXPECT_NEAR(a.ceded[2].amount, 2.3e9, 1);
    double gone = 0;
    for (auto const& part : a.ceded) gone += part.amount;
    EXPECT_NEAR(a.liability - gone, a.retained, 1) << "all is placed with reinsurers by name";
    EXPECT_EQ(b.ceded.size(), 2);
}

TEST(RiskUnitLiabilities, AreThoseOfTheCauseThatTreatiesCoverLeast) {
    const auto greatest = [](std::string const& cause) {
        const Scenario s = fabs("{name: P, " + halves +
                                ", programme: [[cat_xl: {name: Cat, limit: 20bn, attachment: 1bn, reinstatements: []" +
                                cause + "}]]}");
        return RiskUnitLimit{}.greatest(risk_unit_liabilities(s, LiabilityBasis::sum_insured), 2, 1);
    };
    EXPECT_EQ(greatest(""), (std::vector<double>{0.5e9, 0.5e9}));
    EXPECT_EQ(greatest(", causes: [collective_risk]"), (std::vector<double>{6e9, 6e9}))
        << "other causes are not covered";
    EXPECT_EQ(greatest(", causes: [attritional]"), (std::vector<double>{6e9, 6e9}));
}

TEST(RiskUnitLiabilities, FollowSharesOverTheYears) {
    const Scenario s = fabs(
        "{name: P, shares: {by_year: {periods: ["
        "{from_year: 1, shares: {by_table: {table: [{member: A, share: 25%}, {member: B, share: 75%}]}}}, "
        "{from_year: 2, shares: {by_table: {table: [{member: B, share: 100%}]}}}]}}}",
        "3");
    const auto all = risk_unit_liabilities(s, LiabilityBasis::sum_insured);
    EXPECT_EQ(RiskUnitLimit{}.greatest(all, 2, 3), (std::vector<double>{3e9, 0, 0, 9e9, 12e9, 12e9}));
}

TEST(RiskUnitLiabilities, StayWithTheOriginatorWherePoolsSettle) {
    const Scenario s =
        fabs("{name: P, " + halves +
             ", settlement: {pool_share: 60%, profit_key: premium_key, loss_key: premium_key}, programme: "
             "[[quota_share: {cession: 50%}]]}");
    const auto all = risk_unit_liabilities(s, LiabilityBasis::sum_insured);
    EXPECT_EQ(all.size(), 2) << "each risk has one originator";
    EXPECT_DOUBLE_EQ(find(all, 0, 0).liability, 12e9);
    EXPECT_DOUBLE_EQ(find(all, 0, 0).retained, 12e9 - 0.5 * 0.6 * 12e9);
}

TEST(RiskUnitLiabilities, SplitLayersOfASlip) {
    const Scenario s = fabs(
        "{name: P, shares: {line_slip: {layers: [{limit: 2bn, attachment: 0, premium_part: 60%, lines: [{member: A, "
        "line: 100%}]}, "
        "{limit: "
        "20bn, attachment: 2bn, premium_part: 40%, lines: [{member: B, line: 100%}]}]}}}");
    const auto all = risk_unit_liabilities(s, LiabilityBasis::sum_insured);
    EXPECT_NEAR(find(all, 0, 0).liability, 2e9, 1);
    EXPECT_NEAR(find(all, 1, 0).liability, 10e9, 1);
    EXPECT_NEAR(find(all, 0, 1).liability, 0.4e9, 1);
}

TEST(LedTreaties, AreLedByTheLargestLine) {
    const Scenario s = fabs(
        "{name: P, " + halves +
        ", programme: [[quota_share: {name: QS, cession: 50%, lines: [{reinsurer: Y, share: 30%}, "
        "{reinsurer: X, share: 30%}]}], [cat_xl: {name: Cat, limit: 1bn, attachment: 1bn, reinstatements: [], covers: "
        "{sector: space}, lines: [{reinsurer: Y, share: 10%}, {reinsurer: X, share: 50%}]}], [cat_xl: "
        "{name: Unnamed, limit: 1bn, attachment: 2bn, reinstatements: []}]]}");
    const auto led = led_treaties(s);
    ASSERT_EQ(led.size(), 2);
    EXPECT_EQ(led[0].lead, "Y") << "the first of equals";
    EXPECT_EQ(led[0].rating, "");
    EXPECT_EQ(led[0].sectors, (std::vector<std::string>{"chips", "space"}));
    EXPECT_EQ(led[1].lead, "X");
    EXPECT_EQ(led[1].rating, "AA");
    EXPECT_EQ(led[1].sectors, (std::vector<std::string>{"space"}));
}

}  // namespace
}  // namespace riskpool
