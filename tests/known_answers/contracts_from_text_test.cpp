// Deterministic known answers of contracts on a year's account, on readings and on a pool's retrocession, from the text
// of a scenario to the columns and the ledger of its run.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/known_answers/answers.hpp"
#include "tests/known_answers/published_run.hpp"
#include "tests/known_answers/yearly_events.hpp"

namespace riskpool {
namespace {

using nlohmann::json;
using testing::expect_figures;
using testing::fixed_events;
using testing::GivenLoss;
using testing::KnownRun;
using testing::KnownScenario;
using testing::losses_by_year;

using Figures = std::vector<double>;

KnownScenario scenario_of(std::string const& source, std::size_t years, double premium, std::string const& treaty) {
    KnownScenario scenario;
    scenario.sources = source;
    scenario.years = static_cast<std::uint32_t>(years);
    scenario.insureds = fmt::format("[{{name: I, premium: {}}}]", premium);
    scenario.programme = "[[" + treaty + "]]";
    scenario.metrics = "[aal: {}]";
    return scenario;
}

std::string quota_share_of_qs01(json const& in) {
    std::string scale;
    for (auto const& point : in["slide_nodes"]) {
        scale += fmt::format("{{loss_ratio: {}, commission: {}}}, ", point[0].get<double>(), point[1].get<double>());
    }
    const auto corridor = [&](char const* key) { return in["corridor"][key].get<double>(); };
    return fmt::format(
        "{{quota_share: {{name: QS, cession: {}, event_limit: {}, corridor: {{from: {}, to: {}, share: {}}}, "
        "loss_ratio_cap: {}, commission: 30%, sliding_commission: {{scale: [{}]}}, "
        "profit_commission: {{rate: {}, margin: {}}}}}}}",
        in["cession"].get<double>(), in["event_limit_on_ceded"].get<double>(), corridor("attach"), corridor("exit"),
        corridor("cedent_share"), in["loss_ratio_cap"].get<double>(), scale,
        in["profit_commission"]["rate"].get<double>(), in["profit_commission"]["margin"].get<double>());
}

/// The premium of a scenario is the same in all years, so each year runs by itself.
TEST(ContractsFromText, AQuotaShareHasTheYearsOfQs01) {
    json const& in = answer("O-QS-01")["inputs"];
    json const& expected = answer("O-QS-01")["expected"];
    for (std::size_t y = 0; y < 5; ++y) {
        const KnownRun run(scenario_of(losses_by_year({in["event_losses"][y].get<Figures>()}), 1,
                                       in["gross_premium"][y], quota_share_of_qs01(in)));
        const auto figure = [&](char const* key) { return expected[key][y].get<double>(); };
        const double ceded = figure("ceded_premium");
        EXPECT_NEAR(run.gain("reinsurance market", "ceded_premium"), ceded, 1e-9) << y;
        expect_figures(run.column("QS", "recovery"), {figure("reinsurer_loss")}, "recovery");
        const double commission = 0.3 * ceded + run.column("QS", "commission_adjustment")[0];
        EXPECT_NEAR(commission / ceded, figure("commission_rate"), 1e-9) << y;
        EXPECT_NEAR(ceded - run.column("QS", "recovery")[0] - commission - 0.05 * ceded, figure("result_before_pc"),
                    1e-8)
            << y;
    }
}

/// The five years in one trial, in units of each year's premium: every term but the event limit is in proportion to it,
/// and the event limit of year 4, the only one it binds beside year 2, is followed by the cap.
TEST(ContractsFromText, AQuotaShareCarriesTheDeficitOfQs01) {
    json const& in = answer("O-QS-01")["inputs"];
    json const& expected = answer("O-QS-01")["expected"];
    std::vector<Figures> losses = in["event_losses"];
    Figures recovery = expected["reinsurer_loss"], profit = expected["profit_commission"];
    for (std::size_t y = 0; y < 5; ++y) {
        const double unit = in["gross_premium"][y].get<double>() / 100;
        for (double& loss : losses[y]) loss /= unit;
        recovery[y] /= unit;
        profit[y] /= unit;
    }
    const KnownRun run(scenario_of(losses_by_year(losses), 5, 100, quota_share_of_qs01(in)));
    expect_figures(run.column("QS", "recovery"), recovery, "recovery");
    expect_figures(run.column("QS", "profit_commission"), profit, "profit commission");
}

TEST(ContractsFromText, AStopLossByRatiosPaysAsInSl01) {
    json const& in = answer("O-SL-01")["inputs"];
    json const& expected = answer("O-SL-01")["expected"];
    // the part that is not placed, or the same part kept as coinsurance
    for (std::string const part : {"placed: 0.9", "coinsurance: 0.1"}) {
        Figures recovery, net;
        for (std::size_t k = 0; k < 4; ++k) {
            const KnownRun run(
                scenario_of(losses_by_year({{in["losses"][k]}}), 1, in["subject_premium"][k],
                            "{stop_loss: {name: SL, attachment_ratio: 0.85, limit_ratio: 0.4, " + part + "}}"));
            recovery.push_back(run.column("SL", "recovery")[0]);
            net.push_back(run.column("P", "net_loss")[0]);
        }
        expect_figures(recovery, expected["recoveries"], part);
        expect_figures(net, expected["net"], part + ", net");
    }
}

TEST(ContractsFromText, APremiumSwingsAsInSw01) {
    json const& in = answer("O-SW-01")["inputs"];
    std::vector<Figures> losses;
    for (auto const& loss : in["losses"]) losses.push_back({loss.get<double>()});
    for (std::string const layer : {"stop_loss: {attachment: 0, limit: .inf, ",
                                    "cat_xl: {attachment: 0, limit: .inf, unlimited_reinstatements: true, "}) {
        const KnownRun run(scenario_of(
            losses_by_year(losses), 4, in["subject_premium"],
            "{" + layer + "name: L, premium: 2, swing_premium: {loading: 1.25, minimum_rate: 3%, maximum_rate: 9%}}}"));
        Figures premium = run.column("L", "premium_adjustment");
        for (double& due : premium) due += 2;
        expect_figures(premium, answer("O-SW-01")["expected"]["premium"], layer);
    }
}

TEST(ContractsFromText, IndustryLossWarrantiesPayAsInPt01) {
    json const& in = answer("O-PT-01")["inputs"];
    json const& expected = answer("O-PT-01")["expected"];
    std::vector<GivenLoss> losses;
    for (auto const& event : in["events"]) {
        losses.push_back({static_cast<std::uint32_t>(losses.size() + 1), 0.5, event["own"],
                          fmt::format(", index: {}", event["industry"].get<double>())});
    }
    const auto run = [&](std::string const& form) {
        return KnownRun(
            scenario_of(fixed_events(losses), 4, 10,
                        "{industry_loss_warranty: {name: W, payout: 50, own_loss_warranty: 5, form: " + form + "}}"));
    };
    const KnownRun binary = run("{binary: {trigger: 20}}");
    expect_figures(binary.column("W", "recovery"), expected["ilw_binary"], "binary");
    expect_figures(binary.column("P", "net_loss"), expected["basis_shortfall_binary"], "shortfall");
    expect_figures(run("{pro_rata: {lo: 20, hi: 30}}").column("W", "recovery"), expected["ilw_prorata"], "pro rata");
}

TEST(ContractsFromText, AParametricCoverPaysByStepsAsInPt01) {
    json const& in = answer("O-PT-01")["inputs"];
    std::string steps;
    for (auto const& step : in["parametric_steps"]) {
        steps += fmt::format("{{index: {}, part: {}}}, ", step[0].get<double>(), step[1].get<double>());
    }
    std::vector<GivenLoss> losses;
    for (auto const& index : in["indices"]) {
        losses.push_back(
            {static_cast<std::uint32_t>(losses.size() + 1), 0.5, 7, fmt::format(", index: {}", index.get<double>())});
    }
    const KnownRun run(scenario_of(fixed_events(losses), 3, 10,
                                   "{parametric: {name: C, limit: 40, triggers: [steps: [" + steps + "]]}}"));
    expect_figures(run.column("C", "recovery"), answer("O-PT-01")["expected"]["parametric"], "parametric");
}

/// The pool as what the front cedes to: its gross premium is ceded in full, fronting fee and brokerage are its
/// expenses.
TEST(ContractsFromText, APoolWithARetrocessionHasTheMemberResultsOfFr01) {
    json const& in = answer("O-FR-01")["inputs"];
    json const& expected = answer("O-FR-01")["expected"];
    KnownScenario scenario =
        scenario_of(losses_by_year({{in["loss"]}}), 1, in["gross_premium"],
                    "{cat_xl: {name: Retro, limit: 25, attachment: 20, premium: 3, reinstatements: []}}");
    scenario.members = "[{name: M1}, {name: M2}, {name: M3}]";
    scenario.shares = "[{member: M1, share: 50%}, {member: M2, share: 30%}, {member: M3, share: 20%}]";
    scenario.pool_terms = ", expenses: 16%";
    const KnownRun run(scenario);
    EXPECT_NEAR(-run.gain("insureds", "premium") - run.gain("providers", "expenses"),
                expected["ceded_premium"].get<double>(), 1e-9);
    expect_figures(run.column("Retro", "recovery"), {expected["retro_recovery"]}, "retrocession");
    expect_figures(run.column("P", "net_loss"), {expected["pool_net_loss"]}, "net loss");
    for (std::size_t m = 0; m < 3; ++m) {
        expect_figures(run.column(fmt::format("M{}", m + 1), "result"), {expected["member_result_no_default"][m]},
                       fmt::format("member {}", m + 1));
    }
}

/// The front as cedent: it keeps a commission, its reinsurers pay the brokerage, and each buys its part of the
/// retrocession, which is the whole one divided since each has the same part of every loss.
TEST(ContractsFromText, AFrontWithRetrocedingReinsurersHasTheResultsOfFr01) {
    json const& in = answer("O-FR-01")["inputs"];
    json const& expected = answer("O-FR-01")["expected"];
    KnownScenario scenario;
    scenario.more = "reinsurers: [{name: R1}, {name: R2}, {name: R3}]\nretrocession: [";
    std::string lines;
    for (std::size_t m = 0; m < 3; ++m) {
        const double share = in["pool_shares"][m];
        lines += fmt::format("{{reinsurer: R{}, share: {}}}, ", m + 1, share);
        scenario.more += fmt::format(
            "{{reinsurer: R{}, programme: [[cat_xl: {{name: Retro, limit: {}, attachment: {}, premium: {}, "
            "reinstatements: []}}]]}}, ",
            m + 1, 25 * share, 20 * share, 3 * share);
    }
    scenario.more += "]\n";
    KnownScenario const front = scenario_of(
        losses_by_year({{in["loss"]}}), 1, in["gross_premium"],
        "{quota_share: {name: Front, cession: 100%, commission: 6%, brokerage: 10%, lines: [" + lines + "]}}");
    scenario.sources = front.sources;
    scenario.insureds = front.insureds;
    scenario.programme = front.programme;
    const KnownRun run(scenario);
    double recovered = 0, net = 0;
    for (std::size_t m = 0; m < 3; ++m) {
        const std::string name = fmt::format("R{}", m + 1);
        EXPECT_NEAR(run.gain(name), expected["member_result_no_default"][m].get<double>(), 1e-9) << name;
        recovered += run.column(name, "recovery")[0];
        net += run.column(name, "net_loss")[0];
    }
    EXPECT_NEAR(recovered, expected["retro_recovery"].get<double>(), 1e-9);
    EXPECT_NEAR(net, expected["pool_net_loss"].get<double>(), 1e-9);
    EXPECT_NEAR(run.gain("M"), expected["front_result_no_default"].get<double>(), 1e-9);
    EXPECT_NEAR(run.gain("brokers"), 4, 1e-9);
}

}  // namespace
}  // namespace riskpool
