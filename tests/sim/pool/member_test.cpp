#include "sim/pool/member.hpp"

#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

TEST(Member, IsReadWithAllThatAdmissionAndMembershipAsk) {
    const auto member = from_text<Member>(
        "{name: A, capital: 3bn, reserves: 1bn, solvency_ratio: 210%, solvency_history: [195%, 180%], "
        "domicile: onshore, cash: 200m, from_year: 2, to_year: 4}");
    EXPECT_EQ(member.capital_and_reserves(), 4e9);
    EXPECT_EQ(member.solvency_ratio, 2.1);
    EXPECT_EQ(member.solvency_history, (std::vector<double>{1.95, 1.8}));
    EXPECT_EQ(member.domicile, "onshore");
    EXPECT_EQ(member.cash, 200e6);
    EXPECT_EQ(member.to_year, 4U);
}

TEST(Member, TakesPartFromItsFirstToItsLastYear) {
    Member member;
    EXPECT_TRUE(member.takes_part(1));
    EXPECT_TRUE(member.takes_part(1000));
    member.from_year = 2;
    member.to_year = 4;
    EXPECT_FALSE(member.takes_part(1));
    EXPECT_TRUE(member.takes_part(2));
    EXPECT_TRUE(member.takes_part(4));
    EXPECT_FALSE(member.takes_part(5));
}

TEST(Member, CannotLeaveBeforeItEnters) {
    Member member;
    member.from_year = 3;
    member.to_year = 3;
    EXPECT_TRUE(faults_in(member).empty());
    member.to_year = 2;
    EXPECT_EQ(faults_in(member),
              std::vector<std::string>{"to_year: is before from_year, so the member is never in the pool"});
}

}  // namespace
}  // namespace riskpool
