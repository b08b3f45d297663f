// What settlements keep whatever their terms, and what pooling saves.
#include <algorithm>
#include <cmath>
#include <random>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/pool/settled_trial.hpp"

namespace riskpool {
namespace {

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

        SettledTrial trial(terms, members, years);
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

}  // namespace
}  // namespace riskpool
