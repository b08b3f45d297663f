#include "sim/metric/layer_figures.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/metric/sample.hpp"
#include "tests/sim/metric/yearly_layer.hpp"

namespace riskpool {
namespace {

struct Series {
    SeriesSums recovery, attached, exhausted, reinstated;
};

std::map<std::string, MetricRow> figures(PricedLayer const& layer, Series const& series, bool with_reinstated = true) {
    std::vector<MetricRow> rows;
    add_layer_figures(
        "Cat", layer,
        {series.recovery, series.attached, series.exhausted, with_reinstated ? &series.reinstated : nullptr}, rows);
    std::map<std::string, MetricRow> out;
    for (auto const& row : rows) {
        EXPECT_EQ(row.party, "Cat");
        EXPECT_TRUE(out.emplace(row.metric, row).second) << row.metric << " twice";
    }
    return out;
}

/// A year is exhausted when it reaches `full`; of its recovery what is below `most` is reinstated.
Series series_of(std::vector<double> const& recovery, double full, double most = 0) {
    std::vector<double> attached, exhausted, reinstated;
    for (const double r : recovery) {
        attached.push_back(r > 0 ? 1 : 0);
        exhausted.push_back(r >= full ? 1 : 0);
        reinstated.push_back(std::min(r, most));
    }
    return {series_sums(recovery), series_sums(attached), series_sums(exhausted), series_sums(reinstated)};
}

PricedLayer layer_of(double limit, double premium) {
    PricedLayer layer;
    layer.limit = limit;
    layer.premium = premium;
    return layer;
}

TEST(LayerFigures, SetLossesAgainstLimitAndPremium) {
    // Two reinstatements of 10: recoveries 0, 0, 5, 30 reinstate 0, 0, 5, 20.
    PricedLayer layer = layer_of(10, 4);
    layer.reinstatements = 2;
    layer.reinstated = {10, 30, {}};
    const auto rows = figures(layer, series_of({0, 0, 5, 30}, 30, 20));
    EXPECT_EQ(rows.size(), 8);
    EXPECT_DOUBLE_EQ(rows.at("expected_loss").value, 35.0 / 4);
    EXPECT_DOUBLE_EQ(rows.at("loss_on_line").value, 35.0 / 40);
    EXPECT_DOUBLE_EQ(rows.at("loss_on_line").standard_error, rows.at("expected_loss").standard_error / 10);
    EXPECT_DOUBLE_EQ(rows.at("loss_sd").value, std::sqrt((25 + 900 - 35.0 * 35 / 4) / 3));
    EXPECT_EQ(rows.at("attachment_probability").value, 0.5);
    EXPECT_EQ(rows.at("exhaustion_probability").value, 0.25);
    EXPECT_DOUBLE_EQ(rows.at("reinstatements_used").value, 25.0 / 40);
    EXPECT_GT(rows.at("reinstatements_used").standard_error, 0);
    for (char const* estimated : {"expected_loss", "loss_sd", "loss_on_line", "attachment_probability",
                                  "exhaustion_probability", "reinstatements_used"}) {
        EXPECT_EQ(rows.at(estimated).basis, "annual");
        EXPECT_LT(rows.at(estimated).low, rows.at(estimated).value) << estimated;
        EXPECT_GT(rows.at(estimated).high, rows.at(estimated).value) << estimated;
    }
}

TEST(LayerFigures, SayWhichOfThemAreExact) {
    const auto rows = figures(layer_of(50, 4), series_of({0, 0, 5, 30}, 50));
    EXPECT_DOUBLE_EQ(rows.at("rate_on_line").value, 0.08);
    EXPECT_DOUBLE_EQ(rows.at("payback").value, 12.5);
    for (char const* exact : {"rate_on_line", "payback"}) {
        EXPECT_EQ(rows.at(exact).basis, "contract");
        EXPECT_EQ(rows.at(exact).standard_error, 0);
        EXPECT_EQ(rows.at(exact).low, rows.at(exact).value);
        EXPECT_EQ(rows.at(exact).high, rows.at(exact).value);
    }
}

TEST(LayerFigures, LeaveOutRatiosThatAreNone) {
    const Series series = series_of({0, 0, 5, 30}, 50);
    const auto names = [](std::map<std::string, MetricRow> const& rows) {
        std::string text;
        for (auto const& [name, row] : rows) {
            EXPECT_TRUE(std::isfinite(row.value)) << name;
            text += name + ' ';
        }
        return text;
    };
    const std::string always = "attachment_probability exhaustion_probability expected_loss ";
    EXPECT_EQ(names(figures(layer_of(infinity, 4), series)), always + "loss_sd ");
    EXPECT_EQ(names(figures(layer_of(50, 0), series)), always + "loss_on_line loss_sd ");
    EXPECT_EQ(names(figures(layer_of(0, 4), series)), always + "loss_sd ");  // nothing is placed
}

TEST(LayerFigures, CountReinstatementsFromRecoveriesWhereTheyTell) {
    const Series series = series_of({0, 0, 5, 30}, 50);
    PricedLayer layer = layer_of(10, 0);
    layer.reinstatements = infinity;
    layer.reinstated = {10, infinity, {}};
    EXPECT_DOUBLE_EQ(figures(layer, series, false).at("reinstatements_used").value, 35.0 / 40);
    layer.reinstatements = 3;  // no year recovered more than three limits
    layer.reinstated.annual_limit = 40;
    EXPECT_DOUBLE_EQ(figures(layer, series, false).at("reinstatements_used").value, 35.0 / 40);
    layer.reinstatements = 2;  // one did, and what of it was reinstated was not kept
    layer.reinstated.annual_limit = 30;
    EXPECT_EQ(figures(layer, series, false).count("reinstatements_used"), 0);
    layer.reinstatements = 0;
    layer.reinstated.annual_limit = 10;
    const auto none = figures(layer, series, false);
    EXPECT_EQ(none.at("reinstatements_used").value, 0);
    EXPECT_EQ(none.at("reinstatements_used").basis, "contract");
}

TEST(LayerFigures, HaveTheKnownValuesOfLy01) {
    auto const& c = answer("O-LY-01");
    const double xm = c["inputs"]["severity"]["xm"], alpha = c["inputs"]["severity"]["alpha"];
    const auto pareto = [&](double u) { return xm * std::pow(u, -1 / alpha); };
    constexpr std::size_t years = 200'000;
    const auto losses = yearly_losses(years, c["inputs"]["rate"], pareto, 21);
    for (auto const& terms : c["inputs"]["layers"]) {
        const double limit = terms[0], attachment = terms[1];
        // Exhausted is a year in which one loss takes the whole limit: its reinstatements have no end.
        std::vector<double> exhausted, attached;
        for (auto const& of_year : losses) {
            const double largest = of_year.empty() ? 0 : *std::max_element(of_year.begin(), of_year.end());
            exhausted.push_back(largest >= attachment + limit ? 1 : 0);
            attached.push_back(largest > attachment ? 1 : 0);
        }
        PricedLayer layer = layer_of(limit, 0);
        layer.reinstatements = infinity;
        layer.reinstated = {limit, infinity, {}};
        const Series series{
            series_sums(recoveries(losses, limit, attachment)), series_sums(attached), series_sums(exhausted), {}};
        const auto rows = figures(layer, series, false);
        const std::string name = std::to_string(terms[0].get<int>()) + "_xs_" + std::to_string(terms[1].get<int>());
        auto const& expected = c["expected"][name];
        for (auto const& [metric, key] : {std::pair{"expected_loss", "expected_annual"},
                                          {"loss_sd", "sd_annual"},
                                          {"attachment_probability", "attach_prob"},
                                          {"exhaustion_probability", "exhaust_prob"},
                                          {"loss_on_line", "loss_on_line"},
                                          {"reinstatements_used", "loss_on_line"}}) {
            MetricRow const& row = rows.at(metric);
            EXPECT_NEAR(row.value, expected[key].get<double>(), 4 * row.standard_error) << name << ' ' << metric;
            EXPECT_GT(row.standard_error, 0);
        }
        EXPECT_NEAR(rows.at("expected_loss").standard_error * std::sqrt(static_cast<double>(years)),
                    c["mc_sd"][name]["expected_annual"].get<double>(), 0.02);
    }
}

}  // namespace
}  // namespace riskpool
