// The reserve fund against its path of O-RF-02 and the linear fund of O-RF-04.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>
#include <utility>

#include "sim/fund/fund.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/fund/sample.hpp"

namespace riskpool {
namespace {

using nlohmann::json;

TEST(ReserveFund, FollowsThePathOfKnownAnswerORf02) {
    json const& in = answer("O-RF-02").at("inputs");
    json const& expected = answer("O-RF-02").at("expected");
    ReserveFund fund;
    fund.opening = in.at("opening");
    fund.interest = in.at("interest");
    fund.accrual = {ShareOfPremium{in.at("accrual_premium")}, ShareOfProfit{in.at("accrual_profit")}};
    fund.cap = in.at("cap");
    fund.trigger.loss_ratio = in.at("trigger_lr");
    fund.release.share_of_balance = in.at("max_draw_share");
    fund.call.rate = in.at("assessment_rate");
    fund.loan = {in.at("loan_facility"), in.at("loan_rate"), in.at("repay_share")};
    const FundPlan plan(fund);

    FundState state = plan.open();
    ASSERT_EQ(in.at("premium").size(), 6U);
    for (std::size_t y = 0; y < in.at("premium").size(); ++y) {
        const double premium = in.at("premium")[y];
        const double expense_ratio = in.at("expense_ratio");
        const FundFlows flows = plan.settle(state, {premium, expense_ratio * premium, in.at("loss")[y], 0, 0});
        const std::array<std::pair<char const*, double>, 9> figures{{
            {"interest", flows.interest},
            {"accrual", flows.accrual},
            {"drawdown", flows.release},
            {"loan_drawn", flows.loan_drawn},
            {"loan_repaid", flows.loan_repaid},
            {"assessment", flows.call},
            {"unfunded", flows.shortfall},
            {"closing", state.balance},
            {"loan_balance", state.loan},
        }};
        for (auto const& [name, value] : figures) {
            EXPECT_NEAR(value, expected.at(name)[y].get<double>(), 1e-9) << name << ", year " << y;
        }
    }
}

// O-RF-04: the linear fund F' = (F + c)(1 + i) - L

/// With unlimited borrowing at the fund's own interest the net position (balance - loan) is linear in the losses. A
/// loss below 0 comes in as profit: expenses take the whole premium, so that profit = -L.
struct LinearFund {
    LinearFund() {
        json const& in = answer("O-RF-04").at("inputs");
        contribution = in.at("contribution");
        mean = in.at("loss_mean");
        sd = in.at("loss_sd");
        horizon = in.at("T");
        ReserveFund fund;
        fund.opening = in.at("F0");
        fund.interest = in.at("interest");
        fund.accrual = {ShareOfPremium{1}, ShareOfProfit{1}};
        fund.accrual_timing = AccrualTiming::start_of_year;
        fund.trigger.loss_ratio = 0;
        fund.loan = {infinity, in.at("interest"), 1};
        plan = FundPlan(fund);
    }
    template <class Loss>
    [[nodiscard]] double run(Loss&& loss_of) const {
        FundState state = plan.open();
        for (int year = 0; year < horizon; ++year) {
            const FundFlows flows = plan.settle(state, {contribution, contribution, loss_of(year), 0, 0});
            EXPECT_EQ(flows.shortfall, 0);
        }
        return state.balance - state.loan;
    }
    FundPlan plan;
    double contribution = 0, mean = 0, sd = 0;
    int horizon = 0;
};

TEST(ReserveFund, HasTheExactMomentsOfTheLinearFundORf04) {
    json const& expected = answer("O-RF-04").at("expected");
    const LinearFund fund;
    // For a linear map the mean is the value at the mean, and the variance sums the squares of its slopes.
    const double at_mean = fund.run([&](int) { return fund.mean; });
    EXPECT_NEAR(at_mean, expected.at("mean_T").get<double>(), 1e-9);
    double variance = 0;
    for (int shocked = 0; shocked < fund.horizon; ++shocked) {
        // A shock of 1000 drives the fund deep into debt, so that the loan carries the rest of the path.
        const double slope =
            (fund.run([&](int year) { return year == shocked ? fund.mean + 1000 : fund.mean; }) - at_mean) / 1000;
        variance += slope * slope * fund.sd * fund.sd;
    }
    EXPECT_NEAR(std::sqrt(variance), expected.at("sd_T").get<double>(), 1e-9);
}

TEST(ReserveFund, SimulatesTheLinearFundORf04WithinFourStandardErrors) {
    constexpr int trials = 100'000;
    json const& expected = answer("O-RF-04").at("expected");
    const LinearFund fund;
    std::mt19937_64 engine(20260302);
    std::normal_distribution<double> normal(fund.mean, fund.sd);
    FundSample net, negative;
    for (int trial = 0; trial < trials; ++trial) {
        const double last = fund.run([&](int) { return normal(engine); });
        net.add(last);
        negative.add(last < 0 ? 1 : 0);
    }
    EXPECT_NEAR(net.mean(), expected.at("mean_T").get<double>(), 4 * net.standard_error());
    const double sd = std::sqrt(net.variance());
    EXPECT_NEAR(sd, expected.at("sd_T").get<double>(), 4 * sd / std::sqrt(2.0 * trials));  // of a normal sample
    EXPECT_NEAR(negative.mean(), expected.at("p_negative_at_T_normal").get<double>(), 4 * negative.standard_error());
}

}  // namespace
}  // namespace riskpool
