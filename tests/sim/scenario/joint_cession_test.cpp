#include "sim/scenario/joint_cession.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/treaty/treaty.hpp"

namespace riskpool {
namespace {

Insured risk(double size) {
    Insured insured;
    insured.name = "A";
    insured.property = size;
    return insured;
}

CatXl cat(double attachment, double limit, double placed = 1) {
    CatXl treaty;
    treaty.attachment = attachment;
    treaty.limit = limit;
    treaty.placed = placed;
    return treaty;
}

Surplus surplus(double line, double lines) {
    Surplus treaty;
    treaty.retained_line = line;
    treaty.number_of_lines = lines;
    return treaty;
}

QuotaShare quota_share(double cession) {
    QuotaShare treaty;
    treaty.cession = cession;
    return treaty;
}

TEST(JointCession, AddsLayersOnlyWhereTheyOverlap) {
    EXPECT_EQ(worst_joint_cession({cat(0, 10), cat(10, 10), cat(20, infinity)}, risk(100)), 1);
    EXPECT_EQ(worst_joint_cession({cat(0, 10), cat(9, 10, 0.5)}, risk(100)), 1.5);
    EXPECT_EQ(worst_joint_cession({cat(0, 10, 0.5), cat(0, 10, 0.5)}, risk(100)), 1);
}

TEST(JointCession, AddsCoversPerRiskAndPerEvent) {
    PerRiskXl per_risk;
    per_risk.attachment = 50;
    per_risk.limit = 10;
    EXPECT_EQ(worst_joint_cession({cat(0, 10), per_risk}, risk(100)), 2);
}

TEST(JointCession, LeavesOutTreatiesThatDoNotCoverTheRisk) {
    CatXl elsewhere = cat(0, 10);
    elsewhere.covers.insureds = {"B"};
    EXPECT_EQ(worst_joint_cession({cat(0, 10), elsewhere}, risk(100)), 1);
}

TEST(JointCession, OfSurplusAboveSurplusIsNoMoreThanTheRisk) {
    for (const double size : {5.0, 10.0, 50.0, 100.0, 400.0, 5000.0}) {
        EXPECT_LE(worst_joint_cession({surplus(10, 9), surplus(100, 4)}, risk(size)), 1 + 1e-12) << size;
    }
}

// The ceded share (B - R)+ / B, at most n R / B, is largest where the treaty is just full; a pool that takes part of a
// risk may be there although the whole risk is far beyond.
TEST(JointCession, OfSurplusIsThatOfTheWorstPartOfTheRisk) {
    EXPECT_NEAR(worst_joint_cession({surplus(10, 9)}, risk(1000)), 0.9, 1e-12);
    EXPECT_NEAR(worst_joint_cession({surplus(10, 9)}, risk(50)), 0.8, 1e-12);
    EXPECT_EQ(worst_joint_cession({surplus(10, 9)}, risk(10)), 0);
    EXPECT_GT(worst_joint_cession({surplus(10, 9), quota_share(0.2)}, risk(1000)), 1);

    const Tier tier{surplus(10, 4), surplus(30, 2), surplus(100, 1)};
    const Insured insured = risk(1000);
    double searched = 0;
    const Insureds one{insured};
    for (int i = 1; i <= 10'000; ++i) {
        double sum = 0;
        for (auto const& treaty : tier)
            sum += std::get<Surplus>(kind_of(treaty)).ceded_share({one, {i * 1e-4}, {0.0}})[0];
        searched = std::max(searched, sum);
    }
    EXPECT_NEAR(worst_joint_cession(tier, insured), searched, 1e-6);
}

}  // namespace
}  // namespace riskpool
