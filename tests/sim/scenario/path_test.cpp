#include "sim/scenario/path.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

Node tree() {
    std::vector<Diagnostic> diagnostics;
    Node root =
        parse_document("years: 3\npools:\n  - name: P\n    tiers: [[{xl: {limit: 1, price: [0, 1]}}]]\n    fund:\n",
                       "x.yaml", diagnostics);
    EXPECT_TRUE(diagnostics.empty());
    return root;
}

/// The message of a setting that is refused, or nothing.
std::string refusal(Node& root, std::string const& setting) {
    std::vector<Diagnostic> diagnostics;
    apply_setting(root, setting, diagnostics);
    if (diagnostics.empty()) return "";
    EXPECT_EQ(diagnostics.size(), 1U);
    return to_string(diagnostics[0]);
}

TEST(Path, IsBuiltFromKeysAndNumbers) {
    EXPECT_EQ(path_key("", "pools"), "pools");
    EXPECT_EQ(path_key(path_index("pools", 2), "name"), "pools[2].name");
}

TEST(Path, SetsAValueHoweverDeep) {
    Node root = tree();
    EXPECT_EQ(refusal(root, "years=5"), "");
    EXPECT_EQ(refusal(root, "pools[0].tiers[0][0].xl.limit=4e9"), "");
    EXPECT_EQ(refusal(root, "pools[0].tiers[0][0].xl.price[1]=50%"), "");
    EXPECT_EQ(root.find("years")->text, "5");
    Node const& xl = *root.find("pools")->items[0].find("tiers")->items[0].items[0].find("xl");
    EXPECT_EQ(xl.find("limit")->text, "4e9");
    EXPECT_EQ(xl.find("price")->items[1].text, "50%");
    EXPECT_EQ(xl.find("price")->items[0].text, "0");
}

TEST(Path, SetsAListOrAMapInOneLine) {
    Node root = tree();
    EXPECT_EQ(refusal(root, "pools[0].tiers[0][0].xl.price=[1, 1, 1]"), "");
    EXPECT_EQ(refusal(root, "pools[0].fund={cap: 5}"), "");
    EXPECT_EQ(root.find("pools")->items[0].find("tiers")->items[0].items[0].find("xl")->find("price")->items.size(),
              3U);
    EXPECT_EQ(root.find("pools")->items[0].find("fund")->find("cap")->text, "5");
}

TEST(Path, AddsAFieldThatTheFileLeavesOut) {
    Node root = tree();
    EXPECT_EQ(refusal(root, "seed=7"), "");
    EXPECT_EQ(refusal(root, "pools[0].fund.cap=9"), "");  // the file has `fund:` with nothing after it
    EXPECT_EQ(root.find("seed")->text, "7");
    EXPECT_EQ(root.find("pools")->items[0].find("fund")->find("cap")->text, "9");
}

TEST(Path, KeepsEqualSignsOfTheValue) {
    Node root = tree();
    EXPECT_EQ(refusal(root, "pools[0].name=a=b"), "");
    EXPECT_EQ(root.find("pools")->items[0].find("name")->text, "a=b");
}

TEST(Path, GivesWhatWasSetNoPlaceInTheFile) {
    Node root = tree();
    EXPECT_EQ(refusal(root, "pools[0].fund={cap: 5}"), "");
    Node const* fund = root.find("pools")->items[0].find("fund");
    EXPECT_EQ(fund->find("cap")->place.line, 0);
    EXPECT_EQ(fund->find("cap")->file, "--set pools[0].fund={cap: 5}");
}

TEST(Path, ThatLeadsNowhereNamesTheNearestKey) {
    Node root = tree();
    EXPECT_EQ(refusal(root, "pols[0].name=x"),
              "--set pols[0].name=x: error: pols[0].name: \"pols\" is not in the scenario; did you mean \"pools\"?");
    EXPECT_NE(refusal(root, "pools[1].name=x").find("\"[1]\" is not in the scenario; the list has 1 items"),
              std::string::npos);
    EXPECT_NE(refusal(root, "pools.name=x").find("\"name\" is not in the scenario"), std::string::npos);
    EXPECT_NE(refusal(root, "years.x=1").find("a single value where a map or a list would be"), std::string::npos);
    EXPECT_NE(refusal(root, "years[0]=1").find("is not in the scenario"), std::string::npos);
}

TEST(Path, MustFollowTheGrammar) {
    for (auto const* path : {"", ".", "[0", "pools[", "pools[]", "pools[x]", "pools[-1]", "pools[0]name", "pools..name",
                             ".years", "years.", "pools[0].", "pools[99999999999999999999]"}) {
        Node root = tree();
        EXPECT_NE(refusal(root, std::string(path) + "=1").find("is not a path"), std::string::npos) << path;
    }
}

TEST(Path, NeedsAValueThatIsYaml) {
    Node root = tree();
    EXPECT_NE(refusal(root, "years").find("has no value; write path=value"), std::string::npos);
    EXPECT_NE(refusal(root, "years=").find("is given no value"), std::string::npos);
    EXPECT_NE(refusal(root, "years=[1, 2").find("years: is not YAML"), std::string::npos);
    EXPECT_NE(refusal(root, "pools[0].fund={a: 1, a: 2}").find("stands twice"), std::string::npos);
    EXPECT_EQ(root.find("years")->text, "3");
}

TEST(Path, FindsTheDeepestNodeThatExists) {
    const Node root = tree();
    EXPECT_EQ(find_nearest(root, "pools[0].name")->text, "P");
    EXPECT_EQ(find_nearest(root, "pools[0].rating"), &root.find("pools")->items[0]);
    EXPECT_EQ(find_nearest(root, "pools[0].rating.x[3]"), &root.find("pools")->items[0]);
    EXPECT_EQ(find_nearest(root, "nothing"), &root);
    EXPECT_EQ(find_nearest(root, "pools[0].tiers[0][0].xl.price[1]")->text, "1");
}

}  // namespace
}  // namespace riskpool
