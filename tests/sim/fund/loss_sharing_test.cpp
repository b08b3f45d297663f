#include "sim/fund/loss_sharing.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/fund/random_fund.hpp"

namespace riskpool {
namespace {

using nlohmann::json;

TEST(LossSharing, SharesByFixedPartsWithCapsAsKnownAnswerOLs01) {
    json const& in = answer("O-LS-01").at("inputs");
    json const& expected = answer("O-LS-01").at("expected");
    ProportionalWithCaps terms;
    terms.residual = in.at("residual");
    for (std::size_t p = 0; p < in.at("parties").size(); ++p) {
        terms.parties.push_back({in.at("parties")[p], in.at("share")[p], in.at("annual_cap")[p]});
    }
    const LossSharingPlan plan{LossSharingKinds{terms}};
    ASSERT_EQ(plan.parties().size(), terms.parties.size());
    std::vector<double> totals(plan.totals()), paid(plan.parties().size());
    for (std::size_t e = 0; e < in.at("losses").size(); ++e) {
        EXPECT_NEAR(plan.share(in.at("losses")[e], totals, paid), 0, 1e-9);
        for (std::size_t p = 0; p < paid.size(); ++p) {
            EXPECT_NEAR(paid[p], expected.at("by_loss")[e][p].get<double>(), 1e-9);
        }
    }
    for (std::size_t p = 0; p < paid.size(); ++p) {
        EXPECT_NEAR(totals[p], expected.at("total")[p].get<double>(), 1e-9);
    }
}

LossTranches tranches_of(json const& in) {
    LossTranches terms;
    for (auto const& each : in.at("tranches")) {
        LossTranche tranche{each.at("party"), each.at("limit")};
        if (each.contains("share")) {
            tranche.share = each.at("share");
            tranche.co_party = each.at("coshare_party");
        }
        terms.tranches.push_back(tranche);
    }
    return terms;
}

TEST(LossSharing, RunsAYearThroughTheTranchesOfKnownAnswerOLs02) {
    json const& in = answer("O-LS-02").at("inputs");
    const LossSharingPlan plan{LossSharingKinds{tranches_of(in)}};
    std::vector<double> paid(plan.parties().size());
    for (std::size_t y = 0; y < in.at("aggregate_losses").size(); ++y) {
        json const& expected = answer("O-LS-02").at("expected").at("results")[y];
        std::vector<double> totals(plan.totals());
        EXPECT_NEAR(plan.share(in.at("aggregate_losses")[y], totals, paid), expected.at("unfunded").get<double>(),
                    1e-9);
        for (std::size_t p = 0; p < paid.size(); ++p) {
            EXPECT_NEAR(paid[p], expected.at(plan.parties()[p]).get<double>(), 1e-9) << plan.parties()[p];
        }
    }
}

TEST(LossSharing, InTranchesDoesNotCareHowAYearsLossIsDivided) {
    const LossSharingPlan plan{LossSharingKinds{tranches_of(answer("O-LS-02").at("inputs"))}};
    FundChance chance(41);
    for (int i = 0; i < 2'000 && !HasFailure(); ++i) {
        std::vector<double> totals(plan.totals()), whole_totals(plan.totals());
        std::vector<double> paid(plan.parties().size()), whole(plan.parties().size());
        double sum = 0, left = 0;
        for (std::uint32_t e = 0; e <= chance.below(6); ++e) {
            const double loss = chance.between(0, 60);
            sum += loss;
            left += plan.share(loss, totals, paid);
        }
        EXPECT_NEAR(plan.share(sum, whole_totals, whole), left, 1e-9);
        for (std::size_t p = 0; p < paid.size(); ++p) EXPECT_NEAR(totals[p], whole[p], 1e-9);
    }
}

TEST(LossSharing, ByFixedPartsPaysEveryLossOnceAndKeepsEveryCap) {
    FundChance chance(42);
    int uncovered = 0;
    for (int i = 0; i < 10'000 && !HasFailure(); ++i) {
        ProportionalWithCaps terms;
        const std::size_t n = 1 + chance.below(5);
        double rest = 1;
        for (std::size_t p = 0; p < n; ++p) {
            const double share = p + 1 == n ? rest : rest * chance.between(0, 1);
            rest -= share;
            terms.parties.push_back({std::to_string(p), share, chance.holds(0.7) ? chance.between(0, 50) : infinity});
        }
        terms.residual = std::to_string(chance.below(static_cast<std::uint32_t>(n)));
        const LossSharingPlan plan{LossSharingKinds{terms}};
        std::vector<double> totals(plan.totals()), paid(n);
        for (int e = 0; e < 6; ++e) {
            const double loss = chance.between(0, 40);
            const double left = plan.share(loss, totals, paid);
            double sum = left;
            bool capped = true;
            for (std::size_t p = 0; p < n; ++p) {
                EXPECT_GE(paid[p], 0);
                EXPECT_LE(totals[p], terms.parties[p].annual_cap + 1e-9);
                if (terms.parties[p].name == terms.residual) capped = totals[p] > terms.parties[p].annual_cap - 1e-9;
                sum += paid[p];
            }
            EXPECT_NEAR(sum, loss, 1e-9);
            if (left > 1e-9) {
                EXPECT_TRUE(capped);  // nothing is left while the residual party can pay
                ++uncovered;
            }
        }
    }
    EXPECT_GT(uncovered, 1'000);
}

TEST(LossSharing, SuspendsNewBusinessAfterAYearAboveTheDefaultRate) {
    ProportionalWithCaps terms;
    terms.parties = {{"state", 0.4}, {"bank", 0.6}};
    terms.residual = "bank";
    EXPECT_FALSE(LossSharingPlan{LossSharingKinds{terms}}.suspends(1));
    terms.suspension_default_rate = 0.05;
    const LossSharingPlan plan{LossSharingKinds{terms}};
    EXPECT_FALSE(plan.suspends(0.05));
    EXPECT_TRUE(plan.suspends(0.051));
}

class Faults : public FieldFaults {
public:
    void add(std::string_view field, std::string_view, std::string_view) override { fields.emplace_back(field); }
    std::vector<std::string> fields;
};

template <class Terms>
std::vector<std::string> faults_of(Terms const& terms) {
    Faults faults;
    terms.check(faults);
    return faults.fields;
}

TEST(LossSharing, RefusesTermsThatLeaveAPartToNobody) {
    ProportionalWithCaps terms{{{"state", 0.1}, {"bank", 0.2}, {"insurer", 0.7}}, "bank", 1};
    EXPECT_TRUE(faults_of(terms).empty());
    terms.residual = "nobody";
    terms.parties[0].share = 0.2;
    terms.parties[2].name = "bank";
    EXPECT_EQ(faults_of(terms), (std::vector<std::string>{"parties", "parties", "residual"}));
    EXPECT_TRUE(faults_of(LossTranche{"a", 1, 0.8, "b"}).empty());
    EXPECT_EQ(faults_of(LossTranche{"a", 1, 0.8, ""}), std::vector<std::string>{"share"});
    EXPECT_EQ(faults_of(LossTranche{"a", 1, 1, "b"}), std::vector<std::string>{"co_party"});
    EXPECT_EQ(faults_of(LossTranches{}), std::vector<std::string>{"tranches"});
    EXPECT_EQ(faults_of(LossTranches{{{"a", infinity}, {"b", 1}}}), std::vector<std::string>{"tranches"});
    EXPECT_TRUE(faults_of(LossTranches{{{"a", 1}, {"b", infinity}}}).empty());
}

}  // namespace
}  // namespace riskpool
