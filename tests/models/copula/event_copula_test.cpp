#include "models/copula/event_copula.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "tests/models/copula/copula_sample.hpp"
#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

Insureds named(std::size_t n) {
    Insureds insureds(n);
    for (std::size_t i = 0; i < n; ++i) insureds[i].name = "I" + std::to_string(i);
    return insureds;
}

std::vector<InsuredId> all_of(std::size_t n) {
    std::vector<InsuredId> ids;
    for (std::size_t i = 0; i < n; ++i) ids.emplace_back(i);
    return ids;
}

/// The uniforms of `n` events for the insureds `ids` of a copula over `of` insureds.
Columns event_uniforms(CopulaKinds const& family, std::size_t of, std::vector<std::size_t> const& ids,
                       std::uint64_t n) {
    const EventCopula copula(family, all_of(of), named(of));
    EventCopula::Event event;
    Columns columns(ids.size());
    for (std::uint64_t i = 0; i < n; ++i) {
        const auto own = [&](InsuredId id) { return uniform({11, 0}, {i, 0}, id.value); };
        copula.begin(
            event,
            [&](std::size_t k) {
                return uniform({11, 1}, {i, 0}, static_cast<std::uint32_t>(k));
            },
            own);
        for (std::size_t k = 0; k < ids.size(); ++k) {
            const InsuredId id{ids[k]};
            columns[k].push_back(copula.uniform(event, id, own(id)));
        }
    }
    return columns;
}

double elliptical_tau(double r) {
    return 2 / std::numbers::pi * std::asin(r);
}

struct Case {
    std::string what;
    CopulaKinds family;
    double tau;
};
std::vector<Case> cases() {
    return {{"gaussian", GaussianCopula{.correlation = 0.6}, elliptical_tau(0.6)},
            {"t", StudentCopula{.degrees = 3, .correlation = 0.4}, elliptical_tau(0.4)},
            {"t of correlation 0", StudentCopula{.degrees = 4}, 0},
            {"clayton", ClaytonCopula{2}, 0.5},
            {"survival clayton", SurvivalClaytonCopula{0.5}, 0.2},
            {"gumbel", GumbelCopula{2.5}, 0.6}};
}

TEST(EventCopula, GivesThoseHitTheKendallTauOfTheFamilyAmongAnyNumber) {
    for (Case const& each : cases()) {
        const Columns u = event_uniforms(each.family, 5000, {17, 4000, 4999}, 12'000);
        for (auto const& column : u) expect_uniform(column, each.what);
        for (auto const& [a, b] : {std::pair<std::size_t, std::size_t>{0, 1}, {0, 2}, {1, 2}}) {
            expect_sample_mean(kendall_taus(u[a], u[b]), each.tau, each.what);
        }
    }
}

TEST(EventCopula, DrawsAnInsuredAlikeWhoeverElseIsHit) {
    for (Case const& each : cases()) {
        EXPECT_EQ(event_uniforms(each.family, 40, {3}, 50)[0], event_uniforms(each.family, 9, {0, 8, 3}, 50)[2])
            << each.what;
    }
    const GaussianCopula pairs{.correlation = 0.2, .correlations = {{"I0", "I3", 0.9}}};
    EXPECT_EQ(event_uniforms(pairs, 9, {3}, 50)[0], event_uniforms(pairs, 9, {0, 8, 3}, 50)[2]);
}

// The frailties of Marshall and Olkin are those of the copulas between sources, to the last bit.
TEST(EventCopula, IsTheCopulaBetweenSources) {
    for (CopulaKinds const& family :
         {CopulaKinds{ClaytonCopula{1.3}}, CopulaKinds{SurvivalClaytonCopula{1.3}}, CopulaKinds{GumbelCopula{1.3}}}) {
        EXPECT_EQ(event_uniforms(family, 4, {0, 1, 2, 3}, 200), sample_copula(family, 4, 200));
    }
    const VineCopula vine{VineShape::drawable,
                          {VineTree{{GaussianPair{0.5}, ClaytonPair{2}}}, VineTree{{GaussianPair{0}}}}};
    EXPECT_EQ(event_uniforms(vine, 3, {0, 1, 2}, 200), sample_copula(vine, 3, 200));
}

TEST(EventCopula, GivesPairsCorrelationsOfTheirOwn) {
    GaussianCopula pairs{.correlation = -0.1};
    pairs.correlations = {{"I0", "I3", 0.7}, {"I1", "I3", -0.4}};
    StudentCopula with_tails{.degrees = 4, .correlation = -0.1};
    with_tails.correlations = pairs.correlations;
    for (CopulaKinds const& family : {CopulaKinds{pairs}, CopulaKinds{with_tails}}) {
        const Columns u = event_uniforms(family, 4, {0, 1, 3}, 12'000);
        for (auto const& column : u) expect_uniform(column, "pairs");
        expect_sample_mean(kendall_taus(u[0], u[1]), elliptical_tau(-0.1), "not listed");
        expect_sample_mean(kendall_taus(u[0], u[2]), elliptical_tau(0.7), "listed");
        expect_sample_mean(kendall_taus(u[1], u[2]), elliptical_tau(-0.4), "listed, below 0");
    }
}

// A negative correlation of all is that of at most 1 - 1/r insureds: the nearest that exists is taken, and told.
TEST(EventCopula, RepairsCorrelationsThatNoInsuredsHaveAtOnce) {
    const GaussianCopula impossible{.correlation = -0.8};
    const std::string note = event_copula_note(impossible, all_of(3), named(3));
    EXPECT_NE(note.find("no insureds have all these correlations at once"), std::string::npos) << note;
    EXPECT_EQ(event_copula_note(GaussianCopula{.correlation = -0.4}, all_of(3), named(3)), "");
    EXPECT_EQ(event_copula_note(GaussianCopula{.correlation = 0.9}, all_of(3), named(3)), "");
    const Columns u = event_uniforms(impossible, 3, {0, 1, 2}, 12'000);
    expect_sample_mean(kendall_taus(u[0], u[2]), elliptical_tau(-0.5), "of three, -1/2 is the least");
}

TEST(EventCopula, RefusesWhatDoesNotFitTheInsureds) {
    const auto faults = [](CopulaKinds const& family, std::size_t n) {
        RecordedFaults recorded;
        check_event_copula("copula", family, all_of(n), named(n), recorded);
        return recorded.fields;
    };
    using Fields = std::vector<std::string>;
    EXPECT_EQ(faults(GumbelCopula{2}, 10'000), Fields{});
    EXPECT_EQ(faults(StudentCopula{.correlation = 0.2}, 10'000), Fields{});
    EXPECT_EQ(faults(GaussianCopula{.correlation = -0.1}, 257), Fields{"copula.gaussian"});
    EXPECT_EQ(faults(GaussianCopula{.correlation = -0.001}, 256), Fields{});
    EXPECT_EQ(faults(GaussianCopula{.correlation = 0, .correlations = {{"I0", "J", 0.1}}}, 2),
              Fields{"copula.gaussian.correlations"});
    EXPECT_EQ(faults(VineCopula{VineShape::drawable, {VineTree{{GaussianPair{0.5}}}}}, 2), Fields{});
    EXPECT_EQ(faults(VineCopula{VineShape::drawable, {VineTree{{GaussianPair{0.5}}}}}, 3), Fields{"copula.vine.trees"});
}

}  // namespace
}  // namespace riskpool
