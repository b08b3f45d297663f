#include "models/belief/credibility.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/severity/recorded_faults.hpp"

namespace riskpool {
namespace {

using Faults = std::vector<std::string>;

TEST(BuhlmannStraub, SegmentsThatDifferMuchStandForThemselves) {
    const BuhlmannStraub found = buhlmann_straub({{{10, 10.1, 9.9}, {1, 1, 1}}, {{500, 500.1, 499.9}, {1, 1, 1}}});
    EXPECT_GT(found.credibility[0], 0.9999);
    EXPECT_NEAR(found.premium[0], 10, 0.1);
    // What is left is the error of the segment's own mean, s^2 / w.
    EXPECT_NEAR(found.mean_square[0], found.within_variance / 3, 1e-4 * found.within_variance);
}

TEST(BuhlmannStraub, SegmentsThatDoNotDifferShareOneMeanWithTheErrorOfAllData) {
    const BuhlmannStraub found = buhlmann_straub({{{8, 12}, {2, 2}}, {{9, 11}, {3, 3}}});
    EXPECT_EQ(found.between_variance, 0);
    EXPECT_EQ(found.credibility[1], 0);
    EXPECT_DOUBLE_EQ(found.premium[0], 10);
    EXPECT_DOUBLE_EQ(found.mean_square[0], found.within_variance / 10);
}

// a (1 - Z) (1 + (1 - Z) / sum Z) tends to s^2 / w as a tends to 0: no jump where the estimate is cut off at 0.
TEST(BuhlmannStraub, TheErrorDoesNotJumpWhereTheVarianceBetweenSegmentsEnds) {
    const auto error = [](double apart) {
        return buhlmann_straub({{{8, 12}, {2, 2}}, {{8 + apart, 12 + apart}, {2, 2}}}).mean_square[0];
    };
    double from = 0;
    double to = 100;  // between which the estimate becomes positive
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (from + to);
        const bool is_zero =
            buhlmann_straub({{{8, 12}, {2, 2}}, {{8 + middle, 12 + middle}, {2, 2}}}).between_variance == 0;
        (is_zero ? from : to) = middle;
    }
    EXPECT_NEAR(error(from), error(to * (1 + 1e-9)), 1e-6 * error(from));
}

TEST(BuhlmannStraub, AVarianceGivenTakesThePlaceOfTheEstimate) {
    const std::vector<SegmentExperience> one_year{{{10}, {4}}, {{20}, {4}}};
    EXPECT_FALSE(has_repetition(one_year));
    const BuhlmannStraub found = buhlmann_straub(one_year, 40);
    EXPECT_EQ(found.within_variance, 40);
    EXPECT_DOUBLE_EQ(found.between_variance, (4 * 25 * 2 - 40) / (8 - 32 / 8.0));
    EXPECT_DOUBLE_EQ(found.credibility[0], found.between_variance * 4 / (found.between_variance * 4 + 40));
}

Credibility belief() {
    return {.segment = "fabs",
            .experience = {{.segment = "fabs", .value = 3, .weight = 20},
                           {.segment = "fabs", .value = 4, .weight = 30},
                           {.segment = "packaging", .value = 1, .weight = 5},
                           {.segment = "packaging", .value = 1.5, .weight = 6}}};
}

TEST(Credibility, IsTheLawOfItsSegmentWithMeanAndErrorOfTheModel) {
    const Credibility gamma = belief();
    Credibility normal = belief();
    normal.approximation = CredibilityLaw::normal;
    const BuhlmannStraub found = buhlmann_straub({{{3, 4}, {20, 30}}, {{1, 1.5}, {5, 6}}});
    for (auto const& law : {gamma.law(), normal.law()}) {
        EXPECT_NEAR(law->mean(), found.premium[0], 1e-12);
        EXPECT_NEAR(law->variance(), found.mean_square[0], 1e-12);
    }
    EXPECT_EQ(gamma.law()->lowest(), 0);
    EXPECT_EQ(normal.law()->lowest(), -infinity);
    EXPECT_NE(gamma.remark().find("the gamma law around it is an approximation"), std::string::npos);
}

TEST(Credibility, RefusesWhatItCannotCompare) {
    const auto with = [](auto const& change) {
        Credibility credibility = belief();
        change(credibility);
        return faulty_fields(credibility);
    };
    EXPECT_EQ(with([](Credibility&) {}), Faults{});
    EXPECT_EQ(with([](Credibility& c) { c.segment = "fab"; }), Faults{"segment"});
    EXPECT_EQ(with([](Credibility& c) { c.experience.resize(2); }), Faults{"experience"});
    EXPECT_EQ(with([](Credibility& c) {
                  c.experience = {c.experience[0], c.experience[2]};
              }),
              Faults{"within_variance"});
    EXPECT_EQ(with([](Credibility& c) {
                  c.experience = {c.experience[0], c.experience[2]};
                  c.within_variance = 2;
              }),
              Faults{});
    EXPECT_EQ(with([](Credibility& c) {
                  for (auto& row : c.experience) row.value = 3;
              }),
              Faults{"experience"});
    EXPECT_EQ(with([](Credibility& c) {
                  for (auto& row : c.experience) row.value -= 10;
              }),
              Faults{"approximation"});
}

}  // namespace
}  // namespace riskpool
