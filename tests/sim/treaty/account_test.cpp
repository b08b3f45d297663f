#include "sim/treaty/account.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

#include "sim/treaty/quota_share.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;

SlidingCommission scale_in(nlohmann::json const& nodes) {
    SlidingCommission terms;
    for (auto const& node : nodes) terms.scale.push_back({node[0], node[1]});
    return terms;
}

ProfitCommission at_rate(double rate, double margin) {
    ProfitCommission terms;
    terms.rate = rate;
    terms.margin = margin;
    return terms;
}

LossCorridor corridor_in(nlohmann::json const& in) {
    return {in.at("attach"), in.at("exit"), in.at("cedent_share")};
}

/// One cell of the treaty after another, as the account is shown them.
std::vector<AccountYear> years_of(QuotaShare const& treaty, TreatySetting const& setting, LossBlock const& block) {
    const SubjectColumns columns(block);
    const std::size_t cells = block.cells.size();
    Numbers recovery(cells), reinstatement_premium(cells), claims(cells), exhausted(cells), before(cells);
    Cession cession{{}, recovery, reinstatement_premium, claims, exhausted, before};
    treaty.compile(setting).cede(Subject{block, block.loss, columns.risk, columns.event, columns.cell}, cession);
    std::vector<AccountYear> years;
    for (std::size_t c = 0; c < cells; ++c) years.push_back({recovery[c], before[c], claims[c], 0});
    return years;
}

TEST(Account, RunsAQuotaShareThroughTheFiveYearsOfQs01) {
    auto const& in = answer("O-QS-01").at("inputs");
    auto const& out = answer("O-QS-01").at("expected");
    QuotaShare treaty;
    treaty.cession = in.at("cession");
    treaty.event_limit = in.at("event_limit_on_ceded");
    treaty.corridor = corridor_in(in.at("corridor"));
    treaty.loss_ratio_cap = in.at("loss_ratio_cap");
    treaty.commission = 0.3;  // provisional
    treaty.sliding_commission = scale_in(in.at("slide_nodes"));
    const double margin = in.at("profit_commission").at("margin");
    treaty.profit_commission = at_rate(in.at("profit_commission").at("rate"), margin);

    AccountState state = treaty.account(PlainSetting(1).setting, 1).state();
    for (std::size_t y = 0; y < in.at("gross_premium").size(); ++y) {
        auto const expected = [&](char const* row) { return out.at(row)[y].get<double>(); };
        PlainSetting plain(2);
        const double gross_premium = in.at("gross_premium")[y];
        plain.setting.premium = {0.25 * gross_premium, 0.75 * gross_premium};
        BlockBuilder builder;
        builder.year();
        for (auto const& loss : in.at("event_losses")[y]) builder.event(loss.get<double>());

        const double premium = premium_of_shares(treaty.ceded_share(plain.setting), plain.setting);
        const AccountYear year = years_of(treaty, plain.setting, builder.build())[0];
        const Account account = treaty.account(plain.setting, premium);
        const AccountFlows flows = account.settle(state, year);
        const double commission = account.commission * premium + flows.commission_adjustment;
        EXPECT_NEAR(premium, expected("ceded_premium"), 1e-9);
        EXPECT_NEAR(year.before_annual_terms, expected("ceded_loss_after_event_limit"), 1e-9);
        EXPECT_NEAR(year.before_annual_terms / premium, expected("treaty_lr"), 1e-9);
        EXPECT_NEAR(year.recovery, expected("reinsurer_loss"), 1e-9);
        // what the cedent takes back by the corridor is what the year loses where the cap does not reach it
        treaty.loss_ratio_cap = infinity;
        EXPECT_NEAR(year.before_annual_terms - years_of(treaty, plain.setting, builder.build())[0].recovery,
                    expected("corridor_retained"), 1e-9);
        treaty.loss_ratio_cap = in.at("loss_ratio_cap");
        EXPECT_NEAR(commission / premium, expected("commission_rate"), 1e-9);
        EXPECT_NEAR(premium - year.recovery - commission - margin * premium, expected("result_before_pc"), 1e-9);
        EXPECT_NEAR(state.profit.all_deficits(), expected("deficit_cf"), 1e-9);
        EXPECT_NEAR(flows.profit_commission, expected("profit_commission"), 1e-9);
        EXPECT_EQ(flows.premium_adjustment, 0);
    }
}

TEST(Account, CarriesLossesOfTheSlidingScaleAsInQs02) {
    auto const& in = answer("O-QS-02").at("inputs");
    auto const& out = answer("O-QS-02").at("expected");
    QuotaShare treaty;
    treaty.sliding_commission = scale_in(in.at("slide_nodes"));
    treaty.sliding_commission->carry_forward = CarryForward::loss;
    treaty.commission = 0.28;
    AccountState state = treaty.account(PlainSetting(1).setting, 1).state();
    for (std::size_t y = 0; y < in.at("loss").size(); ++y) {
        const double premium = in.at("premium")[y];
        const double loss = in.at("loss")[y];
        const AccountFlows flows = treaty.account(PlainSetting(1).setting, premium).settle(state, {loss, loss, 1, 0});
        EXPECT_NEAR(treaty.commission + flows.commission_adjustment / premium,
                    out.at("commission_rate")[y].get<double>(), 1e-9);
        EXPECT_NEAR(state.carried_losses, out.at("carry_forward")[y].get<double>(), 1e-9);
    }
    state.restart();
    EXPECT_EQ(state.carried_losses, 0);
}

/// Expected values of what a treaty with a ceded premium of 1 pays when its loss ratio is lognormal: all points of a
/// Gauss-Legendre rule between the ratios at which a term changes, as years of one block.
class LognormalYears {
public:
    LognormalYears(double mean, double cv, Numbers kinks) {
        using Rule = boost::math::quadrature::gauss<double, 30>;
        const double sigma = std::sqrt(std::log1p(cv * cv));
        const double mu = std::log(mean) - sigma * sigma / 2;
        std::sort(kinks.begin(), kinks.end());
        Numbers ends{-10};
        for (const double kink : kinks) ends.push_back((std::log(kink) - mu) / sigma);
        ends.push_back(10);
        for (std::size_t p = 1; p < ends.size(); ++p) {
            const double middle = (ends[p] + ends[p - 1]) / 2;
            const double half = (ends[p] - ends[p - 1]) / 2;
            for (std::size_t k = 0; k < Rule::abscissa().size(); ++k) {
                for (const double sign : {-1.0, 1.0}) {
                    const double z = middle + sign * half * Rule::abscissa()[k];
                    builder_.year().event(std::exp(mu + sigma * z));
                    weight_.push_back(half * Rule::weights()[k] * std::exp(-z * z / 2) /
                                      std::sqrt(2 * std::numbers::pi));
                }
            }
        }
    }
    double mean(QuotaShare const& treaty, std::function<double(AccountYear const&, AccountFlows const&)> const& value) {
        const PlainSetting plain(1);
        const Account account = treaty.account(plain.setting, 1);
        AccountState state = account.state();
        double sum = 0;
        const std::vector<AccountYear> years = years_of(treaty, plain.setting, builder_.build());
        for (std::size_t c = 0; c < years.size(); ++c) {
            state.restart();
            sum += weight_[c] * value(years[c], account.settle(state, years[c]));
        }
        return sum;
    }

private:
    BlockBuilder builder_;
    Numbers weight_;
};

TEST(Account, HasTheExpectedValuesOfQs03UnderALognormalLossRatio) {
    auto const& in = answer("O-QS-03").at("inputs");
    auto const& out = answer("O-QS-03").at("expected");
    const LossCorridor corridor = corridor_in(in.at("corridor"));
    auto const& profit = in.at("profit_commission");
    Numbers kinks{corridor.from, corridor.to,
                  1 - profit.at("margin").get<double>() - profit.at("flat_commission").get<double>()};
    for (auto const& node : in.at("slide_nodes")) kinks.push_back(node[0]);
    LognormalYears years(in.at("loss_ratio").at("mean"), in.at("loss_ratio").at("cv"), kinks);
    QuotaShare plain;
    plain.cession = 1;
    EXPECT_NEAR(years.mean(plain, [](auto const&, auto const&) { return 1; }), 1, 1e-12);
    EXPECT_NEAR(years.mean(plain, [](auto const& year, auto const&) { return year.recovery; }), 0.6, 1e-12);

    QuotaShare sliding = plain;
    sliding.sliding_commission = scale_in(in.at("slide_nodes"));
    auto const commission = [](auto const&, auto const& flows) { return flows.commission_adjustment; };
    EXPECT_NEAR(years.mean(sliding, commission), out.at("expected_slide_commission").get<double>(), 1e-9);
    EXPECT_NEAR(sliding.sliding_commission->rate(0.6), out.at("commission_at_mean_lr").get<double>(), 1e-12);

    QuotaShare with_corridor = plain;
    with_corridor.corridor = corridor;
    auto const back = [](auto const& year, auto const&) { return year.before_annual_terms - year.recovery; };
    EXPECT_NEAR(years.mean(with_corridor, back), out.at("expected_corridor_cession_back").get<double>(), 1e-9);

    QuotaShare with_profit = plain;
    with_profit.commission = profit.at("flat_commission");
    with_profit.profit_commission = at_rate(profit.at("rate"), profit.at("margin"));
    auto const given_back = [](auto const&, auto const& flows) { return flows.profit_commission; };
    EXPECT_NEAR(years.mean(with_profit, given_back), out.at("expected_profit_commission").get<double>(), 1e-9);
}

TEST(Account, GivesABonusForAYearWithoutAnyLayerLossAsInMy01) {
    auto const& in = answer("O-MY-01").at("inputs");
    Account account;
    account.premium = in.at("premium_per_year");
    account.no_claims_bonus = in.at("no_claims_bonus");
    EXPECT_TRUE(account.adjusts());
    AccountState state = account.state();
    for (std::size_t y = 0; y < in.at("annual_events").size(); ++y) {
        AccountYear year;
        for (auto const& loss : in.at("annual_events")[y]) {
            year.claims += loss.get<double>() > in.at("retention").get<double>() ? 1 : 0;
        }
        EXPECT_NEAR(-account.settle(state, year).premium_adjustment,
                    answer("O-MY-01").at("expected").at("bonus_by_year")[y].get<double>(), 1e-12);
    }
    // a loss that a deductible of the year keeps from being paid is a loss all the same, and so is a yearly sum
    EXPECT_EQ(account.settle(state, {0, 3, 0, 0}).premium_adjustment, 0);
    EXPECT_EQ(account.settle(state, {3, 0, 0, 0}).premium_adjustment, 0);
}

TEST(Account, AdjustsAProvisionalPremiumToTheSwingAsInSw01) {
    auto const& in = answer("O-SW-01").at("inputs");
    Account account;
    account.premium = 2;
    account.subject_premium = in.at("subject_premium");
    account.swing_premium = SwingPremium{in.at("loading"), in.at("min_rate"), in.at("max_rate")};
    AccountState state = account.state();
    for (std::size_t y = 0; y < in.at("losses").size(); ++y) {
        const AccountFlows flows = account.settle(state, {in.at("losses")[y], 0, 1, 0});
        EXPECT_NEAR(account.premium + flows.premium_adjustment,
                    answer("O-SW-01").at("expected").at("premium")[y].get<double>(), 1e-12);
        EXPECT_EQ(flows.commission_adjustment, 0);
    }
}

TEST(Account, MeasuresCommissionAndProfitByThePremiumAsAdjusted) {
    Account account;
    account.premium = 100;
    account.subject_premium = 1000;
    account.commission = 0.1;
    account.swing_premium = SwingPremium{2, 0.05, 0.2};
    account.sliding_commission = SlidingCommission{{{0.4, 0.2}, {0.6, 0.1}}};
    account.profit_commission = at_rate(0.5, 0.05);
    AccountState state = account.state();
    const AccountFlows flows = account.settle(state, {60, 60, 1, 20});
    EXPECT_NEAR(flows.premium_adjustment, 20, 1e-12);  // 2 * 60 - 100
    // loss ratio 60 / (120 + 20) = 3/7, commission 20 % - 1/35 * 10 % / 20 %, on 120
    const double rate = 0.2 - 0.5 / 35;
    EXPECT_NEAR(flows.commission_adjustment, rate * 120 - 10, 1e-12);
    EXPECT_NEAR(flows.profit_commission, 0.5 * (140 - 60 - rate * 120 - 0.05 * 140), 1e-12);
}

TEST(Account, ReadsTheScaleGrossOfTheCorridorWhereToldSo) {
    Account account;
    account.premium = 100;
    account.sliding_commission = SlidingCommission{{{0.4, 0.3}, {0.8, 0.1}}};
    AccountState state = account.state();
    EXPECT_NEAR(account.settle(state, {50, 70, 1, 0}).commission_adjustment, 25, 1e-12);
    account.sliding_commission->loss_ratio_basis = LossRatioBasis::gross_of_corridor;
    EXPECT_NEAR(account.settle(state, {50, 70, 1, 0}).commission_adjustment, 15, 1e-12);
}

TEST(Account, SkipsRatiosOfNoPremiumAndSaysSo) {
    QuotaShare treaty;
    treaty.cession = 0.5;
    treaty.commission = 0.25;
    treaty.corridor = LossCorridor{0.1, 0.2, 1};
    treaty.loss_ratio_cap = 1.2;
    treaty.sliding_commission = SlidingCommission{{{0.4, 0.3}, {0.8, 0.1}}};
    treaty.profit_commission = at_rate(0.5, 0);
    PlainSetting plain(1);
    EXPECT_FALSE(treaty.account(plain.setting, 0.5).ratios_undefined());
    plain.setting.premium[0] = 0;
    BlockBuilder builder;
    builder.year().event(80);
    EXPECT_EQ(years_of(treaty, plain.setting, builder.build())[0].recovery, 40);  // neither corridor nor cap
    const Account account = treaty.account(plain.setting, 0);
    EXPECT_TRUE(account.ratios_undefined());
    AccountState state = account.state();
    const AccountFlows flows = account.settle(state, {40, 40, 1, 0});
    EXPECT_EQ(flows.commission_adjustment, 0);
    EXPECT_EQ(flows.profit_commission, 0);
    EXPECT_EQ(flows.premium_adjustment, 0);

    treaty = {};
    treaty.cession = 0.5;
    EXPECT_FALSE(treaty.account(plain.setting, 0).ratios_undefined());  // no term asks for a ratio
    treaty.loss_ratio_cap = 1.2;
    EXPECT_TRUE(treaty.account(plain.setting, 0).ratios_undefined());
    Account swing;
    swing.premium = 2;
    swing.swing_premium = SwingPremium{1.25, 0.03, 0.09};
    EXPECT_TRUE(swing.ratios_undefined());
    state = swing.state();
    EXPECT_EQ(swing.settle(state, {10, 10, 1, 0}).premium_adjustment, 0);  // the provisional premium stands
}

TEST(Account, AnswersNothingWhereNothingDependsOnLosses) {
    Account account;
    account.premium = 100.1;
    account.commission = 0.3;
    account.brokerage = 0.05;
    EXPECT_FALSE(account.adjusts());
    EXPECT_FALSE(account.ratios_undefined());
    AccountState state = account.state();
    for (const double loss : {0.0, 7.0, 1e9}) {
        const AccountFlows flows = account.settle(state, {loss, loss, loss, 3});
        EXPECT_EQ(flows.premium_adjustment, 0);
        EXPECT_EQ(flows.commission_adjustment, 0);
        EXPECT_EQ(flows.profit_commission, 0);
    }
}

TEST(Account, HasNoScaleOfMoney) {
    Account small;
    small.premium = 11.3;
    small.subject_premium = 100.7;
    small.swing_premium = SwingPremium{1.1, 0.05, 0.3, 1.7, true};
    small.sliding_commission =
        SlidingCommission{{{0.4, 0.3}, {0.55, 0.2}, {0.8, 0.1}}, LossRatioBasis::net, CarryForward::loss_and_credit};
    small.profit_commission = at_rate(0.35, 0.05);
    small.no_claims_bonus = 0.1;
    const double by = 0x1p30;
    Account large = small;
    large.premium *= by;
    large.subject_premium *= by;
    large.swing_premium->basic_premium *= by;
    AccountState small_state = small.state();
    AccountState large_state = large.state();
    for (const double loss : {3.1, 0.0, 17.0, 9.9, 1.3, 0.7}) {
        const double claims = loss > 0 ? 1 : 0;
        const AccountFlows few = small.settle(small_state, {loss, 1.1 * loss, claims, 0.3});
        const AccountFlows many = large.settle(large_state, {by * loss, by * (1.1 * loss), claims, by * 0.3});
        EXPECT_EQ(many.premium_adjustment, by * few.premium_adjustment);
        EXPECT_EQ(many.commission_adjustment, by * few.commission_adjustment);
        EXPECT_EQ(many.profit_commission, by * few.profit_commission);
    }
}

}  // namespace
}  // namespace riskpool
