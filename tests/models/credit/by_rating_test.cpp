#include "models/credit/by_rating.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "models/credit/cell_chance.hpp"
#include "models/credit/credit_stream.hpp"
#include "models/model_register.hpp"
#include "sim/pool/liability.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/models/severity/recorded_faults.hpp"

// Tests name the fields that matter to them and leave out the rest.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace riskpool {
namespace {

using Indicators = std::vector<std::uint8_t>;

Indicators sampled(DefaultSampler const& sampler, CellRange const& cells, std::uint32_t party,
                   Indicators const& stressed = {}, std::uint64_t seed = 7) {
    Indicators defaulted(cells.size(), 9);
    sampler.sample(cells, seed, party, stressed, defaulted);
    return defaulted;
}

/// Expects the mean of independent numbers to be within 4 standard errors of `expected`.
void expect_mean(std::vector<double> const& sample, double expected, std::string const& what = "") {
    const double n = static_cast<double>(sample.size());
    const double mean = std::accumulate(sample.begin(), sample.end(), 0.0) / n;
    double squares = 0;
    for (const double x : sample) squares += (x - mean) * (x - mean);
    EXPECT_GT(squares, 0) << what;
    EXPECT_NEAR(mean, expected, 4 * std::sqrt(squares / (n - 1) / n)) << what;
}

void expect_frequency(Indicators const& indicators, double probability, std::string const& what = "") {
    expect_mean({indicators.begin(), indicators.end()}, probability, what);
}

std::vector<double> product(Indicators const& a, Indicators const& b) {
    std::vector<double> both;
    for (std::size_t c = 0; c < a.size(); ++c) both.push_back(a[c] * b[c]);
    return both;
}

const std::vector<CreditParty> parties{
    {.name = "Low", .rating = "B-"}, {.name = "Middle", .rating = "bb"}, {.name = "Unrated", .solvency_ratio = 1.11}};

TEST(ByRating, DrawsEachPartyWithItsOwnProbability) {
    const auto sampler = ByRating{}.compile(parties);
    const CellRange cells{0, 500000, 1};
    expect_frequency(sampled(*sampler, cells, 0), 0.042);
    expect_frequency(sampled(*sampler, cells, 1), 0.012);
    expect_frequency(sampled(*sampler, cells, 2), 0.0037);  // linear between 0.24 % at 122 % and 0.5 % at 100 %
}

TEST(ByRating, IsIndependentBetweenPartiesAndYears) {
    const ByRating model{.curve = {.ratings = {{"A", 0.2}, {"B", 0.3}}}};
    const std::vector<CreditParty> two{{"X", "A"}, {"Y", "B"}};
    const auto sampler = model.compile(two);
    const CellRange cells{0, 100000, 2};
    const Indicators x = sampled(*sampler, cells, 0), y = sampled(*sampler, cells, 1);
    expect_mean(product(x, y), 0.06, "parties");
    Indicators first, second;
    for (std::size_t c = 0; c < x.size(); c += 2) {
        first.push_back(x[c]);
        second.push_back(x[c + 1]);
    }
    expect_mean(product(first, second), 0.04, "years");
}

TEST(ByRating, IsLikelierInYearsOfStressAndNeverUndoesADefault) {
    const CellRange cells{0, 200000, 1};
    const Indicators always(cells.size(), 1), never(cells.size(), 0);
    for (ByRating const& model :
         {ByRating{.stress = CreditStress{.factor = 5}}, ByRating{.stress = CreditStress{.ratings = {{"b", 0.21}}}}}) {
        const auto sampler = model.compile(parties);
        const Indicators ordinary = sampled(*sampler, cells, 0);
        const Indicators stressed = sampled(*sampler, cells, 0, always);
        EXPECT_EQ(sampled(*sampler, cells, 0, never), ordinary);
        expect_frequency(stressed, 0.21);
        for (std::size_t c = 0; c < cells.size(); ++c) EXPECT_GE(stressed[c], ordinary[c]);
    }
    // The list says nothing of BB: the factor holds, here 1. A factor goes up to certainty.
    const auto listed = ByRating{.stress = CreditStress{.ratings = {{"b", 0.21}}}}.compile(parties);
    EXPECT_EQ(sampled(*listed, cells, 1, always), sampled(*listed, cells, 1));
    const auto certain = ByRating{.stress = CreditStress{.factor = 1000}}.compile(parties);
    EXPECT_EQ(sampled(*certain, cells, 0, always), always);
}

TEST(ByRating, LetsAPartysOwnProbabilityStandBeforeTheListOfRatings) {
    const std::vector<CreditParty> own{{.name = "X", .rating = "B", .probability = 0.1}};
    const auto sampler = ByRating{.stress = CreditStress{.factor = 3, .ratings = {{"B", 0.9}}}}.compile(own);
    const CellRange cells{0, 100000, 1};
    expect_frequency(sampled(*sampler, cells, 0), 0.1);
    expect_frequency(sampled(*sampler, cells, 0, Indicators(cells.size(), 1)), 0.3);
}

// With s = 5 % and factor 10: P(X) = 0.95 p + 0.05 * 10 p, P(X and Y) = 0.95 p q + 0.05 * 100 p q.
TEST(ByRating, SharesASystemicStateBetweenAllParties) {
    const ByRating model{.curve = {.ratings = {{"A", 0.02}, {"B", 0.05}}}, .systemic = SystemicState{0.05, 10}};
    const std::vector<CreditParty> two{{"X", "A"}, {"Y", "B"}};
    const auto sampler = model.compile(two);
    const CellRange cells{0, 400000, 1};
    const Indicators x = sampled(*sampler, cells, 0), y = sampled(*sampler, cells, 1);
    expect_frequency(x, 0.95 * 0.02 + 0.05 * 0.2);
    expect_frequency(y, 0.95 * 0.05 + 0.05 * 0.5);
    expect_mean(product(x, y), 0.95 * 0.02 * 0.05 + 0.05 * 0.2 * 0.5);
}

TEST(ByRating, KeepsAPartyInDefaultToTheEndOfItsTrialWhereItStays) {
    ByRating model;
    const CellRange cells{5, 3000, 8};
    const Indicators yearly = sampled(*model.compile(parties), cells, 0);
    model.stays = true;
    const Indicators kept = sampled(*model.compile(parties), cells, 0);
    int later = 0;
    for (std::size_t trial = 0; trial < 3000; ++trial) {
        bool gone = false;
        for (std::size_t year = 0; year < 8; ++year) {
            const std::size_t c = trial * 8 + year;
            gone = gone || yearly[c] == 1;
            EXPECT_EQ(kept[c] == 1, gone);
            later += kept[c] - yearly[c];
        }
    }
    EXPECT_GT(later, 100);
}

TEST(ByRating, HasTheSameBitsInAnyBlocksAndForAnyPartiesBeside) {
    const ByRating model{.stress = CreditStress{.factor = 4}, .systemic = SystemicState{0.1, 3}, .stays = true};
    const auto sampler = model.compile(parties);
    // 5000 x 3 cells are more than are drawn at once, and 4096 is no multiple of 3.
    const CellRange whole{0, 5000, 3};
    Indicators stressed(whole.size());
    for (std::size_t c = 0; c < whole.size(); ++c) stressed[c] = c % 5 == 0;
    const Indicators all = sampled(*sampler, whole, 1, stressed);
    ASSERT_GT(std::accumulate(all.begin(), all.end(), 0), 200);
    Indicators joined;
    std::uint64_t first = 0;
    for (const std::uint32_t trials : {1U, 1364U, 1365U, 1366U, 904U}) {
        const auto from = stressed.begin() + static_cast<std::ptrdiff_t>(first * 3);
        const Indicators part(from, from + static_cast<std::ptrdiff_t>(trials) * 3);
        const Indicators piece = sampled(*sampler, {first, trials, 3}, 1, part);
        joined.insert(joined.end(), piece.begin(), piece.end());
        first += trials;
    }
    EXPECT_EQ(joined, all);
    const auto alone = model.compile(std::vector<CreditParty>(parties.begin(), parties.begin() + 2));
    EXPECT_EQ(sampled(*alone, whole, 1, stressed), all);
    EXPECT_NE(sampled(*sampler, whole, 1, stressed, 8), all);
    EXPECT_NE(alone->table_hash(), sampler->table_hash());
    EXPECT_EQ(model.compile(parties)->table_hash(), sampler->table_hash());
}

// The draw written plainly, cell by cell.
TEST(ByRating, IsAYearlyUniformBelowTheProbabilityOfTheCell) {
    const ByRating model{.stress = CreditStress{.factor = 4}, .systemic = SystemicState{0.3, 3}};
    const auto sampler = model.compile(parties);
    const CellRange cells{123, 2000, 4};
    Indicators stressed(cells.size());
    for (std::size_t c = 0; c < cells.size(); ++c) stressed[c] = c % 3 == 0;
    const Indicators defaulted = sampled(*sampler, cells, 1, stressed, 99);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        double p = 0.012;
        if (stressed[c]) p *= 4;
        if (uniform({99, 0xC2000000}, cells.cell(c), 0) < 0.3) p *= 3;
        EXPECT_EQ(defaulted[c] == 1, uniform({99, 0xC0000001}, cells.cell(c), 0) < p);
    }
}

TEST(CreditStream, NeverMeetsTheStreamOfASource) {
    constexpr std::uint32_t last_source = 0xC00000 - 1, last_purpose = 255;
    for (const auto purpose : {CreditPurpose::defaults, CreditPurpose::disputes, CreditPurpose::systemic_state}) {
        EXPECT_GT(credit_stream(1, purpose, 0).id, (last_source << 8U) | last_purpose);
        for (const auto other : {CreditPurpose::defaults, CreditPurpose::disputes, CreditPurpose::systemic_state}) {
            if (purpose == other) continue;
            EXPECT_NE(credit_stream(1, purpose, 0).id >> 24U, credit_stream(1, other, (1U << 24U) - 1).id >> 24U);
        }
    }
}

TEST(IndependentDisputes, FallWithTheirProbabilityApartFromDefaults) {
    const auto chance = cell_chance();
    const CellRange cells{0, 100000, 2};
    Indicators one(cells.size()), two(cells.size());
    const auto draw = [&](CellRange const& which, std::uint32_t line, double probability, Indicators& disputed) {
        std::vector<double> u(which.size());
        chance->fill(which, 7, ChanceOf::dispute, line, u);
        for (std::size_t c = 0; c < u.size(); ++c) disputed[c] = u[c] < probability ? 1 : 0;
    };
    draw(cells, 0, 0.3, one);
    draw(cells, 1, 0.3, two);
    expect_frequency(one, 0.3);
    expect_mean(product(one, two), 0.09, "lines");
    const auto sampler = ByRating{.curve = {.ratings = {{"B", 0.2}}}}.compile(std::vector<CreditParty>{{"X", "B"}});
    expect_mean(product(one, sampled(*sampler, cells, 0)), 0.06, "default and dispute of one number");
    Indicators part(200);
    draw({4000, 100, 2}, 0, 0.3, part);
    EXPECT_TRUE(std::equal(part.begin(), part.end(), one.begin() + 8000));
    draw(cells, 0, 0, one);
    EXPECT_EQ(one, Indicators(cells.size(), 0));
    std::vector<double> dispute(cells.size()), earned(cells.size());
    chance->fill(cells, 7, ChanceOf::dispute, 3, dispute);
    chance->fill(cells, 7, ChanceOf::fund_return, 3, earned);
    double product_of_deviations = 0;
    for (std::size_t c = 0; c < dispute.size(); ++c) product_of_deviations += (dispute[c] - 0.5) * (earned[c] - 0.5);
    const auto n = static_cast<double>(dispute.size());
    EXPECT_NEAR(product_of_deviations / n, 0, 4.0 / 12 / std::sqrt(n));  // a product of two uniforms: sd 1 / 12
}

/// The parties and the model of O-CD-01: probabilities by rating, in an ordinary year and in one of stress.
struct TwoStates {
    nlohmann::json const& inputs = answer("O-CD-01").at("inputs");
    nlohmann::json const& expected = answer("O-CD-01").at("expected");
    std::vector<CreditParty> parties;
    ByRating model;

    TwoStates() {
        model.curve.ratings.clear();
        model.curve.loss_given_default = inputs.at("lgd");
        model.stress.emplace();
        for (std::size_t i = 0; i < inputs.at("shares").size(); ++i) {
            const std::string rating = "grade " + std::to_string(i);
            parties.push_back({"member " + std::to_string(i), rating});
            model.curve.ratings.push_back({rating, inputs.at("pd_normal")[i]});
            model.stress->ratings.push_back({rating, inputs.at("pd_stress")[i]});
        }
    }
};

// O-CD-01 by simulation: the state sets both the loss and the stress, defaults come from the sampler, and several
// liability says what is uncollectible.
TEST(ByRating, LeavesUncollectibleWhatTheKnownAnswerOfWrongWayRiskSays) {
    const TwoStates world;
    RecordedFaults faults;
    world.model.check(faults);
    world.model.check_parties(world.parties, faults);
    ASSERT_TRUE(faults.fields.empty());
    const auto sampler = world.model.compile(world.parties);
    const CellRange cells{0, 1000000, 1};
    Indicators stress(cells.size());
    const double stress_probability = world.inputs.at("stress_prob");
    for (std::size_t c = 0; c < cells.size(); ++c) {
        stress[c] = uniform({7, 1}, cells.cell(c), 0) < stress_probability ? 1 : 0;
    }
    const std::size_t n = world.parties.size();
    std::vector<Indicators> defaulted;
    for (std::uint32_t i = 0; i < n; ++i) defaulted.push_back(sampled(*sampler, cells, i, stress));

    const LiabilityPlan several = Liability{}.compile({});
    const std::vector<double> recovery(n, world.model.recovery_rate());
    const std::vector<double> shares = world.inputs.at("shares");
    const double normal = world.inputs.at("mean_loss_normal"), stressed = world.inputs.at("mean_loss_stress");
    std::vector<double> owed(n), paid(n), uncollectible, apart, any;
    std::vector<Standing> standing(n);
    Indicators who(n);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const double loss = stress[c] ? stressed : normal;
        for (std::size_t i = 0; i < n; ++i) {
            owed[i] = shares[i] * loss;
            who[i] = defaulted[i][c];
        }
        const auto outcome = several.settle({owed, who, recovery, {}, {}}, paid, standing);
        uncollectible.push_back(outcome.shortfall);
        any.push_back(std::any_of(who.begin(), who.end(), [](auto each) { return each != 0; }) ? 1 : 0);
        // The same defaults against a loss that knows nothing of the state.
        const double mean = normal + stress_probability * (stressed - normal);
        apart.push_back(outcome.shortfall / loss * mean);
    }
    expect_mean(uncollectible, world.expected.at("expected_uncollectible"));
    expect_mean(apart, world.expected.at("if_independent"));
    expect_mean(any, world.expected.at("p_any_default"));
}

TEST(ByRating, RefusesWhatContradictsItself) {
    EXPECT_TRUE(faulty_fields(ByRating{}).empty());
    EXPECT_EQ(faulty_fields(CreditStress{}), std::vector<std::string>{""});
    EXPECT_EQ(faulty_fields(ByRating{.stress = CreditStress{.ratings = {{"AA", 0.5}, {"B+", 0.01}}}}),
              std::vector<std::string>{"stress.ratings[1].probability"});
    RecordedFaults faults;
    const std::vector<CreditParty> unknown{{"X", "Baa1"}, {"Y", ""}, {"Z", "A"}};
    ByRating{}.check_parties(unknown, faults);
    EXPECT_EQ(faults.fields, (std::vector<std::string>{"curve.ratings", "curve"}));
}

DefaultModel read_model(std::string_view text, std::vector<Diagnostic>& diagnostics) {
    const DefaultRegister entries = registered_defaults();
    Reader reader;
    reader.defaults = &entries;
    const Node root = parse_document(text, "defaults.yaml", reader.diagnostics);
    DefaultModel model;
    Reading<DefaultModel>::read(reader, root, "defaults", model);
    diagnostics = reader.diagnostics;
    return model;
}

TEST(DefaultRegister, ReadsAModelAsAFileHasIt) {
    std::vector<Diagnostic> diagnostics;
    const DefaultModel model = read_model(R"(
by_rating:
  curve:
    ratings: [{rating: AA, probability: 0.03%}, {rating: A, probability: 0.1%}]
    unrated: 2%
    loss_given_default: 60%
  stress: {factor: 10, ratings: [{rating: A, probability: 3%}]}
  systemic: {probability: 2%, factor: 8}
  stays: true
)",
                                          diagnostics);
    for (Diagnostic const& each : diagnostics) ADD_FAILURE() << to_string(each);
    const ByRating same{
        .curve = {.ratings = {{"AA", 0.0003}, {"A", 0.001}}, .unrated = 0.02, .loss_given_default = 0.6},
        .stress = CreditStress{10, {{"A", 0.03}}},
        .systemic = SystemicState{0.02, 8},
        .stays = true};
    const std::vector<CreditParty> some{{"X", "AA"}, {"Y", "A-"}, {"Z", ""}};
    EXPECT_EQ(model.kind(), "by_rating");
    EXPECT_EQ(model.recovery_rate(), 0.4);
    EXPECT_EQ(model.compile(some)->table_hash(), same.compile(some)->table_hash());

    EXPECT_EQ(read_model("by_rating", diagnostics).recovery_rate(), 0.5);
    EXPECT_TRUE(diagnostics.empty());
    read_model("by_ratings: {}", diagnostics);
    ASSERT_EQ(diagnostics.size(), 1U);
    EXPECT_NE(diagnostics[0].hint.find("by_rating"), std::string::npos);
}

}  // namespace
}  // namespace riskpool
