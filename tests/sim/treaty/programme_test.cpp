// Tiers: what each treaty sees, and what is left.
#include "sim/treaty/programme.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"

namespace riskpool {
namespace {

using nlohmann::json;

/// One event that hits insured i with loss[i]; the programme's treaties' recoveries and the net rows.
struct OneEvent {
    Insureds insureds;
    std::vector<double> loss;
    ProgrammeOutcome outcome;

    void cede(std::vector<Tier> const& tiers, bool rows = true) {
        LossBlock block;
        block.cells = {0, 1, 1};
        block.event_begin = {0, 1};
        block.row_begin = {0, static_cast<std::uint32_t>(loss.size())};
        block.time = {0.5F};
        block.source = {SourceId{0}};
        block.aggregate = {0};
        for (std::size_t i = 0; i < loss.size(); ++i) block.insured.emplace_back(i);
        block.loss = loss;
        const Programme programme(
            tiers, {insureds, std::vector<double>(loss.size(), 1.0), std::vector<double>(loss.size(), 0.0)});
        ProgrammeScratch scratch;
        programme.cede(block, block.loss, rows, scratch, outcome);
    }
    [[nodiscard]] double recovery(std::size_t k) const { return outcome.treaties[k].recovery[0]; }
};

OneEvent inuring_case() {
    OneEvent event;
    for (auto const& risk : answer("O-IN-01")["inputs"]["risks"]) {
        Insured insured;
        insured.name = "risk " + std::to_string(event.insureds.size() + 1);
        insured.property = risk["si"];
        event.insureds.push_back(insured);
        event.loss.push_back(risk["loss"]);
    }
    return event;
}

QuotaShare quota(double cession) {
    QuotaShare treaty;
    treaty.cession = cession;
    return treaty;
}

template <class Xl>
Xl layer(double limit, double attachment) {
    Xl treaty;
    treaty.limit = limit;
    treaty.attachment = attachment;
    treaty.unlimited_reinstatements = true;
    return treaty;
}

TEST(Programme, IN01CedesInInuringOrder) {
    json const& expected = answer("O-IN-01")["expected"];
    QuotaShare facultative = quota(0.5);
    facultative.covers.insureds = {"risk 3"};
    Surplus surplus;
    surplus.retained_line = 5;
    surplus.number_of_lines = 3;
    OneEvent a = inuring_case();
    a.cede({{facultative}, {surplus}, {layer<PerRiskXl>(4, 1.5)}, {layer<CatXl>(6, 2)}, {quota(0.25)}});
    const auto sum = [](json const& list) {
        return std::accumulate(list.begin(), list.end(), 0.0,
                               [](double s, json const& x) { return s + x.get<double>(); });
    };
    EXPECT_NEAR(a.recovery(0), sum(expected["fac"]), 1e-9);
    EXPECT_NEAR(a.recovery(1), sum(expected["surplus"]), 1e-9);
    EXPECT_NEAR(a.recovery(2), sum(expected["per_risk"]), 1e-9);
    EXPECT_NEAR(a.recovery(3), expected["A"]["cat"].get<double>(), 1e-9);
    EXPECT_NEAR(a.recovery(4), expected["A"]["qs"].get<double>(), 1e-9);
    EXPECT_NEAR(a.outcome.net[0], expected["A"]["net"].get<double>(), 1e-9);

    OneEvent c = inuring_case();
    c.cede({{facultative}, {surplus}, {quota(0.25)}, {layer<PerRiskXl>(4, 1.5)}, {layer<CatXl>(6, 2)}});
    EXPECT_NEAR(c.recovery(2), expected["C"]["qs"].get<double>(), 1e-9);
    EXPECT_NEAR(c.recovery(3), sum(expected["C"]["per_risk"]), 1e-9);
    EXPECT_NEAR(c.recovery(4), expected["C"]["cat"].get<double>(), 1e-9);
    EXPECT_NEAR(c.outcome.net[0], expected["C"]["net"].get<double>(), 1e-9);
}

/// The open programmes of O-IN-02 whose risk is one location.
TEST(Programme, IN02AgreesWithThePublishedWorkbook) {
    json const& c = answer("O-IN-02");
    std::size_t tried = 0;
    for (std::size_t k = 0; k < c["inputs"]["programmes"].size(); ++k) {
        json const& programme = c["inputs"]["programmes"][k];
        OneEvent event;
        for (int i = 1; i <= 4; ++i) {
            Insured insured;
            insured.name = std::to_string(i);
            insured.property = 100;
            event.insureds.push_back(insured);
            event.loss.push_back(100);
        }
        std::vector<Tier> tiers;
        bool by_location = true;
        for (auto const& level : programme["inuring_levels"]) {
            Tier tier;
            for (auto const& t : level) {
                by_location = by_location && t.value("risk_level", "location") == "location";
                const double placed = t.value("placed", 1.0);
                const std::string type = t["type"];
                const auto cover = [&](auto& treaty) {
                    treaty.placed = placed;
                    for (auto const& location : t.value("locations", json::array()))
                        treaty.covers.insureds.push_back(std::to_string(location.get<int>()));
                };
                if (type == "QS" || type == "SS") {
                    QuotaShare treaty = quota(t["ceded"]);
                    treaty.risk_limit = t.value("risk_limit", infinity);
                    treaty.event_limit = t.value("occ_limit", infinity);
                    cover(treaty);
                    tier.emplace_back(treaty);
                } else if (type == "CXL") {
                    CatXl treaty = layer<CatXl>(t["limit"], t["attach"]);
                    cover(treaty);
                    tier.emplace_back(treaty);
                } else {
                    PerRiskXl treaty = layer<PerRiskXl>(t["limit"], t.value("attach", 0.0));
                    treaty.event_limit = t.value("occ_limit", infinity);
                    cover(treaty);
                    tier.emplace_back(treaty);
                }
            }
            tiers.push_back(tier);
        }
        if (!by_location) continue;
        ++tried;
        event.cede(tiers);
        json const& last = c["expected"]["results"][k]["levels"].back();
        EXPECT_NEAR(event.outcome.net[0], last["net"].get<double>(), 1e-9) << programme["name"];
        for (std::size_t i = 0; i < 4; ++i) {
            EXPECT_NEAR(event.outcome.net_rows[i], last["net_by_location"][i].get<double>(), 1e-9) << programme["name"];
        }
    }
    EXPECT_EQ(tried, 11U);
}

TEST(Programme, TotalsAloneAgreeWithRows) {
    OneEvent rows = inuring_case();
    OneEvent totals = inuring_case();
    StopLoss stop;
    stop.attachment = 1;
    stop.limit = 2;
    const std::vector<Tier> tiers{{quota(0.3)}, {layer<CatXl>(6, 2), layer<CatXl>(10, 8)}, {stop}};
    rows.cede(tiers, true);
    totals.cede(tiers, false);
    EXPECT_TRUE(totals.outcome.net_rows.empty());
    EXPECT_NEAR(rows.outcome.net[0], totals.outcome.net[0], 1e-12);
    EXPECT_NEAR(std::accumulate(rows.outcome.net_rows.begin(), rows.outcome.net_rows.end(), 0.0), totals.outcome.net[0],
                1e-12);
}

TEST(Programme, HandsPremiumFromTierToTierNetOfProportionalCessions) {
    Insureds insureds(2);
    insureds[0].property = insureds[1].property = 100;
    QuotaShare first = quota(0.5);
    first.placed = 0.8;
    first.commission = 0.25;
    const Programme programme({{first}, {quota(0.5)}}, {insureds, {1, 0.5}, {10, 20}});
    EXPECT_DOUBLE_EQ(programme.treaty(0).premium, 0.8 * 0.5 * 30);
    EXPECT_DOUBLE_EQ(programme.treaty(0).commission, 0.25 * 12);
    EXPECT_DOUBLE_EQ(programme.treaty(1).premium, 0.5 * 30 * 0.6);
}

}  // namespace
}  // namespace riskpool
