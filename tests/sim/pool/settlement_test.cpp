#include "sim/pool/settlement.hpp"

#include <algorithm>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/pool/settled_trial.hpp"

namespace riskpool {
namespace {

TEST(Settlement, SharesProfitAndLossAsTheKnownAnswerSays) {
    auto const& known = answer("O-PO-01");
    auto const& in = known.at("inputs");
    Settlement terms;
    terms.pool_share = in.at("pool_share");
    terms.profit_key = table(in.at("profit_key").get<Numbers>());
    terms.loss_key = table(in.at("loss_key").get<Numbers>());
    terms.lead = std::string(1, static_cast<char>('A' - 1 + in.at("lead").get<int>()));  // counted from 1
    terms.lead_fee = in.at("lead_fee_rate");
    const auto premium = in.at("premium").get<Numbers>();
    const auto expense = in.at("expense").get<Numbers>();
    for (std::size_t k = 0; k < in.at("loss_scenarios").size(); ++k) {
        auto const& expected = known.at("expected").at("scenarios")[k];
        const auto loss = in.at("loss_scenarios")[k].get<Numbers>();
        Numbers own(3);
        for (std::size_t i = 0; i < 3; ++i) own[i] = premium[i] - expense[i] - loss[i];
        expect_near(own, expected.at("own_result").get<Numbers>());
        SettledTrial trial(terms, members_named({"A", "B", "C"}), 1);
        const double pool = trial.pool_result(own, premium);
        EXPECT_NEAR(pool, expected.at("pool_result_after_fee").get<double>(), 1e-9);
        const double fund = in.at("fund_rate_on_profit").get<double>() * std::max(pool, 0.0);
        EXPECT_NEAR(fund, expected.at("fund_contribution").get<double>(), 1e-9);
        trial.settle(own, premium, fund);
        expect_near(trial.final_results, expected.at("final_result").get<Numbers>());
        expect_near(trial.transfers, expected.at("transfer").get<Numbers>());
    }
}

// O-PO-01's first scenario, half of it pooled: 12 - 9.5 + 7.5 = 10, less a fee of 1, less 10 % for the fund.
TEST(Settlement, LeavesMembersThePartThatIsNotPooledAsWorkedInItsDocumentation) {
    const auto terms = from_text<Settlement>(R"(
pool_share: 50%
profit_key: {table_key: {table: [{member: A, share: 50%}, {member: B, share: 30%}, {member: C, share: 20%}]}}
loss_key: premium_key
lead: A
lead_fee: 2%
)");
    SettledTrial trial(terms, members_named({"A", "B", "C"}), 1);
    EXPECT_EQ(trial.pool_result({24, -19, 15}, {50, 30, 20}), 9);
    trial.settle({24, -19, 15}, {50, 30, 20}, 0.9);
    expect_near(trial.final_results, {12 + 4.05 + 1, -9.5 + 2.43, 7.5 + 1.62});
    expect_near(trial.transfers, {-6.95, 11.93, -5.88});
}

TEST(Settlement, DividesProfitUpToTheHurdleByPremiumAsWorkedInItsDocumentation) {
    auto members = members_named({"A", "B", "C"});
    members[0].capital = members[1].capital = 100;
    members[2].capital = 200;
    const auto terms = from_text<Settlement>("{profit_key: capital_key, loss_key: premium_key, hurdle: 5%}");
    SettledTrial trial(terms, members, 3);
    // 5 % of 100 by premium: 2.5, 1.5, 1; the other 11.2 by capital: 2.8, 2.8, 5.6.
    trial.settle({24, -19, 11.2}, {50, 30, 20});
    expect_near(trial.final_results, {5.3, 4.3, 6.6});
    trial.settle({24, -19, -1}, {50, 30, 20});  // 4 lies below the hurdle
    expect_near(trial.final_results, {2, 1.2, 0.8});
    trial.settle({0, -10, 0}, {50, 30, 20});
    expect_near(trial.final_results, {-5, -3, -2});
}

TEST(Settlement, TakesProfitsBackOverTheYearsOfTheClawbackAsWorkedInItsDocumentation) {
    Settlement terms;
    terms.profit_key = table({0.5, 0.5});
    terms.loss_key = table({0.4, 0.6});
    terms.clawback_years = 2;
    SettledTrial trial(terms, members_named({"A", "B"}), 3);
    trial.settle({10, 0}, {50, 50});
    expect_near(trial.final_results, {5, 5});
    trial.settle({-30, 0}, {50, 50});  // -20 over two years: -8 and -12, less the 5 and 5 of the first
    expect_near(trial.final_results, {-13, -17});
    trial.settle({30, 0}, {50, 50});  // 0 over two years
    expect_near(trial.final_results, {13, 17});
}

TEST(Settlement, GivesTheProfitToThoseWhoContributedAsWorkedInItsDocumentation) {
    const auto terms = from_text<Settlement>("{profit_key: contribution_key, loss_key: premium_key}");
    SettledTrial trial(terms, members_named({"A", "B", "C"}), 3);
    trial.settle({20, -10, 20}, {50, 25, 25});  // nobody has contributed: 30 by premium
    expect_near(trial.transfers, {-5, 17.5, -12.5});
    trial.settle({0, 14, 7}, {50, 25, 25});  // 21 by 5 : 0 : 12.5
    expect_near(trial.final_results, {6, 0, 15});
    // C alone has contributed, 12.5 - 8 so far; A has got 1 more than it gave.
    trial.settle({1, 1, 1}, {50, 25, 25});
    expect_near(trial.final_results, {0, 0, 3});
}

TEST(Settlement, SharesByCapacityAmongThoseInThePool) {
    auto members = members_named({"A", "B", "C"});
    members[0].capacity = 10;
    members[1].capacity = 30;
    members[2].capacity = 60;
    members[2].from_year = 2;
    members[0].to_year = 1;
    const auto terms = from_text<Settlement>("{profit_key: capacity_key, loss_key: capacity_key}");
    SettledTrial trial(terms, members, 2);
    trial.settle({100, 0, 0}, {1, 1, 0});
    expect_near(trial.final_results, {25, 75, 0});
    trial.settle({0, -90, 0}, {0, 1, 1});
    expect_near(trial.final_results, {0, -30, -60});
}

// Who leaves keeps what it was given; the others settle the rest among themselves.
TEST(Settlement, TakesNothingBackFromAMemberThatHasLeft) {
    auto members = members_named({"A", "B", "C"});
    members[0].to_year = 1;
    Settlement terms;
    terms.profit_key = terms.loss_key = table({0.5, 0.25, 0.25});
    terms.clawback_years = 2;
    SettledTrial trial(terms, members, 2);
    trial.settle({8, 0, 0}, {1, 1, 1});
    expect_near(trial.final_results, {4, 2, 2});
    trial.settle({0, -12, 0}, {0, 1, 1});  // B and C: -12 + 2 + 2 = -8 over two years, -4 each
    expect_near(trial.final_results, {0, -6, -6});
}

TEST(Settlement, PaysNoFeeInAYearWithoutTheLead) {
    auto members = members_named({"A", "B"});
    members[0].to_year = 1;
    Settlement terms;
    terms.profit_key = terms.loss_key = PremiumKey{};
    terms.lead = "A";
    terms.lead_fee = 0.1;
    SettledTrial trial(terms, members, 2);
    EXPECT_EQ(trial.pool_result({10, 10}, {50, 50}), 10);
    trial.settle({10, 10}, {50, 50});
    expect_near(trial.final_results, {15, 5});
    EXPECT_EQ(trial.pool_result({0, 10}, {0, 50}), 10);
    trial.settle({0, 10}, {0, 50});
    expect_near(trial.final_results, {0, 10});
}

TEST(Settlement, SharesEquallyWhereNobodyHasPremium) {
    Settlement terms;
    terms.profit_key = terms.loss_key = PremiumKey{};
    SettledTrial trial(terms, members_named({"A", "B"}), 1);
    trial.settle({-10, 0}, {0, 0});
    expect_near(trial.final_results, {-5, -5});
}

TEST(Settlement, RefusesTermsThatLoseMoneyOrDoNothing) {
    const auto members = members_named({"A", "B"});
    Settlement terms;
    terms.profit_key = terms.loss_key = PremiumKey{};
    terms.lead_fee = 0.1;
    EXPECT_EQ(faults_in(terms), std::vector<std::string>{"lead_fee: is owed to nobody"});
    terms.lead_fee = 0;
    terms.lead = "A";
    EXPECT_EQ(faults_in(terms), std::vector<std::string>{"lead: gets no fee, so the name has no effect"});
    EXPECT_EQ(faults_in(std::get<TableKey>(table({0.5, 0.4}))),
              std::vector<std::string>{"table: adds up to less than 100 %, so a part of the result would be nobody's"});
    EXPECT_TRUE(faults_in(std::get<TableKey>(table({0.1, 0.2, 0.7}))).empty());
    EXPECT_EQ(faults_in(TableKey{}).size(), 1U);
    EXPECT_EQ(faults_in(std::get<TableKey>(table({0.5, 0.6}))).size(), 1U);
}

TEST(Settlement, RefusesStrangersAndKeysThatGiveNobodyAPart) {
    auto members = members_named({"A", "B"});
    members[0].capacity = 5;
    members[0].to_year = 2;
    Settlement terms;
    terms.profit_key = CapacityKey{};
    terms.loss_key = table({0.5, 0.25, 0.25});
    terms.lead = "Z";
    terms.lead_fee = 0.1;
    const auto faults = [&](std::uint32_t years) {
        FaultTexts found;
        terms.check_members(members, years, found);
        return found.texts;
    };
    const std::string stranger = "lead: \"Z\" is no member of the scenario";
    const std::string third = "loss_key.table_key.table[2].member: \"C\" is no member of the scenario";
    EXPECT_EQ(faults(2), (std::vector<std::string>{stranger, third}));
    EXPECT_EQ(faults(3), (std::vector<std::string>{
                             stranger,
                             "profit_key: gives no member of the pool a part in year 3, so nobody could take the "
                             "result",
                             third}));
}

}  // namespace
}  // namespace riskpool
