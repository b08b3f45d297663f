#include "sim/base/diagnostic.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

Diagnostic fault(std::string file, int line, int column, std::string problem) {
    return {Level::error, std::move(file), line, column, "", std::move(problem), ""};
}

TEST(Diagnostic, PrintsInTheFormThatEditorsUnderstand) {
    EXPECT_EQ(to_string({Level::error, "a.yaml", 3, 7, "pools[0].name", "is missing", "give it"}),
              "a.yaml:3:7: error: pools[0].name: is missing; give it");
    EXPECT_EQ(to_string({Level::warning, "a.yaml", 0, 0, "", "is odd", ""}), "a.yaml: warning: is odd");
    EXPECT_EQ(to_string({Level::error, "", 0, 0, "years", "is odd", ""}), "error: years: is odd");
}

TEST(Diagnostic, IsAnErrorOnlyIfItSaysSo) {
    EXPECT_FALSE(has_errors({}));
    EXPECT_FALSE(has_errors({{Level::warning, "", 0, 0, "", "x", ""}}));
    EXPECT_TRUE(has_errors({{Level::warning, "", 0, 0, "", "x", ""}, {Level::error, "", 0, 0, "", "x", ""}}));
}

TEST(ScenarioError, SaysAllFaultsOneALine) {
    const ScenarioError error({fault("a", 1, 2, "x"), fault("a", 3, 4, "y")});
    EXPECT_STREQ(error.what(), "a:1:2: error: x\na:3:4: error: y");
    EXPECT_EQ(error.diagnostics().size(), 2U);
}

TEST(Diagnostics, StandInTheOrderOfTheFileThatIsReadFirst) {
    const auto sorted =
        in_order_of_place({fault("table.csv", 1, 1, "t"), fault("x.yaml", 9, 1, "c"), fault("--set a=1", 0, 0, "s"),
                           fault("x.yaml", 2, 8, "b"), fault("x.yaml", 2, 3, "a")},
                          "x.yaml");
    std::string order;
    for (auto const& each : sorted) order += each.problem;
    EXPECT_EQ(order, "abcst");
}

TEST(Diagnostics, OfOnePlaceAreSaidOnceUnlessTheyDiffer) {
    const auto kept = in_order_of_place({fault("x", 2, 3, "a"), fault("x", 2, 3, "b"), fault("x", 2, 3, "a"),
                                         fault("x", 2, 4, "a"), fault("x", 0, 0, "a"), fault("x", 0, 0, "a")},
                                        "x");
    EXPECT_EQ(kept.size(), 5U);  // without a place two may be of different things
}

TEST(Nearest, FindsTheSlipsThatFingersMake) {
    const std::vector<std::string_view> known{"reinstatements", "limit", "attachment", "premium"};
    EXPECT_EQ(nearest("reinstatments", known), "reinstatements");  // left out
    EXPECT_EQ(nearest("limmit", known), "limit");                  // doubled
    EXPECT_EQ(nearest("attahcment", known), "attachment");         // turned round
    EXPECT_EQ(nearest("pramium", known), "premium");               // another
    EXPECT_EQ(nearest("Limit", known), "limit");
}

TEST(Nearest, FindsTheNearestOfSeveral) {
    EXPECT_EQ(nearest("member", {"number", "members", "ember"}), "members");
    EXPECT_EQ(nearest("cat_lx", {"cat_xl", "cat_l"}), "cat_xl");
}

TEST(Nearest, ProposesNothingThatNobodyMeant) {
    EXPECT_EQ(nearest("deductible", {"limit", "premium"}), "");
    EXPECT_EQ(nearest("C", {"A", "B", ""}), "");  // names of one letter are all one letter apart
    EXPECT_EQ(nearest("", {"A"}), "");
    EXPECT_EQ(nearest("x", {}), "");
}

}  // namespace
}  // namespace riskpool
