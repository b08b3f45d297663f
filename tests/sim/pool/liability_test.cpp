#include "sim/pool/liability.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "sim/pool/by_capacity.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/models/severity/recorded_faults.hpp"

// Tests name the fields that matter to them and leave out the rest.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace riskpool {
namespace {

double sum(std::vector<double> const& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// A case that owns its columns.
struct Pool {
    std::vector<double> owed;
    std::vector<std::uint8_t> defaulted;
    std::vector<double> recovery_rate;
    std::vector<double> assets;
    std::vector<double> free_capacity;

    [[nodiscard]] LiabilityCase view() const { return {owed, defaulted, recovery_rate, assets, free_capacity}; }
    [[nodiscard]] std::size_t size() const { return owed.size(); }
};

struct Settled {
    std::vector<double> paid;
    std::vector<Standing> standing;
    LiabilityOutcome outcome;
};

Settled settle(LiabilityPlan const& plan, Pool const& pool) {
    Settled settled{std::vector<double>(pool.size(), -1), std::vector<Standing>(pool.size()), {}};
    settled.outcome = plan.settle(pool.view(), settled.paid, settled.standing);
    return settled;
}

Settled settle(LiabilityForm form, Pool const& pool) {
    return settle(LiabilityPlan{.form = form}, pool);
}

Pool pool_of(std::vector<double> owed, std::vector<std::uint8_t> defaulted, double recovery_rate,
             std::vector<double> assets = {}) {
    const std::size_t n = owed.size();
    return {std::move(owed), std::move(defaulted), std::vector<double>(n, recovery_rate), std::move(assets), {}};
}

void expect_paid(Settled const& settled, nlohmann::json const& expected) {
    ASSERT_EQ(settled.paid.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(settled.paid[i], expected[i].get<double>(), 1e-9);
}

// O-CO-03.
TEST(Liability, SettlesDefaultsInEachFormAsTheKnownAnswerSays) {
    auto const& known = answer("O-CO-03");
    auto const& inputs = known.at("inputs");
    Pool pool;
    for (const double share : inputs.at("shares")) pool.owed.push_back(share * inputs.at("loss").get<double>());
    pool.defaulted.assign(pool.size(), 0);
    for (const std::size_t member : inputs.at("defaulted")) pool.defaulted[member - 1] = 1;
    pool.recovery_rate.assign(pool.size(), inputs.at("recovery_rate"));

    auto const& expected = known.at("expected");
    const Settled several = settle(LiabilityForm::several, pool);
    expect_paid(several, expected.at("several").at("paid"));
    EXPECT_NEAR(several.outcome.shortfall, expected.at("several").at("insured_shortfall").get<double>(), 1e-9);

    const Settled solidarity = settle(LiabilityForm::solidarity, pool);
    expect_paid(solidarity, expected.at("solidarity").at("paid"));
    EXPECT_EQ(solidarity.outcome.shortfall, 0);
    // Without limits on assets, joint members pay by shares.
    expect_paid(settle(LiabilityForm::joint, pool), expected.at("solidarity").at("paid"));

    const Liability terms{.form = LiabilityForm::capped_solidarity,
                          .part_of_own_share = inputs.at("realloc_cap_of_own_share")};
    const Settled capped = settle(terms.compile({}), pool);
    expect_paid(capped, expected.at("capped").at("paid"));
    EXPECT_NEAR(capped.outcome.shortfall, expected.at("capped").at("insured_shortfall").get<double>(), 1e-9);
    EXPECT_EQ(capped.standing[0], Standing::at_cap);
    EXPECT_EQ(capped.standing[2], Standing::in_default);
}

// O-FR-01: the front, liable for 100 %, bears what a member of the pool leaves.
TEST(Liability, PutsTheShortfallOnTheLeadThatIssuedThePolicy) {
    auto const& known = answer("O-FR-01");
    auto const& inputs = known.at("inputs");
    auto const& expected = known.at("expected");
    const double net_loss = expected.at("pool_net_loss");
    Pool pool;
    pool.owed = {0};  // the front keeps nothing
    for (const double share : inputs.at("pool_shares")) pool.owed.push_back(share * net_loss);
    pool.defaulted.assign(pool.size(), 0);
    pool.defaulted[inputs.at("default_member").get<std::size_t>()] = 1;
    pool.recovery_rate.assign(pool.size(), inputs.at("recovery_rate"));

    std::vector<Member> members(4);
    members[0].name = "Front";
    const Liability terms{.bearer = ShortfallBearer::lead, .lead = "Front"};
    const Settled settled = settle(terms.compile(members), pool);
    EXPECT_NEAR(expected.at("front_result_no_default").get<double>() - settled.outcome.borne_by_lead,
                expected.at("front_result_default").get<double>(), 1e-9);
    EXPECT_EQ(settled.outcome.shortfall, 0);
    EXPECT_EQ(settled.paid[0], 0);
}

TEST(Liability, LeavesWithTheInsuredWhatTheLeadCannotPay) {
    LiabilityPlan plan;
    plan.lead = 0;
    // Own share 10, and 15 that the other leaves: 18 of assets pay 8 of them.
    Settled settled = settle(plan, pool_of({10, 20}, {0, 1}, 0.25, {18, infinity}));
    EXPECT_EQ(settled.paid, (std::vector<double>{10, 5}));
    EXPECT_EQ(settled.outcome.borne_by_lead, 8);
    EXPECT_EQ(settled.outcome.shortfall, 7);
    EXPECT_EQ(settled.standing[0], Standing::out_of_assets);
    // In default itself it pays a quarter of its own share, and a quarter of the 7.5 + 15 that are then left.
    settled = settle(plan, pool_of({10, 20}, {1, 1}, 0.25));
    EXPECT_EQ(settled.outcome.borne_by_lead, 0.25 * 22.5);
    EXPECT_EQ(settled.outcome.shortfall, 0.75 * 22.5);
    EXPECT_EQ(settled.standing[0], Standing::in_default);
}

// Worked in docs/default.md. Four members owe 40, 30, 20 and 10; the first fails and pays nothing. By shares the others
// take 20, 13.33 and 6.67. The second has 45 and fails in turn: 5 fall to the last two as 2 : 1.
TEST(Liability, ReallocatesAgainWhenAReallocationMakesAMemberFail) {
    const Pool pool = pool_of({40, 30, 20, 10}, {1, 0, 0, 0}, 0, {infinity, 45, 100, 100});
    const Settled settled = settle(LiabilityForm::solidarity, pool);
    EXPECT_EQ(settled.paid[0], 0);
    EXPECT_EQ(settled.paid[1], 45);
    EXPECT_NEAR(settled.paid[2], 20 + 25 * 2.0 / 3, 1e-12);
    EXPECT_NEAR(settled.paid[3], 10 + 25 * 1.0 / 3, 1e-12);
    EXPECT_EQ(settled.outcome.shortfall, 0);
    EXPECT_EQ(settled.outcome.rounds, 2U);
    EXPECT_EQ(settled.standing[1], Standing::out_of_assets);
    // Severally nobody else is asked, and the insured goes without 40.
    EXPECT_EQ(settle(LiabilityForm::several, pool).outcome.shortfall, 40);
}

// The same pool, jointly. The 5 that the second lacks are asked of the most solvent first: the fourth has 100 / 10 of
// what it owes, the third 100 / 20.
TEST(Liability, AsksJointMembersInOrderOfSolvencyWhenAssetsRunOut) {
    Pool pool = pool_of({40, 30, 20, 10}, {1, 0, 0, 0}, 0, {infinity, 45, 100, 100});
    Settled settled = settle(LiabilityForm::joint, pool);
    EXPECT_EQ(settled.paid[1], 45);
    EXPECT_NEAR(settled.paid[2], 20 + 40 / 3.0, 1e-12);
    EXPECT_NEAR(settled.paid[3], 10 + 20 / 3.0 + 5, 1e-12);
    // With 50 and 30 the third is less solvent than the fourth (2.5 against 3), which pays first and to the last.
    pool.assets = {infinity, 30, 50, 30};
    settled = settle(LiabilityForm::joint, pool);
    EXPECT_NEAR(settled.paid[3], 30, 1e-12);
    EXPECT_NEAR(settled.paid[2], 100 - 30 - 30, 1e-12);
    EXPECT_EQ(settled.outcome.shortfall, 0);
    pool.assets = {infinity, 30, 35, 30};
    settled = settle(LiabilityForm::joint, pool);
    EXPECT_EQ(settled.paid, (std::vector<double>{0, 30, 35, 30}));
    EXPECT_NEAR(settled.outcome.shortfall, 5, 1e-12);
}

TEST(Liability, SharesAmongJointMembersEquallySolvent) {
    // 30 are lacking; both others are unlimited, and take 20 and 10 besides their 20 and 10.
    const Settled settled =
        settle(LiabilityForm::joint, pool_of({30, 30, 20, 10}, {0, 0, 0, 0}, 0, {15, 15, infinity, infinity}));
    EXPECT_NEAR(settled.paid[2], 40, 1e-12);
    EXPECT_NEAR(settled.paid[3], 20, 1e-12);
}

TEST(Liability, AsksNobodyWhoHasNoPartInTheLoss) {
    for (const auto form : {LiabilityForm::solidarity, LiabilityForm::joint}) {
        const Settled settled = settle(form, pool_of({10, 0}, {1, 0}, 0.5));
        EXPECT_EQ(settled.paid, (std::vector<double>{5, 0}));
        EXPECT_EQ(settled.outcome.shortfall, 5);
    }
}

TEST(Liability, CapsSolidarityByFreeCapacity) {
    const Liability terms{.form = LiabilityForm::capped_solidarity, .within_capacity = true};
    Pool pool = pool_of({30, 20, 10}, {1, 0, 0}, 0);
    pool.free_capacity = {100, 8, 50};
    // By shares 20 and 10; the second has room for 8, so that 22 fall to the third.
    const Settled settled = settle(terms.compile({}), pool);
    EXPECT_EQ(settled.paid, (std::vector<double>{0, 28, 32}));
    EXPECT_EQ(settled.standing[1], Standing::at_cap);
    EXPECT_EQ(settled.outcome.shortfall, 0);
}

// --- 10,000 random pools -----------------------------------------------------------------------------------------

class RandomPools {
public:
    Pool next() {
        Pool pool;
        const std::size_t n = 1 + random_() % 8;
        for (std::size_t i = 0; i < n; ++i) {
            const double owed = random_() % 10 == 0 ? 0 : 100 * part_(random_);
            pool.owed.push_back(owed);
            pool.defaulted.push_back(random_() % 4 == 0 ? 1 : 0);
            pool.recovery_rate.push_back(part_(random_));
            pool.assets.push_back(random_() % 5 == 0 ? infinity : (random_() % 20 == 0 ? 0 : 200 * part_(random_)));
            pool.free_capacity.push_back(40 * part_(random_));
        }
        return pool;
    }
    LiabilityPlan plan() {
        LiabilityPlan plan;
        plan.form = static_cast<LiabilityForm>(random_() % 4);
        if (plan.form == LiabilityForm::capped_solidarity) {
            plan.reads_free_capacity = random_() % 2 == 0;
            plan.part_of_own_share = plan.reads_free_capacity && random_() % 2 == 0 ? infinity : part_(random_);
        }
        return plan;
    }
    std::size_t below(std::size_t n) { return random_() % n; }

private:
    std::mt19937_64 random_{20};
    std::uniform_real_distribution<double> part_{0, 1};
};

constexpr int random_pools = 10000;

double cap_of(LiabilityPlan const& plan, Pool const& pool, std::size_t i) {
    if (plan.form == LiabilityForm::several) return 0;
    if (plan.form != LiabilityForm::capped_solidarity) return infinity;
    double cap = plan.reads_free_capacity ? pool.free_capacity[i] : infinity;
    if (plan.part_of_own_share < infinity) cap = std::min(cap, plan.part_of_own_share * pool.owed[i]);
    return cap;
}

TEST(Liability, AddsUpAndNeverPaysMoreThanAssetsOrCapsAllow) {
    RandomPools random;
    int failures = 0;
    for (int round = 0; round < random_pools; ++round) {
        const Pool pool = random.next();
        const LiabilityPlan plan = random.plan();
        const Settled settled = settle(plan, pool);
        EXPECT_NEAR(sum(settled.paid) + settled.outcome.shortfall, sum(pool.owed), 1e-9);
        EXPECT_GE(settled.outcome.shortfall, 0);
        EXPECT_LE(settled.outcome.rounds, pool.size());
        for (std::size_t i = 0; i < pool.size(); ++i) {
            EXPECT_GE(settled.paid[i], 0);
            EXPECT_LE(settled.paid[i], pool.assets[i]);
            EXPECT_LE(settled.paid[i], pool.owed[i] + cap_of(plan, pool, i) + 1e-9);
            if (pool.defaulted[i]) {
                EXPECT_EQ(settled.paid[i], std::min(pool.recovery_rate[i] * pool.owed[i], pool.assets[i]));
            } else {
                EXPECT_GE(settled.paid[i], std::min(pool.owed[i], pool.assets[i]));
            }
            failures += settled.standing[i] == Standing::out_of_assets;
        }
    }
    EXPECT_GT(failures, random_pools / 10) << "too few further failures to tell anything";
}

TEST(Liability, LeavesNoLessUnpaidAfterOneMoreDefaultOrWithFewerAssets) {
    RandomPools random;
    for (int round = 0; round < random_pools; ++round) {
        const Pool pool = random.next();
        const LiabilityPlan plan = random.plan();
        const Settled before = settle(plan, pool);
        const std::size_t who = random.below(pool.size());

        Pool more_defaults = pool;
        more_defaults.defaulted[who] = 1;
        const Settled after = settle(plan, more_defaults);
        EXPECT_GE(after.outcome.shortfall, before.outcome.shortfall - 1e-9);
        for (std::size_t i = 0; i < pool.size(); ++i) {
            // Jointly, what a default leaves is asked by shares and what assets lack by solvency, so that a
            // default of somebody without assets may spare the most solvent and ask others.
            if (i == who || plan.form == LiabilityForm::joint) continue;
            EXPECT_GE(after.paid[i], before.paid[i] - 1e-9);
        }
        Pool poorer = pool;
        poorer.assets[who] = pool.assets[who] < infinity ? 0.7 * pool.assets[who] : 50;
        EXPECT_GE(settle(plan, poorer).outcome.shortfall, before.outcome.shortfall - 1e-9);
        Pool better_recovery = pool;
        better_recovery.recovery_rate[who] = 1;
        EXPECT_LE(settle(plan, better_recovery).outcome.shortfall, before.outcome.shortfall + 1e-9);
    }
}

TEST(Liability, ScalesWithTheCurrency) {
    RandomPools random;
    for (int round = 0; round < random_pools; ++round) {
        Pool pool = random.next();
        const LiabilityPlan plan = random.plan();
        Settled settled = settle(plan, pool);
        for (auto* column : {&pool.owed, &pool.assets, &pool.free_capacity}) {
            for (double& x : *column) x *= 1024;
        }
        for (double& x : settled.paid) x *= 1024;
        const Settled scaled = settle(plan, pool);
        EXPECT_EQ(scaled.paid, settled.paid);
        EXPECT_EQ(scaled.standing, settled.standing);
        EXPECT_EQ(scaled.outcome.shortfall, settled.outcome.shortfall * 1024);
    }
}

// The fictitious default algorithm as methods 1.14 tells it, one round: the members known to have failed pay what they
// have, the rest of the debt is re-allocated over the survivors.
std::vector<double> one_round(LiabilityPlan const& plan, Pool const& pool, std::vector<bool> const& failed) {
    std::vector<double> paid(pool.size(), 0), weights(pool.size(), 0), caps(pool.size(), 0);
    double left = sum(pool.owed);
    for (std::size_t i = 0; i < pool.size(); ++i) {
        if (pool.defaulted[i]) {
            paid[i] = std::min(pool.recovery_rate[i] * pool.owed[i], pool.assets[i]);
        } else if (failed[i]) {
            paid[i] = pool.assets[i];
        } else {
            paid[i] = pool.owed[i];
            weights[i] = pool.owed[i];
            caps[i] = cap_of(plan, pool, i);
        }
        left -= paid[i];
    }
    const auto extra = fill_by_weight(left, weights, caps);
    for (std::size_t i = 0; i < pool.size(); ++i) paid[i] += extra[i];
    return paid;
}

TEST(Liability, IsWhereTheFictitiousDefaultAlgorithmEndsAndOneMoreRoundChangesNothing) {
    RandomPools random;
    for (int round = 0; round < random_pools; ++round) {
        const Pool pool = random.next();
        const LiabilityPlan plan = random.plan();
        if (plan.form == LiabilityForm::joint) continue;
        const Settled settled = settle(plan, pool);

        std::vector<bool> failed(pool.size(), false);
        std::vector<double> paid;
        for (std::size_t pass = 0; pass <= pool.size(); ++pass) {
            paid = one_round(plan, pool, failed);
            bool more = false;
            for (std::size_t i = 0; i < pool.size(); ++i) {
                if (pool.defaulted[i] || failed[i] || paid[i] <= pool.assets[i]) continue;
                failed[i] = true;
                more = true;
            }
            if (!more) break;
            ASSERT_LT(pass, pool.size()) << "not stable after n rounds";
        }
        std::vector<bool> out_of_assets(pool.size());
        for (std::size_t i = 0; i < pool.size(); ++i) out_of_assets[i] = settled.standing[i] == Standing::out_of_assets;
        const auto again = one_round(plan, pool, out_of_assets);
        for (std::size_t i = 0; i < pool.size(); ++i) {
            EXPECT_NEAR(settled.paid[i], paid[i], 1e-9);
            EXPECT_NEAR(settled.paid[i], again[i], 1e-9);
        }
    }
}

// paid_i = min(assets_i, owed_i + min(cap_i, k owed_i)) for one level k, found by halving intervals.
TEST(Liability, HasOneLevelForAllSurvivorsOfASolidarity) {
    RandomPools random;
    for (int round = 0; round < random_pools; ++round) {
        const Pool pool = random.next();
        const LiabilityPlan plan = random.plan();
        if (plan.form == LiabilityForm::joint) continue;
        const auto paid_at = [&](double level) {
            std::vector<double> paid;
            for (std::size_t i = 0; i < pool.size(); ++i) {
                const double asked = pool.defaulted[i]
                                         ? pool.recovery_rate[i] * pool.owed[i]
                                         : pool.owed[i] + std::min(cap_of(plan, pool, i), level * pool.owed[i]);
                paid.push_back(std::min(pool.assets[i], asked));
            }
            return paid;
        };
        double low = 0, high = 1e6;
        for (int halving = 0; halving < 80; ++halving) {
            const double middle = low + (high - low) / 2;
            (sum(paid_at(middle)) < sum(pool.owed) ? low : high) = middle;
        }
        const Settled settled = settle(plan, pool);
        const auto expected = paid_at(high);
        for (std::size_t i = 0; i < pool.size(); ++i) EXPECT_NEAR(settled.paid[i], expected[i], 1e-7);
    }
}

// Joint members written as a queue: everybody's first demand, then the queue of the solvent.
TEST(Liability, QueuesJointMembersBySolvency) {
    RandomPools random;
    for (int round = 0; round < random_pools; ++round) {
        Pool pool = random.next();
        // Unlimited members are equally solvent: leave one at most.
        bool unlimited = false;
        for (double& assets : pool.assets) {
            if (assets < infinity) continue;
            if (unlimited) assets = 150;
            unlimited = true;
        }
        double debt = sum(pool.owed), survivors = 0;
        std::vector<std::pair<double, std::size_t>> queue;
        std::vector<double> paid(pool.size(), 0);
        for (std::size_t i = 0; i < pool.size(); ++i) {
            if (pool.defaulted[i]) {
                paid[i] = std::min(pool.recovery_rate[i] * pool.owed[i], pool.assets[i]);
                debt -= paid[i];
            } else if (pool.owed[i] > 0) {
                survivors += pool.owed[i];
                queue.emplace_back(pool.assets[i] / pool.owed[i], i);
            }
        }
        double left = debt;
        for (auto const& [solvency, i] : queue) {
            paid[i] = std::min(pool.assets[i], debt * pool.owed[i] / survivors);
            left -= paid[i];
        }
        std::sort(queue.rbegin(), queue.rend());
        for (auto const& [solvency, i] : queue) {
            const double more = std::min(left, pool.assets[i] - paid[i]);
            paid[i] += more;
            left -= more;
        }
        const Settled settled = settle(LiabilityForm::joint, pool);
        for (std::size_t i = 0; i < pool.size(); ++i) EXPECT_NEAR(settled.paid[i], paid[i], 1e-9);
        EXPECT_NEAR(settled.outcome.shortfall, left, 1e-9);
    }
}

TEST(Liability, RefusesCapsWithoutCappedSolidarityAndLeadsWithoutUse) {
    EXPECT_TRUE(faulty_fields(Liability{}).empty());
    EXPECT_EQ(faulty_fields(Liability{.form = LiabilityForm::capped_solidarity}), std::vector<std::string>{"form"});
    EXPECT_EQ(faulty_fields(Liability{.part_of_own_share = 0.1}), std::vector<std::string>{"part_of_own_share"});
    EXPECT_EQ(faulty_fields(Liability{.within_capacity = true}), std::vector<std::string>{"within_capacity"});
    EXPECT_EQ(faulty_fields(Liability{.bearer = ShortfallBearer::lead}), std::vector<std::string>{"bearer"});
    EXPECT_EQ(faulty_fields(Liability{.lead = "A"}), std::vector<std::string>{"lead"});
    RecordedFaults faults;
    std::vector<Member> members(1);
    members[0].name = "A";
    Liability{.bearer = ShortfallBearer::lead, .lead = "A"}.check_members(members, faults);
    EXPECT_TRUE(faults.fields.empty());
    Liability{.bearer = ShortfallBearer::lead, .lead = "B"}.check_members(members, faults);
    EXPECT_EQ(faults.fields, std::vector<std::string>{"lead"});
}

}  // namespace
}  // namespace riskpool
