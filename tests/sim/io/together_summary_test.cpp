#include "sim/io/together_summary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <sstream>

namespace riskpool {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// The line of `text` in which `words` stand, blanks taken together.
std::string line_with(std::string const& text, std::string_view words) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream each(line);
        std::string together;
        for (std::string word; each >> word;) together += (together.empty() ? "" : " ") + word;
        if (together.find(words) != std::string::npos) return together;
    }
    return {};
}

TEST(TogetherSummary, ShowsTheAssetsOnWhichMostHangsFirst) {
    ResultTables tables;
    tables.accumulation = {{"outage", "cloud", "P", 0.125, 2, 30, 0.3, 20, infinity, nan},
                           {"outage", "model", "P", 0.2, 5, 80, 0.8, 40, 60, 50}};
    const std::string text = together_summary(tables, {});
    EXPECT_EQ(line_with(text, "model"), "model outage 5 80.00 80 % 40.00 60.00 50.00 0.2");
    EXPECT_EQ(line_with(text, "cloud"), "cloud outage 2 30.00 30 % 20.00 none - 0.125");
    EXPECT_LT(text.find("model"), text.find("cloud"));
    tables.accumulation[0].pool = "Q";
    EXPECT_NE(line_with(together_summary(tables, {}), "Q: cloud"), "");
}

TEST(TogetherSummary, ShowsPairsThatAreBadTogetherMostOftenFirst) {
    ResultTables tables;
    const auto add = [&](std::string first, std::string second, double both) {
        tables.pairs.push_back({"pool", "gross_loss", first, second, "pearson", nan, 0.25, 0.011, 0});
        tables.pairs.push_back({"pool", "gross_loss", first, second, "kendall", nan, 0.1, 0.0041, 0});
        tables.pairs.push_back({"pool", "gross_loss", first, second, "co_exceedance", 0.995, both, 0.0001, 2.5e-5});
    };
    add("A", "B", 0.001);
    add("A", "C", 0.002);
    const std::string text = together_summary(tables, {});
    EXPECT_NE(text.find("Together: pools, gross loss"), std::string::npos);
    EXPECT_NE(text.find("both above VaR 99.5 %"), std::string::npos);
    EXPECT_EQ(line_with(text, "A and C"), "A and C 0.25 ± 0.011 0.1 ± 0.0041 0.2 % ± 0.01 % 0.0025 % 80");
    EXPECT_LT(text.find("A and C"), text.find("A and B"));
    for (int k = 0; k < 30; ++k) add("A", "D" + std::to_string(k), 0);
    EXPECT_NE(together_summary(tables, {}).find("and 20 more"), std::string::npos);
    EXPECT_EQ(together_summary({}, {}), "");
}

}  // namespace
}  // namespace riskpool
