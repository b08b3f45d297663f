#include "sim/pool/by_premium.hpp"

#include <Eigen/Core>

#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

Insured risk_brought_by(std::string originator, double premium) {
    Insured insured;
    insured.name = originator + "'s";
    insured.originator = std::move(originator);
    insured.premium = premium;
    return insured;
}

const std::vector<Member> members{member_named("A"), member_named("B"), member_named("C")};

TEST(ByPremium, SharesAsWorkedInItsDocumentation) {
    const Insureds insureds{risk_brought_by("A", 30e6), risk_brought_by("B", 25e6), risk_brought_by("", 25e6),
                            risk_brought_by("A", 20e6)};
    const std::vector<std::size_t> covered{0, 1, 2, 3};
    const ShareMatrix shares = ByPremium{}.allocate({insureds, covered, members});
    ASSERT_EQ(shares.rows(), 4);
    for (Eigen::Index row = 0; row < 4; ++row) {
        EXPECT_DOUBLE_EQ(shares(row, 0), 2.0 / 3);
        EXPECT_DOUBLE_EQ(shares(row, 1), 1.0 / 3);
        EXPECT_EQ(shares(row, 2), 0);
    }
}

TEST(ByPremium, CountsTheRisksThatThePoolCoversOnly) {
    const Insureds insureds{risk_brought_by("A", 30), risk_brought_by("B", 90), risk_brought_by("C", 10)};
    const std::vector<std::size_t> covered{0, 2};
    const ShareMatrix shares = ByPremium{}.allocate({insureds, covered, members});
    EXPECT_EQ(shares(0, 0), 0.75);
    EXPECT_EQ(shares(0, 1), 0);
    EXPECT_EQ(shares(1, 2), 0.25);
}

TEST(ByPremium, RefusesStrangersAndPoolsWithoutOriginators) {
    const Insureds insureds{risk_brought_by("D", 30), risk_brought_by("", 90)};
    const std::vector<std::size_t> covered{0, 1};
    EXPECT_EQ(
        setting_faults(ByPremium{}, ShareSetting{insureds, covered, members}),
        (std::vector<std::string>{": the insured \"D's\" has the originator \"D\", who is no member",
                                  ": no insured covered has an originator and a premium, so nobody takes a part"}));
    EXPECT_EQ(ByPremium{}.allocate({insureds, covered, members}).sum(), 0);
}

}  // namespace
}  // namespace riskpool
