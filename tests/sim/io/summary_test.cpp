#include "sim/io/summary.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace riskpool {
namespace {

/// The words of the line of `text` that begins with `start`, blanks between them taken together.
std::string line_of(std::string const& text, std::string_view start) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string together;
        for (std::string word; words >> word;) together += (together.empty() ? "" : " ") + word;
        if (together.starts_with(start)) return together;
    }
    return {};
}

MetricRow row_of(std::string metric, std::string party, double value, double error, std::string basis = "annual") {
    MetricRow row;
    row.metric = std::move(metric);
    row.party = std::move(party);
    row.quantity = "recovery";
    row.basis = std::move(basis);
    row.value = value;
    row.standard_error = error;
    return row;
}

MetricRow premium_row(std::string principle, double parameter, std::string party, double value, double error) {
    MetricRow row = row_of("technical_premium_" + principle, std::move(party), value, error);
    row.parameter = parameter;
    return row;
}

/// A layer of 100 at 8 with every figure, an unlimited cover and a quota share.
ResultTables tables() {
    ResultTables t;
    t.title = "Test";
    t.currency = "CNY";
    t.trials = t.trials_asked = 1000;
    t.years = 1;
    t.treaties = {{"P", "Cat", "cat_xl", 1, 300, 8, 0, "", ""},
                  {"P", "Stop", "stop_loss", 1, infinity, 0, 0, "", "it has no premium"},
                  {"P", "Quota", "quota_share", 0.5, infinity, 50, 10, "", ""}};
    t.metrics = {row_of("expected_loss", "Cat", 5, 0.25),
                 row_of("loss_sd", "Cat", 20, 0.5),
                 row_of("loss_on_line", "Cat", 0.05, 0.0025),
                 row_of("rate_on_line", "Cat", 0.08, 0, "contract"),
                 row_of("payback", "Cat", 12.5, 0, "contract"),
                 row_of("attachment_probability", "Cat", 0.1, 0.01),
                 row_of("exhaustion_probability", "Cat", 0.002, 0.0014),
                 row_of("reinstatements_used", "Cat", 0.048, 0.0025),
                 row_of("expected_loss", "Stop", 3, 0.125),
                 row_of("loss_sd", "Stop", 9, 0.5),
                 row_of("attachment_probability", "Stop", 0.2, 0.02),
                 row_of("exhaustion_probability", "Stop", 0, 0)};
    t.metrics.back().high = 0.0038;  // never in 1000 years
    return t;
}

TEST(Summary, SetsTheTechnicalFiguresOfLayersInOneTable) {
    const std::string text = summarise(tables());
    EXPECT_EQ(line_of(text, "Layers"),
              "Layers expected loss sd loss on line rate on line payback, years attaches exhausts reinstatements used");
    const std::string layers = text.substr(text.find("Layers"));
    EXPECT_EQ(line_of(layers, "Cat"),
              "Cat 5.00 ± 0.2500 20.00 ± 0.5000 5 % ± 0.25 % 8 % 12.5 10 % ± 1 % 0.2 % ± 0.14 % 0.048 ± 0.0025");
    EXPECT_EQ(line_of(layers, "Stop"), "Stop 3.00 ± 0.1250 9.00 ± 0.5000 - - - 20 % ± 2 % below 0.38 % -");
    EXPECT_EQ(line_of(layers, "Quota"), "") << "a proportional treaty is no layer";
}

TEST(Summary, SetsTechnicalPremiumsBesideThoseInForce) {
    ResultTables t = tables();
    t.metrics.push_back(premium_row("wang_transform", 0.4, "Cat", 9, 0.25));
    t.metrics.push_back(premium_row("wang_transform", 0.8, "Cat", 12, 0.5));
    t.metrics.push_back(premium_row("wang_transform", 0.4, "P", 40, 1));
    t.metrics.push_back(premium_row("wang_transform", 0.8, "P", 60, 2));
    t.metrics.push_back(premium_row("cost_of_capital", 0.995, "P", 45, 1));
    const std::string text = summarise(t);
    ASSERT_NE(text.find("Technical premiums"), std::string::npos);
    const std::string premiums = text.substr(text.find("Technical premiums"));
    EXPECT_EQ(line_of(premiums, "Technical premiums"),
              "Technical premiums in force wang transform 0.4 wang transform 0.8 cost of capital 0.995");
    EXPECT_EQ(line_of(premiums, "Cat"), "Cat 8.00 9.00 ± 0.2500 12.00 ± 0.5000 -");
    EXPECT_EQ(line_of(premiums, "P,"), "P, all treaties - 40.00 ± 1.00 60.00 ± 2.00 45.00 ± 1.00");
}

TEST(Summary, HasNoTablesOfLayersWithoutThem) {
    ResultTables t = tables();
    t.metrics.clear();
    const std::string text = summarise(t);
    EXPECT_EQ(text.find("Layers"), std::string::npos);
    EXPECT_EQ(text.find("Technical premiums"), std::string::npos);
}

TEST(Summary, WarnsOfATreatyThatHasANote) {
    EXPECT_EQ(line_of(summarise(tables()), "it has no premium"), "it has no premium (treaty Stop)");
}

TransferRow accrual(std::string fund) {
    return {"P", "pool", std::move(fund), "fund", "accrual", "", 1, 0};
}

MetricRow quantity_row(std::string party, std::string quantity, double value) {
    MetricRow row = row_of("aal", std::move(party), value, 0);
    row.quantity = std::move(quantity);
    return row;
}

TEST(Summary, SaysLeftToTheNextOfAFundThatIsNotTheLast) {
    ResultTables t = tables();
    t.years = 10;
    t.transfers = {accrual("P first"), accrual("P last")};
    for (std::string const fund : {"P first", "P last"}) {
        t.metrics.push_back(row_of("probability", fund, 0.25, 0.01, "path"));
        t.metrics.back().quantity = "ruined";
    }
    const std::string text = summarise(t);
    EXPECT_EQ(line_of(text, "left to the next"), "left to the next within 10 years 25 % ± 1 %");
    EXPECT_EQ(line_of(text, "shortfall"), "shortfall within 10 years 25 % ± 1 %");
}

TEST(Summary, SetsPaymentsAndSettlementsOfMembersWhereTheyAreMeasured) {
    ResultTables t = tables();
    t.transfers = {{"A", "member", "P", "pool", "claims", "", 1, 0}};
    t.metrics = {quantity_row("A", "gross_loss", 8), quantity_row("A", "net_loss", 6), quantity_row("A", "result", 2)};
    EXPECT_EQ(line_of(summarise(t), "Members"), "Members, per year gross loss net loss result");
    EXPECT_EQ(line_of(summarise(t), "A"), "A 8.00 6.00 2.00");
    t.metrics.push_back(quantity_row("A", "payment", 5));
    t.metrics.push_back(quantity_row("A", "own_result", -1));
    t.metrics.push_back(quantity_row("A", "transfer", 3));
    EXPECT_EQ(line_of(summarise(t), "Members"),
              "Members, per year gross loss net loss pays own result transfer result");
    EXPECT_EQ(line_of(summarise(t), "A"), "A 8.00 6.00 5.00 -1.00 3.00 2.00");
}

TEST(Summary, LeavesOutAColumnOfWhichNobodyHasAFigure) {
    ResultTables t = tables();
    t.transfers = {{"insureds", "insureds", "P", "pool", "premium", "", 1, 0}};
    t.metrics = {quantity_row("P", "gross_loss", 8)};
    t.metrics.push_back(row_of("tvar", "P", 20, 0));
    t.metrics.back().quantity = "gross_loss";
    t.metrics.back().parameter = 0.995;
    EXPECT_EQ(line_of(summarise(t), "Per"), "Per year mean TVaR 99.5 %") << "neither sd nor VaR was asked for";
    EXPECT_EQ(line_of(summarise(t), "P: gross"), "P: gross loss 8.00 20.00");
}

TEST(Summary, SaysAWarningOnceThatDiffersInItsNumbers) {
    ResultTables t = tables();
    for (std::string const count : {"4099", "5411"}) {
        t.metrics.push_back(row_of("var", "P", 1, 0));
        t.metrics.back().warning = "they count as " + count + " independent ones";
    }
    const std::string text = summarise(t);
    EXPECT_NE(text.find("they count as 4099 to 5411 independent ones (var of P recovery and 1 more)"),
              std::string::npos)
        << text;
}

TEST(Summary, LeavesWarningsOfLimitsToTheirTableAndKeepsOthers) {
    ResultTables t = tables();
    t.metrics.push_back(row_of("use_of_limit", "A", 2, 0));
    t.metrics.back().warning = "half is too much";
    t.metrics.push_back(row_of("breach_probability", "A", 0.5, 0.1, "path"));
    t.metrics.back().warning = "few trials";
    const std::string text = summarise(t);
    const std::string mind = text.substr(text.find("Mind"));
    EXPECT_EQ(mind.find("half is too much"), std::string::npos);
    EXPECT_NE(text.find("half is too much"), std::string::npos);
    EXPECT_NE(mind.find("few trials"), std::string::npos);
}

/// `count` pools of one member with a net loss of 10 and a TVaR of 50 each, and their totals.
ResultTables platform(int count) {
    ResultTables t = tables();
    t.treaties.clear();
    t.metrics.clear();
    const auto add = [&](std::string const& party, double mean, double tail) {
        t.metrics.push_back(quantity_row(party, "gross_loss", 2 * mean));
        t.metrics.push_back(quantity_row(party, "net_loss", mean));
        t.metrics.push_back(quantity_row(party, "net_loss", tail));
        t.metrics.back().metric = "tvar";
        t.metrics.back().parameter = 0.99;
        t.metrics.back().standard_error = tail / 25;
    };
    for (int k = 1; k <= count; ++k) {
        const std::string pool = "P" + std::to_string(k);
        t.transfers.push_back({"A", "member", pool, "pool", "retained_loss", "", 10, 0});
        t.transfers.push_back({pool, "pool", pool + " fund", "fund", "accrual", "", 1, 0});
        add(pool, 10, 50);
        add(pool + ": A", 10, 50);
        t.metrics.push_back(row_of("probability", pool + " fund", 0.25, 0.01, "path"));
        t.metrics.back().quantity = "ruined";
    }
    add("All pools", 10 * count, 80);
    add("A", 10 * count, 80);
    t.metrics.push_back(quantity_row("cloud", "insured_loss", 7));
    return t;
}

TEST(Summary, SetsManyPoolsSideBySide) {
    const std::string text = summarise(platform(4));
    EXPECT_EQ(line_of(text, "Pools, per year"),
              "Pools, per year gross loss net loss net TVaR 99 % fund short in 1 years");
    EXPECT_EQ(line_of(text, "P3"), "P3 20.00 10.00 50.00 ± 2.00 25 % ± 1 %");
    EXPECT_EQ(line_of(text, "All pools"), "All pools 80.00 40.00 80.00 ± 3.20 -");
    EXPECT_EQ(line_of(text, "The pools'"),
              "The pools' net TVaR 99 % add up to 200.0 ± 8.00; of all pools together it is 40 % ± 3.2 % of that "
              "(errors: upper bounds).")
        << "0.4 x (3.2 / 80 + 8 / 200)";
    EXPECT_EQ(line_of(text, "cloud"), "cloud 7.00");
    EXPECT_EQ(line_of(text, "A "), "A 80.00 40.00 80.00 ± 3.20");
    EXPECT_EQ(line_of(text, "P3: A"), "") << "a member is told once, over all its pools";
    EXPECT_EQ(line_of(text, "members"), "members to pools retained loss 40.00");
    EXPECT_NE(line_of(text, "Brief"), "");
}

TEST(Summary, TellsEachPoolInFullWhereThereAreFewOrItIsAsked) {
    for (std::string const& text : {summarise(platform(3)), summarise(platform(4), SummaryForm::full)}) {
        EXPECT_EQ(line_of(text, "Pools, per year"), "");
        EXPECT_EQ(line_of(text, "P3: A"), "P3: A 20.00 10.00 50.00 ± 2.00");
        EXPECT_EQ(line_of(text, "P3 fund mean"), "P3 fund mean per year");
        EXPECT_EQ(line_of(text, "Brief"), "");
    }
}

TEST(Summary, TellsWarningsThatDifferInANumberOnce) {
    ResultTables t = tables();
    t.metrics.clear();
    for (int n : {40, 9, 300}) {
        t.metrics.push_back(row_of("tvar", "Pool " + std::to_string(n), 1, 0));
        t.metrics.back().warning = std::to_string(n) + " observations are few; mind 0.5 of it";
    }
    const std::string text = summarise(t);
    EXPECT_EQ(line_of(text, "9 "), "9 to 300 observations are few (tvar of Pool 40 recovery and 2 more)");
    EXPECT_EQ(line_of(text, "mind"), "mind 0.5 of it (tvar of Pool 40 recovery and 2 more)");
}

}  // namespace
}  // namespace riskpool
