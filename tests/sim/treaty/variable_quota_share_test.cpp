#include "sim/treaty/variable_quota_share.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;
using Fields = std::vector<std::string>;

static_assert(TreatyKind<VariableQuotaShare>);

VariableQuotaShare by_bands(std::vector<CessionBand> bands) {
    VariableQuotaShare treaty;
    treaty.bands = std::move(bands);
    return treaty;
}

VariableQuotaShare three_bands() {
    return by_bands({{10, 0}, {50, 0.25}, {infinity, 0.75}});
}

TEST(VariableQuotaShare, CedesOfEachRiskThePartOfItsBandAsWorkedInItsDocumentation) {
    PlainSetting plain(4);
    const Numbers size{10, 40, 50, 200};  // a size exactly at an end belongs to the band below
    plain.setting.premium = {1, 2, 3, 8};
    for (std::size_t i = 0; i < size.size(); ++i) plain.insureds[i].property = size[i];
    const VariableQuotaShare treaty = three_bands();
    EXPECT_EQ(treaty.ceded_share(plain.setting), (Numbers{0, 0.25, 0.25, 0.75}));
    EXPECT_EQ(premium_of_shares(treaty.ceded_share(plain.setting), plain.setting), 0.5 + 0.75 + 6);
    BlockBuilder builder;
    builder.year().event({{0, 8}, {1, 40}, {3, 100}}).event({{2, 20}}).event({{0, 10}});
    const Ceded ceded = cede(treaty.compile(plain.setting), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{0, 10, 75, 5, 0}));
    EXPECT_EQ(ceded.cell, Numbers{90});
    EXPECT_EQ(ceded.claims, Numbers{2});
    EXPECT_EQ(ceded.exhausted, Numbers{0});
    EXPECT_EQ(cede(treaty.compile(plain.setting), builder.build(), Wanted::totals).cell, Numbers{90});
}

TEST(VariableQuotaShare, MeasuresARiskByItsPmlAndByWhatEarlierTiersLeftOfIt) {
    PlainSetting plain(3);
    for (auto& insured : plain.insureds) insured.property = 80;
    plain.insureds[0].pml = 30;
    plain.setting.share[1] = 0.5;
    VariableQuotaShare treaty = three_bands();
    EXPECT_EQ(treaty.ceded_share(plain.setting), (Numbers{0.75, 0.25, 0.75}));
    treaty.basis = SurplusBasis::pml;
    EXPECT_EQ(treaty.ceded_share(plain.setting), (Numbers{0.25, 0.25, 0.75}));
}

TEST(VariableQuotaShare, LimitsRiskThenEventThenYearAsAQuotaShareDoes) {
    PlainSetting plain(2);
    plain.insureds[0].property = 40;
    plain.insureds[1].property = 100;
    plain.setting.premium = {8, 24};  // 2 + 18 = 20 ceded
    VariableQuotaShare treaty = three_bands();
    treaty.risk_limit = 12;
    treaty.event_limit = 16;
    treaty.corridor = LossCorridor{0.5, 1, 0.5};
    treaty.loss_ratio_cap = 1.5;
    BlockBuilder builder;
    builder.year().event({{0, 32}, {1, 40}});
    builder.year().event({{0, 32}, {1, 40}}).event({{1, 100}}).event({{1, 100}}).yearly_sum({{1, 60}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede(treaty.compile(plain.setting), builder.build(), wanted);
        // 8 and 12 (of 30) make 20, of which 16 for the event; 3 of the 6 above 10 go back
        // 16 + 12 + 12 + 45 = 85, less 5 by the corridor, above the cap of 30
        EXPECT_EQ(ceded.cell, (Numbers{13, 30}));
        EXPECT_EQ(ceded.claims, (Numbers{1, 3}));
        EXPECT_EQ(ceded.exhausted, (Numbers{0, 1}));
        if (wanted == Wanted::rows) {
            EXPECT_NEAR(ceded.row[0], 13 * 0.4, 1e-12);
            EXPECT_NEAR(ceded.row[1], 13 * 0.6, 1e-12);
            EXPECT_NEAR(ceded.row[6], 45.0 * 30 / 85, 1e-12);
        }
    }
    EXPECT_EQ(treaty.annual_capacity(plain.setting), 30);
    EXPECT_TRUE(treaty.account(plain.setting, 20).has_loss_ratio_terms);
}

TEST(VariableQuotaShare, IsAQuotaShareWithASingleBand) {
    const PlainSetting plain(3);
    EXPECT_EQ(by_bands({{infinity, 0.4}}).ceded_share(plain.setting), (Numbers{0.4, 0.4, 0.4}));
}

TEST(VariableQuotaShare, AsksForBandsOfRisingSizesThatLeaveNoRiskOut) {
    EXPECT_EQ(faulty_fields(three_bands()), Fields{});
    EXPECT_EQ(faulty_fields(by_bands({})), Fields{"bands"});
    EXPECT_EQ(faulty_fields(by_bands({{10, 0.1}, {10, 0.2}, {infinity, 0.3}})), Fields{"bands"});
    EXPECT_EQ(faulty_fields(by_bands({{infinity, 0.1}, {infinity, 0.3}})), Fields{"bands"});
    EXPECT_EQ(faulty_fields(by_bands({{10, 0.1}, {20, 0.2}})), Fields{"bands"});
}

}  // namespace
}  // namespace riskpool
