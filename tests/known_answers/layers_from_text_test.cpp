// Deterministic known answers of excess of loss layers from the text of a scenario to the columns of its run.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/known_answers/answers.hpp"
#include "tests/known_answers/published_run.hpp"
#include "tests/known_answers/yearly_events.hpp"

namespace riskpool {
namespace {

using nlohmann::json;
using testing::added_by_events;
using testing::expect_figures;
using testing::first_losses;
using testing::fixed_events;
using testing::GivenLoss;
using testing::KnownRun;
using testing::KnownScenario;
using testing::losses_by_year;

using Figures = std::vector<double>;

KnownScenario scenario_of(std::string const& source, std::size_t years, std::string const& treaties) {
    KnownScenario scenario;
    scenario.sources = source;
    scenario.years = static_cast<std::uint32_t>(years);
    scenario.programme = "[[" + treaties + "]]";
    scenario.metrics = "[aal: {}, probability: {}]";
    return scenario;
}

/// One year for each beginning of the list of events.
KnownRun run_event_by_event(json const& events, std::string const& treaties) {
    return KnownRun(scenario_of(first_losses(events.get<Figures>()), events.size(), treaties));
}

TEST(LayersFromText, DeductibleReinstatementsAndTheirPremiumsAreThoseOfXl01) {
    json const& c = answer("O-XL-01");
    json const& in = c["inputs"];
    std::vector<GivenLoss> losses;
    const double period = in["period_days"];
    for (auto const& event : in["events"]) {
        losses.push_back({1, event[0].get<double>() / period, event[1].get<double>()});
    }
    for (std::string const basis : {"amount", "amount_and_time"}) {
        const KnownRun run(scenario_of(
            first_losses(losses), losses.size(),
            fmt::format("{{cat_xl: {{name: L, limit: {}, attachment: {}, annual_deductible: {}, premium: {}, "
                        "reinstatements: {}, reinstatement_basis: {}}}}}",
                        in["limit"].get<double>(), in["retention"].get<double>(), in["aad"].get<double>(),
                        in["base_premium"].get<double>(), in["reinstatement_charges"].dump(), basis)));
        json const& expected = c["expected"];
        expect_figures(added_by_events(run.column("L", "recovery")), expected["recoveries"], "recovery");
        EXPECT_NEAR(run.column("L", "recovery").back(), expected["total_recovery"].get<double>(), 1e-9);
        const bool by_time = basis == "amount_and_time";
        // dates are kept to about a second, 2^-24 of a year
        expect_figures(added_by_events(run.column("L", "reinstatement_premium")),
                       expected[by_time ? "rp_amount_time" : "rp_amount"], basis, by_time ? 12 * 0x1p-24 : 0);
    }
}

TEST(LayersFromText, OneReinstatementEndsAsInXl02) {
    json const& c = answer("O-XL-02");
    Figures losses;
    for (auto const& event : c["inputs"]["events"]) losses.push_back(event[1]);
    const KnownRun run =
        run_event_by_event(losses, "{cat_xl: {name: L, limit: 2m, attachment: 2m, reinstatements: [0]}}");
    Figures const& recovered = run.column("L", "recovery");
    expect_figures(added_by_events(recovered), c["expected"]["recoveries"], "recovery");
    Figures remaining;
    for (const double r : recovered) remaining.push_back(4e6 - r);
    expect_figures(remaining, c["expected"]["remaining"], "remaining");
    EXPECT_EQ(run.row("probability", "L", "exhausted").value, 0.25);
}

TEST(LayersFromText, AReinstatementIsChargedByTheAmountAsInXl03) {
    json const& c = answer("O-XL-03");
    const KnownRun run =
        run_event_by_event(Figures{c["inputs"]["loss"]},
                           "{cat_xl: {name: L, limit: 5m, attachment: 400k, premium: 50k, reinstatements: [1]}}");
    expect_figures(run.column("L", "recovery"), {c["expected"]["recovery"]}, "recovery");
    expect_figures(run.column("L", "reinstatement_premium"), {c["expected"]["reinstatement_premium"]}, "charge");
    EXPECT_NEAR(run.gain("M", "reinstatement_premium"), -4000, 1e-9);
    EXPECT_NEAR(run.gain("reinsurance market"), 4000 + 50'000 - 400'000, 1e-9);
}

TEST(LayersFromText, ALayerDropsDownAsInXl04) {
    json const& c = answer("O-XL-04");
    const KnownRun run =
        run_event_by_event(c["inputs"]["events"],
                           "{cat_xl: {name: Layer 1, limit: 20, attachment: 10, reinstatements: [0]}}, "
                           "{drop_down: {name: Layer 2, above: Layer 1, limit: 30, reinstatements: []}}");
    expect_figures(added_by_events(run.column("Layer 1", "recovery")), c["expected"]["layer1"], "layer 1");
    expect_figures(added_by_events(run.column("Layer 2", "recovery")), c["expected"]["layer2"], "layer 2");
    expect_figures(added_by_events(run.column("P", "net_loss")), c["expected"]["net"], "net");
}

TEST(LayersFromText, TopAndDropPaysInTwoPlacesAsInXl05) {
    json const& c = answer("O-XL-05");
    const KnownRun run = run_event_by_event(c["inputs"]["events"],
                                            "{cat_xl: {name: Main, limit: 30, attachment: 20, reinstatements: []}}, "
                                            "{top_and_drop: {name: Top, under: Main, limit: 25, attachment: 50}}");
    expect_figures(added_by_events(run.column("Main", "recovery")), c["expected"]["under"], "under");
    expect_figures(added_by_events(run.column("Top", "recovery")), c["expected"]["topdrop"], "top and drop");
    expect_figures(added_by_events(run.column("P", "net_loss")), c["expected"]["net"], "net");
}

TEST(LayersFromText, ABackUpStepsInAsInXl06) {
    json const& c = answer("O-XL-06");
    const KnownRun run =
        run_event_by_event(c["inputs"]["events"],
                           "{cat_xl: {name: Original, limit: 10, attachment: 5, reinstatements: [0]}}, "
                           "{back_up: {name: Second, of: Original, limit: 10}}");
    expect_figures(added_by_events(run.column("Original", "recovery")), c["expected"]["layer"], "layer");
    expect_figures(added_by_events(run.column("Second", "recovery")), c["expected"]["backup"], "back-up");
}

TEST(LayersFromText, ATermOfFourYearsRunsAsInMy01) {
    json const& c = answer("O-MY-01");
    const KnownRun run(scenario_of(losses_by_year(c["inputs"]["annual_events"]), 4,
                                   "{multi_year_xl: {name: T, term: 4, limit: 30, attachment: 20, annual_limit: 30, "
                                   "term_limit: 60, term_deductible: 5, premium: 6, no_claims_bonus: 20%}}"));
    expect_figures(run.column("T", "recovery"), c["expected"]["recovery_by_year"], "recovery");
    Figures returned;
    for (const double adjustment : run.column("T", "premium_adjustment")) returned.push_back(-adjustment);
    expect_figures(returned, c["expected"]["bonus_by_year"], "bonus");
}

TEST(LayersFromText, TheCedentChoosesOccurrencesAsInHc01) {
    json const& c = answer("O-HC-01");
    std::vector<GivenLoss> losses;
    for (auto const& loss : c["inputs"]["losses"])
        losses.push_back({1, loss[0].get<double>() / 8760, loss[1].get<double>()});
    const KnownRun run(
        scenario_of(fixed_events(losses), 1,
                    "{cat_xl: {name: L, limit: 30, attachment: 10, unlimited_reinstatements: true, hours: 72}}"));
    expect_figures(run.column("L", "recovery"), {c["expected"]["best_total_recovery"]}, "recovery");
}

TEST(LayersFromText, AnIndexMovesTheLayerAsInIx01) {
    json const& c = answer("O-IX-01");
    Figures index;
    for (auto const& value : c["inputs"]["index"]) index.push_back(value.get<double>() / 100);
    double claim = 0;
    for (auto const& payment : c["inputs"]["payments"]) claim += payment.get<double>();
    const std::map<std::string, std::string> forms{
        {"full_indexation", "kind: full"},
        {"severe_inflation_excess_only", "kind: severe_inflation, threshold: 10%"},
        {"franchise", "kind: franchise, threshold: 10%"},
        {"no_indexation", ""}};
    for (auto const& [form, terms] : forms) {
        const std::string clause =
            terms.empty() ? ""
                          : fmt::format(", index_clause: {{{}, index: {}, payments: {}, limit_indexed: true}}", terms,
                                        json(index).dump(), c["inputs"]["payments"].dump());
        const KnownRun run = run_event_by_event(
            Figures{claim, 2 * claim},
            "{cat_xl: {name: L, limit: 2000, attachment: 1000, unlimited_reinstatements: true" + clause + "}}");
        json const& expected = c["expected"][form];
        // the second claim goes beyond the layer and shows its limit
        expect_figures(added_by_events(run.column("L", "recovery")), {expected["recovery"], expected["limit"]}, form);
    }
}

/// A claim that occurs after the term falls under the next term, which begins when the first ends.
TEST(LayersFromText, ASunsetEndsTheCoverAsInSs01) {
    json const& c = answer("O-SS-01");
    std::vector<GivenLoss> losses;
    Figures expected(4), recoveries = c["expected"]["recoveries"];
    for (std::size_t k = 0; k < 4; ++k) {
        json const& claim = c["inputs"]["claims"][k];
        const double occurred = claim["occ"], reported = claim["rep"], year = std::floor(occurred);
        losses.push_back({static_cast<std::uint32_t>(year) + 1, occurred - year, claim["loss"],
                          fmt::format(", reported_after: {}", reported - occurred)});
        expected[static_cast<std::size_t>(year)] += recoveries[k];
    }
    expected[3] = 3;  // min(5 - 2, 8) of the next term
    const KnownRun run(scenario_of(fixed_events(losses), 4,
                                   "{multi_year_xl: {name: T, term: 3, limit: 8, attachment: 2, sunset: 5}}"));
    expect_figures(run.column("T", "recovery"), expected, "recovery");
}

TEST(LayersFromText, AnUmbrellaCoversWhatTheLinesRetainAsInUm01) {
    json const& c = answer("O-UM-01");
    std::string insureds, underlying, events;
    for (std::size_t k = 0; k < 3; ++k) {
        const std::string line = c["inputs"]["lines"][k];
        insureds += fmt::format("{{name: {0} risk, type: {0}}}, ", line);
        underlying += fmt::format("{{covers: {{type: {}}}, retention: {}}}, ", line,
                                  c["inputs"]["line_retention"][k].get<double>());
    }
    for (std::size_t e = 0; e < 3; ++e) {
        events += fmt::format("{{year: {}, hits: [", e + 1);
        for (std::size_t k = 0; k < 3; ++k) {
            events += fmt::format("{{insured: {} risk, damage: {}}}, ", c["inputs"]["lines"][k].get<std::string>(),
                                  c["inputs"]["events"][e][k].get<double>());
        }
        events += "]}, ";
    }
    KnownScenario scenario = scenario_of("fixed_events: {events: [" + events + "]}", 3,
                                         "{umbrella: {name: U, underlying: [" + underlying +
                                             "], limit: 20, attachment: 12, unlimited_reinstatements: true}}");
    scenario.insureds = "[" + insureds + "]";
    expect_figures(KnownRun(scenario).column("U", "recovery"), c["expected"]["recoveries"], "recovery");
}

}  // namespace
}  // namespace riskpool
