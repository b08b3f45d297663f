// Tiers: what each treaty sees, and what is left.
#include "sim/treaty/programme.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "sim/treaty/treaty.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/programme_columns.hpp"

namespace riskpool {
namespace {

using nlohmann::json;

/// One event that hits insured i with loss[i]; the programme's treaties' recoveries and the net rows.
struct OneEvent {
    Insureds insureds;
    std::vector<double> loss;
    CededProgramme ceded;

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
        ceded.cede(programme, block, rows);
    }
    [[nodiscard]] double recovery(std::size_t k) const { return ceded.outcome.treaties[k].recovery[0]; }
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
    EXPECT_NEAR(a.ceded.outcome.net[0], expected["A"]["net"].get<double>(), 1e-9);

    PerRiskXl per_risk = layer<PerRiskXl>(4, 1.5);
    per_risk.name = "Per risk";
    CatXl cat = layer<CatXl>(6, 2);
    cat.not_inuring = {"Per risk"};
    OneEvent b = inuring_case();
    b.cede({{facultative}, {surplus}, {per_risk}, {cat}, {quota(0.25)}});
    EXPECT_NEAR(b.recovery(3), expected["B"]["cat"].get<double>(), 1e-9);
    EXPECT_NEAR(b.recovery(4), expected["B"]["qs"].get<double>(), 1e-9);
    EXPECT_NEAR(b.ceded.outcome.net[0], expected["B"]["net"].get<double>(), 1e-9);

    OneEvent c = inuring_case();
    c.cede({{facultative}, {surplus}, {quota(0.25)}, {layer<PerRiskXl>(4, 1.5)}, {layer<CatXl>(6, 2)}});
    EXPECT_NEAR(c.recovery(2), expected["C"]["qs"].get<double>(), 1e-9);
    EXPECT_NEAR(c.recovery(3), sum(expected["C"]["per_risk"]), 1e-9);
    EXPECT_NEAR(c.recovery(4), expected["C"]["cat"].get<double>(), 1e-9);
    EXPECT_NEAR(c.ceded.outcome.net[0], expected["C"]["net"].get<double>(), 1e-9);
}

/// The treaty that one entry of O-IN-02 describes. A facultative cover of one policy is one per event on its locations.
AnyTreaty treaty_of(json const& t) {
    const auto cover = [&](auto treaty) {
        treaty.placed = t.value("placed", 1.0);
        for (auto const& location : t.value("locations", json::array())) {
            treaty.covers.insureds.push_back(std::to_string(location.get<int>()));
        }
        return AnyTreaty(treaty);
    };
    const std::string type = t["type"];
    if (type == "QS" || type == "SS") {
        QuotaShare treaty = quota(t["ceded"]);
        treaty.risk_limit = t.value("risk_limit", infinity);
        treaty.event_limit = t.value("occ_limit", infinity);
        return cover(treaty);
    }
    if (type == "CXL" || t.value("risk_level", "location") != "location") {
        return cover(layer<CatXl>(t["limit"], t.value("attach", 0.0)));
    }
    PerRiskXl treaty = layer<PerRiskXl>(t["limit"], t.value("attach", 0.0));
    treaty.event_limit = t.value("occ_limit", infinity);
    return cover(treaty);
}

/// True if a proportional treaty of the programme takes a whole policy for one risk.
bool shares_by_policy(json const& programme) {
    bool found = false;
    for (auto const& level : programme["inuring_levels"]) {
        for (auto const& t : level) found = found || (t["type"] == "QS" && t.value("risk_level", "") == "policy");
    }
    return found;
}

TEST(Programme, IN02AgreesWithThePublishedWorkbook) {
    json const& c = answer("O-IN-02");
    EXPECT_EQ(c["inputs"]["programmes"].size(), 13U);
    for (std::size_t k = 0; k < c["inputs"]["programmes"].size(); ++k) {
        json const& programme = c["inputs"]["programmes"][k];
        const std::size_t locations_in_risk = shares_by_policy(programme) ? 2 : 1;
        OneEvent event;
        for (std::size_t i = 1; i <= 4 / locations_in_risk; ++i) {
            Insured insured;
            insured.name = std::to_string(i);
            insured.property = 100.0 * static_cast<double>(locations_in_risk);
            event.loss.push_back(insured.property);
            event.insureds.push_back(insured);
        }
        std::vector<Tier> tiers;
        for (auto const& level : programme["inuring_levels"]) {
            tiers.emplace_back();
            for (auto const& t : level) tiers.back().push_back(treaty_of(t));
        }
        event.cede(tiers);
        json const& last = c["expected"]["results"][k]["levels"].back();
        EXPECT_NEAR(event.ceded.outcome.net[0], last["net"].get<double>(), 1e-9) << programme["name"];
        for (std::size_t i = 0; i < event.loss.size(); ++i) {
            double net = 0;
            for (std::size_t l = 0; l < locations_in_risk; ++l) {
                net += last["net_by_location"][i * locations_in_risk + l].get<double>();
            }
            EXPECT_NEAR(event.ceded.outcome.net_rows[i], net, 1e-9) << programme["name"];
        }
    }
}

/// Two years of one trial with two events each: the first is of source 0, the second of source 1.
LossBlock two_years() {
    LossBlock block = BlockBuilder()
                          .year()
                          .event({{0, 10}, {1, 4}}, 0.2)
                          .event({{1, 6}}, 0.7)
                          .year()
                          .event({{0, 3}}, 0.1)
                          .event({{0, 8}, {1, 1}}, 0.9)
                          .build();
    block.cells = {0, 1, 2};
    block.source = {SourceId{0}, SourceId{1}, SourceId{0}, SourceId{1}};
    return block;
}

TEST(Programme, CoversTheCausesThatATreatyNames) {
    const Insureds insureds(2);
    CatXl buffer = layer<CatXl>(5, 2);
    buffer.causes = {"flood"};
    CededProgramme ceded;
    ceded.cede(Programme({{buffer}}, {insureds, {1, 1}, {0, 0}}, {"quake", "flood"}), two_years(), true);
    EXPECT_EQ(ceded.columns[2], (std::vector<double>{4, 5}));  // 6 and 9 above 2, at most 5; quakes cost it nothing
    BlockDemand demand{.by_time = false, .insureds = false, .sources = false};
    Programme({{buffer}}, {insureds, {1, 1}, {0, 0}}, {"quake", "flood"}).ask(false, demand);
    EXPECT_TRUE(demand.sources);
}

TEST(Programme, HandsAReinsurersPartOfRecoveriesToItsRetrocessionByRow) {
    const Insureds insureds(2);
    QuotaShare share = quota(0.5);
    share.lines = {{"A", 0.6}, {"B", 0.2}};
    Programme programme({{share}, {layer<CatXl>(2, 1)}}, {insureds, {1, 1}, {0, 0}});
    programme.assume({0, 0, 0.25});  // B's 20 % of the 80 % placed
    CededProgramme ceded;
    ceded.cede(programme, two_years(), false, 1);
    const std::vector<double> losses{10, 4, 6, 3, 8, 1};
    for (std::size_t r = 0; r < losses.size(); ++r) {
        EXPECT_NEAR(ceded.assumed[0][r], 0.2 * 0.5 * losses[r], 1e-12);
    }
}

TEST(Programme, SettlesTheAccountOfATreatyYearByYear) {
    const Insureds insureds(2);
    QuotaShare share = quota(0.5);
    share.placed = 0.4;
    share.sliding_commission = SlidingCommission{};
    share.sliding_commission->scale = {{0.5, 0.4}, {1.5, 0.2}};
    share.commission = 0.3;
    CededProgramme ceded;
    ceded.cede(Programme({{share}}, {insureds, {1, 1}, {8, 12}}), two_years(), false);
    // ceded premium 10, losses 10 and 6: loss ratios 1 and 0.6, commissions 30 % and 38 %
    EXPECT_NEAR(ceded.columns[7][0], 0, 1e-12);
    EXPECT_NEAR(ceded.columns[7][1], 0.4 * 0.08 * 10, 1e-12);
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
    EXPECT_TRUE(totals.ceded.outcome.net_rows.empty());
    EXPECT_NEAR(rows.ceded.outcome.net[0], totals.ceded.outcome.net[0], 1e-12);
    EXPECT_NEAR(std::accumulate(rows.ceded.outcome.net_rows.begin(), rows.ceded.outcome.net_rows.end(), 0.0),
                totals.ceded.outcome.net[0], 1e-12);
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

TEST(Programme, HandsOnThePremiumThatIsReallyLeft) {
    const Insureds insureds(2);
    QuotaShare first = quota(0.5);
    first.premium_cession = 0.2;
    first.commission = 0.25;
    first.placed = 0.5;
    const Programme programme({{first}, {quota(0.5)}}, {insureds, {1, 1}, {10, 20}});
    EXPECT_DOUBLE_EQ(programme.treaty(0).premium, 0.5 * 0.2 * 30);
    EXPECT_DOUBLE_EQ(programme.treaty(0).commission, 0.25 * 3);
    EXPECT_DOUBLE_EQ(programme.treaty(1).premium, 0.5 * (30 - 3));
}

}  // namespace
}  // namespace riskpool
