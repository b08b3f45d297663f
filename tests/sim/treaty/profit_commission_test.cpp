#include "sim/treaty/profit_commission.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <vector>

#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;
using Fields = std::vector<std::string>;

ProfitCommission at_rate(double rate, DeficitRule deficit = DeficitRule::to_extinction, std::uint32_t years = 0) {
    ProfitCommission terms;
    terms.rate = rate;
    terms.deficit = deficit;
    terms.deficit_years = years;
    return terms;
}

Numbers paid(ProfitCommission const& terms, Numbers const& results, double premium = 100) {
    ProfitState state = terms.state();
    Numbers all;
    for (const double result : results) all.push_back(terms.pay(state, premium, result));
    return all;
}

TEST(ProfitCommission, CarriesADeficitUntilProfitsHavePaidIt) {
    EXPECT_EQ(paid(at_rate(0.5), {-10, 4, 4, 4, 8}), (Numbers{0, 0, 0, 1, 4}));
    EXPECT_EQ(paid(at_rate(0.5, DeficitRule::none), {-10, 4, 4, 4, 8}), (Numbers{0, 2, 2, 2, 4}));
    // the deficit of the first year is gone after two years, with 2 of it unpaid
    EXPECT_EQ(paid(at_rate(0.5, DeficitRule::years, 2), {-10, 4, 4, 4, 8}), (Numbers{0, 0, 0, 2, 4}));
    EXPECT_EQ(paid(at_rate(0.5, DeficitRule::years, 1), {-10, 4, 4, 4, 8}), (Numbers{0, 0, 2, 2, 4}));
}

TEST(ProfitCommission, UsesTheOldestDeficitFirst) {
    // 6 of year 0 and 5 of year 1; the profit of 7 pays 6 and 1, so that 4 are left for the year after it
    EXPECT_EQ(paid(at_rate(1, DeficitRule::years, 2), {-6, -5, 7, 10}), (Numbers{0, 0, 0, 6}));
}

TEST(ProfitCommission, ForgetsEachDeficitAfterItsYearsAsAListOfDatedDebtsDoes) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> result_of(-30, 40);
    for (std::uint32_t years = 1; years <= 4; ++years) {
        const ProfitCommission terms = at_rate(0.3, DeficitRule::years, years);
        ProfitState state = terms.state();
        struct Debt {
            std::uint32_t year;
            double amount;
        };
        std::deque<Debt> debts;
        for (std::uint32_t y = 0; y < 200; ++y) {
            const double result = result_of(random);
            while (!debts.empty() && debts.front().year + years < y) debts.pop_front();
            double left = result;
            while (left > 0 && !debts.empty()) {
                const double used = std::min(left, debts.front().amount);
                left -= used;
                debts.front().amount -= used;
                if (debts.front().amount == 0) debts.pop_front();
            }
            if (result < 0) debts.push_back({y, -result});
            ASSERT_NEAR(terms.pay(state, 100, result), 0.3 * std::max(left, 0.0), 1e-12) << "year " << y;
        }
    }
}

// The doctests of contract terms of the Python package `aggregate` 1.x: 25 % of what is left after a margin of 10 %.
TEST(ProfitCommission, PaysAPartOfWhatIsLeftAfterTheMargin) {
    const Numbers loss_ratio{0.5, 0.6, 0.95};
    const Numbers commission{0.1, 0.075, 0};
    for (std::size_t k = 0; k < loss_ratio.size(); ++k) {
        EXPECT_NEAR(paid(at_rate(0.25), {1 - loss_ratio[k] - 0.1}, 1)[0], commission[k], 1e-15);
    }
}

TEST(ProfitCommission, PaysABlockOnItsTotalAndTakesBackWhatItPaidTooMuch) {
    ProfitCommission terms = at_rate(0.5);
    terms.block_years = 3;
    // sums of the first block: 10, 4, 6; the second starts anew
    EXPECT_EQ(paid(terms, {10, -6, 2, 8}), (Numbers{5, -3, 1, 4}));
    // a block that ends in a deficit of 6 leaves it to the next; interim payments come back whole
    EXPECT_EQ(paid(terms, {10, -6, -10, 4, 4, 4}), (Numbers{5, -3, -2, 0, 1, 2}));
    terms.deficit = DeficitRule::none;
    EXPECT_EQ(paid(terms, {10, -6, -10, 4, 4, 4}), (Numbers{5, -3, -2, 2, 2, 2}));
}

TEST(ProfitCommission, ReadsAScaleAtTheProfitAfterDeficits) {
    ProfitCommission terms;
    terms.scale = {{0.1, 0.2}, {0.3, 0.6}};
    EXPECT_EQ(faulty_fields(terms), Fields{});
    const Numbers all = paid(terms, {5, 20, 50, -10, 30}, 100);
    const Numbers expected{0.2 * 5, 0.4 * 20, 0.6 * 50, 0, 0.4 * 20};
    for (std::size_t y = 0; y < all.size(); ++y) EXPECT_NEAR(all[y], expected[y], 1e-12);
}

TEST(ProfitCommission, StartsAnewWithEachTrial) {
    for (const ProfitCommission& terms : {at_rate(0.5), at_rate(0.5, DeficitRule::years, 3)}) {
        ProfitState state = terms.state();
        static_cast<void>(terms.pay(state, 100, -50));
        EXPECT_EQ(state.all_deficits(), 50);
        state.restart();
        EXPECT_EQ(terms.pay(state, 100, 10), 5);
    }
}

TEST(ProfitCommission, RefusesTermsThatSayTwoThingsOrNone) {
    EXPECT_EQ(faulty_fields(ProfitCommission{}), Fields{"rate"});
    ProfitCommission terms = at_rate(0.2);
    EXPECT_EQ(faulty_fields(terms), Fields{});
    terms.scale = {{0.1, 0.2}};
    EXPECT_EQ(faulty_fields(terms), Fields{"scale"});
    terms.rate.reset();
    EXPECT_EQ(faulty_fields(terms), Fields{});
    terms.scale = {{0.2, 0.2}, {0.1, 0.3}};
    EXPECT_EQ(faulty_fields(terms), Fields{"scale"});
    terms.scale = {{0.1, 0.3}, {0.2, 0.2}};
    EXPECT_EQ(faulty_fields(terms), Fields{"scale"});
    EXPECT_EQ(faulty_fields(at_rate(0.2, DeficitRule::years)), Fields{"deficit_years"});
    EXPECT_EQ(faulty_fields(at_rate(0.2, DeficitRule::none, 3)), Fields{"deficit_years"});
    terms = at_rate(0.2, DeficitRule::years, 3);
    terms.block_years = 3;
    EXPECT_EQ(faulty_fields(terms), Fields{"deficit"});
}

}  // namespace
}  // namespace riskpool
