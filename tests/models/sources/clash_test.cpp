#include "models/sources/clash.hpp"

#include <algorithm>

#include "tests/known_answers/answers.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds insureds{{.name = "A", .property = 1000, .interruption = 365, .stock = 50, .waiting_days = 1},
                        {.name = "B", .property = 400, .interruption = 365, .stock = 20},
                        {.name = "C", .property = 100, .interruption = 365}};

Effect amount(double money) {
    return {.amount = Severity{Point{money}}};
}

Clash outage() {
    Clash clash;
    clash.assets = {{.name = "cloud", .rate = 0.5}, {.name = "model", .return_period = 4}};
    clash.reliance = {{.insured = "A", .asset = "cloud", .share = 0.6},
                      {.insured = "C", .asset = "cloud"},
                      {.covers = Filter{}, .asset = "model", .share = 0.5}};
    clash.loss = amount(10);
    return clash;
}

const double model_rate = -std::log(0.75);

TEST(Clash, DP04HitsABetaBinomialNumberOfInsureds) {
    auto const& known = answer("O-DP-04");
    auto const& in = known["inputs"];
    Insureds many(in["insureds"].get<std::size_t>());
    for (std::size_t i = 0; i < many.size(); ++i) many[i].name = "I" + std::to_string(i);
    Clash clash;
    clash.assets = {{.name = "model", .rate = in["event_rate"].get<double>()}};
    clash.hit = HitLaw{BetaHit{in["hit_prob"]["a"].get<double>(), in["hit_prob"]["b"].get<double>()}};
    clash.loss = amount(in["loss_per_hit"].get<double>());
    const double limit = in["clash_layer"]["limit"], retention = in["clash_layer"]["retention"];
    const std::uint32_t years = 100000;
    const auto layer_by_year = [&](Clash const& terms, auto const& visit_hits) {
        const EventColumns events = sampled(terms, many, 0, years, 1, false);
        return per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
            const auto hits = static_cast<double>(end - row);
            visit_hits(hits);
            return std::clamp(hits * 2 - retention, 0.0, limit);
        });
    };
    const double n = years;
    std::vector<std::size_t> at_least(many.size() + 1);
    double hits_sum = 0;
    const std::vector<double> layer = layer_by_year(clash, [&](double hits) {
        hits_sum += hits;
        for (std::size_t k = 1; k <= static_cast<std::size_t>(hits); ++k) ++at_least[k];
    });
    auto const& expected = known["expected"];
    // Failures that hit nobody are no events, so the number of failures is that expected.
    const double failures = n * in["event_rate"].get<double>();
    for (auto const& [k, p] : expected["p_at_least"].items()) {
        const double probability = p.get<double>();
        EXPECT_NEAR(static_cast<double>(at_least[std::stoul(k)]) / failures, probability,
                    4 * std::sqrt(probability / failures))
            << k;
    }
    const double mean_hits = expected["mean_hits"];
    const double second_moment = expected["var_hits"].get<double>() + mean_hits * mean_hits;
    EXPECT_NEAR(hits_sum / n, in["event_rate"].get<double>() * mean_hits,
                4 * std::sqrt(in["event_rate"].get<double>() * second_moment / n));
    const SampleMean annual(layer);
    EXPECT_NEAR(annual.value, expected["annual_layer"].get<double>(),
                4 * known["mc_sd"]["annual_layer"].get<double>() / std::sqrt(n));
    EXPECT_NEAR(annual.standard_error * std::sqrt(n), expected["sd_annual_layer"].get<double>(), 0.1);
    clash.hit = HitLaw{FixedHit{0.1}};
    expect_mean(layer_by_year(clash, [](double) {}), expected["binomial_annual_layer"].get<double>(), "binomial");
}

TEST(Clash, LetsTheShareOfRelianceDriveHitsAndLosses) {
    for (auto const& [drives, a, model] : {std::tuple{RelianceDrives::both, 0.36, 0.25},
                                           {RelianceDrives::hit, 0.6, 0.5},
                                           {RelianceDrives::loss, 0.6, 0.5}}) {
        Clash clash = outage();
        clash.reliance_drives = drives;
        const EventColumns events = sampled(clash, insureds, 0, 40000);
        expect_well_formed(events, 40000, 3);
        expect_mean(cell_damages(events), 10 * (0.5 * (a + 1) + model_rate * 3 * model), "damage");
        if (drives == RelianceDrives::loss) expect_mean(cell_counts(events), 0.5 + model_rate, "certain hits");
        // A failure of the model that hits none of three with probability 1/2 each is no event.
        if (drives == RelianceDrives::hit) expect_mean(cell_counts(events), 0.5 + model_rate * 7 / 8, "thinned");
    }
}

TEST(Clash, LosesPartOfTheOutputOfDaysThatAreThoseOfTheCalendar) {
    // 60 hours are 2.5 days. A loses 60 % of their output, and its policy pays 60 % of the 1.5 days beyond its waiting
    // day.
    Clash clash = outage();
    clash.assets = {{.name = "cloud", .rate = 0.5}};
    clash.reliance.pop_back();
    clash.reliance_drives = RelianceDrives::loss;
    clash.loss.reset();
    clash.intensity = Point{60};
    clash.days_per_intensity = 1.0 / 24;
    const EventColumns events = sampled(clash, insureds, 0, 200);
    per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
        EXPECT_EQ(end - row, 2U);
        const PolicyTerms a = PolicyTerms::of(insureds[0]), c = PolicyTerms::of(insureds[2]);
        const double days = events.restart_days[row], part = events.output_lost[row];
        EXPECT_NEAR(insured_loss(a, 0, 0, days, 0, part), 0.6 * 1.5, 1e-12);
        EXPECT_NEAR(ground_up_loss(a, 0, 0, days, 0, part), 0.6 * 2.5, 1e-12) << "no waiting day is added to it";
        EXPECT_NEAR(insured_loss(c, 0, 0, events.restart_days[row + 1], 0, events.output_lost[row + 1]), 2.5, 1e-12);
        return 0.0;
    });
    std::vector<double> insured, ground_up;
    std::vector<PolicyTerms> terms;
    for (Insured const& each : insureds) terms.push_back(PolicyTerms::of(each));
    apply_policy_terms(terms, events, false, insured, &ground_up);
    ASSERT_GT(insured.size(), 100U);
    EXPECT_NEAR(insured[0], 0.9, 1e-12);
    EXPECT_NEAR(ground_up[0], 1.5, 1e-12);

    // Without a share below 1 that makes losses smaller there is no such column.
    clash.reliance_drives = RelianceDrives::hit;
    EXPECT_TRUE(sampled(clash, insureds, 0, 200).output_lost.empty());
}

TEST(Clash, DamagesByIntensityAndHitsByIntensity) {
    // Z uniform on (0, 1): hit with probability Z, mean part Z / 2, so E[Z^2 / 2] = 1/6 of the value.
    Clash clash;
    clash.assets = {{.name = "fault", .rate = 0.5}};
    clash.intensity = Beta{1, 1, 1};
    clash.hit = HitLaw{HitByIntensity{{{0, 0}, {1, 1}}}};
    clash.vulnerability = {{0, 0}, {1, 0.5}};
    clash.spread = DamageSpread{BetaSpread{4}};
    clash.report_intensity = true;
    const EventColumns events = sampled(clash, insureds, 0, 40000);
    expect_mean(cell_damages(events), 0.5 * 1500 / 6.0);
    expect_mean(cell_counts(events), 0.5, "failures that hit nobody report their reading");
    expect_mean(events.index, 0.5);
    EXPECT_NE(std::count(events.row_count.begin(), events.row_count.end(), 0U), 0);
}

TEST(Clash, JoinsDamagesOfOneEventByAGaussianCopula) {
    // Kendall's tau of two damages of one event is 2 / pi x asin(rho); damages keep their mean.
    Clash clash;
    clash.assets = {{.name = "fault", .rate = 1}};
    clash.loss = Effect{.amount = Severity{Exponential{5}}};
    clash.loss_correlation = 0.6;
    const EventColumns events = sampled(clash, insureds, 0, 30000);
    expect_mean(cell_damages(events), 15);
    std::vector<double> concordance;
    double before_a = -1, before_b = -1;
    per_cell(events, [&](std::size_t row, std::size_t, std::size_t) {
        const double a = events.damage[row], b = events.damage[row + 1];
        if (before_a >= 0) {
            concordance.push_back((a - before_a) * (b - before_b) > 0 ? 1 : -1);
            before_a = -1;
        } else {
            before_a = a;
            before_b = b;
        }
        return 0.0;
    });
    expect_mean(concordance, 2 / 3.14159265358979 * std::asin(0.6));
}

TEST(Clash, SaysWhoReliesOnEachAsset) {
    const auto assets = outage().shared_assets(insureds);
    ASSERT_EQ(assets.size(), 2U);
    EXPECT_EQ(assets[0].asset, "cloud");
    EXPECT_EQ(assets[0].yearly_rate, 0.5);
    ASSERT_EQ(assets[0].dependants.size(), 2U);
    EXPECT_EQ(assets[0].dependants[0].insured.index(), 0U);
    EXPECT_EQ(assets[0].dependants[0].share, 0.6);
    EXPECT_EQ(assets[0].dependants[1].insured.index(), 2U);
    EXPECT_EQ(assets[0].dependants[1].share, 1);
    EXPECT_EQ(assets[1].dependants.size(), 3U);
    EXPECT_NEAR(assets[1].yearly_rate, model_rate, 1e-15);
}

TEST(Clash, IsTheSameInAnyBlocks) {
    Clash clash = outage();
    clash.loss->stock_spoiled = 0.3;
    clash.loss->restart_days = Severity{Exponential{5}};
    clash.loss->amount = Severity{Exponential{5}};
    clash.loss_correlation = 0.3;
    expect_same_in_any_blocks(clash, insureds);
}

TEST(Clash, RefusesFieldsThatNothingReads) {
    using Names = std::vector<std::string>;
    const auto changed = [](auto const& change) {
        Clash clash = outage();
        change(clash);
        return faulty_fields(clash);
    };
    EXPECT_EQ(changed([](Clash&) {}), Names{});
    EXPECT_EQ(changed([](Clash& c) { c.assets.clear(); }), Names{"assets"});
    EXPECT_EQ(changed([](Clash& c) { c.assets[1].name = "cloud"; }), Names{"assets[1].name"});
    EXPECT_EQ(changed([](Clash& c) { c.assets[0].rate = 999.9; }), Names{"assets"});
    EXPECT_EQ(changed([](Clash& c) { c.loss.reset(); }), Names{""});
    EXPECT_EQ(changed([](Clash& c) { c.vulnerability = {{0, 1}}; }), Names{"vulnerability"});
    EXPECT_EQ(changed([](Clash& c) { c.spread = DamageSpread{BetaSpread{1}}; }), Names{"spread"});
    EXPECT_EQ(changed([](Clash& c) { c.of = ValueBase::stock; }), Names{"of"});
    EXPECT_EQ(changed([](Clash& c) { c.intensity = Point{2}; }), Names{"intensity"});
    EXPECT_EQ(changed([](Clash& c) {
                  c.loss = Effect{.restart_days = Severity{Point{2}}};
                  c.loss_correlation = 0.5;
              }),
              Names{"loss_correlation"});
    EXPECT_EQ(changed([](Clash& c) { c.copula = GumbelCopula{2}; }), Names{}) << "a point is a law";
    EXPECT_EQ(changed([](Clash& c) {
                  c.loss = Effect{.restart_days = Severity{Point{2}}};
                  c.copula = GumbelCopula{2};
              }),
              Names{"copula"});
    EXPECT_EQ(changed([](Clash& c) {
                  c.copula = GumbelCopula{2};
                  c.loss_correlation = 0.5;
              }),
              Names{"loss_correlation"});
    EXPECT_EQ(changed([](Clash& c) {
                  c.reliance.clear();
                  c.reliance_drives = RelianceDrives::hit;
              }),
              Names{"reliance_drives"});
    EXPECT_EQ(faulty_fields(SharedAsset{.name = "a"}), Names{""});
    EXPECT_EQ(faulty_fields(SharedAsset{.name = "a", .rate = 1, .return_period = 5}), Names{"return_period"});
    EXPECT_EQ(faulty_fields(Reliance{.asset = "a"}), Names{""});
    EXPECT_EQ(faulty_fields(Reliance{.insured = "A", .covers = Filter{}, .asset = "a"}), Names{"covers"});
    EXPECT_EQ(faulty_fields(HitByIntensity{{{1, 0.5}, {0, 1}}}), Names{"points"});
    EXPECT_EQ(faulty_fields(Effect{}), Names{""});
    EXPECT_EQ(faulty_fields(Effect{.amount = Severity{Point{1}}, .part = Severity{Point{1}}}), Names{"part"});
    EXPECT_EQ(faulty_fields(Effect{.amount = Severity{Point{1}}, .of = ValueBase::stock}), Names{"of"});
}

TEST(Clash, RefusesAMatrixThatDoesNotFit) {
    const auto with = [](auto const& change) {
        Clash clash = outage();
        change(clash);
        return clash;
    };
    EXPECT_TRUE(exposure_faults(outage(), insureds).empty());
    expect_fault(with([](Clash& c) { c.reliance[0].asset = "clod"; }), insureds, "reliance[0].asset", "\"cloud\"");
    expect_fault(with([](Clash& c) { c.reliance[0].insured = "D"; }), insureds, "reliance[0].insured", "no insured");
    expect_fault(with([](Clash& c) { c.reliance[1].insured = "A"; }), insureds, "reliance[1]", "already");
    expect_fault(with([](Clash& c) { c.reliance.pop_back(); }), insureds, "assets[1].name", "nobody relies");
    expect_fault(with([](Clash& c) {
                     c.covers.insureds = {"A", "B"};
                     c.reliance.pop_back();
                     c.assets.pop_back();
                 }),
                 insureds, "reliance[1]", "not among");
    expect_fault(with([](Clash& c) { c.loss = Effect{.part = Severity{Point{1}}, .of = ValueBase::stock}; }), insureds,
                 "loss", "no stock");
}

}  // namespace
}  // namespace riskpool
