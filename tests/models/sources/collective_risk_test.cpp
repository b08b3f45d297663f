#include "models/sources/collective_risk.hpp"

#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds insureds{{.name = "A", .sector = "x", .property = 10, .premium = 1},
                        {.name = "B", .sector = "y", .property = 30, .stock = 50, .premium = 0},
                        {.name = "C", .sector = "x", .property = 60, .premium = 4}};

CollectiveRisk source_of(Frequency frequency, Severity severity, HitWeight weight = HitWeight::equal) {
    return {.weight = weight, .frequency = std::move(frequency), .severity = std::move(severity)};
}

/// Part of the events that hit each insured.
void expect_parts(CollectiveRisk const& source, std::vector<double> const& parts) {
    const EventColumns events = sampled(source, insureds, 0, 20000);
    expect_well_formed(events, 20000, 3);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        std::vector<double> hits;
        for (std::size_t row = 0; row < events.rows(); ++row) hits.push_back(events.insured_of(row).index() == i);
        expect_mean(hits, parts[i], insureds[i].name);
    }
}

TEST(CollectiveRisk, HasTheMomentsOfACompoundSum) {
    // E S = E N E X and Var S = E N Var X + Var N (E X)^2; the negative binomial has variance 1.5 + 1.5^2 / 2.
    const Frequency frequency = NegativeBinomial{1.5, 2};
    const Severity severity = Lognormal{.mu = 1, .sigma = 0.8};
    const EventColumns events = sampled(source_of(frequency, severity), insureds, 0, 200000, 1, false);
    std::vector<double> sums = cell_losses(events, insureds);
    const double ex = std::exp(1 + 0.32), vx = ex * ex * (std::exp(0.64) - 1);
    expect_mean(sums, 1.5 * ex);
    for (double& x : sums) x = (x - 1.5 * ex) * (x - 1.5 * ex);
    expect_mean(sums, 1.5 * vx + (1.5 + 1.5 * 1.5 / 2) * ex * ex, "variance");
}

TEST(CollectiveRisk, HitsInProportionToTheWeight) {
    const Severity severity = Exponential{1};
    expect_parts(source_of(Poisson{2}, severity), {1. / 3, 1. / 3, 1. / 3});
    expect_parts(source_of(Poisson{2}, severity, HitWeight::premium), {0.2, 0, 0.8});
    expect_parts(source_of(Poisson{2}, severity, HitWeight::property), {0.1, 0.3, 0.6});
    expect_parts(source_of(Poisson{2}, severity, HitWeight::sum_insured), {10. / 150, 80. / 150, 60. / 150});
}

TEST(CollectiveRisk, DrawsNoChoiceForASoleInsured) {
    CollectiveRisk source = source_of(Poisson{2}, Exponential{1});
    const EventColumns all = sampled(source, insureds, 0, 1000);
    source.covers.sector = "y";
    const EventColumns sole = sampled(source, insureds, 0, 1000);
    EXPECT_TRUE(sole.insured.empty());
    EXPECT_EQ(sole.sole_insured.index(), 1U);
    EXPECT_EQ(all.damage, sole.damage) << "losses must not depend on who is hit";
}

TEST(CollectiveRisk, SpreadsItsTimesOverTheYearIndependentlyOfLosses) {
    const EventColumns events = sampled(source_of(Poisson{2}, Beta{1, 1, 1}), insureds, 0, 50000);
    std::vector<double> times(events.time.begin(), events.time.end());
    expect_mean(times, 0.5);
    std::vector<double> squares, products;
    for (std::size_t e = 0; e < times.size(); ++e) {
        squares.push_back(times[e] * times[e]);
        products.push_back((times[e] - 0.5) * (events.damage[e] - 0.5));
    }
    expect_mean(squares, 1. / 3);
    expect_mean(products, 0);
}

TEST(CollectiveRisk, IsTheSameInAnyBlocks) {
    expect_same_in_any_blocks(source_of(NegativeBinomial{1.5, 2}, Pareto{1, 2}, HitWeight::property), insureds);
}

TEST(CollectiveRisk, TakesNoMemoryAfterTheFirstBlock) {
    const auto source = source_of(Poisson{2}, Pareto{1, 2}).compile(insureds);
    const auto scratch = source->make_scratch();
    EventColumns events;
    source->sample({{0, 500, 1}, 7, 0, true}, *scratch, events);
    double const* const before = events.damage.data();
    const std::size_t rows = events.rows();
    events.clear();
    source->sample({{0, 500, 1}, 7, 0, true}, *scratch, events);
    EXPECT_EQ(events.rows(), rows);
    EXPECT_EQ(events.damage.data(), before);
}

TEST(CollectiveRisk, DependsOnSeedAndPositionOfTheSource) {
    const auto source = source_of(Poisson{2}, Pareto{1, 2}).compile(insureds);
    const auto losses = [&](std::uint64_t seed, std::uint32_t position) {
        const auto scratch = source->make_scratch();
        EventColumns events;
        source->sample({{0, 100, 1}, seed, position, false}, *scratch, events);
        return events.damage;
    };
    EXPECT_EQ(losses(1, 0), losses(1, 0));
    EXPECT_NE(losses(1, 0), losses(2, 0));
    EXPECT_NE(losses(1, 0), losses(1, 1));
}

TEST(CollectiveRisk, HashesWhatItDrawsFrom) {
    const auto hash = [](Frequency const& frequency, Severity const& severity, HitWeight weight) {
        return source_of(frequency, severity, weight).compile(insureds)->table_hash();
    };
    const auto one = hash(Poisson{2}, Exponential{1}, HitWeight::equal);
    EXPECT_EQ(one, hash(Poisson{2}, Exponential{1}, HitWeight::equal));
    EXPECT_NE(one, hash(Poisson{3}, Exponential{1}, HitWeight::equal));
    EXPECT_NE(one, hash(Poisson{2}, Exponential{2}, HitWeight::equal));
    EXPECT_NE(one, hash(Poisson{2}, Exponential{1}, HitWeight::property));
}

TEST(CollectiveRisk, RefusesSelectionsThatNothingCanHit) {
    CollectiveRisk source = source_of(Poisson{2}, Exponential{1});
    EXPECT_TRUE(exposure_faults(source, insureds).empty());
    source.covers.sector = "z";
    expect_fault(source, insureds, "covers", "matches no insured");
    source.covers = {.insureds = {"A", "Fab B"}};
    expect_fault(source, insureds, "covers.insureds[1]", "\"Fab B\" is no insured");
    source.covers = {.insureds = {"B"}};
    source.weight = HitWeight::premium;
    expect_fault(source, insureds, "weight", "is 0 for every insured");
}

}  // namespace
}  // namespace riskpool
