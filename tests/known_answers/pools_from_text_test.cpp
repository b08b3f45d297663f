// Known answers of pools, loss sharing, settlement and default, from the text of a scenario to the result.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/known_answers/published_run.hpp"
#include "tests/known_answers/yearly_events.hpp"

namespace riskpool {
namespace {

using namespace testing;
using nlohmann::json;
using Figures = std::vector<double>;

std::string members(std::size_t count, std::string const& more = "") {
    std::string text = "[";
    for (std::size_t m = 1; m <= count; ++m) text += fmt::format("{{name: M{}{}}}, ", m, more);
    return text + "]";
}

TEST(PoolsFromText, ASlipSplitsLossesAsCo02) {
    json const& in = answer("O-CO-02")["inputs"];
    json const& expected = answer("O-CO-02")["expected"]["results"];
    std::string layers;
    for (auto const& layer : in["layers"]) {
        std::string lines;
        for (std::size_t m = 0; m < 3; ++m) {
            lines += fmt::format("{{member: M{}, line: {}}}, ", m + 1, layer["lines"][m].get<double>());
        }
        layers += fmt::format("{{limit: {}, attachment: {}, premium_part: 50%, lines: [{}]}}, ",
                              layer["limit"].get<double>(), layer["attach"].get<double>(), lines);
    }
    std::vector<Figures> losses;
    for (auto const& loss : in["losses"]) losses.push_back({loss});
    KnownScenario scenario;
    scenario.years = 2;
    scenario.members = members(3);
    scenario.share_rule = "{line_slip: {layers: [" + layers + "]}}";
    scenario.sources = losses_by_year(losses);
    const KnownRun run(scenario);
    for (std::size_t m = 0; m < 3; ++m) {
        expect_figures(run.column(fmt::format("M{}", m + 1), "net_loss"),
                       {expected[0]["member"][m], expected[1]["member"][m]}, fmt::format("member {}", m + 1));
    }
    expect_figures(run.column("P", "gross_loss"),
                   {in["losses"][0].get<double>() - expected[0]["uninsured"].get<double>(),
                    in["losses"][1].get<double>() - expected[1]["uninsured"].get<double>()},
                   "the pool");
}

/// Expenses differ by member in the case, so they are entered as losses: own results are the same.
TEST(PoolsFromText, MembersSettleAsPo01) {
    json const& in = answer("O-PO-01")["inputs"];
    json const& expected = answer("O-PO-01")["expected"]["scenarios"];
    KnownScenario scenario;
    scenario.years = 2;
    scenario.members = members(3);
    scenario.share_rule = "by_premium";
    scenario.insureds = "[";
    std::string events, profit, loss;
    for (std::size_t m = 0; m < 3; ++m) {
        scenario.insureds += fmt::format("{{name: I{}, property: 100, premium: {}, originator: M{}}}, ", m + 1,
                                         in["premium"][m].get<double>(), m + 1);
        profit += fmt::format("{{member: M{}, share: {}}}, ", m + 1, in["profit_key"][m].get<double>());
        loss += fmt::format("{{member: M{}, share: {}}}, ", m + 1, in["loss_key"][m].get<double>());
        for (std::size_t y = 0; y < 2; ++y) {
            events += fmt::format("{{year: {}, insured: I{}, damage: {}}}, ", y + 1, m + 1,
                                  in["loss_scenarios"][y][m].get<double>() + in["expense"][m].get<double>());
        }
    }
    scenario.insureds += "]";
    scenario.sources = "fixed_events: {events: [" + events + "]}";
    scenario.pool_terms = fmt::format(
        ", settlement: {{profit_key: {{table_key: {{table: [{}]}}}}, loss_key: {{table_key: {{table: [{}]}}}}, "
        "lead: M1, lead_fee: {}}}, reserve_fund: {{accrual: [{{share_of_underwriting_profit: {{rate: {}}}}}], "
        "trigger: {{loss_ratio: 1000}}}}",
        profit, loss, in["lead_fee_rate"].get<double>(), in["fund_rate_on_profit"].get<double>());
    const KnownRun run(scenario);
    for (std::size_t m = 0; m < 3; ++m) {
        const std::string name = fmt::format("M{}", m + 1);
        for (auto const& [quantity, key] : {std::pair{"own_result", "own_result"}, std::pair{"transfer", "transfer"},
                                            std::pair{"result", "final_result"}}) {
            expect_figures(run.column(name, quantity), {expected[0][key][m], expected[1][key][m]}, name + quantity);
        }
        const Figures result = run.column(name, "result");
        EXPECT_NEAR(run.gain(name), (result[0] + result[1]) / 2, 1e-9);  // the ledger says the same
    }
    EXPECT_NEAR(run.gain("P", "accrual"),
                -(expected[0]["fund_contribution"].get<double>() + expected[1]["fund_contribution"].get<double>()) / 2,
                1e-9);
}

TEST(PoolsFromText, GovernmentBankInsurerAndGuarantorShareAsLs01) {
    json const& in = answer("O-LS-01")["inputs"];
    json const& expected = answer("O-LS-01")["expected"];
    std::string parties;
    for (std::size_t k = 0; k < 4; ++k) {
        const std::string name = in["parties"][k] == "insurer" ? "P" : in["parties"][k].get<std::string>();
        parties += fmt::format("{{name: {}, share: {}, annual_cap: {}}}, ", name, in["share"][k].get<double>(),
                               in["annual_cap"][k].get<double>());
    }
    KnownScenario scenario;
    scenario.years = 3;
    scenario.sources = first_losses(in["losses"].get<Figures>());
    scenario.pool_terms = fmt::format(", loss_sharing: {{proportional_with_caps: {{parties: [{}], residual: {}}}}}",
                                      parties, in["residual"].get<std::string>());
    const KnownRun run(scenario);
    const auto added = [&](std::size_t k) {
        return k == 2 ? added_by_events(run.column("P", "retained_loss"))
                      : added_by_events(run.column(in["parties"][k].get<std::string>(), "shared_loss"));
    };
    for (std::size_t k = 0; k < 4; ++k) {
        Figures by_loss;
        for (auto const& loss : expected["by_loss"]) by_loss.push_back(loss[k]);
        expect_figures(added(k), by_loss, in["parties"][k].get<std::string>());
    }
    const Figures government = run.column("government", "shared_loss");
    EXPECT_NEAR(-run.gain("government"), (government[0] + government[1] + government[2]) / 3, 1e-9);
}

TEST(PoolsFromText, TranchesRunAsLs02) {
    json const& in = answer("O-LS-02")["inputs"];
    json const& expected = answer("O-LS-02")["expected"]["results"];
    const auto name_of = [](std::string const& party) { return party == "insurance pool" ? "P" : party; };
    std::string tranches;
    for (auto const& tranche : in["tranches"]) {
        tranches += fmt::format("{{party: {}, limit: {}", name_of(tranche["party"].get<std::string>()),
                                tranche["limit"].get<double>());
        if (tranche.contains("share")) {
            tranches += fmt::format(", share: {}, co_party: {}", tranche["share"].get<double>(),
                                    name_of(tranche["coshare_party"].get<std::string>()));
        }
        tranches += "}, ";
    }
    std::vector<Figures> losses;
    for (auto const& loss : in["aggregate_losses"]) losses.push_back({loss});
    KnownScenario scenario;
    scenario.years = static_cast<std::uint32_t>(losses.size());
    scenario.sources = losses_by_year(losses);
    scenario.pool_terms = ", loss_sharing: {tranches: {tranches: [" + tranches + "]}}";
    const KnownRun run(scenario);
    for (std::string party : {"VC first loss", "guarantor", "special fund", "government"}) {
        Figures paid;
        for (auto const& result : expected) paid.push_back(result[party]);
        expect_figures(run.column(party, "shared_loss"), paid, party);
    }
    Figures left;  // what no tranche takes stays with the pool
    for (auto const& result : expected) {
        left.push_back(result["insurance pool"].get<double>() + result["unfunded"].get<double>());
    }
    expect_figures(run.column("P", "retained_loss"), left, "the pool");
}

TEST(PoolsFromText, TheStateSharesAndRecoupsAsGb01) {
    json const& in = answer("O-GB-01")["inputs"];
    json const& expected = answer("O-GB-01")["expected"];
    KnownScenario scenario;
    scenario.members = members(3);
    scenario.insureds = "[";
    std::string events, sections;
    for (std::size_t m = 0; m < 3; ++m) {
        scenario.insureds +=
            fmt::format("{{name: I{}, property: 100, premium: {}}}, ", m + 1, in["insurers"][m]["dep"].get<double>());
        events +=
            fmt::format("{{year: 1, insured: I{}, damage: {}}}, ", m + 1, in["insurers"][m]["loss"].get<double>());
        sections += fmt::format(
            "{{covers: {{insureds: [I{}]}}, shares: {{by_table: {{table: [{{member: M{}, share: 1}}]}}}}}}, ", m + 1,
            m + 1);
    }
    scenario.insureds += "]";
    scenario.sources = "fixed_events: {events: [" + events + "]}";
    scenario.share_rule = "{by_section: {sections: [" + sections + "]}}";
    scenario.pool_terms = fmt::format(
        ", backstops: [{{federal_share: {{deductible: {}, share: {}, trigger: {}, cap: {}, recoupment: {}, "
        "market_retention: {}}}}}]",
        in["deductible_rate"].get<double>(), in["federal_share"].get<double>(), in["trigger"].get<double>(),
        in["cap"].get<double>(), in["recoup_rate"].get<double>(), in["imara"].get<double>());
    const KnownRun run(scenario);
    double federal = 0;
    for (std::size_t m = 0; m < 3; ++m) {
        federal += expected["federal"][m].get<double>();
        expect_figures({run.gain(fmt::format("M{}", m + 1), "retained_loss")},
                       {-expected["insurer_net"][m].get<double>()}, fmt::format("insurer {}", m + 1));
    }
    expect_figures(run.column("P federal_share 1", "granted"), {federal}, "the state");
    expect_figures({run.gain("state", "recoupment")}, {expected["mandatory_recoupment"]}, "recoupment");
    expect_figures(run.column("state", "fiscal_cost"), {federal - expected["mandatory_recoupment"].get<double>()},
                   "what the state pays less what it is paid");
}

/// The members of FR-01 as co-insurers behind a front that is liable for all: the third fails for certain.
TEST(PoolsFromText, AFrontBearsWhatAMemberInDefaultLeavesAsInFr01) {
    json const& in = answer("O-FR-01")["inputs"];
    json const& expected = answer("O-FR-01")["expected"];
    const double kept = in["fronting_fee"].get<double>() + in["brokerage"].get<double>();
    KnownScenario scenario;
    scenario.sources = losses_by_year({{in["loss"]}});
    scenario.insureds = fmt::format("[{{name: I, premium: {}}}]", in["gross_premium"].get<double>() * (1 - kept));
    scenario.members = "[{name: F, default_probability: 0}, ";
    scenario.shares = "[";
    for (std::size_t m = 1; m <= 3; ++m) {
        scenario.members += fmt::format("{{name: M{}, default_probability: {}}}, ", m,
                                        in["default_member"].get<std::size_t>() == m ? 1 : 0);
        scenario.shares += fmt::format("{{member: M{}, share: {}}}, ", m, in["pool_shares"][m - 1].get<double>());
    }
    scenario.members += "]";
    scenario.shares += "]";
    scenario.programme =
        fmt::format("[[cat_xl: {{name: Retro, limit: {}, attachment: {}, premium: {}, reinstatements: []}}]]",
                    in["retro"]["limit"].get<double>(), in["retro"]["retention"].get<double>(),
                    in["retro"]["premium"].get<double>());
    scenario.pool_terms = ", liability: {form: several, bearer: lead, lead: F}";
    scenario.more = fmt::format("defaults: {{by_rating: {{curve: {{loss_given_default: {}}}}}}}\n",
                                1 - in["recovery_rate"].get<double>());
    const KnownRun run(scenario);
    const double change =
        expected["front_result_default"].get<double>() - expected["front_result_no_default"].get<double>();
    expect_figures(run.column("F", "result"), {change}, "the front's loss by default");
    EXPECT_NEAR(run.gain("F"), change, 1e-9);
    for (std::size_t m = 1; m <= 2; ++m) {
        expect_figures(run.column(fmt::format("M{}", m), "result"),
                       {expected["member_result_no_default"][m - 1].get<double>()}, fmt::format("member {}", m));
    }
    expect_figures(run.column("P", "unpaid_claims"), {0}, "the insured");
}

/// Three forms of liability in one loss, of which two members certainly fail.
TEST(PoolsFromText, MembersPayForEachOtherAsInCo03) {
    json const& in = answer("O-CO-03")["inputs"];
    json const& expected = answer("O-CO-03")["expected"];
    for (auto const& [form, key] : {std::pair{"several", "several"}, std::pair{"solidarity", "solidarity"},
                                    std::pair{"capped_solidarity", "capped"}}) {
        KnownScenario scenario;
        scenario.sources = losses_by_year({{in["loss"]}});
        scenario.insureds = "[{name: I, premium: 0}]";
        scenario.members = scenario.shares = "[";
        for (std::size_t m = 1; m <= 5; ++m) {
            bool fails = false;
            for (auto const& each : in["defaulted"]) fails = fails || each.get<std::size_t>() == m;
            scenario.members += fmt::format("{{name: M{}, default_probability: {}}}, ", m, fails ? 1 : 0);
            scenario.shares += fmt::format("{{member: M{}, share: {}}}, ", m, in["shares"][m - 1].get<double>());
        }
        scenario.members += "]";
        scenario.shares += "]";
        scenario.pool_terms =
            fmt::format(", liability: {{form: {}{}}}", form,
                        form == std::string("capped_solidarity")
                            ? fmt::format(", part_of_own_share: {}", in["realloc_cap_of_own_share"].get<double>())
                            : "");
        scenario.more = fmt::format("defaults: {{by_rating: {{curve: {{loss_given_default: {}}}}}}}\n",
                                    1 - in["recovery_rate"].get<double>());
        const KnownRun run(scenario);
        for (std::size_t m = 0; m < 5; ++m) {
            expect_figures(run.column(fmt::format("M{}", m + 1), "result"), {-expected[key]["paid"][m].get<double>()},
                           fmt::format("{} of member {}", form, m + 1));
        }
        expect_figures(run.column("P", "unpaid_claims"), {expected[key].value("insured_shortfall", 0.0)}, form);
    }
}

}  // namespace
}  // namespace riskpool
