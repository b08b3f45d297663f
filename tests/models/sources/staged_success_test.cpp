#include "models/sources/staged_success.hpp"

#include <algorithm>
#include <map>

#include "tests/known_answers/answers.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

Stage stage(std::string name, double success, double years, double cost) {
    return {.name = std::move(name), .success = success, .years = Severity{Point{years}}, .cost = cost};
}

const Insureds sponsors{{.name = "A", .property = 200}, {.name = "B", .property = 1000}};

StagedSuccess two_stages() {
    StagedSuccess terms;
    terms.stages = {stage("pilot", 0.6, 1.25, 10), stage("plant", 0.3, 1.5, 100)};
    return terms;
}

TEST(StagedSuccess, CL03PaysTheCoveredCostUpToTheStageThatFails) {
    auto const& known = answer("O-CL-03");
    auto const& in = known["inputs"];
    StagedSuccess terms;
    terms.projects = in["projects"];
    for (auto const& phase : in["phases"]) {
        terms.stages.push_back(
            stage("phase " + std::to_string(terms.stages.size()), phase["success"], 0.25, phase["cost"]));
        terms.stages.back().covered = in["covered_share"];
    }
    const Insureds one{
        {.name = "Sponsor", .deductible = in["deductible"].get<double>(), .limit = in["limit"].get<double>()}};
    const std::uint32_t years = 50000;
    const EventColumns events = sampled(terms, one, 0, years, 1, false);
    std::vector<double> totals = cell_losses(events, one);
    auto const& expected = known["expected"];
    const double n = years;
    EXPECT_NEAR(SampleMean(totals).value, expected["portfolio_mean"].get<double>(),
                4 * known["mc_sd"]["portfolio_mean"].get<double>() / std::sqrt(n));
    const double level = 1.25 * expected["portfolio_mean"].get<double>();
    std::vector<double> squares, above, beyond;
    for (const double x : totals) {
        squares.push_back(std::pow(x - expected["portfolio_mean"].get<double>(), 2));
        above.push_back(std::max(x - level, 0.0));
        beyond.push_back(x > expected["portfolio_VaR99"].get<double>() ? 1 : 0);
    }
    expect_mean(squares, std::pow(expected["portfolio_sd"].get<double>(), 2), "variance");
    expect_mean(above, expected["portfolio_stop_loss_above_125pct"].get<double>(), "stop loss");
    EXPECT_LT(SampleMean(beyond).value, 0.01 + 4 * std::sqrt(0.01 * 0.99 / n)) << "no more than 1 % are above VaR";
    // Each claim by its probability, of all projects.
    std::map<double, double> claims;
    const PolicyTerms policy = PolicyTerms::of(one[0]);
    for (const double damage : events.damage) claims[insured_loss(policy, damage, 0, 0, 0)] += 1;
    ASSERT_EQ(claims.size(), expected["claim_pmf"].size());
    const double projects = n * terms.projects;
    for (auto const& row : expected["claim_pmf"]) {
        const double p = row[1];
        EXPECT_NEAR(claims[row[0].get<double>()] / projects, p, 4 * std::sqrt(p * (1 - p) / projects)) << row[0];
    }
}

TEST(StagedSuccess, FailsInTheYearInWhichTheStageEnds) {
    const EventColumns events = sampled(two_stages(), sponsors, 0, 20000, 4);
    expect_well_formed(events, 80000, 2);
    const std::vector<double> counts = cell_counts(events);
    std::vector<double> pilot, plant;
    for (std::size_t c = 0; c < counts.size(); c += 4) {
        EXPECT_EQ(counts[c] + counts[c + 3], 0);
        pilot.push_back(counts[c + 1]);
        plant.push_back(counts[c + 2]);
    }
    expect_mean(pilot, 2 * 0.4);
    expect_mean(plant, 2 * 0.6 * 0.7);
    for (std::size_t e = 0; e < events.events(); ++e) {
        EXPECT_EQ(events.damage[e], events.time[e] == 0.25F ? 10 : 110);
        EXPECT_TRUE(events.time[e] == 0.25F || events.time[e] == 0.75F);
    }
}

TEST(StagedSuccess, BeginsNewProjectsEveryYearAndMayBeginLaterStages) {
    StagedSuccess terms = two_stages();
    terms.start = ProjectStart::every_year;
    terms.begin_at = "plant";
    terms.stages[1].cost_part = 0.5;
    terms.projects = 3;
    const std::vector<double> damages = cell_damages(sampled(terms, sponsors, 0, 10000, 3));
    for (std::size_t year = 0; year < 3; ++year) {
        std::vector<double> of_year;
        for (std::size_t c = year; c < damages.size(); c += 3) of_year.push_back(damages[c]);
        // Spent: 10 of the pilot, 100 and half the budget of the plant.
        if (year == 0) {
            EXPECT_EQ(*std::max_element(of_year.begin(), of_year.end()), 0);
        }
        if (year > 0) expect_mean(of_year, 3 * 0.7 * (210 + 610), std::to_string(year));
    }
}

TEST(StagedSuccess, PaysAgreedAmountsAndSettlesAtTheEnd) {
    StagedSuccess terms = two_stages();
    terms.stages[0].covered = 0;
    terms.stages[1].agreed = 7;
    terms.settled_after = 3.5;
    const EventColumns events = sampled(terms, sponsors, 0, 10000, 4);
    const std::vector<double> counts = cell_counts(events);
    std::vector<double> last;
    for (std::size_t c = 0; c < counts.size(); c += 4) {
        EXPECT_EQ(counts[c] + counts[c + 1] + counts[c + 2], 0);
        last.push_back(counts[c + 3]);
    }
    expect_mean(last, 2 * 0.6 * 0.7, "a failed pilot is not covered");
    for (std::size_t e = 0; e < events.events(); ++e) {
        EXPECT_EQ(events.damage[e], 7);
        EXPECT_EQ(events.time[e], 0.5F);
    }
    terms.settled_after = 2;
    EXPECT_EQ(sampled(terms, sponsors, 0, 1000, 4).events(), 0U) << "what fails after the settlement is no claim";
}

TEST(StagedSuccess, LetsOutcomesOfAYearHangOnOneFactor) {
    // Two projects with chance 1/2: both fail with probability 1/4 + asin(rho) / (2 pi) (Sheppard 1899).
    StagedSuccess terms;
    terms.stages = {stage("only", 0.5, 0.5, 1)};
    terms.correlation = 0.5;
    const std::vector<double> counts = cell_counts(sampled(terms, sponsors, 0, 40000));
    std::vector<double> both;
    for (const double n : counts) both.push_back(n == 2 ? 1 : 0);
    expect_mean(counts, 1);
    expect_mean(both, 0.25 + std::asin(0.5) / (2 * 3.14159265358979));
}

TEST(StagedSuccess, IsTheSameInAnyBlocksAndForWhoeverElseIsCovered) {
    StagedSuccess terms = two_stages();
    terms.start = ProjectStart::every_year;
    terms.start_window = 1;
    terms.correlation = 0.2;
    terms.stages[0].years = Severity{Exponential{0.5}};
    expect_same_in_any_blocks(terms, sponsors);
    const EventColumns both = sampled(terms, sponsors, 0, 500, 3);
    terms.covers.insureds = {"B"};
    const EventColumns alone = sampled(terms, sponsors, 0, 500, 3);
    std::vector<float> times;
    for (std::size_t e = 0; e < both.events(); ++e) {
        if (both.insured[e].index() == 1) times.push_back(both.time[e]);
    }
    EXPECT_EQ(times, alone.time);
}

TEST(StagedSuccess, RefusesWhatPaysNothing) {
    using Names = std::vector<std::string>;
    const auto changed = [](auto const& change) {
        StagedSuccess terms = two_stages();
        change(terms);
        return faulty_fields(terms);
    };
    EXPECT_EQ(changed([](StagedSuccess&) {}), Names{});
    EXPECT_EQ(changed([](StagedSuccess& t) { t.stages.clear(); }), Names{"stages"});
    EXPECT_EQ(changed([](StagedSuccess& t) { t.stages[0].cost = t.stages[1].cost = 0; }), Names{"stages"});
    EXPECT_EQ(changed([](StagedSuccess& t) { t.stages[1].name = "pilot"; }), Names{"stages[1].name"});
    EXPECT_EQ(changed([](StagedSuccess& t) { t.begin_at = "plan"; }), Names{"begin_at"});
    Stage agreed = stage("s", 0.5, 1, 1);
    agreed.agreed = 5;
    agreed.covered = 0.5;
    EXPECT_EQ(faulty_fields(agreed), Names{"covered"});
    StagedSuccess in_parts = two_stages();
    in_parts.stages[0].cost_part = 0.1;
    expect_fault(in_parts, {{.name = "C"}}, "stages", "no property");
}

}  // namespace
}  // namespace riskpool
