// The reserve fund as a Markov chain whose transitions are made by the fund itself, against O-RF-03 and O-RF-05.
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "sim/fund/fund.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/fund/sample.hpp"

namespace riskpool {
namespace {

using nlohmann::json;

// O-RF-03: an integer fund with a cap and a limit on each year's use

struct IntegerFund {
    FundPlan plan;
    double inflow = 0;
    std::vector<std::pair<double, double>> need;  // amount, probability
    int cap = 0;
    int start = 0;
    int horizon = 0;
};

IntegerFund integer_fund(double draw_cap) {
    json const& in = answer("O-RF-03").at("inputs");
    IntegerFund out;
    ReserveFund fund;
    fund.opening = in.at("start");
    fund.accrual = {ShareOfPremium{1}};
    fund.cap = in.at("cap");
    fund.trigger.loss_ratio = 0;
    fund.release.amount = draw_cap;
    out.plan = FundPlan(fund);
    out.inflow = in.at("annual_inflow");
    for (auto const& [amount, probability] : in.at("need_pmf").items()) {
        out.need.emplace_back(std::stod(amount), probability.get<double>());
    }
    out.cap = in.at("cap");
    out.start = in.at("start");
    out.horizon = in.at("horizon");
    return out;
}

/// The chain of closing balances, each transition made by the fund itself.
struct Chain {
    Eigen::MatrixXd step;           // from row to column
    Eigen::MatrixXd step_paid;      // those transitions that leave no shortfall
    Eigen::VectorXd shortfall;      // expected shortfall of a year by opening balance
    Eigen::VectorXd any_shortfall;  // its probability
};

Chain chain_of(IntegerFund const& fund) {
    const Eigen::Index n = fund.cap + 1;
    Chain chain{Eigen::MatrixXd::Zero(n, n), Eigen::MatrixXd::Zero(n, n), Eigen::VectorXd::Zero(n),
                Eigen::VectorXd::Zero(n)};
    for (Eigen::Index k = 0; k < n; ++k) {
        for (auto const& [need, probability] : fund.need) {
            FundState state{static_cast<double>(k), 0};
            const FundFlows flows = fund.plan.settle(state, {fund.inflow, 0, need, 0, 0});
            const auto to = static_cast<Eigen::Index>(state.balance);
            EXPECT_EQ(state.balance, static_cast<double>(to));
            chain.step(k, to) += probability;
            if (flows.shortfall == 0) chain.step_paid(k, to) += probability;
            if (flows.shortfall > 0) chain.any_shortfall(k) += probability;
            chain.shortfall(k) += probability * flows.shortfall;
        }
    }
    return chain;
}

/// pi with pi = pi P and sum 1.
Eigen::VectorXd stationary_law(Eigen::MatrixXd const& step) {
    const Eigen::Index n = step.rows();
    Eigen::MatrixXd system = step.transpose() - Eigen::MatrixXd::Identity(n, n);
    system.row(n - 1).setOnes();
    Eigen::VectorXd right = Eigen::VectorXd::Zero(n);
    right(n - 1) = 1;
    return system.fullPivLu().solve(right);
}

TEST(ReserveFund, IsTheMarkovChainOfKnownAnswerORf03) {
    json const& expected = answer("O-RF-03").at("expected");
    const IntegerFund fund = integer_fund(answer("O-RF-03").at("inputs").at("draw_cap"));
    const Chain chain = chain_of(fund);
    const Eigen::Index n = chain.step.rows();
    const Eigen::VectorXd states = Eigen::VectorXd::LinSpaced(n, 0, static_cast<double>(n - 1));

    const Eigen::VectorXd stationary = stationary_law(chain.step);
    EXPECT_NEAR(stationary.dot(states), expected.at("stationary_mean").get<double>(), 1e-9);
    EXPECT_NEAR(stationary(0), expected.at("stationary_p_empty").get<double>(), 1e-9);
    EXPECT_NEAR(stationary(n - 1), expected.at("stationary_p_full").get<double>(), 1e-9);
    EXPECT_NEAR(stationary.dot(chain.shortfall), expected.at("stationary_annual_shortfall").get<double>(), 1e-9);
    EXPECT_NEAR(stationary.dot(chain.any_shortfall), expected.at("stationary_p_shortfall").get<double>(), 1e-9);

    Eigen::RowVectorXd law = Eigen::RowVectorXd::Unit(n, fund.start);
    Eigen::RowVectorXd never_short = law;
    double cumulative = 0;
    for (int year = 0; year < fund.horizon; ++year) {
        cumulative += law.dot(chain.shortfall.transpose());
        law = law * chain.step;
        never_short = never_short * chain.step_paid;
    }
    EXPECT_NEAR(law.dot(states.transpose()), expected.at("mean_fund_T").get<double>(), 1e-9);
    EXPECT_NEAR(cumulative, expected.at("expected_cumulative_shortfall_T").get<double>(), 1e-9);
    EXPECT_NEAR(1 - never_short.sum(), expected.at("p_any_shortfall_by_T").get<double>(), 1e-9);
    for (Eigen::Index k = 0; k < n; ++k) {
        const auto at = static_cast<std::size_t>(k);
        EXPECT_NEAR(stationary(k), expected.at("stationary_distribution")[at].get<double>(), 1e-9);
        EXPECT_NEAR(law(k), expected.at("dist_T")[at].get<double>(), 1e-9);
    }
}

/// The largest distance of a simulated figure from the known one, in standard errors.
double simulated_distance(IntegerFund const& fund) {
    constexpr int trials = 100'000;
    json const& expected = answer("O-RF-03").at("expected");
    std::mt19937_64 engine(20260301);
    FundSample balance, cumulative, any;
    for (int trial = 0; trial < trials; ++trial) {
        FundState state = fund.plan.open();
        double short_sum = 0;
        for (int year = 0; year < fund.horizon; ++year) {
            double u = std::ldexp(static_cast<double>(engine() >> 11), -53);
            double need = fund.need.back().first;
            for (auto const& [amount, probability] : fund.need) {
                if (u < probability) {
                    need = amount;
                    break;
                }
                u -= probability;
            }
            short_sum += fund.plan.settle(state, {fund.inflow, 0, need, 0, 0}).shortfall;
        }
        balance.add(state.balance);
        cumulative.add(short_sum);
        any.add(short_sum > 0 ? 1 : 0);
    }
    const auto distance = [&](FundSample const& sample, char const* name) {
        return std::abs(sample.mean() - expected.at(name).get<double>()) / sample.standard_error();
    };
    return std::max({distance(balance, "mean_fund_T"), distance(cumulative, "expected_cumulative_shortfall_T"),
                     distance(any, "p_any_shortfall_by_T")});
}

TEST(ReserveFund, SimulatesKnownAnswerORf03WithinFourStandardErrors) {
    EXPECT_LT(simulated_distance(integer_fund(answer("O-RF-03").at("inputs").at("draw_cap"))), 4);
}

TEST(ReserveFund, IsFoundOutByTheSimulationOfORf03WhenItsReleaseLimitIsOneTooHigh) {
    EXPECT_GT(simulated_distance(integer_fund(answer("O-RF-03").at("inputs").at("draw_cap").get<double>() + 1)), 4);
}

// O-RF-05: one up or one down, held in [0, K]

TEST(ReserveFund, IsTheGamblersChainOfKnownAnswerORf05) {
    json const& in = answer("O-RF-05").at("inputs");
    json const& expected = answer("O-RF-05").at("expected");
    // Premium 1: without a loss the whole profit of 1 is paid in; a loss of 1 leaves no profit and is needed in full.
    ReserveFund terms;
    terms.accrual = {ShareOfProfit{1}};
    terms.cap = in.at("K");
    terms.trigger.loss_ratio = 0;
    const double up = in.at("p_up");
    IntegerFund fund;
    fund.plan = FundPlan(terms);
    fund.inflow = 1;
    fund.need = {{0, up}, {1, 1 - up}};
    fund.cap = in.at("K");
    const Chain chain = chain_of(fund);
    const Eigen::Index n = chain.step.rows();

    const Eigen::VectorXd stationary = stationary_law(chain.step);
    for (Eigen::Index k = 0; k < n; ++k) {
        EXPECT_NEAR(stationary(k), expected.at("stationary")[static_cast<std::size_t>(k)].get<double>(), 1e-10);
    }
    EXPECT_NEAR(stationary.dot(Eigen::VectorXd::LinSpaced(n, 0, static_cast<double>(n - 1))),
                expected.at("mean").get<double>(), 1e-10);
    EXPECT_NEAR(stationary(0), expected.at("p_empty").get<double>(), 1e-10);
    EXPECT_NEAR(stationary(n - 1), expected.at("p_full").get<double>(), 1e-10);

    // h = P h between the ends, with h(0) = 1 and h(K) = 0: (I - Q) h = step into 0.
    const auto inside = chain.step.block(1, 1, n - 2, n - 2);
    const Eigen::VectorXd hit =
        (Eigen::MatrixXd::Identity(n - 2, n - 2) - inside).fullPivLu().solve(chain.step.col(0).segment(1, n - 2));
    for (auto const& [from, probability] : expected.at("hit_zero_before_K").items()) {
        EXPECT_NEAR(hit(std::stoi(from) - 1), probability.get<double>(), 1e-10);
    }
}

}  // namespace
}  // namespace riskpool
