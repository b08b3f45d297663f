#include "sim/fund/backstop_federal_share.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/fund/backstop_sample.hpp"

namespace riskpool {
namespace {

using nlohmann::json;

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

}  // namespace
}  // namespace riskpool
