#include "sim/pool/by_capacity.hpp"

#include <Eigen/Core>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

std::vector<Member> members_of(nlohmann::json const& inputs) {
    std::vector<Member> members;
    for (std::size_t i = 0; i < inputs.at("members").size(); ++i) {
        Member member;
        member.name = inputs.at("members")[i];
        member.capital = inputs.at("capital")[i];
        member.capacity = inputs.at("written_line")[i];
        members.push_back(member);
    }
    return members;
}

// O-CO-01: lines as weights, each member capped at 10 % of its capital, the rest of the risk unplaced.
TEST(ByCapacity, SplitsRiskUnitsAsTheKnownAnswerSays) {
    auto const& known = answer("O-CO-01");
    const std::vector<Member> members = members_of(known.at("inputs"));
    ByCapacity rule;
    rule.line = LineMeaning::weight;
    rule.part_of_capital = known.at("inputs").at("capital_cap");
    Insureds insureds;
    for (const double amount : known.at("inputs").at("sums_insured")) {
        Insured insured;
        insured.property = amount / 2;
        insured.stock = amount / 2;
        insureds.push_back(insured);
    }
    const std::vector<std::size_t> covered{0, 1, 2};
    const ShareMatrix shares = rule.allocate({insureds, covered, members});
    ASSERT_EQ(shares.rows(), 3);
    ASSERT_EQ(shares.cols(), 5);
    for (Eigen::Index row = 0; row < 3; ++row) {
        auto const& expected = known.at("expected").at("results")[static_cast<std::size_t>(row)];
        const double amount = insureds[static_cast<std::size_t>(row)].sum_insured();
        for (Eigen::Index m = 0; m < 5; ++m) {
            const auto i = static_cast<std::size_t>(m);
            EXPECT_NEAR(shares(row, m), expected.at("share")[i].get<double>(), 1e-9);
            EXPECT_NEAR(shares(row, m) * amount, expected.at("allocation")[i].get<double>(), 1e-9);
        }
        EXPECT_NEAR(amount * (1 - shares.row(row).sum()), expected.at("unplaced").get<double>(), 1e-9);
    }
}

TEST(ByCapacity, TakesTheLeastOfLineAndLegalCapWhereALineIsAMaximum) {
    Member member;
    member.capital = 100;
    member.reserves = 50;
    member.capacity = 20;
    ByCapacity rule;
    EXPECT_EQ(rule.cap(member), 15);
    member.capacity = 10;
    EXPECT_EQ(rule.cap(member), 10);
    rule.line = LineMeaning::weight;
    EXPECT_EQ(rule.cap(member), 15);
    rule.part_of_capital = infinity;
    EXPECT_EQ(rule.cap(member), infinity);
    rule.line = LineMeaning::maximum;
    EXPECT_EQ(rule.cap(member), 10);
    EXPECT_EQ(rule.cap(Member{}), 0);
}

TEST(ByCapacity, MeasuresARiskByItsSumInsuredOrByItsPml) {
    Insured insured;
    insured.property = 100;
    insured.pml = 40;
    Member member;
    member.capacity = 20;
    ByCapacity rule;
    rule.part_of_capital = infinity;
    const Insureds insureds{Insured{}, insured};
    const std::vector<std::size_t> covered{1};
    const std::vector<Member> members{member};
    EXPECT_EQ(rule.allocate({insureds, covered, members})(0, 0), 0.2);
    rule.basis = RiskBasis::pml;
    EXPECT_EQ(rule.allocate({insureds, covered, members})(0, 0), 0.5);
}

TEST(ByCapacity, TakesNothingOfARiskWithoutValue) {
    Member member;
    member.capacity = 20;
    ByCapacity rule;
    rule.part_of_capital = infinity;
    const Insureds insureds{Insured{}};
    const std::vector<std::size_t> covered{0};
    EXPECT_EQ(rule.allocate({insureds, covered, {member}})(0, 0), 0.0);
}

// O-CO-01 again: of the risk of 60 the caps leave 16, which A takes beyond its 20.
TEST(ByCapacity, HandsTheExcessOnAsWorkedInItsDocumentation) {
    auto const& known = answer("O-CO-01");
    const std::vector<Member> members = members_of(known.at("inputs"));
    Insured insured;
    insured.property = 60;
    const Insureds insureds{insured};
    const std::vector<std::size_t> covered{0};
    const ShareMatrix shares =
        from_text<ByCapacity>("{line: weight, excess_to: A}").allocate({insureds, covered, members});
    const double expected[] = {36, 12, 6, 4, 2};
    for (Eigen::Index m = 0; m < 5; ++m) EXPECT_NEAR(60 * shares(0, m), expected[m], 1e-12);
}

TEST(ByCapacity, RefusesMembersWithoutCapacityOrCapitalAndAStrangeTaker) {
    const Insureds insureds;
    const std::vector<std::size_t> covered;
    const auto faults = [&](ByCapacity const& rule, std::vector<Member> const& members) {
        return setting_faults(rule, ShareSetting{insureds, covered, members});
    };
    EXPECT_EQ(faults({}, {member_named("A", 5)}), std::vector<std::string>{": no member declares a capacity"});
    EXPECT_EQ(faults({}, {member_named("A", 0, 5)}),
              std::vector<std::string>{": no member with a capacity has capital or reserves, so the legal cap leaves "
                                       "none a share"});
    ByCapacity handing;
    handing.excess_to = "B";
    EXPECT_EQ(faults(handing, {member_named("A", 5, 5)}),
              std::vector<std::string>{"excess_to: \"B\" is no member of the scenario"});
    EXPECT_TRUE(faults({}, {member_named("A", 5, 5)}).empty());
}

}  // namespace
}  // namespace riskpool
