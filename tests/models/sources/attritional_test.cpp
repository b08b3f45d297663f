#include "models/sources/attritional.hpp"

#include <algorithm>
#include <boost/math/distributions/gamma.hpp>

#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds insureds{{.name = "A", .sector = "x", .premium = 10},
                        {.name = "B", .sector = "y", .premium = 40, .deductible = 1e9},
                        {.name = "C", .sector = "x", .premium = 2}};

/// The amounts of the k-th of n insureds.
std::vector<double> amounts(EventColumns const& events, std::size_t k, std::size_t n) {
    std::vector<double> chosen;
    for (std::size_t row = k; row < events.rows(); row += n) chosen.push_back(events.damage[row]);
    return chosen;
}

TEST(Attritional, GivesEachInsuredOneAmountAYearWithItsMeanAndVariation) {
    const Attritional source{.loss_ratio = 0.3, .cv = 0.8};
    const EventColumns events = sampled(source, insureds, 0, 100000);
    expect_well_formed(events, 100000, 3);
    EXPECT_TRUE(std::all_of(events.count.begin(), events.count.end(), [](auto n) { return n == 1; }));
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_EQ(events.insured_of(3 + k).index(), k);
        std::vector<double> sample = amounts(events, k, 3);
        const double mean = 0.3 * insureds[k].premium;
        expect_mean(sample, mean, insureds[k].name);
        for (double& x : sample) x = (x - mean) * (x - mean);
        expect_mean(sample, 0.64 * mean * mean, insureds[k].name + "'s variance");
    }
}

TEST(Attritional, FollowsTheGammaLaw) {
    const Attritional source{.covers = {.insureds = {"A"}}, .loss_ratio = 0.5, .cv = 0.8};
    const EventColumns events = sampled(source, insureds, 0, 100000);
    EXPECT_TRUE(events.row_count.empty());
    EXPECT_TRUE(events.insured.empty());
    const boost::math::gamma_distribution<> law(1 / 0.64, 5 * 0.64);
    for (const double p : {0.01, 0.5, 0.99}) {
        std::vector<double> below;
        for (const double x : events.damage) below.push_back(x <= boost::math::quantile(law, p) ? 1 : 0);
        expect_mean(below, p);
    }
}

TEST(Attritional, IsIndependentBetweenInsureds) {
    const EventColumns events = sampled(Attritional{.loss_ratio = 1, .cv = 1}, insureds, 0, 100000);
    std::vector<double> products;
    const auto a = amounts(events, 0, 3), b = amounts(events, 1, 3);
    for (std::size_t i = 0; i < a.size(); ++i) products.push_back((a[i] - 10) * (b[i] - 40));
    expect_mean(products, 0);
}

TEST(Attritional, DoesNotDependOnWhoElseIsCovered) {
    const EventColumns all = sampled(Attritional{.loss_ratio = 0.3, .cv = 0.5}, insureds, 0, 100);
    const EventColumns some = sampled(Attritional{{.sector = "x"}, 0.3, 0.5}, insureds, 0, 100);
    EXPECT_EQ(amounts(all, 0, 3), amounts(some, 0, 2));
    EXPECT_EQ(amounts(all, 2, 3), amounts(some, 1, 2));
}

TEST(Attritional, IsAYearlySumNetOfPolicyTerms) {
    const Attritional source{.loss_ratio = 0.3, .cv = 0};
    EXPECT_TRUE(source.compile(insureds)->aggregate());
    const EventColumns events = sampled(source, insureds, 0, 2);
    for (const double loss : cell_losses(events, insureds, true)) EXPECT_NEAR(loss, 0.3 * 52, 1e-12);
    for (const float time : events.time) EXPECT_TRUE(time < 1 && time > 0.999F);
}

TEST(Attritional, IsTheSameInAnyBlocks) {
    expect_same_in_any_blocks(Attritional{.loss_ratio = 0.3, .cv = 0.8}, insureds);
}

TEST(Attritional, RefusesInsuredsWithoutPremium) {
    const Attritional source{.loss_ratio = 0.3, .cv = 0.8};
    EXPECT_TRUE(exposure_faults(source, insureds).empty());
    expect_fault(source, {{.name = "A", .premium = 1}, {.name = "Free"}}, "covers", "\"Free\" has no premium");
    expect_fault(Attritional{{.sector = "z"}, 0.3, 0.8}, insureds, "covers", "matches no insured");
}

}  // namespace
}  // namespace riskpool
