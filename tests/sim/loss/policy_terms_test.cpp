#include "sim/loss/policy_terms.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace riskpool {
namespace {

/// Part of the output that is missing on day t.
double missing(double t, double restart, double ramp) {
    if (t < restart) return 1;
    if (t >= restart + ramp) return 0;
    return 1 - (t - restart) / ramp;
}

/// The integral of the missing part over [waiting, waiting + indemnity], by the midpoint rule between the kinks, where
/// the function is a straight line and the rule therefore exact.
double integrated_days(double restart, double ramp, double waiting, double indemnity) {
    const double end = std::min(waiting + indemnity, restart + ramp + waiting + 1);
    std::vector<double> kinks{waiting, end};
    for (const double kink : {restart, restart + ramp}) {
        if (kink > waiting && kink < end) kinks.push_back(kink);
    }
    std::sort(kinks.begin(), kinks.end());
    double sum = 0;
    for (std::size_t k = 1; k < kinks.size(); ++k) {
        sum += (kinks[k] - kinks[k - 1]) * missing((kinks[k] + kinks[k - 1]) / 2, restart, ramp);
    }
    return sum;
}

TEST(LostDays, AreTheIntegralOfTheMissingOutputOverTheIndemnityWindow) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> days(0, 100);
    const auto draw = [&] { return random() % 4 == 0 ? 0 : days(random); };
    for (int i = 0; i < 20'000; ++i) {
        const double restart = draw(), ramp = draw(), waiting = draw();
        const double indemnity = i % 5 == 0 ? infinity : draw();
        EXPECT_NEAR(lost_days(restart, ramp, waiting, indemnity), integrated_days(restart, ramp, waiting, indemnity),
                    1e-11)
            << restart << ' ' << ramp << ' ' << waiting << ' ' << indemnity;
    }
}

// Methods 0.3: waiting period w, downtime T, indemnity period H: min((T - w)+, H) days.
TEST(LostDays, WithoutARampAreTheDowntimeAfterTheWaitingPeriod) {
    EXPECT_EQ(lost_days(30, 0, 10, 365), 20);
    EXPECT_EQ(lost_days(30, 0, 30, 365), 0);
    EXPECT_EQ(lost_days(30, 0, 45, 365), 0);
    EXPECT_EQ(lost_days(500, 0, 10, 365), 365);
    EXPECT_EQ(lost_days(500, 0, 10, infinity), 490);
    EXPECT_EQ(lost_days(0, 0, 0, 365), 0);
}

// A straight ramp of R days from nothing to normal loses R / 2 days.
TEST(LostDays, CountTheRampByHalf) {
    EXPECT_EQ(lost_days(10, 20, 0, 365), 20);
    EXPECT_EQ(lost_days(0, 20, 0, infinity), 10);
    EXPECT_EQ(lost_days(0, 20, 10, 365), 2.5);  // the second half of the ramp: from half the output to all of it
    EXPECT_EQ(lost_days(0, 20, 0, 10), 7.5);    // and the first half
}

Insured fab() {
    Insured insured;
    insured.deductible = 10;
    insured.limit = 500;
    insured.interruption = 365;  // one a day
    insured.waiting_days = 5;
    insured.indemnity_days = 100;
    return insured;
}

TEST(PolicyTerms, TakeTheDeductibleOffDamageAndStockTogether) {
    const PolicyTerms terms = PolicyTerms::of(fab());
    EXPECT_EQ(insured_loss(terms, 30, 0, 0, 0), 20);
    EXPECT_EQ(insured_loss(terms, 6, 3, 0, 0), 0);
    EXPECT_EQ(insured_loss(terms, 6, 5, 0, 0), 1);
    EXPECT_EQ(insured_loss(terms, 10, 0, 0, 0), 0);
}

TEST(PolicyTerms, KeepTheDeductibleAwayFromTheInterruption) {
    const PolicyTerms terms = PolicyTerms::of(fab());
    EXPECT_EQ(insured_loss(terms, 4, 0, 25, 0), 20);  // 25 days less 5; the damage is below the deductible
    EXPECT_EQ(insured_loss(terms, 30, 0, 25, 10), 20 + 25);
    EXPECT_EQ(insured_loss(terms, 30, 0, 5, 0), 20);
}

TEST(PolicyTerms, EndTheInterruptionWithTheIndemnityPeriod) {
    EXPECT_EQ(insured_loss(PolicyTerms::of(fab()), 0, 0, 400, 0), 100);
}

TEST(PolicyTerms, LimitAllCoveragesTogether) {
    const PolicyTerms terms = PolicyTerms::of(fab());
    EXPECT_EQ(insured_loss(terms, 400, 50, 65, 0), 500);
    EXPECT_EQ(insured_loss(terms, 400, 50, 64, 0), 440 + 59);
    EXPECT_EQ(insured_loss(terms, 1e9, 0, 0, 0), 500);
}

TEST(PolicyTerms, LeaveTheGroundUpLossAsItIs) {
    const PolicyTerms terms = PolicyTerms::of(fab());
    EXPECT_EQ(ground_up_loss(terms, 400, 50, 65, 10), 520);
    EXPECT_EQ(ground_up_loss(terms, 3, 0, 0, 0), 3);
}

// A third of the output is lost: a third of each day, within periods that run in days of the calendar.
TEST(PolicyTerms, PayTheLostPartOfTheOutputOfDaysOfTheCalendar) {
    const PolicyTerms terms = PolicyTerms::of(fab());  // 1 a day, 5 waiting days, 100 days of indemnity
    const double third = 1.0 / 3;
    EXPECT_NEAR(insured_loss(terms, 0, 0, 11, 0, third), 2, 1e-12);
    EXPECT_NEAR(ground_up_loss(terms, 0, 0, 11, 0, third), 11 * third, 1e-12);
    EXPECT_EQ(insured_loss(terms, 0, 0, 5, 0, third), 0);
    EXPECT_NEAR(ground_up_loss(terms, 0, 0, 5, 0, third), 5 * third, 1e-12);
    EXPECT_NEAR(insured_loss(terms, 0, 0, 400, 0, third), 100 * third, 1e-12) << "the indemnity ends on day 105";
    // 3 days, then a ramp of 4: after 2 days of it, on day 5, half a day of output is still to be lost.
    EXPECT_NEAR(insured_loss(terms, 0, 0, 3, 4, third), 0.5 * third, 1e-12);
    EXPECT_NEAR(ground_up_loss(terms, 30, 5, 3, 4, third), 35 + 5 * third, 1e-12);
}

TEST(PolicyTerms, ArePlainOnlyIfThereIsNothingToApplyToAnAmount) {
    Insured insured;
    EXPECT_TRUE(PolicyTerms::of(insured).plain);
    insured.waiting_days = 5;  // is of no matter to an amount
    EXPECT_TRUE(PolicyTerms::of(insured).plain);
    insured.deductible = 1;
    EXPECT_FALSE(PolicyTerms::of(insured).plain);
    insured.deductible = 0;
    insured.limit = 1e9;
    EXPECT_FALSE(PolicyTerms::of(insured).plain);
}

struct Applied {
    std::vector<double> insured, ground_up;
};

Applied applied_terms(std::vector<PolicyTerms> const& terms, EventColumns const& events, bool aggregate = false) {
    Applied applied;
    apply_policy_terms(terms, events, aggregate, applied.insured, &applied.ground_up);
    return applied;
}

TEST(ApplyPolicyTerms, GivesEachRowTheTermsOfItsInsured) {
    Insured plain;
    const std::vector<PolicyTerms> terms{PolicyTerms::of(plain), PolicyTerms::of(fab())};
    EventColumns events;
    events.insured = {InsuredId{std::size_t{1}}, InsuredId{std::size_t{0}}, InsuredId{std::size_t{1}}};
    events.damage = {30, 30, 900};
    const Applied amounts = applied_terms(terms, events);
    EXPECT_EQ(amounts.insured, (std::vector<double>{20, 30, 500}));
    EXPECT_EQ(amounts.ground_up, (std::vector<double>{30, 30, 900}));

    events.stock = {1, 2, 0};
    events.restart_days = {0, 50, 15};
    events.ramp_days = {0, 0, 0};
    events.damage[2] = 0;
    events.output_lost = {1, 1, 0.5};
    EXPECT_EQ(applied_terms(terms, events).insured, (std::vector<double>{21, 32, 5}));
    EXPECT_EQ(applied_terms(terms, events).ground_up, (std::vector<double>{31, 32, 7.5}));
    events.output_lost.clear();
    const Applied all = applied_terms(terms, events);
    EXPECT_EQ(all.insured, (std::vector<double>{21, 32, 10}));  // the plain insured has no value of interruption
    EXPECT_EQ(all.ground_up, (std::vector<double>{31, 32, 15}));
}

TEST(ApplyPolicyTerms, GivesTheSameByTheShortWayOfASoleInsured) {
    const std::vector<PolicyTerms> terms{PolicyTerms::of(fab()), PolicyTerms::of(Insured{})};
    for (const std::size_t id : {0U, 1U}) {
        EventColumns sole;
        sole.sole_insured = InsuredId{id};
        sole.damage = {0, 5, 30, 9000};
        EventColumns each = sole;
        each.insured.assign(4, InsuredId{id});
        EXPECT_EQ(applied_terms(terms, sole).insured, applied_terms(terms, each).insured) << id;
        EXPECT_EQ(applied_terms(terms, sole).ground_up, applied_terms(terms, each).ground_up) << id;
    }
}

TEST(ApplyPolicyTerms, LeavesYearlySumsUntouched) {
    const std::vector<PolicyTerms> terms{PolicyTerms::of(fab())};
    EventColumns events;
    events.sole_insured = InsuredId{std::size_t{0}};
    events.damage = {3, 9000};
    EXPECT_EQ(applied_terms(terms, events, true).insured, events.damage);
    EXPECT_EQ(applied_terms(terms, events, false).insured, (std::vector<double>{0, 500}));
    events.insured.assign(2, InsuredId{std::size_t{0}});
    EXPECT_EQ(applied_terms(terms, events, true).insured, events.damage);
    EXPECT_EQ(applied_terms(terms, events, true).ground_up, events.damage);
}

TEST(ApplyPolicyTerms, FillsNoGroundUpLossesThatNobodyAsksFor) {
    const std::vector<PolicyTerms> terms{PolicyTerms::of(fab())};
    EventColumns events;
    events.damage = {30};
    std::vector<double> insured{1, 2, 3};
    apply_policy_terms(terms, events, false, insured, nullptr);
    EXPECT_EQ(insured, std::vector<double>{20});
}

}  // namespace
}  // namespace riskpool
