#include "sim/fund/backstop_member_call.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "tests/sim/fund/backstop_sample.hpp"
#include "tests/sim/fund/random_fund.hpp"

namespace riskpool {
namespace {

constexpr double rounding = 1e-8;

TEST(MemberCall, AsksByShareOrEquallyUpToEachCap) {
    const std::array share{0.5, 0.3, 0.2};
    const std::array capital{100.0, 300.0, 1000.0};
    BackstopYear year = unfunded_of(100);
    year.member_share = share;
    year.member_capital = capital;
    std::array<double, 3> paid{};
    MemberCall call;
    EXPECT_DOUBLE_EQ(once(call, year).called, 100);
    EXPECT_DOUBLE_EQ(call.split(year, paid), 100);
    EXPECT_EQ(paid, (std::array{50.0, 30.0, 20.0}));
    call.cap_of_capital = 0.2;  // 20, 60, 200
    EXPECT_DOUBLE_EQ(once(call, year).called, 70);
    EXPECT_DOUBLE_EQ(call.split(year, paid), 70);
    EXPECT_EQ(paid, (std::array{20.0, 30.0, 20.0}));
    call.solidarity = true;  // 80 over shares of 0.3 and 0.2
    EXPECT_DOUBLE_EQ(once(call, year).called, 100);
    EXPECT_DOUBLE_EQ(call.split(year, paid), 100);
    EXPECT_NEAR(paid[1], 48, 1e-12);
    EXPECT_NEAR(paid[2], 32, 1e-12);
    call = {CallKey::equal, 30, infinity, false};
    EXPECT_DOUBLE_EQ(once(call, year).called, 90);
    EXPECT_DOUBLE_EQ(call.split(year, paid), 90);
    EXPECT_EQ(paid, (std::array{30.0, 30.0, 30.0}));
}

/// Water filling by bisection of its level: member m pays min(cap_m, level * weight_m).
std::vector<double> filled(double amount, std::vector<double> const& weight, std::vector<double> const& cap) {
    const auto at = [&](double level) {
        std::vector<double> paid;
        for (std::size_t m = 0; m < weight.size(); ++m) paid.push_back(std::min(cap[m], level * weight[m]));
        return paid;
    };
    const auto sum = [](std::vector<double> const& x) {
        double s = 0;
        for (const double each : x) s += each;
        return s;
    };
    double low = 0, high = 1e9;
    if (sum(at(high)) <= amount) return at(high);
    for (int i = 0; i < 200; ++i) (sum(at((low + high) / 2)) < amount ? low : high) = (low + high) / 2;
    return at(high);
}

TEST(MemberCall, WithSolidarityFillsMembersLikeWater) {
    FundChance chance(21);
    for (int i = 0; i < 3'000 && !HasFailure(); ++i) {
        const std::size_t n = 1 + chance.below(8);
        std::vector<double> share(n), capital(n), cap(n), paid(n);
        for (std::size_t m = 0; m < n; ++m) {
            share[m] = chance.between(0.01, 1);
            capital[m] = chance.between(0, 100);
        }
        MemberCall call;
        call.cap = 60;
        call.cap_of_capital = chance.between(0.1, 2);
        call.solidarity = true;
        for (std::size_t m = 0; m < n; ++m) cap[m] = std::min(60.0, call.cap_of_capital * capital[m]);
        BackstopYear year = unfunded_of(chance.between(0, 400));
        year.member_share = share;
        year.member_capital = capital;
        const std::vector<double> expected = filled(year.unfunded, share, cap);
        const double called = call.split(year, paid);
        EXPECT_NEAR(called, once(call, year).called, rounding);
        for (std::size_t m = 0; m < n; ++m) EXPECT_NEAR(paid[m], expected[m], 1e-6);
    }
}

}  // namespace
}  // namespace riskpool
