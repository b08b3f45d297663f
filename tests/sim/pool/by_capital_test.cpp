#include "sim/pool/by_capital.hpp"

#include <Eigen/Core>

#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

// Capital plus reserves of 100, 50 and 50 bn: keys of 50, 25 and 25 %.
std::vector<Member> members() {
    std::vector<Member> all{member_named("A", 60e9), member_named("B", 40e9), member_named("C", 50e9)};
    all[0].reserves = 40e9;
    all[1].reserves = 10e9;
    return all;
}

Insured risk_of(double amount) {
    Insured insured;
    insured.property = amount;
    return insured;
}

/// Shares of one risk in per cent.
std::vector<double> per_cent(ByCapital const& rule, Insured const& risk, std::vector<Member> const& who) {
    const Insureds insureds{risk};
    const std::vector<std::size_t> covered{0};
    const ShareMatrix shares = rule.allocate({insureds, covered, who});
    std::vector<double> list;
    for (Eigen::Index m = 0; m < shares.cols(); ++m) list.push_back(100 * shares(0, m));
    return list;
}

void expect_near(std::vector<double> const& actual, std::vector<double> const& expected) {
    ASSERT_EQ(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-12) << i;
}

TEST(ByCapital, SharesAsWorkedInItsDocumentation) {
    EXPECT_EQ(per_cent(ByCapital{}, risk_of(25e9), members()), (std::vector<double>{50, 25, 25}));
    // Caps of 10, 5 and 5 bn place 20 of 25 bn.
    expect_near(per_cent(from_text<ByCapital>("{part_of_capital: 10%}"), risk_of(25e9), members()), {40, 20, 20});
    expect_near(per_cent(from_text<ByCapital>("{part_of_capital: 10%, excess_to: A}"), risk_of(25e9), members()),
                {60, 20, 20});
}

TEST(ByCapital, TakesAllOfARiskWithinTheCaps) {
    const auto rule = from_text<ByCapital>("{part_of_capital: 10%, excess_to: B}");
    expect_near(per_cent(rule, risk_of(20e9), members()), {50, 25, 25});
    expect_near(per_cent(rule, risk_of(1), members()), {50, 25, 25});
}

TEST(ByCapital, MeasuresARiskByItsPmlIfAsked) {
    Insured risk = risk_of(100e9);
    risk.pml = 40e9;
    expect_near(per_cent(from_text<ByCapital>("{part_of_capital: 10%, basis: pml}"), risk, members()),
                {25, 12.5, 12.5});
}

TEST(ByCapital, HandsTheExcessOnToAMemberWithoutCapital) {
    auto who = members();
    who.push_back(member_named("Front"));
    expect_near(per_cent(from_text<ByCapital>("{part_of_capital: 10%, excess_to: Front}"), risk_of(25e9), who),
                {40, 20, 20, 20});
}

TEST(ByCapital, LeavesTheExcessWithTheInsuredWhileItsTakerIsAway) {
    auto who = members();
    who.erase(who.begin());
    expect_near(per_cent(from_text<ByCapital>("{part_of_capital: 10%, excess_to: A}"), risk_of(25e9), who), {20, 20});
}

TEST(ByCapital, NeedsNoValueWithoutACapAndRefusesTermsThatDoNothing) {
    EXPECT_EQ(per_cent(ByCapital{}, Insured{}, members()), (std::vector<double>{50, 25, 25}));
    EXPECT_EQ(per_cent(from_text<ByCapital>("{part_of_capital: 10%}"), Insured{}, members()),
              (std::vector<double>{0, 0, 0}));
    ByCapital rule;
    rule.excess_to = "A";
    rule.basis = RiskBasis::pml;
    EXPECT_EQ(faults_in(rule).size(), 2U);
    rule.part_of_capital = 0.1;
    EXPECT_TRUE(faults_in(rule).empty());
    const Insureds insureds;
    const std::vector<std::size_t> covered;
    const std::vector<Member> poor{member_named("B")};
    EXPECT_EQ(setting_faults(rule, ShareSetting{insureds, covered, poor}),
              (std::vector<std::string>{"excess_to: \"A\" is no member of the scenario",
                                        ": no member has capital or reserves"}));
}

}  // namespace
}  // namespace riskpool
