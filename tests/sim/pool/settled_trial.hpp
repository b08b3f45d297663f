// Trials settled one year after another, for tests.
#pragma once

#include <numeric>

#include "sim/pool/settlement.hpp"
#include "tests/sim/pool/described_text.hpp"

namespace riskpool {

using Numbers = std::vector<double>;

inline double sum(Numbers const& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// A plan that runs one trial after another.
class SettledTrial {
public:
    SettledTrial(Settlement const& terms, std::vector<Member> const& members, std::uint32_t years)
        : final_results(members.size()), transfers(members.size()), plan_(terms, members, years) {
        plan_.open(state_);
    }
    double pool_result(Numbers const& own, Numbers const& premium) const {
        return plan_.pool_result(state_, own, premium);
    }
    /// Settles one year with `fund` taken out of the pool's result.
    void settle(Numbers const& own, Numbers const& premium, double fund = 0) {
        plan_.settle(state_, {own, premium, pool_result(own, premium) - fund}, final_results, transfers);
    }
    Numbers final_results, transfers;

private:
    SettlementPlan plan_;
    SettlementState state_;
};

inline void expect_near(Numbers const& actual, Numbers const& expected, double tolerance = 1e-9) {
    ASSERT_EQ(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], tolerance) << i;
}

inline std::vector<Member> members_named(std::vector<std::string> const& names) {
    std::vector<Member> members;
    for (auto const& name : names) members.push_back(member_named(name));
    return members;
}

inline SettlementKeys table(Numbers const& parts) {
    TableKey key;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        key.table.push_back({std::string(1, static_cast<char>('A' + i)), parts[i]});
    }
    return key;
}

}  // namespace riskpool
