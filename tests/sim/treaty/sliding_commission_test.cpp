#include "sim/treaty/sliding_commission.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;
using Fields = std::vector<std::string>;

SlidingCommission scale_of(std::vector<CommissionPoint> points, CarryForward carry_forward = CarryForward::none) {
    SlidingCommission terms;
    terms.scale = std::move(points);
    terms.carry_forward = carry_forward;
    return terms;
}

SlidingCommission scale_in(nlohmann::json const& nodes, CarryForward carry_forward) {
    std::vector<CommissionPoint> points;
    for (auto const& node : nodes) points.push_back({node[0], node[1]});
    return scale_of(points, carry_forward);
}

// The doctests of contract terms of the Python package `aggregate` 1.x.
TEST(SlidingCommission, RunsInStraightLinesBetweenItsPointsAndFlatOutside) {
    const SlidingCommission terms = scale_of({{0.60, 0.45}, {0.70, 0.25}, {0.80, 0.19}});
    const Numbers ratio{0.55, 0.65, 0.75, 0.90};
    const Numbers rate{0.45, 0.35, 0.22, 0.19};
    for (std::size_t k = 0; k < ratio.size(); ++k) EXPECT_NEAR(terms.rate(ratio[k]), rate[k], 1e-15);
    for (auto const& point : terms.scale) EXPECT_EQ(terms.rate(point.loss_ratio), point.commission);
    EXPECT_EQ(terms.least_rate(), 0.19);
    EXPECT_EQ(terms.rate(-1), 0.45);  // credit may bring a ratio below 0
}

TEST(SlidingCommission, IsFlatWithASinglePoint) {
    const SlidingCommission terms = scale_of({{0.5, 0.3}});
    for (const double ratio : {0.0, 0.5, 2.0}) EXPECT_EQ(terms.rate(ratio), 0.3);
}

TEST(SlidingCommission, CarriesLossesIntoTheNextYearAsInQs02) {
    auto const& in = answer("O-QS-02").at("inputs");
    auto const& out = answer("O-QS-02").at("expected");
    const SlidingCommission terms = scale_in(in.at("slide_nodes"), CarryForward::loss);
    double carried = 0;
    for (std::size_t y = 0; y < in.at("loss").size(); ++y) {
        const double premium = in.at("premium")[y];
        const double adjusted = in.at("loss")[y].get<double>() + carried;
        carried = terms.carried(adjusted, premium);
        EXPECT_NEAR(adjusted / premium, out.at("adjusted_lr")[y].get<double>(), 1e-12);
        EXPECT_NEAR(terms.rate(adjusted / premium), out.at("commission_rate")[y].get<double>(), 1e-12);
        EXPECT_NEAR(carried, out.at("carry_forward")[y].get<double>(), 1e-12);
    }
}

TEST(SlidingCommission, CarriesCreditOnlyWhereItIsAgreed) {
    const std::vector<CommissionPoint> points{{0.4, 0.3}, {0.6, 0.2}};
    const Numbers losses{10, 40, 50, 60, 75};
    auto const carried = [&](CarryForward rule) {
        Numbers all;
        for (const double loss : losses) all.push_back(scale_of(points, rule).carried(loss, 100));
        return all;
    };
    EXPECT_EQ(carried(CarryForward::none), (Numbers{0, 0, 0, 0, 0}));
    EXPECT_EQ(carried(CarryForward::loss), (Numbers{0, 0, 0, 0, 15}));
    EXPECT_EQ(carried(CarryForward::loss_and_credit), (Numbers{-30, 0, 0, 0, 15}));
}

TEST(SlidingCommission, RefusesAScaleThatItCouldNotRead) {
    EXPECT_EQ(faulty_fields(scale_of({})), Fields{"scale"});
    EXPECT_EQ(faulty_fields(scale_of({{0.4, 0.3}, {0.4, 0.2}})), Fields{"scale"});
    EXPECT_EQ(faulty_fields(scale_of({{0.4, 0.3}, {0.3, 0.2}})), Fields{"scale"});
    EXPECT_EQ(faulty_fields(scale_of({{0.4, 0.3}, {0.5, 0.4}})), Fields{"scale"});
    EXPECT_EQ(faulty_fields(scale_of({{0.4, 0.3}, {0.5, 0.3}, {0.6, 0.1}})), Fields{});
}

}  // namespace
}  // namespace riskpool
