#include "sim/pool/by_capacity.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "tests/known_answers/answers.hpp"

namespace riskpool {
namespace {

double sum(std::vector<double> const& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

std::vector<Member> members_of(nlohmann::json const& inputs) {
    std::vector<Member> members;
    for (std::size_t i = 0; i < inputs.at("members").size(); ++i) {
        Member member;
        member.name = inputs.at("members")[i];
        member.capital = inputs.at("capital")[i];
        member.capacity = inputs.at("written_line")[i];
        members.push_back(member);
    }
    return members;
}

// O-CO-01: lines as weights, each member capped at 10 % of its capital, the rest of the risk unplaced.
TEST(ByCapacity, SplitsRiskUnitsAsTheKnownAnswerSays) {
    auto const& known = answer("O-CO-01");
    const std::vector<Member> members = members_of(known.at("inputs"));
    ByCapacity rule;
    rule.line = LineMeaning::weight;
    rule.part_of_capital = known.at("inputs").at("capital_cap");
    Insureds insureds;
    for (const double amount : known.at("inputs").at("sums_insured")) {
        Insured insured;
        insured.property = amount / 2;
        insured.stock = amount / 2;
        insureds.push_back(insured);
    }
    const std::vector<std::size_t> covered{0, 1, 2};
    const ShareMatrix shares = rule.allocate({insureds, covered, members});
    ASSERT_EQ(shares.rows(), 3);
    ASSERT_EQ(shares.cols(), 5);
    for (Eigen::Index row = 0; row < 3; ++row) {
        auto const& expected = known.at("expected").at("results")[static_cast<std::size_t>(row)];
        const double amount = insureds[static_cast<std::size_t>(row)].sum_insured();
        for (Eigen::Index m = 0; m < 5; ++m) {
            const auto i = static_cast<std::size_t>(m);
            EXPECT_NEAR(shares(row, m), expected.at("share")[i].get<double>(), 1e-9);
            EXPECT_NEAR(shares(row, m) * amount, expected.at("allocation")[i].get<double>(), 1e-9);
        }
        EXPECT_NEAR(amount * (1 - shares.row(row).sum()), expected.at("unplaced").get<double>(), 1e-9);
    }
}

TEST(ByCapacity, TakesTheLeastOfLineAndLegalCapWhereALineIsAMaximum) {
    Member member;
    member.capital = 100;
    member.reserves = 50;
    member.capacity = 20;
    ByCapacity rule;
    EXPECT_EQ(rule.cap(member), 15);
    member.capacity = 10;
    EXPECT_EQ(rule.cap(member), 10);
    rule.line = LineMeaning::weight;
    EXPECT_EQ(rule.cap(member), 15);
    rule.part_of_capital = infinity;
    EXPECT_EQ(rule.cap(member), infinity);
    rule.line = LineMeaning::maximum;
    EXPECT_EQ(rule.cap(member), 10);
    EXPECT_EQ(rule.cap(Member{}), 0);
}

TEST(ByCapacity, MeasuresARiskByItsSumInsuredOrByItsPml) {
    Insured insured;
    insured.property = 100;
    insured.pml = 40;
    Member member;
    member.capacity = 20;
    ByCapacity rule;
    rule.part_of_capital = infinity;
    const Insureds insureds{Insured{}, insured};
    const std::vector<std::size_t> covered{1};
    const std::vector<Member> members{member};
    EXPECT_EQ(rule.allocate({insureds, covered, members})(0, 0), 0.2);
    rule.basis = RiskBasis::pml;
    EXPECT_EQ(rule.allocate({insureds, covered, members})(0, 0), 0.5);
}

TEST(ByCapacity, TakesNothingOfARiskWithoutValue) {
    Member member;
    member.capacity = 20;
    ByCapacity rule;
    rule.part_of_capital = infinity;
    const Insureds insureds{Insured{}};
    const std::vector<std::size_t> covered{0};
    EXPECT_EQ(rule.allocate({insureds, covered, {member}})(0, 0), 0.0);
}

// The defining properties of water filling (methods 1.13): a_i = min(cap_i, k w_i) with one k for all, adding up to
// min(amount, sum of caps).
TEST(FillByWeight, HasOneLevelForAllWhoAreNotFull) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> number(0, 1);
    for (int round = 0; round < 5000; ++round) {
        const std::size_t n = 1 + random() % 12;
        std::vector<double> weights, caps;
        for (std::size_t i = 0; i < n; ++i) {
            weights.push_back(0.05 + number(random));
            caps.push_back(random() % 6 == 0 ? 0 : number(random));
        }
        const double amount = number(random) * static_cast<double>(n);
        const auto filled = fill_by_weight(amount, weights, caps);
        EXPECT_NEAR(sum(filled), std::min(amount, sum(caps)), 1e-12 * static_cast<double>(n));
        double level = 0;
        for (std::size_t i = 0; i < n; ++i) level = std::max(level, filled[i] / weights[i]);
        for (std::size_t i = 0; i < n; ++i) {
            EXPECT_LE(filled[i], caps[i]);
            if (filled[i] == caps[i]) continue;
            EXPECT_NEAR(filled[i] / weights[i], level, 1e-12 * (1 + level));
        }
    }
}

TEST(FillByWeight, GivesNothingToMembersWithoutWeight) {
    EXPECT_EQ(fill_by_weight(10, {0, 1}, {100, 4}), (std::vector<double>{0, 4}));
    EXPECT_EQ(fill_by_weight(10, {0, 0}, {100, 100}), (std::vector<double>{0, 0}));
    EXPECT_EQ(fill_by_weight(0, {1, 1}, {100, 100}), (std::vector<double>{0, 0}));
    EXPECT_EQ(fill_by_weight(10, {1, 3}, {infinity, infinity}), (std::vector<double>{2.5, 7.5}));
}

}  // namespace
}  // namespace riskpool
