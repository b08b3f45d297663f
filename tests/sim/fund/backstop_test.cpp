#include "sim/fund/backstop.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <vector>

#include "tests/sim/fund/backstop_sample.hpp"
#include "tests/sim/fund/random_fund.hpp"

namespace riskpool {
namespace {

constexpr double rounding = 1e-8;

BackstopKinds random_backstop(FundChance& chance) {
    switch (chance.below(6)) {
        case 0: {
            StateLayer layer;
            layer.basis = static_cast<LayerBasis>(chance.below(5));
            const double middle = chance.between(10, 500);
            layer.bands = {{chance.between(0, 10), middle - 10, chance.between(0, 1)},
                           {middle, chance.holds(0.5) ? infinity : 300, chance.between(0, 1)}};
            if (chance.holds(0.5)) layer.annual_limit = chance.between(0, 500);
            if (chance.holds(0.5)) {
                layer.form = LayerForm::loan;
                layer.interest = chance.between(0, 0.1);
                layer.repay_share = chance.between(0, 1);
                layer.grace_years = chance.below(3);
                layer.write_off_years = chance.holds(0.5) ? 3 + chance.below(4) : 0;
            }
            layer.guarantee_premium = chance.between(0, 5);
            return layer;
        }
        case 1:
            return MemberCall{chance.holds(0.5) ? CallKey::equal : CallKey::by_share, chance.between(0, 80),
                              chance.between(0, 1), chance.holds(0.5)};
        case 2: return PolicyholderSurcharge{chance.between(0, 0.3)};
        case 3: return RetrospectivePremium{chance.between(0, 10)};
        case 4: {
            const double cap = chance.between(100, 3000);
            return FederalShare{0.2, 0.8, 50, cap, 1.4, chance.between(0, 500)};
        }
        default: return ClaimScaling{chance.holds(0.5) ? infinity : chance.between(100, 1000), chance.between(0, 0.5)};
    }
}

TEST(Backstop, ConservesMoneyInTenThousandRandomYears) {
    FundChance chance(31);
    std::array<int, 10> seen{};
    for (int i = 0; i < 1'000 && !HasFailure(); ++i) {
        std::vector<BackstopKinds> kinds;
        for (std::uint32_t k = 0; k <= chance.below(4); ++k) kinds.push_back(random_backstop(chance));
        const BackstopPlan plan(kinds);
        std::vector<BackstopState> states(kinds.size());
        std::vector<BackstopFlows> flows(kinds.size());
        for (int y = 0; y < 10 && !HasFailure(); ++y) {
            std::vector<double> net, gross, share(4), capital(4), prior(4), loss(4);
            BackstopYear year;
            for (std::uint32_t e = chance.below(6); e > 0; --e) {
                net.push_back(chance.between(0, 400));
                gross.push_back(net.back() * chance.between(1, 2));
                year.net_loss += net.back();
                year.gross_loss += gross.back();
            }
            for (std::size_t m = 0; m < 4; ++m) {
                share[m] = 0.25;
                capital[m] = chance.between(0, 300);
                prior[m] = chance.between(0, 200);
                loss[m] = 0.25 * year.net_loss;
            }
            year.unpaid = year.net_loss * chance.between(0, 1);
            year.unfunded = year.unpaid * chance.between(0, 1);
            year.gross_premium = chance.between(0, 500);
            year.inflow = chance.between(0, 100);
            year.insureds = 20;
            year.net_events = net;
            year.gross_events = gross;
            year.member_share = share;
            year.member_capital = capital;
            year.member_loss = loss;
            year.member_prior_premium = prior;
            const std::vector<BackstopState> opening = states;
            const BackstopYear left = plan.settle(states, year, flows);
            double paid = 0;
            for (std::size_t k = 0; k < kinds.size(); ++k) {
                BackstopFlows const& f = flows[k];
                const std::array all{f.granted,           f.lent,     f.called, f.surcharged,  f.claims_cut,
                                     f.guarantee_premium, f.interest, f.repaid, f.written_off, f.recouped};
                for (std::size_t j = 0; j < all.size(); ++j) {
                    EXPECT_GE(all[j], 0);
                    seen[j] += all[j] > 0 ? 1 : 0;
                }
                EXPECT_NEAR(states[k].owed, opening[k].owed + f.interest + f.lent - f.repaid - f.written_off, rounding);
                EXPECT_GE(states[k].owed, 0);
                EXPECT_LE(f.recouped, 1.4 * f.granted + rounding);
                paid += f.granted + f.lent + f.called + f.surcharged + f.claims_cut;
            }
            EXPECT_NEAR(year.unpaid, paid + left.unpaid, rounding);
            EXPECT_NEAR(left.unfunded, std::max(year.unfunded - paid, 0.0), rounding);
            EXPECT_LE(left.unfunded, left.unpaid);
        }
    }
    for (const int times : seen) EXPECT_GT(times, 30);  // every flow has happened
}

TEST(Backstop, DoesNotDependOnTheCurrency) {
    FundChance chance(32);
    constexpr double rate = 1024;  // a power of two changes no bit of the mantissa
    for (int i = 0; i < 1'000 && !HasFailure(); ++i) {
        StateLayer layer;
        layer.basis = LayerBasis::net_loss;
        layer.bands = {{chance.between(0, 100), 100, 0.5}, {200, infinity, 0.95}};
        StateLayer other = layer;
        for (auto& band : other.bands) {
            band.attachment *= rate;
            band.limit *= rate;
        }
        BackstopYear year = unfunded_of(chance.between(0, 900));
        BackstopYear other_year = unfunded_of(rate * year.net_loss);
        EXPECT_EQ(once(other, other_year).granted, rate * once(layer, year).granted);
    }
}

TEST(Backstop, SaysWhichLossesOfEventsItReads) {
    const std::vector<BackstopKinds> japan{MemberCall{}, japan_2011()};
    EXPECT_TRUE(BackstopPlan(japan).needs_gross_events());
    EXPECT_FALSE(BackstopPlan(japan).needs_net_events());
    EXPECT_FALSE(BackstopPlan{}.needs_gross_events());
}

TEST(Backstop, WorksTheExampleOfReserveFundsMd) {
    // The state's half of what is unfunded, then members up to 60 each, then insureds 10 %, then claims.
    StateLayer layer;
    layer.bands = {{0, 400, 0.5}};
    const std::vector<BackstopKinds> kinds{layer, MemberCall{CallKey::equal, 60}, PolicyholderSurcharge{0.1},
                                           ClaimScaling{}};
    const std::array share{0.7, 0.3};
    BackstopYear year = unfunded_of(500);
    year.gross_loss = 1200;
    year.net_loss = 900;
    year.unpaid = 600;
    year.gross_premium = 500;
    year.member_share = share;
    const BackstopPlan plan(kinds);
    std::vector<BackstopState> states(4);
    std::vector<BackstopFlows> flows(4);
    const BackstopYear left = plan.settle(states, year, flows);
    EXPECT_DOUBLE_EQ(flows[0].granted, 200);
    EXPECT_DOUBLE_EQ(flows[1].called, 120);
    EXPECT_DOUBLE_EQ(flows[2].surcharged, 50);
    EXPECT_DOUBLE_EQ(flows[3].claims_cut, 130);
    EXPECT_EQ(left.unfunded, 0);
    EXPECT_DOUBLE_EQ(left.unpaid, 100);
}

}  // namespace
}  // namespace riskpool
