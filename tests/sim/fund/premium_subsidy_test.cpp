#include "sim/fund/premium_subsidy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "tests/sim/fund/random_fund.hpp"

namespace riskpool {
namespace {

constexpr double thousand = 1000;
constexpr double million = 1e6;

/// Guangdong's technology insurance: 25 % of premium, at most CNY 200 k a firm, 50 % with other subsidies (S).
PremiumSubsidy guangdong() {
    PremiumSubsidy rule;
    rule.share = 0.25;
    rule.cap_per_insured = 200 * thousand;
    rule.stacking_cap = 0.5;
    return rule;
}

/// Shenzhen's cover of intellectual property: up to 50 %, at most CNY 200 k an applicant and CNY 5 m a year (P copy).
PremiumSubsidy shenzhen() {
    PremiumSubsidy rule;
    rule.share = 0.5;
    rule.cap_per_insured = 200 * thousand;
    rule.programme_cap = 5 * million;
    return rule;
}

TEST(PremiumSubsidy, OfGuangdongPaysAQuarterUpToTheCapOfAFirm) {
    const std::array premium{400 * thousand, 800 * thousand, 2 * million};
    std::array<double, 3> received{};
    EXPECT_DOUBLE_EQ(guangdong().grant(premium, 1, received), 500 * thousand);
    EXPECT_EQ(received, (std::array{100 * thousand, 200 * thousand, 200 * thousand}));
}

TEST(PremiumSubsidy, OfGuangdongStopsAtHalfOfThePremiumWithOtherSubsidies) {
    PremiumSubsidy city;
    city.share = 0.4;
    const std::array programmes{city, guangdong()};
    const std::array premium{400 * thousand, 4 * million};
    std::array<double, 2> received{};
    // 160 k + 40 k of 400 k; 1.6 m + 200 k of 4 m, which is below half.
    EXPECT_DOUBLE_EQ(grant_subsidies(programmes, premium, 1, received), 2 * million);
    EXPECT_DOUBLE_EQ(received[0], 200 * thousand);
    EXPECT_DOUBLE_EQ(received[1], 1800 * thousand);
}

TEST(PremiumSubsidy, OfShenzhenIsCutProRataAtTheCapOfTheProgramme) {
    std::vector<double> premium(40, 500 * thousand);  // 40 x 200 k = 8 m
    premium[0] = 160 * thousand;                      // 80 k
    std::vector<double> received(40);
    EXPECT_NEAR(shenzhen().grant(premium, 1, received), 5 * million, 1e-6);
    EXPECT_NEAR(received[1], 200 * thousand * 5 / 7.88, 1e-6);
    EXPECT_NEAR(received[0], 80 * thousand * 5 / 7.88, 1e-6);
    const std::vector<double> few(10, 500 * thousand);
    std::vector<double> in_full(10);
    EXPECT_DOUBLE_EQ(shenzhen().grant(few, 1, in_full), 2 * million);
}

TEST(PremiumSubsidy, FallsByYearAndEnds) {
    PremiumSubsidy rule;
    rule.share = 0.6;
    rule.scale = {1, 0.5};
    rule.first_year = 2;
    rule.years = 3;
    const std::array premium{100.0};
    std::vector<double> costs;
    for (std::uint32_t year = 1; year <= 6; ++year) {
        std::array<double, 1> received{};
        costs.push_back(rule.grant(premium, year, received));
    }
    EXPECT_EQ(costs, (std::vector<double>{0, 60, 30, 30, 0, 0}));
}

TEST(PremiumSubsidy, GivesAVoucherUpToThePremium) {
    PremiumSubsidy rule;
    rule.voucher = 50;
    const std::array premium{200.0, 30.0, 0.0, -5.0};
    std::array<double, 4> received{};
    EXPECT_EQ(rule.grant(premium, 1, received), 80);
    EXPECT_EQ(received, (std::array{50.0, 30.0, 0.0, 0.0}));
}

class Faults : public FieldFaults {
public:
    void add(std::string_view, std::string_view, std::string_view) override { ++count; }
    int count = 0;
};

TEST(PremiumSubsidy, RefusesToPayNothing) {
    Faults none, one;
    guangdong().check(none);
    PremiumSubsidy{}.check(one);
    EXPECT_EQ(none.count, 0);
    EXPECT_EQ(one.count, 1);
}

TEST(PremiumSubsidy, KeepsEveryCapAndAccountsForEveryPenny) {
    FundChance chance(51);
    int cut = 0;
    for (int i = 0; i < 3'000 && !HasFailure(); ++i) {
        std::vector<PremiumSubsidy> programmes(1 + chance.below(3));
        for (auto& each : programmes) {
            each.share = chance.between(0, 1);
            each.voucher = chance.between(0, 50);
            each.stacking_cap = chance.between(0, 1);
            if (chance.holds(0.5)) each.cap_per_insured = chance.between(0, 100);
            if (chance.holds(0.5)) each.programme_cap = chance.between(0, 500);
        }
        std::vector<double> premium(1 + chance.below(10)), received(premium.size(), -1), before(premium.size());
        for (auto& each : premium) each = chance.between(0, 300);
        const double cost = grant_subsidies(programmes, premium, 1, received);
        EXPECT_NEAR(cost, std::accumulate(received.begin(), received.end(), 0.0), 1e-9);
        for (std::size_t p = 0; p < premium.size(); ++p) EXPECT_LE(received[p], premium[p] + 1e-9);
        // One programme after another, each insured by itself.
        for (auto const& each : programmes) {
            std::vector<double> now = before;
            const double spent = each.grant(premium, 1, now);
            EXPECT_LE(spent, each.programme_cap + 1e-9);
            if (spent > each.programme_cap - 1e-9) ++cut;
            for (std::size_t p = 0; p < premium.size(); ++p) {
                EXPECT_GE(now[p], before[p]);
                EXPECT_LE(now[p] - before[p], each.cap_per_insured + 1e-9);
                EXPECT_LE(now[p], std::max(each.stacking_cap * premium[p], before[p]) + 1e-9);
            }
            before = now;
        }
        for (std::size_t p = 0; p < premium.size(); ++p) EXPECT_NEAR(before[p], received[p], 1e-9);
    }
    EXPECT_GT(cut, 500);
}

}  // namespace
}  // namespace riskpool
