#include "sim/pool/membership.hpp"

#include <Eigen/Core>

#include <random>

#include "sim/pool/by_year.hpp"
#include "sim/pool/line_slip.hpp"
#include "sim/pool/share_rule.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

const Insureds insureds(1);
const std::vector<std::size_t> covered{0};

/// The shares of O-CO-04 as periods of a scenario file.
ByYear periods_of(nlohmann::json const& shares) {
    ByYear rule;
    for (auto const& [year, parts] : shares.items()) {
        ByTable table;
        for (auto const& [member, share] : parts.items()) table.table.push_back({member, share.get<double>()});
        rule.periods.push_back({static_cast<std::uint32_t>(std::stoul(year)), table});
    }
    return rule;
}

TEST(Membership, ChargesPaymentsToTheSharesOfTheirUnderwritingYear) {
    auto const& known = answer("O-CO-04");
    const auto rule = periods_of(known.at("inputs").at("shares_by_uwy"));
    std::vector<Member> members{member_named("A"), member_named("B"), member_named("C")};
    members[1].to_year = 2;
    members[2].from_year = 2;
    const auto shares =
        shares_by_year([&](ShareSetting const& each) { return rule.allocate(each); }, {insureds, covered, members}, 3);
    ASSERT_EQ(shares.size(), 3U);
    std::vector<RunOffPayment> payments;
    for (auto const& each : known.at("inputs").at("payments")) {
        const auto year = static_cast<std::uint32_t>(std::stoul(each.at("uwy").get<std::string>()));
        payments.push_back({year, each.at("cal").get<std::uint32_t>(), each.at("amount").get<double>()});
    }
    const ShareMatrix paid = payments_by_calendar_year(payments, shares);
    ASSERT_EQ(paid.rows(), 4);
    EXPECT_EQ(paid.topRows(2).sum(), 0);
    for (auto const& [year, by_member] : known.at("expected").at("payments_by_calendar_year").items()) {
        for (std::size_t m = 0; m < members.size(); ++m) {
            EXPECT_NEAR(paid(static_cast<Eigen::Index>(std::stoul(year)) - 1, static_cast<Eigen::Index>(m)),
                        by_member.at(members[m].name).get<double>(), 1e-9)
                << year << ' ' << members[m].name;
        }
    }
}

TEST(Membership, AppliesTheRuleToTheMembersThenInThePoolAsWorkedInItsDocumentation) {
    std::vector<Member> members{member_named("A"), member_named("B"), member_named("C")};
    members[1].to_year = 2;
    members[2].from_year = 2;
    const ShareRuleKinds rule = Equal{};
    const auto shares = shares_by_year(rule, {insureds, covered, members}, 3);
    EXPECT_EQ(shares[0].row(0), (Eigen::RowVector3d{0.5, 0.5, 0}));
    EXPECT_EQ(shares[1].row(0), (Eigen::RowVector3d{1.0 / 3, 1.0 / 3, 1.0 / 3}));
    EXPECT_EQ(shares[2].row(0), (Eigen::RowVector3d{0.5, 0, 0.5}));
    // A table is not filled up: the part of a leaver stays with the insured.
    const ShareRuleKinds table = ByTable{{{"A", 0.5}, {"B", 0.3}, {"C", 0.2}}};
    const auto fixed = shares_by_year(table, {insureds, covered, members}, 3);
    EXPECT_EQ(fixed[0].row(0), (Eigen::RowVector3d{0.5, 0.3, 0}));
    EXPECT_EQ(fixed[2].row(0), (Eigen::RowVector3d{0.5, 0, 0.2}));
}

TEST(Membership, GivesNobodyAShareInAYearWithoutMembers) {
    std::vector<Member> members{member_named("A", 10)};
    members[0].to_year = 1;
    for_each_kind<SimpleShareRules>([&]<class Rule>() {
        const ShareRuleKinds rule = Rule{};
        const auto shares = shares_by_year(rule, {insureds, covered, members}, 2);
        EXPECT_EQ(shares[1].size(), 1) << Rule::kind;
        EXPECT_EQ(shares[1].sum(), 0) << Rule::kind;
    });
}

// A slip asked by year through its premium shares, and compiled by year for its losses, has the same members.
TEST(Membership, AgreesWithASlipCompiledForTheYear) {
    std::vector<Member> members{member_named("A"), member_named("B")};
    members[1].from_year = 2;
    const LineSlip slip{{{10, 0, 1, {{"A", 0.75}, {"B", 0.75}}}}};
    const auto shares =
        shares_by_year([&](ShareSetting const& each) { return slip.allocate(each); }, {insureds, covered, members}, 2);
    for (std::uint32_t year = 1; year <= 2; ++year) {
        const SlipPlan plan(slip, members, year);
        for (std::size_t m = 0; m < 2; ++m) {
            EXPECT_EQ(shares[year - 1](0, static_cast<Eigen::Index>(m)), plan.premium_shares()[m]);
        }
    }
    EXPECT_EQ(shares[0](0, 0), 0.75);
    EXPECT_EQ(shares[1](0, 0), 0.5);
}

// No payment is lost or made twice, whatever years it belongs to.
TEST(Membership, PaysEveryPaymentOnceByTheSharesOfItsYear) {
    std::mt19937_64 random(29);
    std::uniform_real_distribution<double> number(0, 1);
    for (int round = 0; round < 500; ++round) {
        std::vector<Member> members;
        for (std::size_t m = 0; m < 1 + random() % 5; ++m) {
            members.push_back(member_named("m" + std::to_string(m), 1 + number(random)));
            members.back().from_year = 1 + static_cast<std::uint32_t>(random() % 3);
        }
        members[0].from_year = 1;
        const ShareRuleKinds rule = ByCapital{};
        const auto shares = shares_by_year(rule, {insureds, covered, members}, 4);
        std::vector<RunOffPayment> payments;
        std::vector<double> expected(members.size(), 0.0);
        double sum = 0;
        for (int k = 0; k < 20; ++k) {
            const auto year = 1 + static_cast<std::uint32_t>(random() % 4);
            payments.push_back({year, year + static_cast<std::uint32_t>(random() % 5), number(random)});
            double capital = 0;
            for (auto const& member : members) capital += member.from_year <= year ? member.capital : 0;
            for (std::size_t m = 0; m < members.size(); ++m) {
                if (members[m].from_year <= year) {
                    expected[m] += payments.back().amount * members[m].capital / capital;
                }
            }
            sum += payments.back().amount;
        }
        const ShareMatrix paid = payments_by_calendar_year(payments, shares);
        EXPECT_NEAR(paid.sum(), sum, 1e-12);
        for (std::size_t m = 0; m < members.size(); ++m) {
            EXPECT_NEAR(paid.col(static_cast<Eigen::Index>(m)).sum(), expected[m], 1e-12);
        }
    }
}

}  // namespace
}  // namespace riskpool
