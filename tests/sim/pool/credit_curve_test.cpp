#include "sim/pool/credit_curve.hpp"

#include <gtest/gtest.h>

#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

std::vector<std::string> party_faults(CreditCurve const& curve, CreditParty const& party) {
    RecordedFaults faults;
    curve.check_party(party, faults);
    return faults.fields;
}

// Art. 199 (2) and (3) of Delegated Regulation (EU) 2015/35, copied from the law and not from the program.
TEST(CreditCurve, IsTheTableOfTheEuRegulationWhenNothingIsSaid) {
    const CreditCurve curve;
    const std::vector<std::pair<std::string, double>> steps{{"AAA", 0.002}, {"AA", 0.01}, {"A", 0.05}, {"BBB", 0.24},
                                                            {"BB", 1.20},   {"B", 4.2},   {"CCC", 4.2}};
    for (auto const& [rating, per_cent] : steps) {
        EXPECT_DOUBLE_EQ(find_rating(curve.ratings, rating).value(), per_cent / 100) << rating;
    }
    const std::vector<std::pair<double, double>> points{{196, 0.01}, {175, 0.05}, {150, 0.1}, {125, 0.2},
                                                        {122, 0.24}, {100, 0.5},  {95, 1.2},  {75, 4.2}};
    for (auto const& [ratio, per_cent] : points) {
        EXPECT_NEAR(curve.by_solvency_ratio(ratio / 100).value(), per_cent / 100, 1e-15) << ratio;
    }
    EXPECT_EQ(curve.recovery_rate(), 0.5);
    EXPECT_TRUE(faulty_fields(curve).empty());
}

// Worked in docs/default.md: halfway between 100 % and 122 %, 0.37 %; at 80 %, a quarter of the way from 75 % to 95 %.
TEST(CreditCurve, IsStraightBetweenSolvencyRatiosAndLevelBeyondThem) {
    const CreditCurve curve;
    EXPECT_NEAR(curve.by_solvency_ratio(1.11).value(), 0.0037, 1e-15);
    EXPECT_NEAR(curve.by_solvency_ratio(0.80).value(), 0.042 - 0.25 * 0.03, 1e-15);
    EXPECT_EQ(curve.by_solvency_ratio(5.00), 0.0001);
    EXPECT_EQ(curve.by_solvency_ratio(0.10), 0.042);
    double before = 1;
    for (int per_mille = 1; per_mille < 3000; ++per_mille) {
        const double now = curve.by_solvency_ratio(per_mille / 1000.0).value();
        EXPECT_LE(now, before);
        before = now;
    }
}

TEST(CreditCurve, TakesSignsAndSmallLettersToTheirGrade) {
    const CreditCurve curve;
    for (const std::string_view rating : {"AA", "AA+", "AA-", "aa", "Aa-"}) {
        EXPECT_EQ(find_rating(curve.ratings, rating), 0.0001) << rating;
    }
    for (const std::string_view rating : {"A++", "Baa1", "+", "", "NR", "A A", "AAAA"}) {
        EXPECT_EQ(find_rating(curve.ratings, rating), std::nullopt) << rating;
    }
}

TEST(CreditCurve, PrefersAnOwnFinerGrade) {
    CreditCurve curve;
    curve.ratings = {{"a", 0.01}, {"A-", 0.02}};
    EXPECT_EQ(find_rating(curve.ratings, "A"), 0.01);
    EXPECT_EQ(find_rating(curve.ratings, "A+"), 0.01);
    EXPECT_EQ(find_rating(curve.ratings, "a-"), 0.02);
    EXPECT_EQ(find_rating(curve.ratings, "AA"), std::nullopt);
}

TEST(CreditCurve, AsksForOwnProbabilityThenRatingThenSolvencyRatio) {
    CreditCurve curve;
    EXPECT_EQ(curve.probability({"X", "BB", 1.5, 0.3}), 0.3);
    EXPECT_EQ(curve.probability({"X", "BB", 1.5, {}}), 0.012);
    EXPECT_EQ(curve.probability({"X", "", 1.5, {}}), 0.001);
    EXPECT_EQ(curve.probability({"X", "", 0, {}}), std::nullopt);
    curve.unrated = 0.07;
    EXPECT_EQ(curve.probability({"X", "", 0, {}}), 0.07);
    EXPECT_EQ(curve.probability({"X", "", 1.5, {}}), 0.001);
    EXPECT_EQ(curve.probability({"X", "nonsense", 1.5, {}}), std::nullopt);
}

TEST(CreditCurve, RefusesPartiesItKnowsNothingOf) {
    CreditCurve curve;
    EXPECT_EQ(party_faults(curve, {"X", "Baa1", 2, {}}), std::vector<std::string>{"ratings"});
    EXPECT_EQ(party_faults(curve, {"X", "", 0, {}}), std::vector<std::string>{""});
    EXPECT_TRUE(party_faults(curve, {"X", "bbb+", 0, {}}).empty());
    curve.solvency.clear();
    EXPECT_EQ(party_faults(curve, {"X", "", 1.5, {}}), std::vector<std::string>{""});
    curve.unrated = 0.01;
    EXPECT_TRUE(party_faults(curve, {"X", "", 1.5, {}}).empty());
}

TEST(CreditCurve, RefusesListsThatContradictThemselves) {
    CreditCurve curve;
    curve.ratings = {{"A", 0.1}, {"a", 0.2}, {"", 0.3}};
    EXPECT_EQ(faulty_fields(curve), (std::vector<std::string>{"ratings[1].rating", "ratings[2].rating"}));
    curve = {};
    curve.solvency = {{1.0, 0.1}, {1.5, 0.2}};
    EXPECT_EQ(faulty_fields(curve), std::vector<std::string>{"solvency[1].solvency_ratio"});
    curve.solvency = {{1.5, 0.2}, {1.0, 0.1}};
    EXPECT_EQ(faulty_fields(curve), std::vector<std::string>{"solvency[1].probability"});
}

}  // namespace
}  // namespace riskpool
