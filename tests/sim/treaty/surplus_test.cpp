#include "sim/treaty/surplus.hpp"

#include <gtest/gtest.h>

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

TEST(Surplus, StandsAboveAFirstSurplusWhenItRetainsTheLinesOfBoth) {
    // sigma_2 = min((B - R (1 + n_1))+, n_2 R) / B with R = 2, n_1 = 3, n_2 = 4
    PlainSetting plain(2);
    plain.insureds[0].property = 10;
    plain.insureds[1].property = 40;
    EXPECT_EQ(surplus(8, 1).ceded_share(plain.setting), (Numbers{0.2, 0.2}));
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
