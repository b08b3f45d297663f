#include "sim/pool/settlement.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;

double sum(Numbers const& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// A plan that runs one trial after another.
class Trial {
public:
    Trial(Settlement const& terms, std::vector<Member> const& members, std::uint32_t years)
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

void expect_near(Numbers const& actual, Numbers const& expected, double tolerance = 1e-9) {
    ASSERT_EQ(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], tolerance) << i;
}

std::vector<Member> members_named(std::vector<std::string> const& names) {
    std::vector<Member> members;
    for (auto const& name : names) members.push_back(member_named(name));
    return members;
}

SettlementKeys table(Numbers const& parts) {
    TableKey key;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        key.table.push_back({std::string(1, static_cast<char>('A' + i)), parts[i]});
    }
    return key;
}

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
        Trial trial(terms, members_named({"A", "B", "C"}), 1);
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
    Trial trial(terms, members_named({"A", "B", "C"}), 1);
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
    Trial trial(terms, members, 3);
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
    Trial trial(terms, members_named({"A", "B"}), 3);
    trial.settle({10, 0}, {50, 50});
    expect_near(trial.final_results, {5, 5});
    trial.settle({-30, 0}, {50, 50});  // -20 over two years: -8 and -12, less the 5 and 5 of the first
    expect_near(trial.final_results, {-13, -17});
    trial.settle({30, 0}, {50, 50});  // 0 over two years
    expect_near(trial.final_results, {13, 17});
}

TEST(Settlement, GivesTheProfitToThoseWhoContributedAsWorkedInItsDocumentation) {
    const auto terms = from_text<Settlement>("{profit_key: contribution_key, loss_key: premium_key}");
    Trial trial(terms, members_named({"A", "B", "C"}), 3);
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
    Trial trial(terms, members, 2);
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
    Trial trial(terms, members, 2);
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
    Trial trial(terms, members, 2);
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
    Trial trial(terms, members_named({"A", "B"}), 1);
    trial.settle({-10, 0}, {0, 0});
    expect_near(trial.final_results, {-5, -5});
}

/// The same settlement written the slow way: the whole history of a trial, looked up anew each year.
class SlowSettlement {
public:
    SlowSettlement(Settlement const& terms, std::vector<Member> const& members) : terms_(terms), members_(members) {}

    /// What each member has in the end.
    Numbers settle(Numbers const& own, Numbers const& premium, double divided) {
        const auto year = static_cast<std::uint32_t>(premiums_.size() + 1);
        premiums_.push_back(premium);
        const std::size_t first = year > terms_.clawback_years ? year - terms_.clawback_years : 0;
        const std::size_t n = members_.size();
        Numbers before(n, 0.0), window_premium(n, 0.0);
        double result = divided;
        for (std::size_t m = 0; m < n; ++m) {
            if (!members_[m].takes_part(year)) continue;
            for (std::size_t y = first; y < year; ++y) {
                window_premium[m] += premiums_[y][m];
                if (y + 1 < year) before[m] += divided_[y][m];
            }
            result += before[m];
        }
        Numbers weights = key(result >= 0 ? terms_.profit_key : terms_.loss_key, year, window_premium);
        const Numbers by_premium = key(PremiumKey{}, year, window_premium);
        const double hurdle = terms_.hurdle * terms_.pool_share * sum(window_premium);
        const double below = result >= 0 ? std::min(result, hurdle) : 0;
        const bool lead_there = !terms_.lead.empty() && lead().takes_part(year);
        Numbers mine(n), final_results(n);
        for (std::size_t m = 0; m < n; ++m) {
            mine[m] = by_premium[m] * below + weights[m] * (result - below) - before[m];
            final_results[m] = (1 - terms_.pool_share) * own[m] + mine[m];
            if (lead_there && members_[m].name == terms_.lead) {
                final_results[m] += terms_.lead_fee * terms_.pool_share * sum(premium);
            }
        }
        divided_.push_back(mine);
        for (std::size_t m = 0; m < n; ++m) given_[m] += own[m] - final_results[m];
        return final_results;
    }

private:
    Member const& lead() const {
        return *std::find_if(members_.begin(), members_.end(),
                             [&](Member const& member) { return member.name == terms_.lead; });
    }
    Numbers key(SettlementKeys const& terms, std::uint32_t year, Numbers const& premium) {
        Numbers weights;
        for (std::size_t m = 0; m < members_.size(); ++m) {
            Member const& member = members_[m];
            double weight = 0;
            if (auto const* fixed = std::get_if<TableKey>(&terms)) weight = fixed->weight(member);
            if (std::holds_alternative<CapacityKey>(terms)) weight = member.capacity;
            if (std::holds_alternative<CapitalKey>(terms)) weight = member.capital + member.reserves;
            if (std::holds_alternative<PremiumKey>(terms)) weight = premium[m];
            if (std::holds_alternative<ContributionKey>(terms)) weight = std::max(given_[m], 0.0);
            weights.push_back(member.takes_part(year) ? weight : 0);
        }
        const double all = sum(weights);
        if (!(all > 0) && std::holds_alternative<ContributionKey>(terms)) return key(PremiumKey{}, year, premium);
        for (double& weight : weights) weight /= all;
        return weights;
    }

    Settlement terms_;
    std::vector<Member> members_;
    std::vector<Numbers> premiums_, divided_;
    Numbers given_ = Numbers(members_.size(), 0.0);
};

// Transfers add up to minus what goes to the fund, and every final result is what the slow way says.
TEST(Settlement, LosesNoMoneyInTenThousandRandomSettlements) {
    std::mt19937_64 random(101);
    std::uniform_real_distribution<double> number(0, 1);
    int settled = 0;
    while (settled < 10'000) {
        const std::size_t n = 1 + random() % 8;
        const auto years = 1 + static_cast<std::uint32_t>(random() % 8);
        std::vector<Member> members;
        TableKey fixed;
        for (std::size_t m = 0; m < n; ++m) {
            members.push_back(member_named("m" + std::to_string(m), 1 + number(random), 1 + number(random)));
            members.back().reserves = number(random);
            if (m > 0 && random() % 3 == 0) members.back().from_year = 1 + static_cast<std::uint32_t>(random() % 3);
            if (m > 0 && random() % 3 == 0) {
                members.back().to_year = members.back().from_year + static_cast<std::uint32_t>(random() % 4);
            }
            fixed.table.push_back({members.back().name, 0.1 + number(random)});
        }
        double parts = 0;
        for (auto const& row : fixed.table) parts += row.share;
        for (auto& row : fixed.table) row.share /= parts;
        const std::vector<SettlementKeys> keys{fixed, CapacityKey{}, CapitalKey{}, PremiumKey{}, ContributionKey{}};
        Settlement terms;
        terms.pool_share = random() % 2 ? 1 : 0.01 + 0.99 * number(random);
        terms.profit_key = keys[random() % keys.size()];
        terms.loss_key = keys[random() % keys.size()];
        if (random() % 2) {
            terms.lead = members[random() % n].name;
            terms.lead_fee = 0.1 * number(random);
        }
        terms.hurdle = random() % 2 ? 0 : 0.2 * number(random);
        terms.clawback_years = 1 + static_cast<std::uint32_t>(random() % 4);

        Trial trial(terms, members, years);
        SlowSettlement slow(terms, members);
        for (std::uint32_t year = 1; year <= years; ++year, ++settled) {
            Numbers own(n, 0.0), premium(n, 0.0);
            for (std::size_t m = 0; m < n; ++m) {
                if (!members[m].takes_part(year)) continue;
                premium[m] = 1 + 9 * number(random);
                own[m] = premium[m] * (0.8 - (number(random) < 0.3 ? 5 : 1) * number(random));
            }
            const double pool = trial.pool_result(own, premium);
            const double fund = random() % 3 == 0 ? -number(random) : 0.3 * std::max(pool, 0.0);
            const double scale = 100 + std::abs(fund);
            trial.settle(own, premium, fund);
            EXPECT_NEAR(sum(trial.transfers), -fund, 1e-12 * scale);
            EXPECT_NEAR(sum(trial.final_results), sum(own) - fund, 1e-12 * scale);
            expect_near(trial.final_results, slow.settle(own, premium, pool - fund), 1e-11 * scale);
            for (std::size_t m = 0; m < n; ++m) {
                EXPECT_NEAR(trial.transfers[m], trial.final_results[m] - own[m], 1e-12 * scale);
            }
        }
    }
}

TEST(Settlement, AllocatesNothingAfterTheFirstTrialAndForgetsTheTrialBefore) {
    const auto terms =
        from_text<Settlement>("{profit_key: contribution_key, loss_key: premium_key, clawback_years: 2}");
    const auto members = members_named({"A", "B"});
    const SettlementPlan plan(terms, members, 2);
    SettlementState state;
    plan.open(state);
    double const* memory[] = {state.divided.data(), state.premium.data(), state.contribution.data(), state.key.data()};
    const Numbers own{10, -4}, premium{5, 7};
    Numbers first(2), again(2), transfers(2);
    for (Numbers* final_results : {&first, &again}) {
        plan.open(state);
        for (int year = 0; year < 2; ++year) plan.settle(state, {own, premium, 6}, *final_results, transfers);
    }
    EXPECT_EQ(first, again);
    double const* after[] = {state.divided.data(), state.premium.data(), state.contribution.data(), state.key.data()};
    for (std::size_t k = 0; k < 4; ++k) EXPECT_EQ(memory[k], after[k]);
}

// O-PL-01: five members, each with gamma losses of shape 1/2 and scale 10, which are 5 Z^2; shared equally.
TEST(Settlement, SavesEqualMembersTheCapitalThatTheKnownAnswerSays) {
    auto const& known = answer("O-PL-01");
    const std::size_t n = known.at("inputs").at("members");
    ASSERT_EQ(known.at("inputs").at("member").at("shape").get<double>(), 0.5);
    const double half_scale = known.at("inputs").at("member").at("scale").get<double>() / 2;
    const double level = known.at("inputs").at("level");
    Settlement terms;
    terms.profit_key = terms.loss_key = table(Numbers(n, 1.0 / static_cast<double>(n)));
    const SettlementPlan plan(terms, members_named({"A", "B", "C", "D", "E"}), 1);
    SettlementState state;
    plan.open(state);
    std::mt19937_64 random(7);
    std::normal_distribution<double> normal;
    const std::size_t trials = 200'000;
    Numbers alone, pooled, own(n), final_results(n), transfers(n);
    const Numbers premium(n, 0.0);
    for (std::size_t trial = 0; trial < trials; ++trial) {
        for (double& result : own) {
            const double z = normal(random);
            result = -half_scale * z * z;
        }
        plan.open(state);
        plan.settle(state, {own, premium, plan.pool_result(state, own, premium)}, final_results, transfers);
        alone.push_back(-own[0]);
        pooled.push_back(-final_results[0]);
    }
    const auto expect_tvar = [&](Numbers losses, double value_at_risk, double tail_value) {
        const auto tail = static_cast<std::size_t>(std::llround((1 - level) * static_cast<double>(trials)));
        std::sort(losses.begin(), losses.end(), std::greater<>());
        double mean = 0;
        for (std::size_t k = 0; k < tail; ++k) mean += losses[k] / static_cast<double>(tail);
        // Standard error by the excess above the exact quantile (methods 5.3).
        double first = 0, second = 0;
        for (const double loss : losses) {
            const double excess = std::max(loss - value_at_risk, 0.0);
            first += excess / static_cast<double>(trials);
            second += excess * excess / static_cast<double>(trials);
        }
        const double error = std::sqrt((second - first * first) / static_cast<double>(trials)) / (1 - level);
        EXPECT_NEAR(mean, tail_value, 4 * error);
        EXPECT_LT(error, 0.02 * tail_value);
    };
    auto const& expected = known.at("expected");
    expect_tvar(alone, expected.at("standalone_VaR"), expected.at("standalone_TVaR"));
    expect_tvar(pooled, expected.at("pooled_VaR").get<double>() / static_cast<double>(n),
                expected.at("per_member_TVaR"));
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
