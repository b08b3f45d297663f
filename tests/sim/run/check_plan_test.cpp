#include "sim/run/check_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "tests/sim/run/run_text.hpp"

namespace riskpool {
namespace {

constexpr std::uint32_t years = 3;
constexpr std::uint32_t trials = 640;

std::string scenario(std::string const& pools) {
    return "schema: 1\nname: test\ncurrency: CNY\nyears: 3\n"
           "members: [{name: A, capital: 80, reserves: 20, solvency_ratio: 200%}, {name: B, capital: 60}]\n"
           "insureds:\n"
           "  - {name: I, sector: chips, property: 100, premium: 200, originator: A}\n"
           "  - {name: J, sector: robots, property: 50, premium: 100, originator: B}\n"
           "sources: [collective_risk: {frequency: {poisson: {mean: 4}}, severity: {exponential: {mean: 50}}}]\n"
           "pools: [" +
           pools + "]\n";
}

const std::string shares = "shares: {by_table: {table: [{member: A, share: 60%}, {member: B, share: 40%}]}}";
const std::string programme =
    ", expenses: 10%, programme: [[quota_share: {name: QS, cession: 30%, commission: 20%}], [cat_xl: {name: Cat, "
    "limit: "
    "40, attachment: 20, premium: 15, reinstatements: [100%]}]]";

/// A run in one block with its checks: all columns by name.
struct CheckedRun {
    Scenario scenario;
    Plan plan;
    std::vector<std::vector<double>> data;

    CheckedRun(std::string const& text, Checks const& terms) : scenario(checked(text, terms)), plan(scenario, 5) {
        for (auto const& column : plan.columns()) {
            data.emplace_back(column.basis == Basis::path ? trials : trials * years, -1.0);
        }
        BlockScratch scratch = plan.make_scratch();
        // In two slices, as the engine runs a block.
        for (std::uint32_t first = 0; first < trials; first += trials / 2) {
            plan.run_block({first, trials / 2, years}, scratch, data, std::size_t{first} * years);
        }
    }
    static Scenario checked(std::string const& text, Checks const& terms) {
        Scenario scenario = testing::scenario_of(text);
        scenario.checks = terms;
        return scenario;
    }
    [[nodiscard]] std::size_t id(std::string_view party, std::string_view quantity) const {
        for (std::size_t k = 0; k < plan.columns().size(); ++k) {
            ColumnDescription const& column = plan.columns()[k];
            if (column.party == party && column.quantity == quantity) return k;
        }
        ADD_FAILURE() << "no column " << party << ' ' << quantity;
        return 0;
    }
    [[nodiscard]] std::vector<double> const& of(std::string_view party, std::string_view quantity) const {
        return data[id(party, quantity)];
    }
    [[nodiscard]] std::vector<MetricRow> figures() const {
        std::vector<SeriesSums> sums(data.size());
        for (std::size_t k = 0; k < data.size(); ++k) {
            const std::uint32_t each = plan.columns()[k].basis == Basis::path ? 1 : years;
            const std::size_t leaf = leaf_trials * each;
            for (std::size_t at = 0; at < data[k].size(); at += leaf) {
                sums[k].add_leaf(std::span(data[k]).subspan(at, leaf), each);
            }
        }
        std::vector<MetricRow> rows;
        plan.checks().add_figures(sums, rows);
        return rows;
    }
};

Checks china() {
    Checks checks;
    checks.preset = CheckPreset::china;
    return checks;
}

TEST(CheckPlan, CarriesCapitalOnByTheResultsOfMembersWithoutColumnsOfTheirOwn) {
    const CheckedRun run(scenario("{name: P, " + shares + programme + "}"), china());
    ASSERT_FALSE(run.plan.scaled().empty()) << "members are the key times the pool";
    auto const& result = run.of("P", "result");
    for (auto const& [name, start, key] : {std::tuple{"A", 100.0, 0.6}, {"B", 60.0, 0.4}}) {
        auto const& capital = run.of(name, "capital_and_reserves");
        for (std::size_t c = 0; c < capital.size(); ++c) {
            double own = start;
            for (std::size_t before = c - c % years; before < c; ++before) own += key * result[before];
            EXPECT_NEAR(capital[c], own, 1e-9);
        }
    }
}

TEST(CheckPlan, CountsThePremiumKeptAfterReinstatementsAndOwnReinsurance) {
    const CheckedRun run(
        scenario(
            "{name: P, " + shares + programme +
            ", member_reinsurance: [{member: A, programme: [[cat_xl: {name: Own, limit: 10, attachment: 5, premium: "
            "7, reinstatements: [50%]}]]}]}"),
        china());
    auto const& cat = run.of("Cat", "reinstatement_premium");
    auto const& own = run.of("A: Own", "reinstatement_premium");
    EXPECT_GT(*std::max_element(cat.begin(), cat.end()), 0);
    EXPECT_GT(*std::max_element(own.begin(), own.end()), 0);
    auto const& a = run.of("A", "retained_premium");
    auto const& b = run.of("B", "retained_premium");
    for (std::size_t c = 0; c < a.size(); ++c) {
        const double left = 300 - 90 - 15 - cat[c];  // the quota share takes 30 %
        EXPECT_NEAR(a[c], 0.6 * left - 7 - own[c], 1e-9);
        EXPECT_NEAR(b[c], 0.4 * left, 1e-9);
    }
    auto const& capital = run.of("A", "capital_and_reserves");
    auto const& result = run.of("A", "result");
    for (std::size_t c = 1; c < capital.size(); ++c) {
        if (c % years != 0) {
            EXPECT_NEAR(capital[c], capital[c - 1] + result[c - 1], 1e-9);
        }
    }
}

/// Every check against its definition, from the columns of capital and premium.
void expect_breaches(CheckedRun const& run, std::string const& member, std::string const& check, double charged,
                     double allowed, std::vector<double> const& measured) {
    SCOPED_TRACE(member + " " + check);
    auto const& capital = run.of(member, "capital_and_reserves");
    auto const& in_year = run.of(member, check + "_breach_in_year");
    auto const& on_path = run.of(member, check + "_breach");
    double breaches = 0;
    for (std::size_t t = 0; t < trials; ++t) {
        double any = 0;
        for (std::uint32_t y = 0; y < years; ++y) {
            const std::size_t c = t * years + y;
            const double breach = charged * measured[measured.size() == 1 ? 0 : c] > allowed * capital[c] ? 1 : 0;
            EXPECT_EQ(in_year[c], breach);
            EXPECT_EQ(run.of(member, check + "_breach_in_year_" + std::to_string(y + 1))[t], breach);
            any = std::max(any, breach);
        }
        EXPECT_EQ(on_path[t], any);
        EXPECT_EQ(run.of(member, check + "_use")[t] > 1, any == 1);
        breaches += any;
    }
    EXPECT_GT(breaches, 0);
    EXPECT_LT(breaches, trials) << "some paths must be in order, or nothing is tested";
    for (auto const& row : run.figures()) {
        if (row.party != member || row.quantity != check) continue;
        if (row.metric == "breach_probability" && row.basis == "path") {
            const double p = breaches / trials;
            EXPECT_DOUBLE_EQ(row.value, p);
            EXPECT_NEAR(row.standard_error, std::sqrt(p * (1 - p) / trials), 1e-12);
        }
        if (row.metric == "breach_probability" && row.basis == "annual") {
            double sum = 0;
            for (std::size_t t = 0; t < trials; ++t) {
                sum += in_year[t * years + static_cast<std::size_t>(row.parameter) - 1];
            }
            EXPECT_DOUBLE_EQ(row.value, sum / trials) << "year " << row.parameter;
        }
        if (row.metric == "worst_use") {
            auto const& use = run.of(member, check + "_use");
            EXPECT_EQ(row.value, *std::max_element(use.begin(), use.end()));
        }
    }
}

TEST(CheckPlan, ReportsEachBreachByMemberAndYear) {
    Checks checks = china();
    RiskUnitLimit half;
    half.part = 0.5;
    checks.list = {half};
    const CheckedRun run(scenario("{name: P, " + shares + programme + "}"), checks);
    expect_breaches(run, "A", "retained_premium", 1, 4, run.of("A", "retained_premium"));
    expect_breaches(run, "B", "retained_premium", 1, 4, run.of("B", "retained_premium"));
    // 100 less 30 % less the layer of 40 above 20: 30 in all.
    expect_breaches(run, "A", "risk_unit", 1, 0.5, {18.0});
    // A states a ratio of 200 %: 100 over 2 is required. B states none and is not checked.
    expect_breaches(run, "A", "solvency", 1.5, 1, {50.0});
    for (auto const& column : run.plan.columns())
        EXPECT_FALSE(column.party == "B" && column.quantity == "solvency_breach");
}

TEST(CheckPlan, AddsExactRowsOfStaticLimitsWithTheirBreaches) {
    std::string text = scenario("{name: P, " + shares +
                                ", programme: [[quota_share: {name: QS, cession: 90%, lines: [{reinsurer: X, share: "
                                "100%}]}]]}");
    text.insert(text.find("insureds:"), "reinsurers: [{name: X, rating: A}]\n");
    const CheckedRun run(text, china());
    int rows = 0;
    for (auto const& row : run.figures()) {
        if (row.metric != "use_of_limit") continue;
        EXPECT_EQ(row.standard_error, 0);
        if (row.quantity == "one_reinsurer") {
            ++rows;
            EXPECT_NEAR(row.value, 0.9 / 0.8, 1e-12);
            EXPECT_NE(row.warning.find("\"X\""), std::string::npos);
        }
        if (row.quantity == "risk_unit") {
            EXPECT_NEAR(row.value, (row.party == "A" ? 6.0 / 10 : 4.0 / 6), 1e-12);
            EXPECT_EQ(row.warning, "");
        }
    }
    EXPECT_EQ(rows, 2);
}

TEST(CheckPlan, KeepsPremiumByYearBySettlementAndOverSeveralPools) {
    const CheckedRun by_year(
        scenario("{name: P, shares: {by_year: {periods: [{from_year: 1, shares: {by_table: {table: "
                 "[{member: A, share: 100%}]}}}, {from_year: 2, shares: {by_table: {table: "
                 "[{member: A, share: 20%}, {member: B, share: 80%}]}}}]}}}"),
        china());
    EXPECT_NEAR(by_year.of("A", "retained_premium")[0], 300, 1e-9);
    EXPECT_NEAR(by_year.of("A", "retained_premium")[1], 60, 1e-9);
    EXPECT_NEAR(by_year.of("B", "retained_premium")[2], 240, 1e-9);

    // A brought 200 and B 100; the pool takes half of both and cedes 30 % of that.
    const CheckedRun settled(
        scenario("{name: P, " + shares +
                 ", settlement: {pool_share: 50%, profit_key: premium_key, loss_key: premium_key}, programme: "
                 "[[quota_share: {cession: 30%}]]}"),
        china());
    EXPECT_NEAR(settled.of("A", "retained_premium")[0], 200 - 30, 1e-9);
    EXPECT_NEAR(settled.of("B", "retained_premium")[0], 100 - 15, 1e-9);

    Checks other = china();
    RetainedPremiumLimit limit;
    limit.other_premium = {{"B", 11}};
    other.list = {limit};
    const CheckedRun two(
        scenario("{name: P, covers: {sector: chips}, " + shares + "}, {name: Q, covers: {sector: robots}, " + shares +
                 ", programme: [[cat_xl: {name: Cat, limit: 40, attachment: 20, premium: 10, "
                 "reinstatements: [100%]}]]}"),
        other);
    auto const& reinstated = two.of("Q: Cat", "reinstatement_premium");
    auto const& capital = two.of("B", "capital_and_reserves");
    for (std::size_t c = 0; c < reinstated.size(); ++c) {
        EXPECT_NEAR(two.of("B", "retained_premium")[c], 0.4 * (200 + 90 - reinstated[c]) + 11, 1e-9);
        if (c % years == 0) continue;
        const double result = two.of("P", "result")[c - 1] + two.of("Q", "result")[c - 1];
        EXPECT_NEAR(capital[c], capital[c - 1] + 0.4 * result, 1e-9) << "results of both pools";
    }
}

TEST(CheckPlan, TellsYearsAsFarAsAskedAndNothingWithoutChecks) {
    Checks checks = china();
    checks.told_years = 1;
    const CheckedRun run(scenario("{name: P, " + shares + "}"), checks);
    for (auto const& row : run.figures()) EXPECT_FALSE(row.basis == "annual" && row.parameter > 1);
    std::size_t columns = 0;
    for (auto const& column : run.plan.columns())
        columns += column.quantity.find("_breach_in_year_") != std::string::npos;
    EXPECT_EQ(columns, 5) << "premium and risk unit of two members, solvency of one";
    CheckPlan none;
    std::vector<MetricRow> rows;
    none.fill({}, 0, 0);
    none.add_figures({}, rows);
    EXPECT_TRUE(rows.empty());
}

TEST(CheckPlan, GivesEveryColumnANameOfItsOwn) {
    const CheckedRun run(scenario("{name: P, " + shares + programme + "}"), china());
    std::vector<std::string> names;
    for (auto const& column : run.plan.columns()) {
        names.push_back(column_name(column.party, column.quantity, column.basis));
    }
    std::sort(names.begin(), names.end());
    EXPECT_TRUE(std::adjacent_find(names.begin(), names.end()) == names.end());
}

}  // namespace
}  // namespace riskpool
