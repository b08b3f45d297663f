#include "sim/treaty/reinstatement_premium_protection.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/treaty/treaty.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/laws/random_terms.hpp"
#include "tests/sim/treaty/cat_layers.hpp"
#include "tests/sim/treaty/followed_setting.hpp"
#include "tests/sim/treaty/programme_columns.hpp"

namespace riskpool {
namespace {

static_assert(TreatyKind<ReinstatementPremiumProtection>);

ReinstatementPremiumProtection protection(double share) {
    ReinstatementPremiumProtection treaty;
    treaty.protects = "layer";
    treaty.share = share;
    return treaty;
}

TEST(ReinstatementPremiumProtection, PaysItsShareOfTheReinstatementPremiumOfXl01) {
    auto const& in = answer("O-XL-01").at("inputs");
    auto const& out = answer("O-XL-01").at("expected");
    CatXl protect =
        layer(in.at("limit"), in.at("retention"), in.at("reinstatement_charges").get<Numbers>(), in.at("base_premium"));
    protect.annual_deductible = in.at("aad");
    BlockBuilder builder;
    builder.year();
    for (auto const& event : in.at("events")) {
        builder.event(event[1].get<double>(), event[0].get<double>() / in.at("period_days").get<double>());
    }
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        protect.reinstatement_basis = ReinstatementBasis::amount;
        Ceded ceded = cede_following(protection(0.6), protect, builder.build(), wanted);
        EXPECT_DOUBLE_EQ(ceded.cell[0], 0.6 * out.at("total_rp_amount").get<double>());
        EXPECT_EQ(ceded.reinstatement_premium, Numbers{0});
        EXPECT_EQ(ceded.claims, Numbers{1});
        EXPECT_EQ(ceded.exhausted, Numbers{1});  // both limits are reinstated
        protect.reinstatement_basis = ReinstatementBasis::amount_and_time;
        ceded = cede_following(protection(0.6), protect, builder.build(), wanted);
        EXPECT_NEAR(ceded.cell[0], 0.6 * out.at("total_rp_amount_time").get<double>(), 1e-6);
        EXPECT_EQ(ceded.exhausted, Numbers{0});
    }
}

// docs/treaties/other_covers.md: 20 xs 10 for 8, reinstated once at 100 %, of which 75 % are placed.
TEST(ReinstatementPremiumProtection, PaysTheYearsOfTheExample) {
    CatXl protect = layer(20, 10, {1.0}, 8);
    protect.name = "layer";
    protect.placed = 0.75;
    ReinstatementPremiumProtection treaty = protection(0.5);
    treaty.premium = 1;
    BlockBuilder builder;
    builder.year().event(15).year().event(22).event(60).year().event(10);
    PlainSetting plain(1);
    CededProgramme ceded;
    const Programme programme({{protect, treaty}}, plain.setting);
    ceded.cede(programme, builder.build(), true);
    auto const& columns = ceded.outcome.treaties;
    EXPECT_EQ(Numbers(columns[0].reinstatement_premium.begin(), columns[0].reinstatement_premium.end()),
              (Numbers{1.5, 6, 0}));
    EXPECT_EQ(Numbers(columns[1].recovery.begin(), columns[1].recovery.end()), (Numbers{0.75, 3, 0}));
    EXPECT_EQ(programme.treaty(1).annual_limit, 3);
    EXPECT_TRUE(programme.pays_beyond_rows());
    // losses recover from the layer alone: 0.75 of 5, 12 and 20
    EXPECT_EQ(ceded.outcome.net_rows, (Numbers{15 - 3.75, 22 - 9, 60 - 15, 10}));
}

TEST(ReinstatementPremiumProtection, OfTheWholeGivesBackTheReinstatementPremium) {
    bool something = false;
    for (int k = 0; k < 300; ++k) {
        Dice dice(static_cast<std::uint64_t>(k));
        PlainSetting plain(random_insureds);
        randomise(plain, dice);
        CatXl protect;
        randomise(protect, dice);
        protect.name = "layer";
        protect.placed = dice.number(0, 1);
        if (dice.chance(0.3)) {
            protect.premium = 0;
            protect.rate = dice.number(0, 0.5);
        }
        ReinstatementPremiumProtection treaty = protection(1);
        if (dice.chance(0.3)) {
            protect.currency = ContractCurrency{{4, 2}, ExchangeDate::inception};
            if (protect.rate) protect.currency->rates = {4};
            treaty.currency = protect.currency;
        }
        protect.covers = treaty.covers = dice.chance(0.3) ? of_type("even") : Filter{};
        LossBlock block = block_of(random_years(dice));
        block.cells = {0, 1, block.cells.trials};
        for (const bool rows : {true, false}) {
            CededProgramme ceded;
            ceded.cede(Programme({{protect, treaty}}, plain.setting), block, rows);
            auto const& columns = ceded.outcome.treaties;
            for (std::size_t c = 0; c < block.cells.size(); ++c) {
                // the layer takes its placed part last, the cover first
                ASSERT_NEAR(columns[1].recovery[c], columns[0].reinstatement_premium[c],
                            1e-14 * columns[0].reinstatement_premium[c])
                    << "try " << k;
                something = something || columns[1].recovery[c] > 0;
            }
        }
    }
    EXPECT_TRUE(something);
}

TEST(ReinstatementPremiumProtection, RefusesALayerThatHasNothingToProtectOrOtherLosses) {
    using Fields = std::vector<std::string>;
    ReinstatementPremiumProtection treaty = protection(1);
    EXPECT_EQ(faults_of_following(treaty, layer(20, 10, {0.0, 1.0})), Fields{});
    EXPECT_EQ(faults_of_following(treaty, layer(20, 10, {})), Fields{"protects"});
    EXPECT_EQ(faults_of_following(treaty, layer(20, 10, {0.0})), Fields{"protects"});
    EXPECT_EQ(faults_of_following(treaty, unlimited_layer(20, 10)), Fields{"protects"});
    treaty.covers.type = "fab";
    EXPECT_EQ(faults_of_following(treaty, layer(20, 10, {1.0})), Fields{"protects"});
    treaty.covers = {};
    treaty.attachment_basis = AttachmentBasis::risks_attaching;
    EXPECT_EQ(faulty_fields(treaty), Fields{"attachment_basis"});
}

}  // namespace
}  // namespace riskpool
