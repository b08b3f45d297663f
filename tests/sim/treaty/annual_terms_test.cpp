#include "sim/treaty/annual_terms.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/known_answers/answers.hpp"

namespace riskpool {
namespace {

TEST(AnnualTerms, PayNothingAtOrBelowTheDeductible) {
    const AnnualTerms terms{5, 10};
    EXPECT_EQ(terms.recovered(0), 0);
    EXPECT_EQ(terms.recovered(5), 0);
    EXPECT_EQ(terms.recovered(6), 1);
    EXPECT_EQ(terms.recovered(15), 10);
    EXPECT_EQ(terms.recovered(100), 10);
}

TEST(AnnualTerms, PayNothingWithAnInfiniteDeductibleOrALimitOfZero) {
    EXPECT_EQ((AnnualTerms{infinity, infinity}.recovered(1e300)), 0);
    EXPECT_EQ((AnnualTerms{0, 0}.recovered(1e300)), 0);
}

TEST(AnnualTerms, AreExhaustedOnlyAtAFiniteLimit) {
    EXPECT_TRUE((AnnualTerms{0, 10}.exhausted(10)));
    EXPECT_FALSE((AnnualTerms{0, 10}.exhausted(9.999)));
    EXPECT_FALSE((AnnualTerms{0, infinity}.exhausted(1e300)));
}

TEST(AnnualTerms, AreExhaustedByAsManyFullLossesAsTheyHoldWhateverTheRounding) {
    for (const double limit : {0.1, 0.7, 1.0 / 3, 1e9 / 7}) {
        for (int limits = 1; limits <= 20; ++limits) {
            const AnnualTerms terms{0, limits * limit};
            double sum = 0;
            for (int i = 0; i < limits; ++i) sum += limit;
            EXPECT_TRUE(terms.exhausted(terms.recovered(sum))) << limits << " limits of " << limit;
        }
    }
}

TEST(Reinstatements, ChargeByAmountAndTimeAsTheEventListOfXl01) {
    auto const& known = answer("O-XL-01");
    auto const& in = known.at("inputs");
    auto const& out = known.at("expected");
    const double limit = in.at("limit");
    const Reinstatements terms{limit, 3 * limit, in.at("reinstatement_charges")};
    const AnnualTerms annual{in.at("aad"), 3 * limit};
    const double premium = in.at("base_premium");
    const double period = in.at("period_days");
    double cost = 0;
    double before = 0;
    for (std::size_t k = 0; k < in.at("events").size(); ++k) {
        cost += layer_loss(in.at("events")[k][1], in.at("retention"), limit);
        const double after = annual.recovered(cost);
        const double time = in.at("events")[k][0].get<double>() / period;
        EXPECT_NEAR(after - before, out.at("recoveries")[k].get<double>(), 1e-9);
        EXPECT_NEAR(premium * terms.charge(ReinstatementBasis::amount, before, after, time),
                    out.at("rp_amount")[k].get<double>(), 1e-9);
        EXPECT_NEAR(premium * terms.charge(ReinstatementBasis::amount_and_time, before, after, time),
                    out.at("rp_amount_time")[k].get<double>(), 1e-9);
        before = after;
    }
    EXPECT_NEAR(premium * terms.charge(before), out.at("total_rp_amount").get<double>(), 1e-9);
}

TEST(Reinstatements, ChargeTheirFullPriceTimesTheTimeLeftWhereOnlyTimeCounts) {
    const Reinstatements terms{10, 30, {1.0, 0.5}};
    // from 8 to 12: the rest of the first limit and the beginning of the second
    EXPECT_DOUBLE_EQ(terms.charge(ReinstatementBasis::time, 8, 12, 0.25), 0.75 * (1.0 + 0.5));
    EXPECT_DOUBLE_EQ(terms.charge(ReinstatementBasis::time, 12, 13, 0.25), 0.75 * 0.5);
    EXPECT_EQ(terms.charge(ReinstatementBasis::time, 13, 13, 0.25), 0);
}

TEST(Reinstatements, NeverChargeTheLastLimit) {
    const Reinstatements terms{10, 20, {1.0}};
    EXPECT_DOUBLE_EQ(terms.charge(10), 1);
    EXPECT_DOUBLE_EQ(terms.charge(20), 1);
    EXPECT_EQ(terms.charge(ReinstatementBasis::amount, 10, 20, 0), 0);
}

TEST(Reinstatements, ChargeOnlyWhatTheAnnualLimitStillLetsReinstate) {
    // two reinstatements would make 30; with 24 only 14 can be reinstated: all of the first limit, 4 of the second
    const Reinstatements terms{10, 24, {1.0, 0.5}};
    EXPECT_DOUBLE_EQ(terms.charge(24), 1.0 + 0.5 * 0.4);
    EXPECT_DOUBLE_EQ(terms.charge(12), 1.0 + 0.5 * 0.2);
    // below one limit nothing at all can be reinstated
    EXPECT_EQ((Reinstatements{10, 8, {1.0, 0.5}}.charge(8)), 0);
}

TEST(Reinstatements, ChargeTheSumOfEventsForTheYear) {
    const Reinstatements terms{7, 25, {0.3, 1.1, 0.9}};
    double sum = 0;
    const std::vector<double> recovered{0, 1, 3, 9, 15.5, 16, 22, 25};
    for (std::size_t k = 1; k < recovered.size(); ++k) {
        sum += terms.charge(ReinstatementBasis::amount, recovered[k - 1], recovered[k], 0.9);
    }
    EXPECT_NEAR(sum, terms.charge(25), 1e-12);
}

TEST(AnnualTerms, PayFromTheFirstUnitOnceAFranchiseIsReached) {
    const AnnualTerms terms{5, 10, DeductibleForm::franchise};
    EXPECT_EQ(terms.recovered(4.9), 0);
    EXPECT_EQ(terms.recovered(5), 5);
    EXPECT_EQ(terms.recovered(8), 8);
    EXPECT_EQ(terms.recovered(11), 10);
}

TEST(CountedLoss, IsTheWholeEventOrThePartAboveTheThreshold) {
    EXPECT_EQ(counted_loss(9, 10, ThresholdForm::franchise), 0);
    EXPECT_EQ(counted_loss(10, 10, ThresholdForm::franchise), 10);
    EXPECT_EQ(counted_loss(12, 10, ThresholdForm::franchise), 12);
    EXPECT_EQ(counted_loss(10, 10, ThresholdForm::deductible), 0);
    EXPECT_EQ(counted_loss(12, 10, ThresholdForm::deductible), 2);
}

TEST(RunningTotal, GivesEachLossTheGrowthOfTheYearsRecovery) {
    RunningTotal total{{5, 10}};
    EXPECT_EQ(total.recover(4), 0);
    EXPECT_EQ(total.recover(4), 3);
    EXPECT_EQ(total.recover(9), 7);
    EXPECT_EQ(total.recover(9), 0);
    EXPECT_EQ(total.recovered, 10);
}

}  // namespace
}  // namespace riskpool
