#include "sim/pool/by_section.hpp"

#include <Eigen/Core>

#include <random>

#include "sim/pool/share_rule.hpp"
#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

Insured risk(std::string name, std::string sector, std::string type, double premium = 0) {
    Insured insured;
    insured.name = std::move(name);
    insured.sector = std::move(sector);
    insured.type = std::move(type);
    insured.premium = premium;
    insured.property = 100;
    return insured;
}

const Insureds insureds{risk("a", "ic", "own"), risk("b", "ai", "inward"), risk("c", "ai", "own"),
                        risk("d", "marine", "own")};
const std::vector<std::size_t> covered{0, 1, 2, 3};
const std::vector<Member> members{member_named("A", 30, 10), member_named("B", 10, 30)};

TEST(BySection, LetsTheFirstSectionThatCoversARiskHoldAsWorkedInItsDocumentation) {
    const auto rule = from_text<BySection>(R"(
sections:
  - covers: {type: inward}
    shares: {by_table: {table: [{member: A, share: 20%}, {member: B, share: 10%}]}}
  - covers: {sector: ai}
    shares: equal
  - covers: {sector: ic}
    shares: by_capital
)");
    const ShareMatrix shares = rule.allocate({insureds, covered, members});
    const double expected[4][2] = {{0.75, 0.25}, {0.2, 0.1}, {0.5, 0.5}, {0, 0}};
    for (Eigen::Index row = 0; row < 4; ++row) {
        for (Eigen::Index m = 0; m < 2; ++m) EXPECT_EQ(shares(row, m), expected[row][m]) << row << ' ' << m;
    }
    EXPECT_TRUE(setting_faults(rule, ShareSetting{insureds, covered, members}).empty());
}

TEST(BySection, SharesByThePremiumOfTheSectionAlone) {
    Insureds brought{risk("a", "x", "", 10), risk("b", "x", "", 30), risk("c", "y", "", 50)};
    brought[0].originator = "A";
    brought[1].originator = "B";
    brought[2].originator = "A";
    const std::vector<std::size_t> all{0, 1, 2};
    const auto rule = from_text<BySection>(
        "{sections: [{covers: {sector: x}, shares: by_premium}, "
        "{shares: by_premium}]}");
    const ShareMatrix shares = rule.allocate({brought, all, members});
    EXPECT_EQ(shares(0, 0), 0.25);
    EXPECT_EQ(shares(1, 1), 0.75);
    EXPECT_EQ(shares(2, 0), 1);
}

// Against the rule asked for one risk at a time.
TEST(BySection, AgreesWithEachSectionAskedForItsOwnRisks) {
    std::mt19937_64 random(5);
    for (int round = 0; round < 500; ++round) {
        Insureds many;
        std::vector<std::size_t> chosen;
        for (std::size_t i = 0; i < 12; ++i) {
            many.push_back(
                risk(std::string(1, static_cast<char>('a' + i)), random() % 2 ? "s" : "t", random() % 2 ? "u" : "v"));
            many.back().property = 1 + static_cast<double>(random() % 200);
            if (random() % 4 != 0) chosen.push_back(i);
        }
        BySection rule;
        const std::vector<std::string> words{"", "s", "t"};
        const std::vector<SimpleShareRules> rules{Equal{}, ByCapital{}, ByCapacity{}, Equal{{"B"}}};
        for (std::size_t s = 0; s < 1 + random() % 3; ++s) {
            ShareSection section;
            section.covers.sector = words[random() % 3];
            if (random() % 2) section.covers.type = "u";
            section.shares = rules[random() % rules.size()];
            rule.sections.push_back(section);
        }
        const ShareMatrix shares = rule.allocate({many, chosen, members});
        for (std::size_t k = 0; k < chosen.size(); ++k) {
            const std::vector<std::size_t> one{chosen[k]};
            ShareMatrix expected = ShareMatrix::Zero(1, 2);
            for (auto const& section : rule.sections) {
                if (!section.covers.matches(many[chosen[k]])) continue;
                expected = std::visit(
                    [&](auto const& each) {
                        return each.allocate({many, one, members});
                    },
                    section.shares);
                break;
            }
            EXPECT_EQ(shares.row(static_cast<Eigen::Index>(k)), expected.row(0));
        }
    }
}

TEST(BySection, RefusesSectionsThatAreNeverReached) {
    EXPECT_EQ(faults_in(BySection{}), std::vector<std::string>{"sections: is empty, so nobody takes a part"});
    const BySection shadowed{{{Filter{}, Equal{}}, {Filter{"ai", "", "", {}}, Equal{}}}};
    EXPECT_EQ(
        faults_in(shadowed),
        std::vector<std::string>{"sections[1]: is never reached, because the section before it covers all risks"});
    const BySection twice{{{Filter{"ai", "", "", {}}, Equal{}}, {Filter{"ai", "", "own", {}}, Equal{{"Z"}}}}};
    EXPECT_EQ(setting_faults(twice, ShareSetting{insureds, covered, members}),
              std::vector<std::string>{"sections[1]: covers no insured of the pool that an earlier section leaves"});
}

TEST(BySection, PlacesFaultsOfItsRulesWhereTheyStand) {
    const BySection rule{{{Filter{}, Equal{{"A", "Z"}}}}};
    EXPECT_EQ(setting_faults(rule, ShareSetting{insureds, covered, members}),
              std::vector<std::string>{"sections[0].shares.equal.members[1]: \"Z\" is no member of the scenario"});
    const BySection none{{{Filter{}, ByPremium{}}}};
    EXPECT_EQ(setting_faults(none, ShareSetting{insureds, covered, members}),
              std::vector<std::string>{"sections[0].shares.by_premium: no insured covered has an originator and a "
                                       "premium, so nobody takes a part"});
}

TEST(ShareRules, NeverTakeMoreThanTheWholeAndNeverLessThanNothing) {
    std::mt19937_64 random(17);
    std::uniform_real_distribution<double> number(0, 1);
    for (int round = 0; round < 1000; ++round) {
        std::vector<Member> who;
        Insureds many;
        std::vector<std::size_t> all;
        for (std::size_t m = 0; m < 1 + random() % 9; ++m) {
            who.push_back(member_named("m" + std::to_string(m), 1000 * number(random), 50 * number(random)));
        }
        for (std::size_t i = 0; i < 1 + random() % 6; ++i) {
            many.push_back(risk("r" + std::to_string(i), "", "", number(random)));
            many.back().property = 400 * number(random);
            many.back().originator = "m" + std::to_string(random() % 3);
            all.push_back(i);
        }
        std::vector<ShareRuleKinds> rules;
        for_each_kind<SimpleShareRules>([&]<class Rule>() { rules.emplace_back(Rule{}); });
        ByCapacity handing;
        handing.excess_to = "m0";
        rules.emplace_back(handing);
        ByCapital capped;
        capped.part_of_capital = 0.1 * number(random) + 1e-6;
        rules.emplace_back(capped);
        capped.excess_to = "m" + std::to_string(who.size() - 1);
        rules.emplace_back(capped);
        for (std::size_t k = 0; k < rules.size(); ++k) {
            const ShareMatrix shares = std::visit(
                [&](auto const& rule) {
                    return rule.allocate({many, all, who});
                },
                rules[k]);
            ASSERT_EQ(shares.rows(), static_cast<Eigen::Index>(many.size()));
            ASSERT_EQ(shares.cols(), static_cast<Eigen::Index>(who.size()));
            EXPECT_GE(shares.minCoeff(), 0);
            EXPECT_LE(shares.rowwise().sum().maxCoeff(), 1 + 1e-12);
            const bool hands_on = k == rules.size() - 1;
            EXPECT_GE(shares.rowwise().sum().minCoeff(), hands_on ? 1 - 1e-12 : 0);
        }
    }
}

}  // namespace
}  // namespace riskpool
