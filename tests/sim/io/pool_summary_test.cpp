#include "sim/io/pool_summary.hpp"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <string_view>
#include <utility>

#include "sim/io/summary.hpp"

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

/// What follows the heading, up to the next empty line.
std::string table_of(std::string const& text, std::string_view heading) {
    const std::size_t begin = text.find("\n  " + std::string(heading));
    if (begin == std::string::npos) return {};
    return text.substr(begin + 1, text.find("\n\n", begin + 1) - begin);
}

MetricRow row_of(std::string metric, std::string party, std::string quantity, double value, double error = 0,
                 std::string basis = "annual") {
    MetricRow row;
    row.metric = std::move(metric);
    row.party = std::move(party);
    row.quantity = std::move(quantity);
    row.basis = std::move(basis);
    row.value = value;
    row.standard_error = error;
    return row;
}

MetricRow at(double parameter, MetricRow row) {
    row.parameter = parameter;
    return row;
}

MetricRow warned(std::string warning, MetricRow row) {
    row.warning = std::move(warning);
    return row;
}

TransferRow flow(std::string payer, std::string payer_kind, std::string payee, std::string payee_kind,
                 std::string reason, double mean, double error = 0) {
    return {std::move(payer),
            std::move(payer_kind),
            std::move(payee),
            std::move(payee_kind),
            std::move(reason),
            "",
            mean,
            error};
}

/// A pool P of ten years with two funds and money between it and A, F1 and F2.
ResultTables tables() {
    ResultTables t;
    t.title = "Test";
    t.currency = "CNY";
    t.trials = t.trials_asked = 1000;
    t.years = 10;
    t.transfers = {flow("P", "pool", "P zeta", "fund", "accrual", 5),
                   flow("P", "pool", "P alpha", "fund", "accrual", 5), flow("P", "pool", "A", "member", "claims", 1)};
    t.metrics = {row_of("probability", "P zeta", "ruined", 0.25, 0.01, "path"),
                 row_of("probability", "P alpha", "ruined", 0.125, 0.01, "path")};
    return t;
}

TEST(PoolSummary, IsEmptyWhereAPoolHasNothingButReinsurance) {
    EXPECT_EQ(pool_summary(tables(), {}), "");
}

TEST(PoolSummary, SetsEachPayerBehindTheFundsWithItsHighestTail) {
    ResultTables t = tables();
    t.metrics.push_back(row_of("aal", "P state_layer 1", "lent", 8, 0.5));
    t.metrics.push_back(at(0.99, row_of("tvar", "P state_layer 1", "lent", 70, 2)));
    t.metrics.push_back(at(0.995, row_of("tvar", "P state_layer 1", "lent", 90, 3)));
    t.metrics.push_back(row_of("aal", "P state_layer 1", "repaid", 6, 0.25));
    t.metrics.push_back(row_of("aal", "P member_call 2", "called", 0));
    t.metrics.push_back(row_of("aal", "P", "unfunded", 2, 0.125));
    t.metrics.push_back(row_of("probability", "P", "unfunded_ever", 0.05, 0.007, "path"));
    const std::string table = table_of(pool_summary(t, {}), "What stands behind the funds");
    EXPECT_EQ(line_of(table, "What"), "What stands behind the funds mean per year TVaR 99.5 %");
    EXPECT_EQ(line_of(table, "P state_layer 1: lent"), "P state_layer 1: lent 8.00 ± 0.5000 90.00 ± 3.00");
    EXPECT_EQ(line_of(table, "P state_layer 1: repaid"), "P state_layer 1: repaid 6.00 ± 0.2500 -");
    EXPECT_EQ(line_of(table, "P member_call 2: called"), "P member_call 2: called 0 -");
    EXPECT_EQ(line_of(table, "paid by nobody"), "paid by nobody but members 2.00 ± 0.1250 -");
    EXPECT_EQ(line_of(table, "ever"), "ever in 10 years 5 % ± 0.7 %");
}

TEST(PoolSummary, SaysBelowWhichProbabilityIsWhatNeverHappened) {
    ResultTables t = tables();
    t.metrics.push_back(row_of("probability", "P", "unfunded_ever", 0, 0, "path"));
    t.metrics.back().high = 0.0038;
    EXPECT_EQ(line_of(pool_summary(t, {}), "ever"), "ever in 10 years below 0.38 %");
}

TEST(PoolSummary, CountsWhatTheStatePaysAsCostAndWhatItIsPaidAgainstIt) {
    ResultTables t = tables();
    t.transfers.push_back(flow("state", "state", "P", "pool", "grant", 4, 0.5));
    t.transfers.push_back(flow("state", "state", "P zeta", "fund", "grant", 3, 0.25));
    t.transfers.push_back(flow("A", "member", "P", "pool", "loan_repayment", 100));
    t.transfers.push_back(flow("P", "pool", "state", "state", "loan_repayment", 2, 0.125));
    t.transfers.push_back(flow("P", "pool", "state", "state", "guarantee_premium", 1));
    t.metrics.push_back(row_of("aal", "state", "fiscal_cost", 4, 0.5));
    t.metrics.push_back(at(0.995, row_of("tvar", "state", "fiscal_cost", 60, 2)));
    const std::string table = table_of(pool_summary(t, {}), "State in a mean year");
    EXPECT_EQ(line_of(table, "State"), "State in a mean year cost TVaR 99.5 %");
    EXPECT_EQ(line_of(table, "grant"), "grant 7.00 ± 0.7500") << "the errors of two lines are at most their sum";
    EXPECT_EQ(line_of(table, "loan repayment"), "loan repayment -2.00 ± 0.1250");
    EXPECT_EQ(line_of(table, "guarantee premium"), "guarantee premium -1.00");
    EXPECT_EQ(line_of(table, "fiscal cost"), "fiscal cost 4.00 ± 0.5000 60.00 ± 2.00");
}

TEST(PoolSummary, TellsSeveralTreasuriesApart) {
    ResultTables t = tables();
    t.transfers.push_back(flow("state", "state", "P", "pool", "grant", 4));
    t.transfers.push_back(flow("government", "state", "P", "pool", "loss_sharing", 3));
    const std::string text = pool_summary(t, {});
    EXPECT_EQ(line_of(text, "state: grant"), "state: grant 4.00");
    EXPECT_EQ(line_of(text, "government: loss"), "government: loss sharing 3.00");
}

TEST(PoolSummary, SetsWhatReinsurersLeaveBesideWhatTheyAssumed) {
    ResultTables t = tables();
    t.transfers.push_back(flow("R", "reinsurer", "P", "pool", "recovery", 20));
    t.metrics.push_back(row_of("aal", "R", "left_unpaid", 1, 0.25));
    t.metrics.push_back(row_of("aal", "P", "uncollected", 1.5, 0.25));
    t.metrics.push_back(row_of("aal", "A: R", "left_unpaid", 0.5, 0.125));
    t.metrics.push_back(row_of("aal", "R", "assumed_loss", 20, 1));
    const std::string table = table_of(pool_summary(t, {}), "Default of reinsurers");
    EXPECT_EQ(line_of(table, "Default"), "Default of reinsurers assumed loss uncollected");
    EXPECT_EQ(line_of(table, "R"), "R 20.00 ± 1.00 1.00 ± 0.2500");
    EXPECT_EQ(line_of(table, "A: R"), "A: R - 0.5000 ± 0.1250");
    EXPECT_EQ(line_of(table, "all"), "all that P buys - 1.50 ± 0.2500");
}

TEST(PoolSummary, SaysWhatMembersInDefaultLeaveToTheLeadAndToInsureds) {
    ResultTables t = tables();
    t.metrics.push_back(row_of("aal", "A", "default_loss", -1, 0.25));
    t.metrics.push_back(row_of("aal", "P", "borne_by_lead", 0.5, 0.25));
    t.metrics.push_back(row_of("aal", "P", "unpaid_claims", 2, 0.5));
    t.metrics.push_back(at(0.99, row_of("tvar", "P", "unpaid_claims", 30, 4)));
    const std::string table = table_of(pool_summary(t, {}), "Default of members");
    EXPECT_EQ(line_of(table, "A:"), "A: left of its part -1.00 ± 0.2500 -");
    EXPECT_EQ(line_of(table, "P: borne"), "P: borne by the lead 0.5000 ± 0.2500 -");
    EXPECT_EQ(line_of(table, "P: not"), "P: not paid to insureds 2.00 ± 0.5000 30.00 ± 4.00");
    EXPECT_EQ(table_of(pool_summary(t, {}), "Default of reinsurers"), "");
}

TEST(PoolSummary, SetsBreachesOfLawWithTheirWorstYearAndUse) {
    ResultTables t = tables();
    t.metrics.push_back(row_of("breach_probability", "A", "retained_premium", 0.2, 0.01, "path"));
    t.metrics.push_back(at(1, row_of("breach_probability", "A", "retained_premium", 0.01, 0.002)));
    t.metrics.push_back(at(2, row_of("breach_probability", "A", "retained_premium", 0.03, 0.005)));
    t.metrics.push_back(at(3, row_of("breach_probability", "A", "retained_premium", 0.03, 0.005)));
    t.metrics.push_back(row_of("worst_use", "A", "retained_premium", 1000, 0, "path"));
    t.metrics.push_back(row_of("breach_probability", "B", "solvency", 0, 0, "path"));
    t.metrics.back().high = 0.0038;
    t.metrics.push_back(row_of("worst_use", "B", "solvency", 0.75, 0, "path"));
    t.metrics.push_back(row_of("use_of_limit", "A", "risk_unit", 0.5));
    t.metrics.push_back(row_of("use_of_limit", "A", "risk_unit", 0.875));
    const std::string table = table_of(pool_summary(t, {}), "Limits of law");
    EXPECT_EQ(line_of(table, "Limits"),
              "Limits of law breached in 10 years worst year in that year worst use use by terms alone");
    EXPECT_EQ(line_of(table, "A: retained"), "A: retained premium 20 % ± 1 % 2 3 % ± 0.5 % no capital left -");
    EXPECT_EQ(line_of(table, "B:"), "B: solvency below 0.38 % - - 0.75 -");
    EXPECT_EQ(line_of(table, "A: risk"), "A: risk unit - - - - 0.875") << "the greatest of several findings";
    EXPECT_EQ(table.find("breached, "), std::string::npos);
}

TEST(PoolSummary, GivesTheWordsOfABreachEvenIfAKeptLimitIsUsedMore) {
    ResultTables t = tables();
    t.metrics.push_back(row_of("use_of_limit", "P", "lead_reinsurer", 0.75));
    t.metrics.push_back(warned("Small Re has no rating", row_of("use_of_limit", "P", "lead_reinsurer", 0.25)));
    t.metrics.push_back(warned("Tiny Re has no rating", row_of("use_of_limit", "P", "lead_reinsurer", 0.5)));
    const std::string text = pool_summary(t, {});
    EXPECT_EQ(line_of(text, "P: lead"), "P: lead reinsurer 0.75") << "the other columns are blank";
    EXPECT_EQ(line_of(text, "breached"), "breached, P: lead reinsurer: Tiny Re has no rating (and 1 more)");
}

TEST(PoolSummary, HasANextPayerAfterEachFundButTheLastWithoutBackstops) {
    ResultTables t = tables();
    EXPECT_TRUE(has_next_payer(t, "P zeta"));
    EXPECT_FALSE(has_next_payer(t, "P alpha")) << "the ledger has it last";
    t.transfers.push_back(flow("P 2", "pool", "P 2 fund", "fund", "accrual", 5));
    t.metrics.push_back(row_of("aal", "P member_call 1", "called", 1));
    EXPECT_TRUE(has_next_payer(t, "P alpha"));
    EXPECT_FALSE(has_next_payer(t, "P 2 fund")) << "that is another pool's backstop";
}

}  // namespace
}  // namespace riskpool
