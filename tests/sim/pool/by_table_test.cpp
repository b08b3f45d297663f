#include "sim/pool/by_table.hpp"

#include <Eigen/Core>

#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

std::vector<std::string> faults_of(std::vector<MemberShare> table) {
    return faults_in(ByTable{std::move(table)});
}

std::vector<Member> members() {
    std::vector<Member> all(3);
    all[0].name = "A";
    all[1].name = "B";
    all[2].name = "C";
    return all;
}

TEST(ByTable, GivesEachMemberItsPartOfEveryRisk) {
    const ByTable rule{{{"C", 0.5}, {"A", 0.25}}};
    const Insureds insureds(4);
    const std::vector<std::size_t> covered{1, 3};
    const ShareMatrix shares = rule.allocate({insureds, covered, members()});
    ASSERT_EQ(shares.rows(), 2);
    ASSERT_EQ(shares.cols(), 3);
    for (Eigen::Index row = 0; row < 2; ++row) {
        EXPECT_EQ(shares(row, 0), 0.25);
        EXPECT_EQ(shares(row, 1), 0.0);  // not named
        EXPECT_EQ(shares(row, 2), 0.5);
        EXPECT_EQ(shares.row(row).sum(), 0.75);  // the rest stays with the insured
    }
}

TEST(ByTable, AllowsSharesUpToTheWholeAsDecimalsAddUp) {
    EXPECT_TRUE(faults_of({{"A", 0.1}, {"B", 0.2}, {"C", 0.7}}).empty());
    EXPECT_TRUE(faults_of({{"A", 0.3}}).empty());
    ASSERT_GT(0.05 + 0.55 + 0.3 + 0.1, 1);  // as doubles add
    EXPECT_TRUE(faults_of({{"A", 0.05}, {"B", 0.55}, {"C", 0.3}, {"D", 0.1}}).empty());
}

TEST(ByTable, RefusesMoreThanTheWholeAMemberTwiceAndNobody) {
    EXPECT_EQ(faults_of({{"A", 0.6}, {"B", 0.41}}), std::vector<std::string>{"table: adds up to more than 100 %"});
    EXPECT_EQ(faults_of({{"A", 0.1}, {"A", 0.1}}), std::vector<std::string>{"table: names the member \"A\" twice"});
    EXPECT_EQ(faults_of({}).size(), 1U);
}

TEST(ByTable, RefusesAStrangerAtItsRow) {
    const Insureds insureds;
    const std::vector<std::size_t> covered;
    const auto known = members();
    EXPECT_EQ(setting_faults(ByTable{{{"A", 0.1}, {"D", 0.1}}}, ShareSetting{insureds, covered, known}),
              std::vector<std::string>{"table[1].member: \"D\" is no member of the scenario"});
}

}  // namespace
}  // namespace riskpool
