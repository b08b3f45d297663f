// The audit trail of one trial: treaties by event, and the money down to each member.
#include "sim/run/explain.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/sim/run/run_text.hpp"

namespace riskpool {
namespace {

using namespace testing;

/// Two events of 80 and 30 through a layer of 40 above 20, then a stop loss of 100 above 30 on the year: 40 and 10 by
/// event, and (80 + 30 - 50) - 30 = 30 on the year's total, which is half of what the layer leaves of each event. 30
/// are left to members of 60 and 40 %.
TEST(Explain, ShowsTreatiesByEventAndTheMoneyDownToEachMember) {
    const std::string text = explain_trial(scenario_of(R"(
schema: 1
name: explained
currency: CNY
members: [{name: M1}, {name: M2}]
insureds: [{name: I, premium: 10}]
sources: [fixed_events: {events: [{year: 1, time: 0.1, insured: I, damage: 80}, {year: 1, time: 0.5, insured: I, damage: 30}]}]
pools:
  - name: P
    shares: {by_table: {table: [{member: M1, share: 60%}, {member: M2, share: 40%}]}}
    programme:
      - [cat_xl: {name: layer, limit: 40, attachment: 20, unlimited_reinstatements: true}]
      - [stop_loss: {name: stop, limit: 100, attachment: 30}]
)"),
                                           1, 0);
    const auto holds = [&](std::string const& row) { EXPECT_NE(text.find(row), std::string::npos) << row << text; };
    holds("P: treaties by event");
    holds("event  pool's part  layer   stop   left");
    holds("1            80.00  40.00  20.00  20.00");
    holds("2            30.00  10.00  10.00  10.00");
    holds("members get and pay  premium  retained loss   gains");
    holds("M1                      6.00         -18.00  -12.00");
    holds("M2                      4.00         -12.00   -8.00");
}

}  // namespace
}  // namespace riskpool
