#include "sim/treaty/surplus.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;

Surplus surplus(double retained_line, double number_of_lines) {
    Surplus treaty;
    treaty.retained_line = retained_line;
    treaty.number_of_lines = number_of_lines;
    return treaty;
}

static_assert(TreatyKind<Surplus>);

TEST(Surplus, CedesTheShareOfEachRiskAsInSu01) {
    auto const& in = answer("O-SU-01").at("inputs");
    auto const& out = answer("O-SU-01").at("expected");
    auto const& risks = in.at("risks");
    PlainSetting plain(risks.size());
    std::vector<Row> rows;
    for (std::size_t i = 0; i < risks.size(); ++i) {
        plain.insureds[i].property = risks[i].at("si");
        plain.setting.premium[i] = risks[i].at("premium");
        rows.push_back({i, risks[i].at("loss")});
    }
    const Surplus treaty = surplus(in.at("retained_line"), in.at("lines"));
    const Numbers shares = treaty.ceded_share(plain.setting);
    BlockBuilder builder;
    builder.year().event(rows);
    const LossBlock block = builder.build();
    const Ceded ceded = cede(treaty.compile(plain.setting), block, Wanted::rows);
    for (std::size_t i = 0; i < risks.size(); ++i) {
        EXPECT_NEAR(shares[i], out.at("ceded_share")[i].get<double>(), 1e-9);
        EXPECT_NEAR(ceded.row[i], out.at("ceded_loss")[i].get<double>(), 1e-9);
        EXPECT_NEAR(shares[i] * plain.setting.premium[i], out.at("ceded_premium")[i].get<double>(), 1e-9);
    }
    EXPECT_NEAR(ceded.cell[0], out.at("total_ceded_loss").get<double>(), 1e-9);
    EXPECT_EQ(ceded.claims[0], 1);
    EXPECT_EQ(ceded.exhausted[0], 0);
    EXPECT_EQ(cede(treaty.compile(plain.setting), block, Wanted::totals).cell, ceded.cell);
}

TEST(Surplus, MeasuresARiskByWhatEarlierTiersLeftOfItAsInIn01) {
    auto const& in = answer("O-IN-01").at("inputs");
    PlainSetting plain(3);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < 3; ++i) {
        plain.insureds[i].property = in.at("risks")[i].at("si");
        plain.setting.share[i] = i == 2 ? 1 - in.at("fac").at("share").get<double>() : 1;
        rows.push_back({i, plain.setting.share[i] * in.at("risks")[i].at("loss").get<double>()});
    }
    BlockBuilder builder;
    builder.year().event(rows);
    const Surplus treaty = surplus(in.at("surplus").at("retained_line"), in.at("surplus").at("lines"));
    const Ceded ceded = cede(treaty.compile(plain.setting), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, answer("O-IN-01").at("expected").at("surplus").get<Numbers>());
}

TEST(Surplus, MeasuresARiskByItsPmlWhereToldSo) {
    PlainSetting plain(2);
    for (auto& insured : plain.insureds) insured.property = 100;
    plain.insureds[0].pml = 20;
    Surplus treaty = surplus(10, 2);
    EXPECT_EQ(treaty.ceded_share(plain.setting), (Numbers{0.2, 0.2}));
    treaty.basis = SurplusBasis::pml;
    EXPECT_EQ(treaty.ceded_share(plain.setting), (Numbers{0.5, 0.2}));  // without a PML the sum insured stands for it
}

TEST(Surplus, CedesNothingOfARiskUpToTheLineOrOfNoSize) {
    PlainSetting plain(3);
    plain.insureds[0].property = 10;
    plain.insureds[1].property = 0;
    plain.insureds[2].property = 100;
    plain.setting.share[2] = 0;  // not covered
    EXPECT_EQ(surplus(10, 5).ceded_share(plain.setting), (Numbers{0, 0, 0}));
}

TEST(Surplus, StandsAboveTheLinesBelowItInTheSameTier) {
    // R = 2: the first surplus takes 3 lines, the second 4 above it: sigma_2 = min((B - 8)+, 8) / B
    PlainSetting plain(4);
    const Numbers size{6, 10, 16, 40};
    for (std::size_t i = 0; i < size.size(); ++i) plain.insureds[i].property = size[i];
    const Surplus first = surplus(2, 3);
    Surplus second = surplus(2, 4);
    second.lines_below = 3;
    const Numbers first_share = first.ceded_share(plain.setting);
    const Numbers second_share = second.ceded_share(plain.setting);
    EXPECT_EQ(second_share, (Numbers{0, 0.2, 0.5, 0.2}));
    // together they leave the line, and what exceeds all lines
    for (std::size_t i = 0; i < size.size(); ++i) {
        EXPECT_NEAR((1 - first_share[i] - second_share[i]) * size[i], 2 + std::max(size[i] - 16, 0.0), 1e-12);
    }
}

TEST(Surplus, RetainsTheLineOfTheTypeWhereTheTableHasOne) {
    PlainSetting plain(3);
    for (auto& insured : plain.insureds) insured.property = 100;
    plain.insureds[0].type = "fab";
    plain.insureds[1].type = "design";
    Surplus treaty = surplus(20, 2);
    treaty.retention_table = {{"design", 40}, {"fab", 10}};
    EXPECT_EQ(treaty.ceded_share(plain.setting), (Numbers{0.2, 0.6, 0.4}));
    treaty.lines_below = 1;  // lines of each risk's own
    EXPECT_EQ(treaty.ceded_share(plain.setting), (Numbers{0.2, 0.2, 0.4}));
    EXPECT_TRUE(faulty_fields(treaty).empty());
    treaty.retention_table.push_back({"fab", 5});
    EXPECT_EQ(faulty_fields(treaty), std::vector<std::string>{"retention_table"});
}

TEST(Surplus, SharesALossAboveThePmlUpToTheLimitPerRisk) {
    PlainSetting plain(2);
    for (auto& insured : plain.insureds) insured.property = 100;
    plain.insureds[0].pml = 20;
    Surplus treaty = surplus(10, 2);
    treaty.basis = SurplusBasis::pml;
    BlockBuilder builder;
    builder.year().event({{0, 60}, {1, 90}}).yearly_sum({{0, 60}});
    EXPECT_EQ(cede(treaty.compile(plain.setting), builder.build(), Wanted::rows).row, (Numbers{30, 18, 30}));
    treaty.risk_limit = 20;  // what two lines are worth
    const Ceded ceded = cede(treaty.compile(plain.setting), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{20, 18, 30}));  // a yearly sum is many losses
    EXPECT_EQ(ceded.cell, Numbers{68});
    EXPECT_EQ(ceded.exhausted, Numbers{0});
}

TEST(Surplus, HandsItsTermsToTheAccount) {
    Surplus treaty = surplus(10, 2);
    treaty.commission = 0.3;
    treaty.brokerage = 0.01;
    const PlainSetting plain(2);
    EXPECT_FALSE(treaty.account(plain.setting, 1).adjusts());
    treaty.profit_commission.emplace().rate = 0.2;
    const Account account = treaty.account(plain.setting, 1.5);
    EXPECT_TRUE(account.adjusts());
    EXPECT_EQ(account.premium, 1.5);
    EXPECT_EQ(account.commission, 0.3);
    EXPECT_EQ(account.brokerage, 0.01);
}

TEST(Surplus, CedesYearlySumsAndDoesNotCountThem) {
    PlainSetting plain(1);
    plain.insureds[0].property = 20;
    BlockBuilder builder;
    builder.year().yearly_sum({{0, 8}}).event({{0, 2}}).event({{0, 0}});
    const Ceded ceded = cede(surplus(10, 1).compile(plain.setting), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{4, 1, 0}));
    EXPECT_EQ(ceded.cell, Numbers{5});
    EXPECT_EQ(ceded.claims, Numbers{1});
}

}  // namespace
}  // namespace riskpool
