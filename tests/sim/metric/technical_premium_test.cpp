#include "sim/metric/technical_premium.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "sim/metric/register.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/metric/sample.hpp"
#include "tests/sim/metric/yearly_layer.hpp"

namespace riskpool {
namespace {

/// Five years in which the layer recovered 0, 0, 0, 10 and 25 of an annual limit of 30.
const std::vector<double> five_years{0, 25, 0, 10, 0};

PricedLayer ten_twice_reinstated() {
    PricedLayer layer;
    layer.limit = 10;
    layer.reinstatements = 2;
    layer.reinstated = {10, 30, {0.5, 2}};
    return layer;
}

std::vector<MetricRow> rows_of(TechnicalPremium const& metric, SeriesSummary series, PricedLayer const* layer,
                               std::string quantity = "recovery") {
    series.quantity = std::move(quantity);
    series.layer = layer;
    std::vector<MetricRow> rows;
    metric.measure(series, rows);
    return rows;
}

MetricRow price_of(TechnicalPremium const& metric, SeriesSummary const& series, PricedLayer const* layer = nullptr) {
    const auto rows = rows_of(metric, series, layer);
    EXPECT_EQ(rows.size(), 1);
    return rows.empty() ? MetricRow{} : rows.front();
}

TEST(TechnicalPremium, NamesThePrincipleAndItsParameter) {
    const Sample sample(five_years);
    const MetricRow row = price_of({ProportionalHazard{2}}, sample.summary);
    EXPECT_EQ(row.metric, "technical_premium_proportional_hazard");
    EXPECT_EQ(row.parameter, 2);
    EXPECT_EQ(row.basis, "annual");
    EXPECT_EQ(row.quantity, "recovery");
    EXPECT_NEAR(row.value, 10 * std::sqrt(0.4) + 15 * std::sqrt(0.2), 1e-14);
    EXPECT_GT(row.standard_error, 0);
    EXPECT_NEAR(row.high - row.low, 2 * normal_quantile_975 * row.standard_error, 1e-12);
    EXPECT_EQ(price_of({CostOfCapital{0.1, 0.6}}, sample.summary).parameter, 0.6);
    EXPECT_EQ(price_of({CostOfCapital{0.1, 0.6}}, sample.summary).metric, "technical_premium_cost_of_capital");
}

TEST(TechnicalPremium, AllowsForReinstatementPremiumsByEveryPrinciple) {
    const Sample sample(five_years);
    const PricedLayer layer = ten_twice_reinstated();
    // u(10) = 0.5 and u(25) = 2.5 by hand
    const double income = (0.5 + 2.5) / 5;
    for_each_kind<PremiumPrinciples>([&]<class Principle>() {
        Principle principle;
        if constexpr (requires { principle.loading; }) principle.loading = 0.1;
        if constexpr (requires { principle.h; }) principle.h = 0.1;
        if constexpr (requires { principle.a; }) principle.a = 0.1;
        if constexpr (requires { principle.lambda; }) principle.lambda = 0.3;
        if constexpr (requires { principle.rho; }) principle.rho = 1.3;
        if constexpr (requires { principle.level; }) principle.level = 0.6;
        const MetricRow free = price_of({principle}, sample.summary);
        const MetricRow priced = price_of({principle}, sample.summary, &layer);
        const double divisor = free.value / priced.value;
        constexpr bool by_own_weights = std::is_same_v<Principle, WangTransform> ||
                                        std::is_same_v<Principle, ProportionalHazard> ||
                                        std::is_same_v<Principle, EsscherPrinciple>;
        if constexpr (by_own_weights) {
            EXPECT_GT(divisor, 1 + income) << Principle::kind;
            EXPECT_LT(divisor, 1 + 2.5) << Principle::kind;
        } else {
            EXPECT_NEAR(divisor, 1 + income, 1e-14) << Principle::kind;
        }
        EXPECT_NE(priced.standard_error, free.standard_error) << Principle::kind;
    });
}

TEST(TechnicalPremium, AddsExpensesAsAPartOfThePremium) {
    const Sample sample(five_years);
    const MetricRow net = price_of({ExpectedValuePrinciple{}}, sample.summary);
    const MetricRow gross = price_of({ExpectedValuePrinciple{}, 0.2}, sample.summary);
    EXPECT_EQ(net.value, 7);
    EXPECT_NEAR(gross.value, 7 / 0.8, 1e-14);
    EXPECT_NEAR(gross.standard_error, net.standard_error / 0.8, 1e-14);
}

TEST(TechnicalPremium, SaysWhatItCannotAllowFor) {
    const Sample sample(five_years);
    PricedLayer layer = ten_twice_reinstated();
    layer.priced_by_date = true;
    const MetricRow row = price_of({ExpectedValuePrinciple{}}, sample.summary, &layer);
    EXPECT_EQ(row.value, 7);
    EXPECT_EQ(row.warning, "reinstatement premiums that depend on dates are not allowed for");
    // 25 g(0.2) of 10 g(0.4) + 15 g(0.2), with g(0.2) = Phi(0.1584) = 0.5629 and g(0.4) = Phi(0.7467) = 0.7724;
    // by hand, with g'(u) = exp(-q - 1/2): three years at 0, one each at 10 g'(0.4) and at that plus 15 g'(0.2)
    EXPECT_EQ(price_of({WangTransform{1}}, sample.summary).warning,
              "the largest of 5 observations carries 87 % of the price: what is rarer is missing from it; "
              "the largest of 5 observations makes 74 % of the error: the true standard error may be infinite");
    // A limit that several years reached is no accident of the sample.
    const Sample twice(std::vector<double>{0, 25, 25, 10, 0});
    EXPECT_EQ(price_of({WangTransform{1}}, twice.summary).warning, "");
    const Sample never(std::vector<double>(10, 0.0));
    EXPECT_EQ(price_of({WangTransform{1}}, never.summary).value, 0);
    EXPECT_EQ(price_of({WangTransform{1}}, never.summary).warning,
              "never other than 0 in 10 observations, which cannot show what is rarer than that");
    const Sample one_trial(std::vector<double>{1, 2, 3}, 3);
    EXPECT_TRUE(std::isnan(price_of({WangTransform{1}}, one_trial.summary).standard_error));
}

TEST(TechnicalPremium, WarnsOfPricesWithoutAFiniteError) {
    // Exponential recoveries without limit: with g(u) = u^(1/rho) the influence function grows like exp((1 - 1/rho) x),
    // whose square has a mean for rho below 2 only.
    const auto sizes = yearly_losses(
        50'000, 1, [](double u) { return -std::log(u); }, 8);
    const Sample sample(recoveries(sizes, infinity, 0));
    const auto warning = [&](double rho) { return price_of({ProportionalHazard{rho}}, sample.summary).warning; };
    EXPECT_EQ(warning(1.2), "");
    EXPECT_NE(warning(2.5).find("the true standard error may be infinite"), std::string::npos) << warning(2.5);
    const Sample limited(recoveries(sizes, infinity, 0, 3));
    EXPECT_EQ(price_of({ProportionalHazard{2.5}}, limited.summary).warning, "");
}

TEST(TechnicalPremium, IsMeasuredOnYearlyRecoveriesOnly) {
    const Sample annual(five_years), occurrence(five_years, 1, Basis::occurrence), path(five_years, 1, Basis::path);
    const TechnicalPremium metric{WangTransform{1}};
    EXPECT_EQ(rows_of(metric, annual.summary, nullptr).size(), 1);
    EXPECT_TRUE(rows_of(metric, annual.summary, nullptr, "net_loss").empty());
    EXPECT_TRUE(rows_of(metric, occurrence.summary, nullptr).empty());
    EXPECT_TRUE(rows_of(metric, path.summary, nullptr).empty());
}

TEST(TechnicalPremium, ReadsNoFurtherIntoTheSampleThanItMust) {
    const PricedLayer priced = ten_twice_reinstated();
    PricedLayer dated = priced, free = priced;
    dated.priced_by_date = true;
    free.reinstated.price = {0, 0};
    const auto level = [](PremiumPrinciples const& principle, PricedLayer const* layer) {
        return TechnicalPremium{principle}.lowest_level("recovery", layer);
    };
    EXPECT_EQ(level(ExpectedValuePrinciple{}, nullptr), 1);
    EXPECT_EQ(level(ExpectedValuePrinciple{}, &free), 1);
    EXPECT_EQ(level(ExpectedValuePrinciple{}, &dated), 1);
    EXPECT_EQ(level(ExpectedValuePrinciple{}, &priced), 0);
    EXPECT_EQ(level(CostOfCapital{0.1, 0.99}, nullptr), 0.99);
    EXPECT_EQ(level(CostOfCapital{0.1, 0.99}, &priced), 0);
    EXPECT_EQ(level(WangTransform{}, nullptr), 0);
    EXPECT_EQ((TechnicalPremium{WangTransform{}}.lowest_level("net_loss", nullptr)), 1);

    // A run keeps so much, and no more is needed.
    const auto kept = [](PremiumPrinciples const& principle, std::string_view quantity, PricedLayer const* layer) {
        const std::vector<MetricKinds> metrics{TechnicalPremium{principle}};
        return tail_needed(metrics, Basis::annual, false, 10'000, 1, quantity, layer);
    };
    EXPECT_EQ(kept(WangTransform{}, "recovery", nullptr), 10'000);
    EXPECT_EQ(kept(WangTransform{}, "gross_loss", nullptr), 0);
    EXPECT_EQ(kept(WangTransform{}, {}, nullptr), 10'000);
    EXPECT_EQ(kept(VariancePrinciple{}, "recovery", nullptr), 0);
    EXPECT_EQ(kept(VariancePrinciple{}, "recovery", &priced), 10'000);

    const std::vector<double> years = recoveries(yearly_losses(
                                                     10'000, 1, [](double u) { return 1 / u; }, 5),
                                                 50, 2);
    Sample sample(years);
    const TechnicalPremium capital{CostOfCapital{0.1, 0.99}};
    const double whole = price_of(capital, sample.summary).value;
    sample.summary.tail = std::span(sample.tail).first(kept(CostOfCapital{0.1, 0.99}, "recovery", nullptr));
    EXPECT_LT(sample.summary.tail.size(), 200);
    EXPECT_EQ(price_of(capital, sample.summary).value, whole);
    EXPECT_THROW((void)price_of({WangTransform{1}}, sample.summary), std::logic_error);
    EXPECT_THROW((void)price_of({ExpectedValuePrinciple{}}, sample.summary, &priced), std::logic_error);
}

TEST(TechnicalPremium, ScalesWithTheCurrencyWhereThePrincipleDoes) {
    std::vector<double> in_thousands;
    for (const double x : five_years) in_thousands.push_back(1024 * x);
    const Sample small(five_years), large(in_thousands);
    PricedLayer layer = ten_twice_reinstated(), larger = layer;
    larger.limit *= 1024;
    larger.reinstated = {10 * 1024, 30 * 1024, {0.5, 2}};
    for (PremiumPrinciples const& principle :
         {PremiumPrinciples(ExpectedValuePrinciple{0.1}), PremiumPrinciples(StandardDeviationPrinciple{0.3}),
          PremiumPrinciples(CostOfCapital{0.1, 0.6}), PremiumPrinciples(WangTransform{0.5}),
          PremiumPrinciples(ProportionalHazard{1.4})}) {
        EXPECT_EQ(price_of({principle}, large.summary).value, 1024 * price_of({principle}, small.summary).value);
        EXPECT_EQ(price_of({principle}, large.summary, &larger).value,
                  1024 * price_of({principle}, small.summary, &layer).value);
    }
    // and the others when their parameter is taken per unit of the new money
    EXPECT_EQ(price_of({EsscherPrinciple{0.25 / 1024}}, large.summary).value,
              1024 * price_of({EsscherPrinciple{0.25}}, small.summary).value);
    EXPECT_EQ(price_of({ExponentialPrinciple{0.25 / 1024}}, large.summary).value,
              1024 * price_of({ExponentialPrinciple{0.25}}, small.summary).value);
}

TEST(TechnicalPremium, IsTheKnownPurePremiumOfRi02) {
    auto const& c = answer("O-RI-02");
    auto const& in = c["inputs"];
    const double xm = in["severity"]["xm"], alpha = in["severity"]["alpha"], limit = in["limit"];
    const auto pareto = [&](double u) { return xm * std::pow(u, -1 / alpha); };
    PricedLayer layer;
    layer.limit = limit;
    layer.reinstatements = 2;
    layer.reinstated = {limit, 3 * limit, in["charges"].get<std::vector<double>>()};
    const std::vector<double> years =
        recoveries(yearly_losses(200'000, in["rate"], pareto, 12), limit, in["retention"], 3 * limit);
    const Sample sample(years);
    const MetricRow recovery = price_of({ExpectedValuePrinciple{}}, sample.summary);
    EXPECT_NEAR(recovery.value, c["expected"]["expected_recovery"].get<double>(), 4 * recovery.standard_error);
    EXPECT_NEAR(recovery.standard_error * std::sqrt(200'000.0), c["mc_sd"]["expected_recovery"].get<double>(), 0.1);
    const MetricRow premium = price_of({ExpectedValuePrinciple{}}, sample.summary, &layer);
    EXPECT_NEAR(premium.value, c["expected"]["base_premium_pure"].get<double>(), 4 * premium.standard_error);
    // The premium moves less than the recovery: years that cost more pay more for reinstatements.
    EXPECT_LT(premium.standard_error, recovery.standard_error);
    for (std::size_t j = 0; j < 2; ++j) {
        std::vector<double> part;
        for (const double r : years) part.push_back(layer.reinstated.part_used(j, r));
        const Estimate used = mean(series_sums(part));
        EXPECT_NEAR(used.value, c["expected"]["expected_reinstated_fraction"][j].get<double>(),
                    4 * used.standard_error);
    }
}

}  // namespace
}  // namespace riskpool
