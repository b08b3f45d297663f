#include "sim/pool/by_year.hpp"

#include <Eigen/Core>

#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

const Insureds insureds(1);
const std::vector<std::size_t> covered{0};
const std::vector<Member> members{member_named("A"), member_named("B")};

TEST(ByYear, LetsAPeriodHoldUntilTheNextBegins) {
    const auto rule = from_text<ByYear>(R"(
periods:
  - {from_year: 1, shares: equal}
  - {from_year: 3, shares: {by_table: {table: [{member: A, share: 60%}]}}}
)");
    const auto share_of_a = [&](std::uint32_t year) { return rule.allocate({insureds, covered, members, year})(0, 0); };
    EXPECT_EQ(share_of_a(1), 0.5);
    EXPECT_EQ(share_of_a(2), 0.5);
    EXPECT_EQ(share_of_a(3), 0.6);
    EXPECT_EQ(share_of_a(9), 0.6);
}

TEST(ByYear, RefusesYearsWithoutAPeriodAndPeriodsOutOfOrder) {
    EXPECT_EQ(faults_in(ByYear{}), std::vector<std::string>{"periods: say nothing of year 1"});
    EXPECT_EQ(faults_in(ByYear{{{2, Equal{}}}}), std::vector<std::string>{"periods: say nothing of year 1"});
    EXPECT_EQ(faults_in(ByYear{{{1, Equal{}}, {3, Equal{}}, {3, Equal{}}}}),
              std::vector<std::string>{"periods[2].from_year: does not follow the period before it"});
    EXPECT_EQ(setting_faults(ByYear{{{1, Equal{}}, {2, Equal{{"C"}}}}}, ShareSetting{insureds, covered, members}),
              std::vector<std::string>{"periods[1].shares.equal.members[0]: \"C\" is no member of the scenario"});
}

}  // namespace
}  // namespace riskpool
