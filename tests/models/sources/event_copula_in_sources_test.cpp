// Copulas between what the insureds hit by one event lose, as the sources draw them. O-DP-02, O-DP-06.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "models/integrated_circuit/cluster_quake.hpp"
#include "models/sources/clash.hpp"
#include "models/sources/event_table.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/models/copula/copula_sample.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds insureds{{.name = "A", .cluster = "park", .property = 1},
                        {.name = "B", .cluster = "park", .property = 1},
                        {.name = "C", .cluster = "park", .property = 1}};

/// Sources whose damage is the uniform behind it: one kind of event, which hits all three.
Clash clash(std::optional<CopulaKinds> family) {
    Clash source;
    source.assets = {{.name = "asset", .rate = 20}};
    source.loss = Effect{.part = Severity{Beta{1, 1, 1}}};
    source.copula = std::move(family);
    return source;
}
Clash clash_at(double rate, std::optional<CopulaKinds> family) {
    Clash source = clash(std::move(family));
    source.assets[0].rate = rate;
    return source;
}
EventTable event_table(std::optional<CopulaKinds> family) {
    // A mean of 1/2 and a variance of 1/12 on 0 to 1: the shapes are 1 and 1.
    const auto hit = [](std::string name) { return TableHit{std::move(name), 0.5, 1 / std::sqrt(12.0), 1}; };
    EventTable source;
    source.events = {{.rate = 20, .hits = {hit("A"), hit("B"), hit("C")}}};
    source.copula = std::move(family);
    return source;
}
ClusterQuake quake(std::optional<CopulaKinds> family) {
    // The same by a precision of 2 about a mean of 1/2.
    ClusterQuake source;
    source.rate = 20;
    source.intensity = Point{1};
    source.vulnerability = {{0, 0.5}};
    source.spread = DamageSpread{BetaSpread{2}};
    source.copula = std::move(family);
    return source;
}

/// Damages of the insureds by event, of about 20 events a trial.
Columns damages(EventColumns const& events) {
    Columns columns(insureds.size());
    for (std::size_t row = 0; row < events.rows(); ++row) {
        columns[events.insured_of(row).index()].push_back(events.damage[row]);
    }
    return columns;
}

template <class Source>
void expect_tau(Source const& source, double tau, std::string const& what) {
    const Columns u = damages(sampled(source, insureds, 0, 700));
    for (auto const& column : u) expect_uniform(column, what);
    expect_sample_mean(kendall_taus(u[0], u[1]), tau, what);
    expect_sample_mean(kendall_taus(u[1], u[2]), tau, what);
}

TEST(EventCopulaInSources, JoinsDamagesAndLeavesEachAsItWas) {
    const StudentCopula student{.degrees = 3, .correlation = 0.5};
    for (auto const& [family, tau, what] :
         {std::tuple{CopulaKinds{student}, 1.0 / 3, "t"}, std::tuple{CopulaKinds{ClaytonCopula{2}}, 0.5, "clayton"},
          std::tuple{CopulaKinds{GumbelCopula{2}}, 0.5, "gumbel"}}) {
        expect_tau(clash(family), tau, std::string("clash, ") + what);
        expect_tau(event_table(family), tau, std::string("event_table, ") + what);
        expect_tau(quake(family), tau, std::string("cluster_quake, ") + what);
    }
    expect_tau(clash({}), 0, "clash without a copula");
    expect_tau(event_table({}), 0, "event_table without a copula");
    expect_tau(quake({}), 0, "cluster_quake without a copula");
}

TEST(EventCopulaInSources, ODP02HasTheJointTailsOfTheKnownAnswer) {
    auto const& known = answer("O-DP-02");
    auto const& in = known.at("inputs");
    const StudentCopula student{.degrees = in["t"]["nu"].get<double>(), .correlation = in["t"]["rho"].get<double>()};
    const double theta = in["clayton"].get<double>();
    const std::vector<std::pair<std::string, CopulaKinds>> families{
        {"gaussian", GaussianCopula{.correlation = in["gaussian"].get<double>()}},
        {"t", student},
        {"clayton", ClaytonCopula{theta}},
        {"gumbel", GumbelCopula{in["gumbel"].get<double>()}}};
    for (auto const& [name, family] : families) {
        auto const& expected = known.at("expected").at(name);
        const Columns u = damages(sampled(clash(family), insureds, 0, 3000));
        for (auto const& level : {"0.95", "0.99"}) {
            const double p = std::stod(level);
            expect_sample_mean(both_beyond(u[0], u[2], p), expected["joint_upper"][level].get<double>(), name + level);
            if (!expected.contains("joint_lower")) continue;
            expect_sample_mean(both_beyond(u[0], u[2], p, true), expected["joint_lower"][level].get<double>(),
                               name + " lower " + level);
        }
    }
    // Turned round, the lower tail of Clayton's copula is the upper one.
    const Columns u = damages(sampled(clash(SurvivalClaytonCopula{theta}), insureds, 0, 3000));
    const double joint = known.at("expected")["clayton"]["joint_lower"]["0.99"].get<double>();
    expect_sample_mean(both_beyond(u[0], u[1], 0.99), joint, "survival clayton");
}

TEST(EventCopulaInSources, ODP06TakesAVineOfTheInsureds) {
    auto const& known = answer("O-DP-06");
    auto const& in = known.at("inputs").at("vine");
    const VineCopula vine{VineShape::drawable,
                          {VineTree{{GaussianPair{in["r12"].get<double>()}, GaussianPair{in["r23"].get<double>()}}},
                           VineTree{{GaussianPair{in["r13_2"].get<double>()}}}}};
    const Columns u = damages(sampled(clash(vine), insureds, 0, 700));
    const double r13 = known.at("expected")["vine_r13"].get<double>();
    expect_sample_mean(kendall_taus(u[0], u[2]), 2 / std::numbers::pi * std::asin(r13), "first and third");
}

TEST(EventCopulaInSources, GivesThoseHitTheLawOfTheirOwnWhoeverIsSpared) {
    // Two assets, each hits some with probability 1/2: pairs that are both hit have the dependence of the pair.
    Clash source = clash(GaussianCopula{.correlation = 0.1, .correlations = {{"A", "C", 0.8}}});
    source.assets = {{.name = "first", .rate = 20}, {.name = "second", .rate = 20}};
    source.reliance = {{.insured = "A", .asset = "first"},
                       {.insured = "C", .asset = "first"},
                       {.insured = "B", .asset = "second"},
                       {.insured = "C", .asset = "second"}};
    source.hit = HitLaw{FixedHit{0.5}};
    const EventColumns events = sampled(source, insureds, 0, 3000);
    Columns first(2), second(2);
    per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
        if (end - row == 2) {
            Columns& pair = events.insured[row].index() == 0 ? first : second;
            for (std::size_t k = 0; k < 2; ++k) pair[k].push_back(events.damage[row + k]);
        }
        return 0.0;
    });
    expect_sample_mean(kendall_taus(first[0], first[1]), 2 / std::numbers::pi * std::asin(0.8), "A and C");
    expect_sample_mean(kendall_taus(second[0], second[1]), 2 / std::numbers::pi * std::asin(0.1), "B and C");
    EXPECT_GT(first[0].size(), 10'000U);
}

TEST(EventCopulaInSources, ReadsTheShortFormsAsGaussianToTheLastBit) {
    Clash shorter = clash({});
    shorter.loss_correlation = 0.3;
    EXPECT_EQ(sampled(shorter, insureds, 0, 200).damage,
              sampled(clash(GaussianCopula{.correlation = 0.3}), insureds, 0, 200).damage);
    EventTable table = event_table({});
    table.correlation = 0.3;
    EXPECT_EQ(sampled(table, insureds, 0, 200).damage,
              sampled(event_table(GaussianCopula{.correlation = 0.3}), insureds, 0, 200).damage);
}

// Days without output by one copula, damages by another, and neither knows of the other.
TEST(EventCopulaInSources, JoinsDaysWithoutOutputByACopulaOfTheirOwn) {
    Clash source = clash(ClaytonCopula{2});
    source.loss->restart_days = Severity{Beta{1, 1, 1}};
    source.days_copula = StudentCopula{.degrees = 3, .correlation = 0.5};
    const EventColumns events = sampled(source, insureds, 0, 700);
    Columns days(insureds.size());
    for (std::size_t row = 0; row < events.rows(); ++row) {
        days[events.insured_of(row).index()].push_back(events.restart_days[row]);
    }
    for (auto const& column : days) expect_uniform(column, "days");
    expect_sample_mean(kendall_taus(days[0], days[1]), 1.0 / 3, "days");
    expect_sample_mean(kendall_taus(days[1], days[2]), 1.0 / 3, "days");
    const Columns damage = damages(events);
    expect_sample_mean(kendall_taus(damage[0], damage[1]), 0.5, "damages");
    expect_sample_mean(kendall_taus(damage[0], days[0]), 0, "damage and days of one insured");
    source.assets[0].rate = 0.5;
    expect_same_in_any_blocks(source, insureds);

    // Damages are what they are without it, and days that nobody draws cannot be joined.
    source.days_copula.reset();
    EXPECT_EQ(sampled(source, insureds, 0, 200).damage,
              sampled(clash_at(0.5, ClaytonCopula{2}), insureds, 0, 200).damage);
    Clash none = clash({});
    none.days_copula = GumbelCopula{2};
    EXPECT_EQ(faulty_fields(none), std::vector<std::string>{"days_copula"});
    source.days_copula = GaussianCopula{.correlation = 0, .correlations = {{"A", "Bee", 0.1}}};
    expect_fault(source, insureds, "days_copula.gaussian.correlations", "none of the insureds");
    source.days_copula = GaussianCopula{.correlation = -0.9};
    EXPECT_EQ(source.notes(insureds).at(0).field, "days_copula.gaussian");
}

TEST(EventCopulaInSources, IsTheSameInAnyBlocks) {
    const VineCopula vine{VineShape::canonical,
                          {VineTree{{GaussianPair{0.5}, ClaytonPair{2}}}, VineTree{{SurvivalClaytonPair{1}}}}};
    for (CopulaKinds const& family :
         {CopulaKinds{StudentCopula{.degrees = 4, .correlation = 0.3}}, CopulaKinds{SurvivalClaytonCopula{2}},
          CopulaKinds{GumbelCopula{2}}, CopulaKinds{GaussianCopula{.correlation = -0.2}}, CopulaKinds{vine}}) {
        Clash failures = clash(family);
        EventTable events = event_table(family);
        ClusterQuake quakes = quake(family);
        failures.assets[0].rate = events.events[0].rate = quakes.rate = 0.5;
        expect_same_in_any_blocks(failures, insureds);
        expect_same_in_any_blocks(events, insureds);
        expect_same_in_any_blocks(quakes, insureds);
    }
}

TEST(EventCopulaInSources, RefusesACopulaOfNothingOrOfStrangers) {
    using Names = std::vector<std::string>;
    EXPECT_EQ(faulty_fields(event_table(GumbelCopula{2})), Names{});
    EventTable certain = event_table(GumbelCopula{2});
    for (TableHit& each : certain.events[0].hits) each.sd = each.most = 0;
    EXPECT_EQ(faulty_fields(certain), Names{"copula"});
    EventTable twice = event_table(GumbelCopula{2});
    twice.correlation = 0.1;
    EXPECT_EQ(faulty_fields(twice), Names{"correlation"});
    ClusterQuake exact = quake(GumbelCopula{2});
    exact.spread.reset();
    EXPECT_EQ(faulty_fields(exact), Names{"copula"});
    const GaussianCopula stranger{.correlation = 0, .correlations = {{"A", "Bee", 0.1}}};
    expect_fault(clash(stranger), insureds, "copula.gaussian.correlations", "\"Bee\", which is none of the insureds");
    expect_fault(event_table(stranger), insureds, "copula.gaussian.correlations", "none of the insureds");
    expect_fault(quake(stranger), insureds, "copula.gaussian.correlations", "none of the insureds");
    EXPECT_EQ(clash(GaussianCopula{.correlation = -0.9}).notes(insureds).at(0).field, "copula.gaussian");
    EXPECT_TRUE(clash(GaussianCopula{.correlation = 0.9}).notes(insureds).empty());
}

}  // namespace
}  // namespace riskpool
