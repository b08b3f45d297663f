#include "sim/treaty/cat_xl.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/cat_layers.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

static_assert(TreatyKind<CatXl>);

TEST(CatXl, RecoversInOrderOfDateAfterTheAnnualDeductibleAsInXl01) {
    auto const& in = answer("O-XL-01").at("inputs");
    auto const& out = answer("O-XL-01").at("expected");
    CatXl treaty = layer(in.at("limit"), in.at("retention"), in.at("reinstatement_charges"), in.at("base_premium"));
    treaty.annual_deductible = in.at("aad");
    BlockBuilder builder;
    builder.year();
    const double period = in.at("period_days");
    for (auto const& event : in.at("events")) builder.event(event[1], event[0].get<double>() / period);
    const LossBlock block = builder.build();

    const Ceded by_amount = cede_treaty(treaty, block, Wanted::rows);
    EXPECT_EQ(by_amount.row, out.at("recoveries").get<Numbers>());
    EXPECT_DOUBLE_EQ(by_amount.cell[0], out.at("total_recovery").get<double>());
    EXPECT_NEAR(by_amount.reinstatement_premium[0], out.at("total_rp_amount").get<double>(), 1e-9);
    EXPECT_EQ(by_amount.exhausted[0], 1);
    EXPECT_EQ(by_amount.claims[0], 5);

    treaty.reinstatement_basis = ReinstatementBasis::amount_and_time;
    const Ceded by_time = cede_treaty(treaty, block, Wanted::rows);
    EXPECT_EQ(by_time.row, by_amount.row);
    // a block keeps dates as floats: 2^-25 of a year each, on premiums of 9 in all
    EXPECT_NEAR(by_time.reinstatement_premium[0], out.at("total_rp_amount_time").get<double>(), 9 * 0x1p-25);
    // dates count also where no rows are wanted
    EXPECT_EQ(cede_treaty(treaty, block, Wanted::totals).reinstatement_premium, by_time.reinstatement_premium);
}

TEST(CatXl, IsExhaustedByTheFourthLossOfXl02) {
    auto const& in = answer("O-XL-02").at("inputs");
    Numbers losses;
    for (auto const& event : in.at("events")) losses.push_back(event[1]);
    const CatXl treaty = layer(in.at("limit"), in.at("retention"), in.at("reinstatement_charges"));
    const Ceded ceded = year_of(treaty, losses);
    EXPECT_EQ(ceded.row, answer("O-XL-02").at("expected").at("recoveries").get<Numbers>());
    EXPECT_EQ(ceded.cell[0], 4e6);
    EXPECT_EQ(ceded.exhausted[0], 1);
    losses.pop_back();
    EXPECT_EQ(year_of(treaty, losses).exhausted[0], 0);
}

TEST(CatXl, ChargesProRataAmountAsInXl03) {
    auto const& in = answer("O-XL-03").at("inputs");
    auto const& out = answer("O-XL-03").at("expected");
    const CatXl treaty =
        layer(in.at("limit"), in.at("retention"), in.at("reinstatement_charges"), in.at("base_premium"));
    const Ceded ceded = year_of(treaty, {in.at("loss")});
    EXPECT_DOUBLE_EQ(ceded.cell[0], out.at("recovery").get<double>());
    EXPECT_DOUBLE_EQ(ceded.reinstatement_premium[0], out.at("reinstatement_premium").get<double>());
}

TEST(CatXl, StopsChargingWhereTheListOfPricesEnds) {
    const Ceded ceded = year_of(layer(10, 0, {1.0}, 6), {10, 10, 10, 10});
    EXPECT_EQ(ceded.row, (Numbers{10, 10, 0, 0}));
    EXPECT_DOUBLE_EQ(ceded.reinstatement_premium[0], 6);
}

TEST(CatXl, RecoversNothingFromALossExactlyAtTheAttachment) {
    const Ceded ceded = year_of(layer(5, 10, {}), {10});
    EXPECT_EQ(ceded.row, Numbers{0});
    EXPECT_EQ(ceded.cell, Numbers{0});
    EXPECT_EQ(ceded.claims, Numbers{0});
}

TEST(CatXl, PaysNothingWithAnAnnualLimitOfZeroOrAnInfiniteDeductible) {
    CatXl treaty = layer(5, 10, {1.0}, 1);
    treaty.annual_limit = 0;
    EXPECT_EQ(year_of(treaty, {100, 100}).row, (Numbers{0, 0}));
    EXPECT_EQ(year_of(treaty, {100, 100}).reinstatement_premium, Numbers{0});
    treaty.annual_limit = infinity;
    treaty.annual_deductible = infinity;
    EXPECT_EQ(year_of(treaty, {100, 100}).cell, Numbers{0});
}

TEST(CatXl, IsCappedAtTheFirstLossByAnAnnualLimitBelowItsLimit) {
    CatXl treaty = layer(20, 10, {1.0}, 6);
    treaty.annual_limit = 15;
    const Ceded ceded = year_of(treaty, {100, 100});
    EXPECT_EQ(ceded.row, (Numbers{15, 0}));
    EXPECT_EQ(ceded.reinstatement_premium[0], 0);  // nothing can be reinstated
}

TEST(CatXl, PaysWithoutEndWhereLimitAndReinstatementsHaveNone) {
    const CatXl treaty = unlimited_layer(infinity, 10);
    const Ceded ceded = year_of(treaty, {1e9 + 10, 5, 40});
    EXPECT_EQ(ceded.row, (Numbers{1e9, 0, 30}));
    EXPECT_EQ(ceded.exhausted[0], 0);
    EXPECT_EQ(ceded.reinstatement_premium[0], 0);
    EXPECT_FALSE(treaty.compile(PlainSetting(1).setting).needs_order());
    EXPECT_EQ(treaty.annual_capacity(), infinity);
}

TEST(CatXl, SpreadsARecoveryOverRowsInProportionToTheirLosses) {
    BlockBuilder builder;
    builder.year().event({{0, 10}, {1, 30}, {2, 0}}).event({{1, 4}}).event({{2, 50}, {0, 50}});
    const Ceded ceded = cede_treaty(unlimited_layer(20, 20), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{5, 15, 0, 0, 10, 10}));
}

TEST(CatXl, NeverSeesYearlySums) {
    BlockBuilder builder;
    builder.year().yearly_sum({{0, 100}, {1, 200}}).event({{0, 30}});
    const LossBlock block = builder.build();
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(unlimited_layer(50, 20), block, wanted);
        EXPECT_EQ(ceded.cell, Numbers{10});
        EXPECT_EQ(ceded.claims, Numbers{1});
        if (wanted == Wanted::rows) {
            EXPECT_EQ(ceded.row, (Numbers{0, 0, 10}));
        }
    }
}

TEST(CatXl, StartsEveryYearAfresh) {
    BlockBuilder builder;
    builder.year().event(30).event(30).year().year().event(30);
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede_treaty(layer(20, 10, {}), builder.build(), wanted);
        EXPECT_EQ(ceded.cell, (Numbers{20, 0, 20}));
        EXPECT_EQ(ceded.claims, (Numbers{2, 0, 1}));
        EXPECT_EQ(ceded.exhausted, (Numbers{1, 0, 1}));
    }
}

TEST(CatXl, TakesABlockWithoutEvents) {
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        EXPECT_EQ(cede_treaty(layer(20, 10, {1.0}, 5), BlockBuilder().year().year().build(), wanted).cell,
                  (Numbers{0, 0}));
        EXPECT_TRUE(cede_treaty(layer(20, 10, {}), BlockBuilder().build(), wanted).cell.empty());
    }
}

TEST(CatXl, NeedsTimeOnlyWhereADateChangesAPremium) {
    const PlainSetting plain(1);
    auto needs_time = [&](CatXl const& treaty) { return treaty.compile(plain.setting).needs_time(); };
    CatXl treaty = layer(20, 10, {1.0}, 5);
    EXPECT_FALSE(needs_time(treaty));
    treaty.reinstatement_basis = ReinstatementBasis::amount_and_time;
    EXPECT_TRUE(needs_time(treaty));
    treaty.reinstatement_basis = ReinstatementBasis::time;
    EXPECT_TRUE(needs_time(treaty));
    treaty.reinstatements = Numbers{0.0};
    EXPECT_FALSE(needs_time(treaty));
    treaty.reinstatements = Numbers{1.0};
    treaty.premium = 0;
    EXPECT_FALSE(needs_time(treaty));
}

TEST(CatXl, AsksForExactlyOneWayOfReinstatement) {
    using Fields = std::vector<std::string>;
    EXPECT_EQ(faulty_fields(layer(20, 10, {})), Fields{});
    EXPECT_EQ(faulty_fields(unlimited_layer(20, 10)), Fields{});
    CatXl treaty = unlimited_layer(20, 10);
    treaty.unlimited_reinstatements = false;
    EXPECT_EQ(faulty_fields(treaty), Fields{"reinstatements"});
    treaty.unlimited_reinstatements = true;
    treaty.reinstatements = Numbers{};
    EXPECT_EQ(faulty_fields(treaty), Fields{"unlimited_reinstatements"});
}

TEST(CatXl, RefusesWhatItCouldNotApply) {
    using Fields = std::vector<std::string>;
    EXPECT_EQ(faulty_fields(layer(infinity, 10, {})), Fields{});
    EXPECT_EQ(faulty_fields(layer(infinity, 10, {1.0})), Fields{"reinstatements"});
    CatXl treaty = layer(20, 10, {1.0});
    treaty.annual_limit = 40;
    EXPECT_EQ(faulty_fields(treaty), Fields{});
    treaty.annual_limit = 41;
    EXPECT_EQ(faulty_fields(treaty), Fields{"annual_limit"});
    treaty.annual_limit = infinity;
    treaty.lines = {{"A", 0.7}, {"B", 0.4}};
    EXPECT_EQ(faulty_fields(treaty), Fields{"lines"});
}

// Slips known from another library, each with the right figure.

// 1.2 limits at 100 % and then 50 %: 1 + 0.2 * 0.5 of the premium, not 1.2. 1.5 limits, the first free and the second
// at 100 %: half the premium, not nothing.
TEST(CatXl, ChargesAReinstatementUsedInPartAtItsOwnPriceWhichIs1100And500) {
    EXPECT_DOUBLE_EQ(year_of(layer(500e3, 250e3, {1.0, 0.5}, 1000), {750e3, 350e3}).reinstatement_premium[0], 1100);
    EXPECT_DOUBLE_EQ(year_of(layer(500e3, 250e3, {0.0, 1.0}, 1000), {750e3, 500e3}).reinstatement_premium[0], 500);
}

// Four years of one event each, one of which goes through the top of the layer: a quarter, not three quarters.
TEST(CatXl, IsExhaustedVerticallyInAQuarterOfFourYearsOfWhichOneGoesThroughTheTop) {
    BlockBuilder builder;
    for (const double loss : {100.0, 250.0, 299.0, 400.0}) builder.year().event(loss);
    for (CatXl const& treaty : {unlimited_layer(100, 200), layer(100, 200, {})}) {
        double exhausted = 0;
        for (const double year : cede_treaty(treaty, builder.build(), Wanted::totals).exhausted) exhausted += year / 4;
        EXPECT_EQ(exhausted, 0.25);
    }
}

// The list of prices is the number of reinstatements, so the layer ends where the list does.
TEST(CatXl, HasAsManyReinstatementsAsPrices) {
    for (std::size_t n = 0; n < 4; ++n) {
        const Ceded ceded = year_of(layer(10, 0, Numbers(n, 0.5), 6), Numbers(6, 10.0));
        EXPECT_EQ(ceded.cell[0], 10 * (static_cast<double>(n) + 1));
        EXPECT_DOUBLE_EQ(ceded.reinstatement_premium[0], 3 * static_cast<double>(n));
    }
}

TEST(CatXl, PaysInOrderOfDate350000Then1000000Then2000000Then650000) {
    auto const& in = answer("O-XL-02").at("inputs");
    Numbers losses;
    for (auto const& event : in.at("events")) losses.push_back(event[1]);
    EXPECT_EQ(year_of(layer(in.at("limit"), in.at("retention"), {0}), losses).row,
              (Numbers{350'000, 1'000'000, 2'000'000, 650'000}));
}

// CII study text M97, 5.15 and 5.16, and the pro rata amount example of O-XL-03.
TEST(CatXl, LeavesAndChargesWhatTheStudyTextsExamplesSay) {
    EXPECT_EQ(year_of(layer(500e3, 250e3, {0, 0}), {100e3, 800e3, 500e3, 200e3}).row, (Numbers{0, 500e3, 250e3, 0}));
    const CatXl two_limits = layer(2e6, 2e6, {0});
    const Ceded ceded = year_of(two_limits, {2.35e6, 3e6, 4e6});
    EXPECT_EQ(ceded.row, (Numbers{350e3, 1e6, 2e6}));
    EXPECT_EQ(two_limits.annual_capacity() - ceded.cell[0], 650e3);
    EXPECT_DOUBLE_EQ(year_of(layer(100e3, 100e3, {1.0}, 10e3), {150e3}).reinstatement_premium[0], 5e3);
    EXPECT_DOUBLE_EQ(year_of(layer(100e3, 100e3, {1.0}, 12e3), {150e3}).reinstatement_premium[0], 6e3);
    EXPECT_DOUBLE_EQ(year_of(layer(5e6, 400e3, {1.0}, 50e3), {800e3}).reinstatement_premium[0], 4e3);
}

// The order of terms: the deductible comes before the capacity. The other order would pay 50.
TEST(CatXl, TakesTheAnnualDeductibleBeforeTheAnnualLimitSoThatThreeLossesOf100Pay100) {
    CatXl treaty = layer(100, 0, {});
    treaty.annual_deductible = 50;
    const Ceded ceded = year_of(treaty, {100, 100, 100});
    EXPECT_EQ(ceded.cell, Numbers{100});
    EXPECT_EQ(ceded.row, (Numbers{50, 50, 0}));
}

}  // namespace
}  // namespace riskpool
