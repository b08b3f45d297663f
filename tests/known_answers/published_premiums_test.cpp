// Published examples of reinstatement premiums, of premiums and commissions that follow the losses, and of the order of
// terms, from the text of a scenario to the columns of its run.
#include <gtest/gtest.h>

#include "tests/known_answers/published_run.hpp"
#include "tests/known_answers/yearly_events.hpp"

namespace riskpool {
namespace {

using testing::added_by_events;
using testing::expect_figures;
using testing::first_losses;
using testing::KnownRun;
using testing::KnownScenario;
using testing::losses_by_year;

using Figures = std::vector<double>;

KnownScenario scenario_of(std::string const& source, std::size_t years, std::string const& treaty,
                          double premium = 1000) {
    KnownScenario scenario;
    scenario.sources = source;
    scenario.years = static_cast<std::uint32_t>(years);
    scenario.insureds = fmt::format("[{{name: I, premium: {}}}]", premium);
    scenario.programme = "[[" + treaty + "]]";
    scenario.metrics = "[aal: {}]";
    return scenario;
}

KnownRun run_event_by_event(Figures const& losses, std::string const& treaty) {
    return KnownRun(scenario_of(first_losses(losses), losses.size(), treaty));
}

/// Tests of the library PAL.
TEST(PublishedPremiums, ALayerPaysTheLossesOfPal) {
    const KnownRun run = run_event_by_event({100e3, 800e3, 500e3, 200e3},
                                            "{cat_xl: {name: L, limit: 500k, attachment: 250k, reinstatements: [0]}}");
    expect_figures(added_by_events(run.column("L", "recovery")), {0, 500e3, 250e3, 0}, "recovery");
}

/// Of 1.2 limits the first is charged in full at its price and 0.2 of the second at its own: 1 000 (1 + 0.2 / 2). PAL
/// charges both at the first price (1 200), and nothing at all if the first is free.
TEST(PublishedPremiums, APartlyUsedReinstatementIsChargedAtItsOwnPrice) {
    const auto charged = [](std::string const& prices, double second) {
        const KnownRun run = run_event_by_event(
            {750e3, 250e3 + second},
            "{cat_xl: {name: L, limit: 500k, attachment: 250k, premium: 1000, reinstatements: " + prices + "}}");
        return run.column("L", "reinstatement_premium").back();
    };
    EXPECT_NEAR(charged("[100%, 50%]", 100e3), 1100, 1e-9);
    EXPECT_NEAR(charged("[0%, 100%]", 250e3), 500, 1e-9);
}

/// Chartered Insurance Institute, study text M97, example 5.16: 100 000 xs 100 000, a loss of 150 000, 100 % as to
/// time.
TEST(PublishedPremiums, AReinstatementCostsHalfForHalfTheLimitAsInM97) {
    for (auto const& [premium, due] : {std::pair{10e3, 5e3}, std::pair{12e3, 6e3}}) {
        const KnownRun run = run_event_by_event(
            {150e3},
            fmt::format("{{cat_xl: {{name: L, limit: 100k, attachment: 100k, premium: {}, reinstatements: [1]}}}}",
                        premium));
        expect_figures(run.column("L", "reinstatement_premium"), {due}, "charge");
    }
}

/// What a premium that swings comes to in years with these losses, the subject premium being 10 000.
Figures swung_premiums(Figures const& losses, std::string const& swing) {
    std::vector<Figures> years;
    for (const double loss : losses) years.push_back({loss});
    const KnownRun run(scenario_of(
        losses_by_year(years), years.size(),
        "{stop_loss: {name: L, attachment: 0, limit: .inf, premium: 700, swing_premium: {" + swing + "}}}", 10e3));
    Figures premium = run.column("L", "premium_adjustment");
    for (double& due : premium) due += 700;
    return premium;
}

/// Documentation of the library aggregate, contract terms.
TEST(PublishedPremiums, RetrospectiveAndSwingPremiumsAreThoseOfAggregate) {
    expect_figures(
        swung_premiums({0, 500, 1500}, "basic_premium: 1000, loading: 1.1, minimum_rate: 10%, maximum_rate: 25%"),
        {1000, 1550, 2500}, "retrospective");
    expect_figures(swung_premiums({50, 200, 400}, "loading: 1, minimum_rate: 1%, maximum_rate: 3%"), {100, 200, 300},
                   "swing");
}

TEST(PublishedPremiums, SlidingAndProfitCommissionsAreThoseOfAggregate) {
    const KnownRun sliding(scenario_of(
        losses_by_year({{550}, {650}, {750}, {900}}), 4,
        "{quota_share: {name: Q, cession: 100%, commission: 30%, sliding_commission: {scale: [{loss_ratio: 60%, "
        "commission: 45%}, {loss_ratio: 70%, commission: 25%}, {loss_ratio: 80%, commission: 19%}]}}}"));
    Figures rate;
    for (const double adjustment : sliding.column("Q", "commission_adjustment"))
        rate.push_back(0.3 + adjustment / 1000);
    expect_figures(rate, {0.45, 0.35, 0.22, 0.19}, "sliding commission");

    const KnownRun profit(scenario_of(losses_by_year({{500}, {600}, {950}}), 3,
                                      "{quota_share: {name: Q, cession: 100%, profit_commission: {rate: 25%, margin: "
                                      "10%, deficit: none}}}"));
    expect_figures(profit.column("Q", "profit_commission"), {100, 75, 0}, "profit commission");
}

/// Tests of NetSimR: the deductible comes before the capacity. An earlier release had it the other way round and
/// paid 50.
TEST(PublishedPremiums, TheAnnualDeductibleComesBeforeTheCapacityAsInNetSimR) {
    const KnownRun run = run_event_by_event(
        {100, 100, 100}, "{cat_xl: {name: L, limit: 100, attachment: 0, annual_deductible: 50, reinstatements: []}}");
    expect_figures(run.column("L", "recovery"), {50, 100, 100}, "recovery so far");
}

}  // namespace
}  // namespace riskpool
