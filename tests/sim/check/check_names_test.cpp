#include "sim/check/check_names.hpp"

#include <gtest/gtest.h>

#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

TEST(CheckNames, ReportsEachNameThatTheScenarioDoesNotKnowAtItsField) {
    const std::vector<Member> members{member_named("A")};
    std::vector<Reinsurer> reinsurers(1);
    reinsurers[0].name = "X";
    Insureds insureds(1);
    insureds[0].name = "Fab";
    const auto faults_of = [&](std::string const& text) {
        FaultTexts faults;
        check_names(from_text<Checks>(text), members, reinsurers, insureds, faults);
        return faults.texts;
    };
    EXPECT_TRUE(faults_of(R"(
preset: china
list:
  - retained_premium: {other_premium: [{member: A, amount: 1}]}
  - solvency: {required: [{member: A, amount: 1}]}
  - affiliate: {affiliates: [{insured: Fab, reinsurer: X}]}
  - lead_reinsurer: {reinsurers: [{reinsurer: X, capital: 1}]}
)")
                    .empty());
    EXPECT_EQ(faults_of(R"(
list:
  - risk_unit
  - retained_premium: {other_premium: [{member: A, amount: 1}, {member: B, amount: 1}]}
  - solvency: {required: [{member: X, amount: 1}]}
  - affiliate: {affiliates: [{insured: X, reinsurer: Fab}]}
  - lead_reinsurer: {reinsurers: [{reinsurer: A, capital: 1}]}
)"),
              (std::vector<std::string>{
                  "list[1].retained_premium.other_premium[1].member: \"B\" is no member of the scenario",
                  "list[2].solvency.required[0].member: \"X\" is no member of the scenario",
                  "list[3].affiliate.affiliates[0].insured: \"X\" is no insured of the scenario",
                  "list[3].affiliate.affiliates[0].reinsurer: \"Fab\" is no reinsurer of the scenario",
                  "list[4].lead_reinsurer.reinsurers[0].reinsurer: \"A\" is no reinsurer of the scenario"}));
}

}  // namespace
}  // namespace riskpool
