#include "sim/fund/backstop.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/fund/random_fund.hpp"

namespace riskpool {
namespace {

using nlohmann::json;
constexpr double rounding = 1e-8;

BackstopYear unfunded_of(double amount) {
    BackstopYear year;
    year.unfunded = year.unpaid = year.net_loss = year.gross_loss = amount;
    return year;
}

template <class Kind>
BackstopFlows once(Kind const& kind, BackstopYear const& year) {
    BackstopState state;
    return kind.settle(state, year);
}

// state_layer

StateLayer japan_2011() {
    StateLayer layer;
    layer.basis = LayerBasis::gross_event;
    layer.bands = {{115, 1925 - 115, 0.5}, {1925, 5500 - 1925, 0.95}};  // JPY bn
    return layer;
}

TEST(StateLayer, PaysTheBandsOfJapansEarthquakeReinsuranceOf2011) {
    const auto state_of = [](std::vector<double> const& events) {
        BackstopYear year = unfunded_of(1e9);
        year.gross_events = events;
        return once(japan_2011(), year).granted;
    };
    EXPECT_EQ(state_of({100}), 0);
    EXPECT_DOUBLE_EQ(state_of({1115}), 500);
    EXPECT_DOUBLE_EQ(state_of({1925}), 905);
    EXPECT_DOUBLE_EQ(state_of({2925}), 905 + 950);
    EXPECT_DOUBLE_EQ(state_of({9000}), 4301.25);     // published as a state liability of about JPY 4.3 tn
    EXPECT_DOUBLE_EQ(state_of({1115, 1115}), 1000);  // each event by itself
    EXPECT_EQ(state_of({}), 0);
}

TEST(StateLayer, PaysNoMoreThanItsAnnualLimitAndWhatIsUnpaid) {
    StateLayer layer;
    layer.basis = LayerBasis::net_loss;
    layer.bands = {{100, infinity, 0.8}};
    BackstopYear year = unfunded_of(0);
    year.net_loss = 600;
    year.unpaid = 350;
    EXPECT_EQ(once(layer, year).granted, 350);  // 400 by the band, but 250 are paid already
    layer.annual_limit = 120;
    EXPECT_EQ(once(layer, year).granted, 120);
    layer.basis = LayerBasis::unfunded;
    layer.annual_limit = infinity;
    EXPECT_EQ(once(layer, year).granted, 0);
    year.unfunded = 300;
    EXPECT_EQ(once(layer, year).granted, 160);
}

TEST(StateLayer, LendsWithInterestAGraceYearRepaymentAndWriteOff) {
    StateLayer layer;
    layer.bands = {{0, infinity, 1}};
    layer.form = LayerForm::loan;
    layer.interest = 0.1;
    layer.repay_share = 0.5;
    layer.grace_years = 1;
    layer.write_off_years = 3;
    layer.guarantee_premium = 7;
    struct Row {
        double unfunded, inflow, lent, interest, repaid, written_off, owed;
    };
    const std::vector<Row> rows{
        {100, 60, 100, 0, 0, 0, 100},   // nothing owed yet
        {0, 60, 0, 10, 0, 0, 110},      // the year of grace
        {0, 60, 0, 11, 30, 0, 91},      //
        {20, 2, 20, 9.1, 1, 99.1, 20},  // three years after the debt arose the rest is forgiven; then new money
        {0, 500, 0, 2, 0, 0, 22},       // a debt of its own, with its own year of grace
        {0, 500, 0, 2.2, 24.2, 0, 0},   //
        {0, 500, 0, 0, 0, 0, 0},
    };
    BackstopState state;
    for (auto const& row : rows) {
        BackstopYear year = unfunded_of(row.unfunded);
        year.inflow = row.inflow;
        const BackstopFlows flows = layer.settle(state, year);
        EXPECT_EQ(flows.granted, 0);
        EXPECT_EQ(flows.guarantee_premium, 7);
        EXPECT_NEAR(flows.lent, row.lent, 1e-12);
        EXPECT_NEAR(flows.interest, row.interest, 1e-12);
        EXPECT_NEAR(flows.repaid, row.repaid, 1e-12);
        EXPECT_NEAR(flows.written_off, row.written_off, 1e-12);
        EXPECT_NEAR(state.owed, row.owed, 1e-12);
    }
}

class Faults : public FieldFaults {
public:
    void add(std::string_view field, std::string_view, std::string_view) override { fields.emplace_back(field); }
    std::vector<std::string> fields;
};

TEST(StateLayer, RefusesBandsThatOverlapAndLoanTermsOfAGrant) {
    const auto faults_of = [](StateLayer const& layer) {
        Faults faults;
        layer.check(faults);
        return faults.fields;
    };
    StateLayer layer = japan_2011();
    EXPECT_TRUE(faults_of(layer).empty());
    std::swap(layer.bands[0], layer.bands[1]);
    EXPECT_EQ(faults_of(layer), std::vector<std::string>{"bands"});
    layer.bands = {};
    EXPECT_EQ(faults_of(layer), std::vector<std::string>{"bands"});
    layer = japan_2011();
    layer.interest = 0.1;
    EXPECT_EQ(faults_of(layer), std::vector<std::string>{"form"});
    layer.form = LayerForm::loan;
    layer.grace_years = layer.write_off_years = 2;
    EXPECT_EQ(faults_of(layer), std::vector<std::string>{"grace_years"});
}

// member_call

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

// insureds

TEST(RetrospectivePremium, AsksEveryReactorForTheSameUpToItsMaximum) {
    const RetrospectivePremium premium{158.0};  // Price-Anderson 2024, USD m
    BackstopYear year = unfunded_of(1000);
    year.insureds = 10;
    EXPECT_EQ(once(premium, year).surcharged, 1000);
    year = unfunded_of(2000);
    year.insureds = 10;
    EXPECT_EQ(once(premium, year).surcharged, 1580);
}

TEST(PolicyholderSurcharge, TakesAPartOfPremiumAtMost) {
    BackstopYear year = unfunded_of(50);
    year.gross_premium = 400;
    EXPECT_EQ(once(PolicyholderSurcharge{0.2}, year).surcharged, 50);
    EXPECT_EQ(once(PolicyholderSurcharge{0.1}, year).surcharged, 40);
    year.gross_premium = -1;
    EXPECT_EQ(once(PolicyholderSurcharge{0.1}, year).surcharged, 0);
}

// federal_share

TEST(FederalShare, IsTheProgrammeOfKnownAnswerOGb01) {
    json const& in = answer("O-GB-01").at("inputs");
    json const& expected = answer("O-GB-01").at("expected");
    const FederalShare terms{in.at("deductible_rate"), in.at("federal_share"), in.at("trigger"), in.at("cap"),
                             in.at("recoup_rate"),     in.at("imara")};
    std::vector<double> loss, premium;
    BackstopYear year;
    for (auto const& insurer : in.at("insurers")) {
        loss.push_back(insurer.at("loss"));
        premium.push_back(insurer.at("dep"));
        year.unpaid += loss.back();
    }
    year.net_loss = year.unpaid;
    year.member_loss = loss;
    year.member_prior_premium = premium;
    std::vector<double> federal(loss.size());
    const BackstopFlows flows = once(terms, year);
    EXPECT_NEAR(terms.split(year, federal), flows.granted, 1e-9);
    for (std::size_t i = 0; i < loss.size(); ++i) {
        EXPECT_NEAR(federal[i], expected.at("federal")[i].get<double>(), 1e-9);
        EXPECT_NEAR(loss[i] - federal[i], expected.at("insurer_net")[i].get<double>(), 1e-9);
    }
    EXPECT_NEAR(flows.recouped, expected.at("mandatory_recoupment").get<double>(), 1e-9);
    EXPECT_NEAR(flows.granted, expected.at("mandatory_recoupment_base").get<double>(), 1e-9);
    EXPECT_EQ(flows.claims_cut, 0);
}

TEST(FederalShare, RecoupsOnlyBelowTheMarketRetention) {
    // One member, premium 10: it bears 2 + 20 % of 18 = 5.6 of 20, the state 14.4.
    BackstopYear year = unfunded_of(20);
    year.prior_premium = 10;
    EXPECT_NEAR(once(FederalShare{0.2, 0.8, 0.2, 100, 1.4, 40}, year).recouped, 1.4 * 14.4, 1e-12);
    EXPECT_NEAR(once(FederalShare{0.2, 0.8, 0.2, 100, 1.4, 9}, year).recouped, 1.4 * 3.4, 1e-12);
    EXPECT_EQ(once(FederalShare{0.2, 0.8, 0.2, 100, 1.4, 5}, year).recouped, 0);
    EXPECT_EQ(once(FederalShare{0.2, 0.8, 20, 100, 1.4, 40}, year).granted, 0);  // at the trigger, not above
}

TEST(FederalShare, PaysEveryLossProRataAboveTheCap) {
    const std::array loss{120.0, 80.0};
    const std::array premium{50.0, 200.0};
    BackstopYear year = unfunded_of(200);
    year.member_loss = loss;
    year.member_prior_premium = premium;
    const FederalShare terms{0.2, 0.8, 0.2, 100, 1.4, 0};
    std::array<double, 2> state{};
    const BackstopFlows flows = once(terms, year);
    EXPECT_DOUBLE_EQ(flows.claims_cut, 100);
    EXPECT_DOUBLE_EQ(terms.split(year, state), flows.granted);
    EXPECT_DOUBLE_EQ(state[0], 40);  // 80 % of 60 - 10
    EXPECT_EQ(state[1], 0);          // 40, below its deductible of 40
}

// claim_scaling

TEST(ClaimScaling, CutsWhatIsUnfundedOrAboveTheLimit) {
    BackstopYear year = unfunded_of(30);
    year.gross_loss = 200;
    year.unpaid = 90;
    EXPECT_EQ(once(ClaimScaling{}, year).claims_cut, 30);        // claims are paid at 85 %
    EXPECT_EQ(once(ClaimScaling{150, 0}, year).claims_cut, 50);  // at 150 / 200
    EXPECT_EQ(once(ClaimScaling{50, 0}, year).claims_cut, 90);   // what is paid stays paid
    EXPECT_DOUBLE_EQ(once(ClaimScaling{150, 0.9}, year).claims_cut, 20);
}

// all of them in order

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
