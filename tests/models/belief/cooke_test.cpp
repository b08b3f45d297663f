#include "models/belief/cooke.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>

#include "models/belief/cooke_belief.hpp"
#include "models/belief/uniform.hpp"
#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

/// One expert whose quantiles are 1, 2 and 3 for each question, on which these are the answers.
SeedQuestions answered(std::vector<double> answers) {
    SeedQuestions questions;
    questions.quantiles = {std::vector<std::vector<double>>(answers.size(), {1, 2, 3})};
    questions.answers = std::move(answers);
    return questions;
}

TEST(Cooke, AnExpertWhoseAnswersFallAsOftenAsSaidIsPerfectlyCalibrated) {
    std::vector<double> answers{0.5, 3.5};
    for (int i = 0; i < 9; ++i) {
        answers.push_back(1.5);
        answers.push_back(2.5);
    }
    EXPECT_NEAR(cooke_scores(answered(answers)).calibration[0], 1, 1e-12);
}

TEST(Cooke, CalibrationIsTheTailOfAChiSquareLaw) {
    // Four answers, three above the upper quantile.
    const double divergence = 0.75 * std::log(0.75 / 0.05) + 0.25 * std::log(0.25 / 0.45);
    const boost::math::chi_squared three(3);
    EXPECT_NEAR(cooke_scores(answered({9, 9, 9, 1.5})).calibration[0],
                boost::math::cdf(boost::math::complement(three, 2 * 4 * divergence)), 1e-14);
}

TEST(Cooke, AnAnswerOnAQuantileCountsBelowIt) {
    const auto calibration = [](double answer) { return cooke_scores(answered({answer, 2.5})).calibration[0]; };
    EXPECT_EQ(calibration(1), calibration(0.5));
    EXPECT_EQ(calibration(2), calibration(1.5));
    EXPECT_NE(calibration(1), calibration(2));
}

TEST(Cooke, NarrowQuantilesAreInformativeAndUniformOnesAreNot) {
    const std::vector<double> levels{0.05, 0.5, 0.95};
    EXPECT_NEAR(cooke_information(levels, {5, 50, 95}, 0, 100), 0, 1e-14);
    EXPECT_GT(cooke_information(levels, {49, 50, 51}, 0, 100), 2);
}

/// Expert 0 is calibrated and vague, expert 1 sharp and wrong.
SeedQuestions two_experts() {
    SeedQuestions questions;
    for (int i = 0; i < 10; ++i) {
        questions.answers.push_back(i < 5 ? 40 : 60);
        if (questions.quantiles.empty()) questions.quantiles.resize(2);
        questions.quantiles[0].push_back({10, 50, 90});
        questions.quantiles[1].push_back({70, 71, 72});
    }
    return questions;
}

/// Calibration x information of the experts pooled under a cut-off, who are scored as one expert more: their quantiles
/// lie within the intrinsic ranges and leave them as they are.
double score_of_pool(SeedQuestions questions, double cut_off) {
    const CookeScores scores = cooke_scores(questions);
    const auto weights = cooke_weights(scores.calibration, scores.information, cut_off);
    std::vector<std::vector<double>> pooled;
    for (std::size_t i = 0; i < questions.answers.size(); ++i) {
        pooled.push_back(pooled_quantiles(questions, i, weights));
    }
    questions.quantiles.push_back(pooled);
    const CookeScores with_pool = cooke_scores(questions);
    return with_pool.calibration.back() * with_pool.information.back();
}

TEST(Cooke, TheOptimisedCutOffIsThatOfTheBestPool) {
    // The second expert is sharper and less well calibrated than the first, the third hopeless.
    SeedQuestions questions = two_experts();
    questions.quantiles.push_back(questions.quantiles[1]);
    for (std::size_t i = 0; i < 10; ++i) {
        questions.quantiles[1][i] = i < 3 ? std::vector<double>{20, 35, 38} : std::vector<double>{30, 55, 70};
    }
    const double best = optimised_cut_off(questions);
    const CookeScores scores = cooke_scores(questions);
    std::vector<double> pools;
    for (const double cut_off : scores.calibration) {
        pools.push_back(score_of_pool(questions, cut_off));
        EXPECT_LE(pools.back(), score_of_pool(questions, best) * (1 + 1e-12));
    }
    EXPECT_GT(*std::max_element(pools.begin(), pools.end()), 1.1 * *std::min_element(pools.begin(), pools.end()));
}

TEST(Cooke, PooledQuantilesOfOneExpertAreHisOwnAndOfTwoLieBetween) {
    const SeedQuestions questions = two_experts();
    const auto alone = pooled_quantiles(questions, 0, {1, 0});
    const auto both = pooled_quantiles(questions, 0, {0.5, 0.5});
    for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(alone[k], questions.quantiles[0][0][k], 1e-12);
    // Half of either, where expert 0 is between his median and 90, and expert 1 between 70 and his median.
    EXPECT_NEAR(0.5 * (0.5 + 0.45 * (both[1] - 50) / 40) + 0.5 * (0.05 + 0.45 * (both[1] - 70)), 0.5, 1e-9);
}

CookeBelief belief(double first_width = 2) {
    CookeBelief cooke;
    const SeedQuestions questions = two_experts();
    cooke.answers = questions.answers;
    cooke.experts = {{.name = "vague", .seeds = questions.quantiles[0], .belief = Belief(Uniform{0, first_width})},
                     {.name = "wrong", .seeds = questions.quantiles[1], .belief = Belief(Uniform{10, 12})}};
    return cooke;
}

using Faults = std::vector<std::string>;

TEST(CookeBelief, FollowsTheWeightsOfItsSeedQuestions) {
    CookeBelief cooke = belief();
    cooke.cut_off = 0.05;
    EXPECT_EQ(faulty_fields(cooke), Faults{});
    EXPECT_NEAR(cooke.law()->mean(), 1, 1e-12);
    EXPECT_NE(cooke.remark().find("vague 100 %"), std::string::npos) << cooke.remark();
    cooke.cut_off = 0;
    cooke.weighing = CookeWeighing::equal;
    EXPECT_NEAR(cooke.law()->mean(), 6, 1e-12);
}

TEST(CookeBelief, WeighsByInformationOnTheNumberAtHandIfAsked) {
    CookeBelief even = belief();
    even.weighing = CookeWeighing::item;
    // The same range with half the density: less is said, and less is weighed.
    CookeBelief wide = belief(4);
    wide.weighing = CookeWeighing::item;
    EXPECT_LT(wide.weights()[0] / wide.weights()[1], even.weights()[0] / even.weights()[1]);
    EXPECT_NEAR(belief(4).weights()[0], belief().weights()[0], 1e-15);  // global weights do not look at it
}

TEST(CookeBelief, RefusesSeedsThatDoNotFitTheQuestions) {
    const auto with = [](auto const& change) {
        CookeBelief cooke = belief();
        change(cooke);
        return faulty_fields(cooke);
    };
    EXPECT_EQ(with([](CookeBelief& c) { c.answers.pop_back(); }), Faults{"experts"});
    EXPECT_EQ(with([](CookeBelief& c) { c.answers.clear(); }), Faults{"answers"});
    EXPECT_EQ(with([](CookeBelief& c) { c.experts[0].seeds[3] = {1, 2}; }), Faults{"experts"});
    EXPECT_EQ(with([](CookeBelief& c) { c.experts[0].seeds[3] = {1, 3, 3}; }), Faults{"experts"});
    EXPECT_EQ(with([](CookeBelief& c) { c.levels = {0.5, 0.05}; }), Faults{"levels"});
    EXPECT_EQ(with([](CookeBelief& c) { c.cut_off = 1; }), Faults{"cut_off"});
    EXPECT_EQ(with([](CookeBelief& c) {
                  c.cut_off = 0.01;
                  c.optimise_cut_off = true;
              }),
              Faults{"cut_off"});
    EXPECT_EQ(with([](CookeBelief& c) {
                  c.weighing = CookeWeighing::equal;
                  c.cut_off = 0.01;
              }),
              Faults{"weighing"});
    EXPECT_EQ(with([](CookeBelief& c) { c.experts.pop_back(); }), Faults{"experts"});
}

}  // namespace
}  // namespace riskpool
