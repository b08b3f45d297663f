#include "models/belief/hierarchical_credibility.hpp"

#include <gtest/gtest.h>

#include "tests/known_answers/answers.hpp"

namespace riskpool {
namespace {

// The Hachemeister data with states 1 and 3 in one cohort, 2, 4 and 5 in the other: figures as printed in the vignette
// "credibility" of the R package actuar.
TEST(HierarchicalCredibility, IsThatOfActuarOnTheHachemeisterData) {
    auto const& inputs = answer("O-CR-01").at("inputs");
    const auto state = [&](std::size_t i) {
        return SegmentExperience{inputs.at("ratios")[i], inputs.at("weights")[i]};
    };
    const HierarchicalCredibility found =
        hierarchical_credibility({{state(0), state(2)}, {state(1), state(3), state(4)}});
    EXPECT_NEAR(found.collective, 1746, 0.5);
    EXPECT_NEAR(found.between_segments_variance, 88981, 0.5);
    EXPECT_NEAR(found.between_insureds_variance, 10952, 0.5);
    EXPECT_NEAR(found.within_variance, 139120026, 0.5);
    auto const& first = found.segments[0];
    auto const& second = found.segments[1];
    EXPECT_NEAR(first.mean, 1967, 0.5);
    EXPECT_NEAR(first.segment_credibility, 0.9196, 5e-5);
    EXPECT_NEAR(first.segment_premium, 1949, 0.5);
    EXPECT_NEAR(second.mean, 1528, 0.5);
    EXPECT_NEAR(second.segment_credibility, 0.9284, 5e-5);
    EXPECT_NEAR(second.segment_premium, 1543, 0.5);
    const auto expect = [](std::vector<double> const& got, std::vector<double> const& want, double tolerance) {
        ASSERT_EQ(got.size(), want.size());
        for (std::size_t i = 0; i < got.size(); ++i) EXPECT_NEAR(got[i], want[i], tolerance) << i;
    };
    expect(first.credibility, {0.8874, 0.5195}, 5e-5);
    expect(second.credibility, {0.6103, 0.2463, 0.7398}, 5e-5);
    expect(first.premium, {2048, 1875}, 0.5);
    expect(second.premium, {1524, 1497, 1585}, 0.5);
}

TEST(HierarchicalCredibility, InsuredsThatDoNotDifferShareTheMeanOfTheirSegment) {
    const SegmentExperience low{{8, 12}, {2, 2}};
    const SegmentExperience high{{108, 112}, {2, 2}};
    const HierarchicalCredibility found = hierarchical_credibility({{low, low}, {high, high}});
    EXPECT_EQ(found.between_insureds_variance, 0);
    for (auto const& segment : found.segments) {
        EXPECT_EQ(segment.credibility, (std::vector<double>{0, 0}));
        EXPECT_EQ(segment.premium[0], segment.segment_premium);
        EXPECT_GT(segment.segment_credibility, 0.99);
    }
    EXPECT_NEAR(found.segments[0].segment_premium, 10, 0.2);
}

TEST(HierarchicalCredibility, SegmentsThatDoNotDifferShareTheMeanOfAll) {
    const SegmentExperience low{{8, 12}, {2, 2}};
    const SegmentExperience high{{108, 112}, {2, 2}};
    const HierarchicalCredibility found = hierarchical_credibility({{low, high}, {low, high}});
    EXPECT_EQ(found.between_segments_variance, 0);
    EXPECT_NEAR(found.segments[0].segment_premium, 60, 1e-9);
    EXPECT_NEAR(found.segments[0].premium[0], 10, 0.2);
}

}  // namespace
}  // namespace riskpool
