#include "sim/run/across_pools.hpp"

#include <gtest/gtest.h>

#include "tests/sim/run/run_text.hpp"

namespace riskpool {
namespace {

using testing::run_text;
using testing::TextRun;

/// Two pools with members X and Y; an event of 80 and 40 in the only year, in one insured of each pool.
TextRun two_pools(std::string const& extra = "") {
    return run_text(
        "schema: 1\nname: test\ncurrency: CNY\nyears: 1\nmembers: [{name: X}, {name: Y}]\n"
        "insureds: [{name: A, sector: a, property: 100, premium: 10}, {name: B, sector: b, property: 100, premium: "
        "5}]\n"
        "sources: [{fixed_events: {events: [{year: 1, hits: [{insured: A, damage: 80}, {insured: B, damage: 40}]}]}}]\n"
        "pools:\n"
        "  - {name: P, covers: {sector: a}, shares: {by_table: {table: [{member: X, share: 75%}, {member: Y, share: "
        "25%}]}},\n"
        "     programme: [[{cat_xl: {name: L, limit: 50, attachment: 20, premium: 2, reinstatements: []}}]]}\n"
        "  - {name: Q, covers: {sector: b}, shares: {by_table: {table: [{member: Y, share: 100%}]}}}\n"
        "metrics: [aal, {var: {level: 50%}}]\n" +
            extra,
        64, 1);
}

TEST(AcrossPools, AddsUpLossesAndResultsOfAllPools) {
    const TextRun run = two_pools();
    EXPECT_DOUBLE_EQ(run.row("aal", "All pools", "gross_loss").value, 120);
    EXPECT_DOUBLE_EQ(run.row("aal", "All pools", "recovery").value, 50);
    EXPECT_DOUBLE_EQ(run.row("aal", "All pools", "net_loss").value, 30 + 40);
    EXPECT_DOUBLE_EQ(run.row("aal", "All pools", "result").value, 10 - 2 - 30 + 5 - 40);
}

TEST(AcrossPools, GivesAMemberItsPartsOfEveryPool) {
    const TextRun run = two_pools();
    EXPECT_DOUBLE_EQ(run.row("aal", "X", "gross_loss").value, 60);
    EXPECT_DOUBLE_EQ(run.row("aal", "Y", "gross_loss").value, 20 + 40);
    EXPECT_DOUBLE_EQ(run.row("aal", "Y", "net_loss").value, 0.25 * 30 + 40);
    EXPECT_DOUBLE_EQ(run.row("aal", "Y", "result").value, 0.25 * (10 - 2 - 30) + 5 - 40);
    EXPECT_DOUBLE_EQ(run.row("var", "Y", "net_loss").value, 47.5);
}

TEST(SourceTotals, TellsWhichSourceCostsWhatWhereTheOutputAsksForIt) {
    const TextRun run = two_pools("output: {sources: true}\n");
    EXPECT_DOUBLE_EQ(run.row("aal", "fixed_events", "insured_loss").value, 120);
    const TextRun quiet = two_pools();
    for (auto const& row : quiet.rows) EXPECT_NE(row.party, "fixed_events");
}

TEST(SourceTotals, AddUpToTheGrossLossOfPoolsThatTakeAll) {
    const std::string text =
        "schema: 1\nname: test\ncurrency: CNY\nyears: 2\nmembers: [{name: M}]\n"
        "insureds: [{name: I, property: 100, premium: 10, deductible: 1}, {name: Uncovered, sector: z, premium: 1}]\n"
        "sources:\n"
        "  - collective_risk: {covers: {insureds: [I]}, frequency: {poisson: {mean: 2}}, severity: {exponential: "
        "{mean: 3}}}\n"
        "  - collective_risk: {name: rare, frequency: {poisson: {mean: 0.5}}, severity: {exponential: {mean: 9}}}\n"
        "  - attritional: {covers: {insureds: [I]}, loss_ratio: 20%, cv: 1}\n"
        "pools: [{name: P, covers: {insureds: [I]}, shares: {by_table: {table: [{member: M, share: 1}]}}}]\n"
        "metrics: [aal]\noutput: {sources: true}\n";
    const TextRun run = run_text(text, 512, 3);
    const double drivers = run.row("aal", "collective_risk", "insured_loss").value +
                           run.row("aal", "rare", "insured_loss").value +
                           run.row("aal", "attritional", "insured_loss").value;
    EXPECT_NEAR(drivers, run.row("aal", "P", "gross_loss").value, 1e-9);
    EXPECT_GT(run.row("aal", "rare", "insured_loss").value, 0);
}

TEST(SourceTotals, TellSourcesOfTheSameNameApart) {
    const std::string source = "collective_risk: {frequency: {poisson: {mean: 1}}, severity: {point: {value: ";
    const TextRun run =
        run_text("schema: 1\nname: test\ncurrency: CNY\nmembers: [{name: M}]\ninsureds: [{name: I}]\nsources: [{" +
                     source + "1}}}}, {" + source +
                     "5}}}}]\npools: [{name: P, shares: equal}]\nmetrics: [aal]\noutput: {sources: true}\n",
                 256, 1);
    EXPECT_GT(run.row("aal", "collective_risk [1]", "insured_loss").value,
              2 * run.row("aal", "collective_risk [0]", "insured_loss").value);
}

}  // namespace
}  // namespace riskpool
