// Each file of tests/broken_scenarios has one mistake, and its first line says how it must be reported:
//     # expect: LINE:COLUMN: error: path: text that the message holds | another such text
// with the name of a table before the place where the mistake stands there, and without a path where the message has
// none; `# expect: nothing` for a file without a mistake.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <string>
#include <vector>

#include "models/model_register.hpp"
#include "sim/scenario/load.hpp"
#include "tests/source_folder.hpp"

namespace riskpool {
namespace {

const std::filesystem::path folder = testing::source_folder() / "tests" / "broken_scenarios";

struct Expected {
    bool nothing = false;
    std::string file;
    int line = 0, column = 0;
    std::string path;
    std::vector<std::string> texts;
};

Expected expected_of(std::filesystem::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string first;
    std::getline(stream, first);
    Expected expected;
    if (first == "# expect: nothing") {
        expected.nothing = true;
        return expected;
    }
    static const std::regex form(R"(# expect: (?:([a-z_]+[.]csv):)?([0-9]+):([0-9]+): error: (?:([\w.\[\]]+): )?(.+))");
    std::smatch match;
    if (!std::regex_match(first, match, form)) {
        ADD_FAILURE() << file << ": the first line does not say what to expect: " << first;
        return expected;
    }
    expected.file = (match[1].matched ? folder / match[1].str() : file).string();
    expected.line = std::stoi(match[2]);
    expected.column = std::stoi(match[3]);
    expected.path = match[4];
    const std::string texts = match[5];
    const std::string between = " | ";
    std::size_t begin = 0;
    while (true) {
        const std::size_t end = texts.find(between, begin);
        expected.texts.push_back(texts.substr(begin, end == std::string::npos ? end : end - begin));
        if (end == std::string::npos) return expected;
        begin = end + between.size();
    }
}

std::string listed(std::vector<Diagnostic> const& diagnostics) {
    std::string text;
    for (auto const& diagnostic : diagnostics) text += "\n  " + to_string(diagnostic);
    return text;
}

std::vector<std::filesystem::path> scenario_files() {
    std::vector<std::filesystem::path> files;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

TEST(BrokenScenarios, ReportTheirOneMistakeAtItsPlaceAndNothingElse) {
    const auto files = scenario_files();
    EXPECT_GE(files.size(), 150U);
    for (auto const& file : files) {
        SCOPED_TRACE(file.filename().string());
        const Expected expected = expected_of(file);
        const auto found = check_scenario(file, registered_models()).diagnostics;
        if (expected.nothing) {
            EXPECT_TRUE(found.empty()) << listed(found);
            continue;
        }
        ASSERT_EQ(found.size(), 1U) << listed(found);
        EXPECT_EQ(found[0].level, Level::error);
        EXPECT_EQ(found[0].file, expected.file);
        EXPECT_EQ(found[0].line, expected.line) << listed(found);
        EXPECT_EQ(found[0].column, expected.column) << listed(found);
        EXPECT_EQ(found[0].path, expected.path) << listed(found);
        for (auto const& text : expected.texts) {
            EXPECT_NE((found[0].problem + "; " + found[0].hint).find(text), std::string::npos) << listed(found);
        }
    }
}

// Without this a reader that refused every file in the same way could pass for some of them.
TEST(BrokenScenarios, AreEachOneEditAwayFromAScenarioThatLoads) {
    int sound = 0;
    for (auto const& file : scenario_files()) {
        if (!expected_of(file).nothing) continue;
        ++sound;
        EXPECT_NO_THROW((void)load_scenario(file, registered_models())) << file;
    }
    EXPECT_GE(sound, 5);
}

/// The text of a file with each replacement made once.
std::string edited(std::string const& name, std::vector<std::pair<std::string, std::string>> const& edits) {
    std::ifstream stream(folder / name, std::ios::binary);
    std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    for (auto const& [old, fresh] : edits) {
        const auto at = text.find(old);
        EXPECT_NE(at, std::string::npos) << old;
        if (at != std::string::npos) text.replace(at, old.size(), fresh);
    }
    return text;
}

TEST(BrokenScenarios, WithSeveralMistakesReportThemAllInTheOrderOfTheFile) {
    const std::string text = edited("valid.yaml", {{"years: 3", "yaers: 3"},
                                                   {"capital: 20bn", "capital: twenty"},
                                                   {"property: 5bn", "property: -5bn"},
                                                   {"{poisson:", "{poison:"},
                                                   {"expenses: 20%", "expenses: 20m"},
                                                   {"limit: 1bn", "limit: 1bn\n            limit: 2bn"},
                                                   {"attachment: 100m", "attachment: [100m]"},
                                                   {"level: 99.5%", "level: 1"}});
    const auto found = check_scenario_text(text, folder / "x.yaml", registered_models()).diagnostics;
    std::vector<std::pair<int, std::string>> places;
    for (auto const& each : found) places.emplace_back(each.line, each.path);
    const std::vector<std::pair<int, std::string>> expected{{5, "yaers"},
                                                            {8, "members[1].capital"},
                                                            {13, "insureds[1].property"},
                                                            {16, "sources[0].collective_risk.frequency"},
                                                            {21, "pools[0].expenses"},
                                                            {26, ""},
                                                            {27, "pools[0].programme[0][0].cat_xl.attachment"},
                                                            {31, "metrics[1].tvar.level"}};
    EXPECT_EQ(places, expected) << listed(found);
}

TEST(BrokenScenarios, WithSeveralNamesThatNobodyHasReportThemAll) {
    const std::string text = edited(
        "valid.yaml",
        {{"member: Beta", "member: Bea"}, {"reinsurer: Gamma Re", "reinsurer: Gama Re"}, {"Fab Two", "Fab One"}});
    const auto found = check_scenario_text(text, folder / "x.yaml", registered_models()).diagnostics;
    ASSERT_EQ(found.size(), 3U) << listed(found);
    EXPECT_EQ(found[0].path, "insureds[1].name");
    EXPECT_EQ(found[1].path, "pools[0].shares.by_table.table[1].member");
    EXPECT_EQ(found[2].path, "pools[0].programme[0][0].cat_xl.lines[0].reinsurer");
}

TEST(BrokenScenarios, AreThrownWithAllTheirFaultsByLoading) {
    try {
        (void)load_scenario(folder / "octal.yaml", registered_models(), {"expenses=1", "trials=0"});
        FAIL() << "a broken scenario was loaded";
    } catch (ScenarioError const& error) {
        EXPECT_EQ(error.diagnostics().size(), 3U) << error.what();
        EXPECT_NE(std::string(error.what()).find("octal.yaml:5:8: error: years: \"010\""), std::string::npos)
            << error.what();
    }
}

}  // namespace
}  // namespace riskpool
