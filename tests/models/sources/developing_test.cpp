#include "models/sources/developing.hpp"

#include "models/sources/fixed_events.hpp"
#include "tests/known_answers/published_run.hpp"
#include "tests/known_answers/yearly_events.hpp"
#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

using namespace testing;
using Faults = std::vector<std::string>;

/// 100 in year 1 and 40 in year 2, of which 30 % is reported at once, 60 % within a year, all within two.
KnownScenario two_losses() {
    KnownScenario scenario;
    scenario.years = 3;
    scenario.sources = "developing: {source: {" + losses_by_year({{100}, {40}, {}}) + "}, reported: [30%, 60%, 100%]}";
    return scenario;
}

TEST(Developing, BooksLossesInTheYearsInWhichTheyAreReported) {
    const KnownRun run(two_losses());
    expect_figures(run.column("P", "gross_loss"), {30, 30 + 12, 40 + 12}, "reported");
    expect_figures(run.column("developing", "unreported_loss"), {70, 40 + 28, 16}, "still to come");
    expect_figures(run.column("developing", "unreported_at_end"), {16}, "beyond the run");
}

TEST(Developing, AppliesDeductibleAndLimitOnceToTheWhole) {
    KnownScenario scenario = two_losses();
    scenario.insureds = "[{name: I, premium: 10, deductible: 10, limit: 60}]";
    const KnownRun run(scenario);
    expect_figures(run.column("P", "gross_loss"), {18, 18 + 9, 24 + 9}, "30 %, 30 % and 40 % of 60; of 30");
    expect_figures(run.column("developing", "unreported_loss"), {42, 24 + 21, 12}, "still to come");
}

TEST(Developing, IsCededByAQuotaShareAsAWholeAndSeenPartByPartByALayer) {
    KnownScenario scenario = two_losses();
    scenario.programme = "[[{quota_share: {cession: 50%}}]]";
    expect_figures(KnownRun(scenario).column("P", "recovery"), {15, 21, 26}, "half of what is reported");
    scenario.programme = "[[{per_risk_xl: {limit: 100, attachment: 20, premium: 0, reinstatements: [0]}}]]";
    expect_figures(KnownRun(scenario).column("P", "recovery"), {10, 10, 20}, "of parts of 30, 30 and 40; 12 and 12");
}

TEST(Developing, PaysFundsAndLossRatiosByTheYearOfReport) {
    KnownScenario scenario = two_losses();
    scenario.pool_terms = ", reserve_fund: {opening: 35, accrual: [], trigger: {loss_ratio: 0%}}";
    const KnownRun run(scenario);
    expect_figures(run.column("P fund", "release"), {30, 5, 0}, "until it is empty");
    expect_figures(run.column("P fund", "shortfall"), {0, 37, 52}, "then nothing");
}

Faults faults_of(std::vector<double> reported) {
    FixedEvents given;
    given.events.emplace_back();
    return faulty_fields(Developing{SourceModel(given), std::move(reported)});
}

TEST(Developing, RefusesPatternsThatDoNotGrowToTheWhole) {
    EXPECT_EQ(faults_of({0.5, 1}), Faults{});
    EXPECT_EQ(faults_of({0, 0.5, 0.5, 1}), Faults{});
    EXPECT_EQ(faults_of({0.5, 0.4, 1}), Faults{"reported[1]"});
    EXPECT_EQ(faults_of({0.5, 0.9}), Faults{"reported"});
    EXPECT_EQ(faults_of({}), Faults{"reported"});
    EXPECT_EQ(faults_of({1}), Faults{"reported"});
}

TEST(Developing, RefusesASourceThatDevelopsOrHasAName) {
    FixedEvents given;
    given.events.emplace_back();
    const SourceModel once(Developing{SourceModel(given), {0.5, 1}});
    EXPECT_EQ(faulty_fields(Developing{once, {0.5, 1}}), Faults{"source.developing"});
    const SourceModel named(Named<FixedEvents>{given, "one"});
    EXPECT_EQ(faulty_fields(Developing{named, {0.5, 1}}), Faults{"source.fixed_events.name"});
}

}  // namespace
}  // namespace riskpool
