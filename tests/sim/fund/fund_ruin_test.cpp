// The reserve fund as a surplus process, its transitions made by the fund itself, against known ruin probabilities:
// O-RU-01 (compound binomial), O-RU-02 (Cramer-Lundberg) and O-RU-03 (exponential years, and the capped fund in debt).
#include <gtest/gtest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "sim/fund/fund.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/fund/sample.hpp"

namespace riskpool {
namespace {

using nlohmann::json;

/// All premium goes in, every loss comes out.
ReserveFund surplus_terms() {
    ReserveFund fund;
    fund.accrual = {ShareOfPremium{1}};
    return fund;
}

// O-RU-01

struct Claims {
    double q = 0, p = 0;
    [[nodiscard]] double probability(int x) const { return x == 0 ? 1 - q : q * p * std::pow(1 - p, x - 1); }
};

/// Transitions between balances 0..top that are no ruin; above `top` a fund counts as safe. With `weak`, a balance of 0
/// is ruin, else only a shortfall is.
Eigen::MatrixXd steps_without_ruin(Claims const& claims, int top, bool weak, Eigen::VectorXd& safe) {
    const FundPlan plan(surplus_terms());
    Eigen::MatrixXd step = Eigen::MatrixXd::Zero(top + 1, top + 1);
    safe = Eigen::VectorXd::Zero(top + 1);
    for (int from = 0; from <= top; ++from) {
        for (int x = 0; x <= from + 1; ++x) {  // a larger claim is ruin in any case
            FundState state{static_cast<double>(from), 0};
            const FundFlows flows = plan.settle(state, {1, 0, static_cast<double>(x), 0, 0});
            if (flows.shortfall > 0 || (weak && state.balance == 0)) continue;
            if (state.balance > top) {
                safe(from) += claims.probability(x);
            } else {
                step(from, static_cast<int>(state.balance)) += claims.probability(x);
            }
        }
    }
    return step;
}

TEST(FundRuin, IsTheCompoundBinomialOfKnownAnswerORu01) {
    constexpr int top = 150;  // ruin from above it has a probability of 0.625^150
    json const& in = answer("O-RU-01").at("inputs");
    json const& expected = answer("O-RU-01").at("expected");
    const Claims claims{in.at("q"), in.at("geom_p")};
    const auto ultimate = [&](bool weak) {
        Eigen::VectorXd safe;
        const Eigen::MatrixXd step = steps_without_ruin(claims, top, weak, safe);
        return Eigen::VectorXd(Eigen::VectorXd::Ones(top + 1) -
                               (Eigen::MatrixXd::Identity(top + 1, top + 1) - step).partialPivLu().solve(safe));
    };
    const Eigen::VectorXd strict = ultimate(false), weak = ultimate(true);
    Eigen::VectorXd safe;
    const Eigen::MatrixXd step = steps_without_ruin(claims, top, false, safe);
    Eigen::VectorXd alive = Eigen::VectorXd::Ones(top + 1);
    for (int year = 0; year < 10; ++year) alive = step * alive + safe;
    for (auto const& u : in.at("u")) {
        const std::string key = std::to_string(u.get<int>());
        EXPECT_NEAR(strict(u.get<int>()), expected.at("ultimate_strict").at(key).get<double>(), 1e-10);
        EXPECT_NEAR(weak(u.get<int>()), expected.at("ultimate_weak").at(key).get<double>(), 1e-10);
        EXPECT_NEAR(1 - alive(u.get<int>()), expected.at("finite_T10_strict").at(key).get<double>(), 1e-10);
    }
}

// O-RU-02 and O-RU-03: with a loan without limit and interest, the fund opened with u is ruined when the one opened
// with nothing has owed more than u.

template <class Step>
double deepest_debt(Step&& next_year, int steps, double safe) {
    ReserveFund terms = surplus_terms();
    terms.loan = {infinity, 0, 1};
    const FundPlan plan(terms);
    FundState state = plan.open();
    double deepest = 0;
    for (int i = 0; i < steps && state.balance < safe; ++i) {
        (void)plan.settle(state, next_year());
        deepest = std::max(deepest, state.loan);
    }
    return deepest;
}

TEST(FundRuin, SimulatesTheCramerLundbergProcessOfORu02WithinFourStandardErrors) {
    json const& in = answer("O-RU-02").at("inputs");
    json const& expected = answer("O-RU-02").at("expected").at("psi");
    std::mt19937_64 engine(20260304);
    std::exponential_distribution<double> waiting(in.at("rate").get<double>());
    std::exponential_distribution<double> claim(1 / in.at("claim_mean").get<double>());
    const double premium =
        (1 + in.at("loading").get<double>()) * in.at("rate").get<double>() * in.at("claim_mean").get<double>();
    std::vector<FundSample> ruined(in.at("u").size());
    for (int trial = 0; trial < 8'000; ++trial) {
        // A "year" ends with a claim, the only time at which ruin happens; from 60 on it has a probability of e^-12.
        const double deepest = deepest_debt(
            [&] {
                return FundYear{premium * waiting(engine), 0, claim(engine), 0, 0};
            },
            2'000, 60);
        for (std::size_t k = 0; k < ruined.size(); ++k) ruined[k].add(deepest > in.at("u")[k].get<double>() ? 1 : 0);
    }
    for (std::size_t k = 0; k < ruined.size(); ++k) {
        const double known = expected.at(std::to_string(in.at("u")[k].get<int>()));
        EXPECT_NEAR(ruined[k].mean(), known, 4 * ruined[k].standard_error());
    }
}

TEST(FundRuin, SimulatesTheExponentialYearsOfORu03WithinFourStandardErrors) {
    json const& in = answer("O-RU-03").at("inputs");
    json const& expected = answer("O-RU-03").at("expected").at("ruin");
    const double premium = in.at("premium");
    std::mt19937_64 engine(20260305);
    std::exponential_distribution<double> loss(1 / in.at("claim_mean").get<double>());
    std::vector<FundSample> ruined(in.at("u").size());
    for (int trial = 0; trial < 8'000; ++trial) {
        const double deepest = deepest_debt([&] { return FundYear{premium, 0, loss(engine), 0, 0}; }, 2'000, 250);
        for (std::size_t k = 0; k < ruined.size(); ++k) ruined[k].add(deepest > in.at("u")[k].get<double>() ? 1 : 0);
    }
    std::size_t k = 0;
    for (char const* u : {"0.0", "10.0", "30.0"}) {
        EXPECT_NEAR(ruined[k].mean(), expected.at(u).get<double>(), 4 * ruined[k].standard_error());
        ++k;
    }
}

TEST(FundRuin, OfACappedFundThatBorrowsWithoutLimitHasTheLawOfORu03) {
    json const& in = answer("O-RU-03").at("inputs");
    json const& expected = answer("O-RU-03").at("expected");
    const double premium = in.at("premium");
    std::mt19937_64 engine(20260306);
    std::exponential_distribution<double> loss(1 / in.at("claim_mean").get<double>());
    for (char const* cap : {"20.0", "40.0"}) {
        ReserveFund terms = surplus_terms();
        terms.opening = terms.cap = std::stod(cap);
        terms.accrual_timing = AccrualTiming::after_release;  // F' = min(K, F + c - D)
        terms.loan = {infinity, 0, 1};
        const FundPlan plan(terms);
        FundSample negative, gap;
        for (int trial = 0; trial < 5'000; ++trial) {
            FundState state = plan.open();
            for (int year = 0; year < 400; ++year) (void)plan.settle(state, {premium, 0, loss(engine), 0, 0});
            negative.add(state.loan > 0 ? 1 : 0);
            gap.add(terms.cap - state.balance + state.loan);
        }
        EXPECT_NEAR(negative.mean(), expected.at("p_capped_fund_negative").at(cap).get<double>(),
                    4 * negative.standard_error());
        EXPECT_NEAR(gap.mean(), expected.at("mean_gap_to_cap").get<double>(), 4 * gap.standard_error());
    }
}

}  // namespace
}  // namespace riskpool
