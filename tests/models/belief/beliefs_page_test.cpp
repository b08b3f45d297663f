// Every example of docs/beliefs.md is read as a field of a scenario would read it, and says of itself what it is.
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "models/belief/parameter_uncertainty.hpp"
#include "models/model_register.hpp"
#include "tests/source_folder.hpp"

namespace riskpool {
namespace {

std::vector<std::string> lines_of_page() {
    std::ifstream file(testing::source_folder() / "docs/beliefs.md");
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

struct Example {
    std::string key;   // which says the unit
    std::string text;  // "- {...}" of the block without its key
    std::string says;  // the comment
};

/// The entries of the YAML blocks, each beginning at the left margin, with the comment of its first line.
std::vector<Example> examples() {
    std::vector<Example> found;
    bool inside = false;
    for (std::string const& line : lines_of_page()) {
        if (line.starts_with("```")) {
            inside = line == "```yaml";
        } else if (inside && line[0] != ' ') {
            const auto comment = line.find("  # ");
            const auto colon = line.find(':');
            found.push_back({line.substr(0, colon), line.substr(colon + 1, comment - colon - 1) + '\n',
                             comment == std::string::npos ? "" : line.substr(comment + 4)});
        } else if (inside) {
            found.back().text += line + '\n';
        }
    }
    return found;
}

Unit unit_of(std::string const& key) {
    if (key == "loss") return Unit::money;
    if (key == "probability" || key == "trend") return Unit::fraction;
    return Unit::none;
}

std::string three_digits(double x) {
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", x);
    return text;
}

TEST(BeliefsPage, ShowsAnExampleOfEachKindThatIsWhatItSays) {
    const BeliefRegister entries = registered_beliefs();
    std::set<std::string, std::less<>> seen;
    for (auto const& [key, text, says] : examples()) {
        if (key == "losses") continue;  // a table, which stands beside a scenario
        Reader reader;
        reader.beliefs = &entries;
        const Node root = parse_document("x:" + text, "beliefs.md", reader.diagnostics);
        ASSERT_EQ(root.entries.size(), 1U) << text;
        double mean = 0;
        reader.read(root.entries[0].value, key, any_finite, unit_of(key), mean);
        for (auto const& fault : reader.diagnostics) ADD_FAILURE() << to_string(fault) << '\n' << text;
        ASSERT_EQ(reader.uncertain.size(), 1U) << text;
        Belief const& belief = reader.uncertain[0].belief;
        seen.insert(std::string(belief.kind()));
        const std::string figures = "mean " + three_digits(mean) + ", 90 % from " +
                                    three_digits(belief.quantile(0.05)) + " to " + three_digits(belief.quantile(0.95));
        EXPECT_NE(says.find(figures), std::string::npos) << key << ':' << text << says << "\nnot: " << figures;
    }
    for (auto const& entry : entries) {
        const bool is_shown = entry.kind != "interval" && entry.kind != "uniform";  // which need no example
        EXPECT_EQ(seen.contains(entry.kind), is_shown) << entry.kind;
    }
}

TEST(BeliefsPage, TellsWhatCapitalFromEstimatedParametersAttains) {
    int rows = 0;
    for (std::string const& line : lines_of_page()) {
        double n = 0;
        double attained = 0;
        double multiple = 0;
        if (std::sscanf(line.c_str(), "| %lf | %lf %% | %lf |", &n, &attained, &multiple) != 3) continue;
        ++rows;
        EXPECT_NEAR(100 * attained_level(n, 0.995), attained, 0.005) << line;
        EXPECT_NEAR(sufficient_multiplier(n, 0.995), multiple, 0.0005) << line;
    }
    EXPECT_EQ(rows, 4);
    EXPECT_EQ(std::lround(1 / (1 - attained_level(10, 0.995))), 55);
}

}  // namespace
}  // namespace riskpool
