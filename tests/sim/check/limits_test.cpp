// The limits that follow from terms alone, on liabilities written by hand.
#include <gtest/gtest.h>

#include "sim/check/affiliate.hpp"
#include "sim/check/lead_reinsurer.hpp"
#include "sim/check/one_reinsurer.hpp"
#include "sim/check/retained_premium.hpp"
#include "sim/check/risk_unit.hpp"
#include "sim/check/solvency.hpp"
#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

struct Case {
    std::vector<Member> members{member_named("A", 8e9), member_named("B", 50e9)};
    Insureds insureds;
    Case() {
        members[0].reserves = 2e9;
        for (auto const* sector : {"integrated_circuits", "space"}) {
            Insured insured;
            insured.name = std::string(sector) == "space" ? "Rocket" : "Fab";
            insured.sector = sector;
            insured.property = 12e9;
            insured.pml = 4e9;
            insureds.push_back(insured);
        }
    }
    [[nodiscard]] CheckSetting setting() const { return {members, insureds}; }
};

TEST(RiskUnitLimit, CountsTheSumInsuredOrThePmlUpToThePolicysLimit) {
    Insured insured = Case().insureds[0];
    EXPECT_EQ(liability_of(insured, LiabilityBasis::sum_insured), 12e9);
    EXPECT_EQ(liability_of(insured, LiabilityBasis::pml), 4e9);
    insured.limit = 3e9;
    EXPECT_EQ(liability_of(insured, LiabilityBasis::sum_insured), 3e9);
    EXPECT_EQ(liability_of(insured, LiabilityBasis::pml), 3e9);
    insured.limit = infinity;
    insured.pml = 0;
    EXPECT_EQ(liability_of(insured, LiabilityBasis::pml), 12e9);
}

// The worked check of the research: 10bn of capital and reserves keep at most 1bn of one fab.
TEST(RiskUnitLimit, KeepsATenthOfCapitalAndReservesOfOneRiskUnit) {
    const Case c;
    const std::vector<RiskUnitLiability> liabilities{
        {0, 0, 0, 2, 3e9, 1e9, {}}, {0, 1, 0, 0, 3e9, 1.2e9, {}}, {1, 0, 0, 2, 9e9, 4e9, {}}};
    const auto found = RiskUnitLimit{}.findings(liabilities, c.setting());
    ASSERT_EQ(found.size(), 2);
    EXPECT_EQ(found[0].subject, "Rocket");
    EXPECT_TRUE(found[0].breach);
    EXPECT_DOUBLE_EQ(found[0].use, 1.2);
    EXPECT_FALSE(found[1].breach);
    EXPECT_DOUBLE_EQ(found[1].use, 0.8);
    EXPECT_EQ(RiskUnitLimit{}.greatest(liabilities, 2, 3), (std::vector<double>{1.2e9, 1e9, 1e9, 4e9, 4e9, 4e9}));
    RiskUnitLimit gross;
    gross.after_reinsurance = false;
    EXPECT_EQ(gross.greatest(liabilities, 2, 3), (std::vector<double>{3e9, 3e9, 3e9, 9e9, 9e9, 9e9}));
    EXPECT_TRUE(gross.findings(liabilities, c.setting())[1].breach);
}

TEST(OneReinsurerLimit, AddsUpAllThatOneReinsurerTakesOfARiskUnit) {
    const Case c;
    // 60 % by quota share and half of the rest in a layer: 80 %. One per cent more is too much.
    std::vector<RiskUnitLiability> liabilities{
        {0, 0, 0, 0, 10, 2, {{"QS", "X", true, false, 6}, {"XL", "X", false, false, 2}}},
        {0, 1, 0, 0, 10, 0, {{"QS", "X", true, false, 10}}}};
    auto found = OneReinsurerLimit{}.findings(liabilities, c.setting());
    ASSERT_EQ(found.size(), 1);
    EXPECT_EQ(found[0].subject, "Fab to X");
    EXPECT_DOUBLE_EQ(found[0].measured, 0.8);
    EXPECT_FALSE(found[0].breach) << "and space is exempt";
    liabilities[0].ceded[1].amount = 2.1;
    EXPECT_TRUE(OneReinsurerLimit{}.findings(liabilities, c.setting())[0].breach);
    OneReinsurerLimit proportional;
    proportional.counted = CountedCessions::proportional;
    EXPECT_DOUBLE_EQ(proportional.findings(liabilities, c.setting())[0].measured, 0.6);
    OneReinsurerLimit strict;
    strict.exempt_sectors = {};
    EXPECT_EQ(strict.findings(liabilities, c.setting())[0].subject, "Rocket to X");
    liabilities[0].ceded[1].reinsurer = "Y";
    EXPECT_FALSE(OneReinsurerLimit{}.findings(liabilities, c.setting())[0].breach) << "two reinsurers";
}

TEST(AffiliateLimit, LooksAtEachFacultativeContractAlone) {
    const Case c;
    std::vector<RiskUnitLiability> liabilities{{0,
                                                0,
                                                0,
                                                0,
                                                10,
                                                5,
                                                {{"Fac 1", "X", true, true, 2},
                                                 {"Fac 2", "X", true, true, 1.5},
                                                 {"QS", "X", true, false, 4},
                                                 {"Fac 1", "Y", true, true, 5}}}};
    AffiliateLimit rule;
    EXPECT_TRUE(rule.findings(liabilities, c.setting()).empty()) << "nobody is said to be affiliated";
    rule.affiliates = {{"Fab", "X"}, {"Rocket", "Y"}};
    auto found = rule.findings(liabilities, c.setting());
    ASSERT_EQ(found.size(), 1);
    EXPECT_DOUBLE_EQ(found[0].measured, 0.2);
    EXPECT_FALSE(found[0].breach);
    liabilities[0].ceded[0].amount = 3;
    EXPECT_TRUE(rule.findings(liabilities, c.setting())[0].breach);
    rule.exempt_sectors = {"integrated_circuits"};
    EXPECT_TRUE(rule.findings(liabilities, c.setting()).empty());
}

TEST(LeadReinsurerRule, AsksForCapitalAndForARatingOrAState) {
    LeadReinsurerRule rule;
    rule.reinsurers = {
        {"Small Re", 0.1e9, false, true}, {"State Re", 0.2e9, true, true}, {"Direct", 0.9e9, false, false}};
    const std::vector<LedTreaty> treaties{{"QS", "P", "Small Re", "A", {"integrated_circuits"}},
                                          {"XL", "P", "State Re", "", {"integrated_circuits", "space"}},
                                          {"Cat", "P", "Direct", "A", {"integrated_circuits"}},
                                          {"Stop", "P", "Unknown Re", "A", {"integrated_circuits"}},
                                          {"Top", "P", "Unknown Re", "", {"integrated_circuits"}},
                                          {"Space", "P", "Small Re", "", {"space"}}};
    const auto found = rule.findings(treaties);
    ASSERT_EQ(found.size(), 5) << "space alone is exempt";
    EXPECT_TRUE(found[0].breach);
    EXPECT_DOUBLE_EQ(found[0].use, 2) << "it has half of what is needed";
    EXPECT_FALSE(found[1].breach) << "a state needs no rating";
    EXPECT_TRUE(found[2].breach) << "a direct insurer needs 1bn";
    EXPECT_FALSE(found[3].breach) << "unknown capital is not checked";
    EXPECT_NE(found[3].words.find("not known"), std::string::npos);
    EXPECT_TRUE(found[4].breach) << "but a missing rating is known";
    rule.ratings = {"AA"};
    EXPECT_TRUE(rule.findings(treaties)[3].breach);
    rule.reinsurers.push_back({"Direct", 1, false, true});
    EXPECT_EQ(faults_in(rule).size(), 1);
}

TEST(SolvencyMinimum, KnowsRequiredCapitalByAmountByTableOrByTheRatioStated) {
    auto rule = from_text<SolvencyMinimum>(R"(
required:
  - {member: A, amount: 5bn}
  - member: B
    c_ross: {exposures: [{risk: insurance, factor: premium, exposure: 40bn}], control_risk: 1bn}
table: {version: mine, factors: [{name: premium, factor: 25%}]}
)");
    EXPECT_TRUE(faults_in(rule).empty());
    Member a = member_named("A"), b = member_named("B"), c = member_named("C", 12e9), d = member_named("D", 12e9);
    c.solvency_ratio = 2.4;
    EXPECT_EQ(rule.required_capital(a), 5e9);
    EXPECT_EQ(rule.required_capital(b), 11e9);
    EXPECT_DOUBLE_EQ(*rule.required_capital(c), 5e9);
    EXPECT_FALSE(rule.required_capital(d).has_value());
    rule.table->factors[0].name = "premiums";
    EXPECT_EQ(faults_in(rule).size(), 1);
    rule.table.reset();
    EXPECT_EQ(faults_in(rule).size(), 1);
    rule.required[1].c_ross.reset();
    EXPECT_EQ(faults_in(rule.required[1]).size(), 1) << "neither amount nor form";
    rule.required[1].member = "A";
    EXPECT_EQ(faults_in(rule).size(), 1);
}

TEST(RetainedPremiumLimit, CountsPremiumOfOtherBusiness) {
    RetainedPremiumLimit rule;
    rule.other_premium = {{"A", 7}};
    EXPECT_EQ(rule.other("A"), 7);
    EXPECT_EQ(rule.other("B"), 0);
    EXPECT_TRUE(faults_in(rule).empty());
    rule.other_premium.push_back({"A", 8});
    EXPECT_EQ(faults_in(rule).size(), 1);
}

}  // namespace
}  // namespace riskpool
