#include "sim/pool/equal.hpp"

#include <Eigen/Core>

#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

const Insureds insureds(3);
const std::vector<std::size_t> covered{0, 2};
const std::vector<Member> members{member_named("A"), member_named("B"), member_named("C")};

TEST(Equal, GivesAllMembersTheSamePartOfEveryRisk) {
    const ShareMatrix shares = from_text<Equal>("{}").allocate({insureds, covered, members});
    ASSERT_EQ(shares.rows(), 2);
    ASSERT_EQ(shares.cols(), 3);
    for (const double share : shares.reshaped()) EXPECT_EQ(share, 1.0 / 3);
}

TEST(Equal, LeavesOutWhomItDoesNotName) {
    const ShareMatrix shares = from_text<Equal>("{members: [C, A]}").allocate({insureds, covered, members});
    for (Eigen::Index row = 0; row < 2; ++row) {
        EXPECT_EQ(shares(row, 0), 0.5);
        EXPECT_EQ(shares(row, 1), 0);
        EXPECT_EQ(shares(row, 2), 0.5);
    }
}

TEST(Equal, RefusesAMemberNamedTwiceAndAStranger) {
    EXPECT_EQ(faults_in(Equal{{"A", "B", "A"}}), std::vector<std::string>{"members: names the member \"A\" twice"});
    EXPECT_EQ(setting_faults(Equal{{"A", "D"}}, ShareSetting{insureds, covered, members}),
              std::vector<std::string>{"members[1]: \"D\" is no member of the scenario"});
    EXPECT_TRUE(setting_faults(Equal{}, ShareSetting{insureds, covered, members}).empty());
    const std::vector<Member> nobody;
    EXPECT_EQ(setting_faults(Equal{}, ShareSetting{insureds, covered, nobody}),
              std::vector<std::string>{": there is no member to take a part"});
}

}  // namespace
}  // namespace riskpool
