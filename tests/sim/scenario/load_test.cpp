#include "sim/scenario/load.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>

#include "models/register.hpp"
#include "sim/treaty/treaty.hpp"
#include "tests/source_folder.hpp"

namespace riskpool {
namespace {

const std::filesystem::path folder = testing::source_folder() / "tests" / "broken_scenarios";

ModelRegister sources() {
    return {register_sources<SourceKinds>(), {}};
}

std::string text_of(std::filesystem::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    return {(std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>()};
}

std::string listed(std::vector<Diagnostic> const& diagnostics) {
    std::string text;
    for (auto const& diagnostic : diagnostics) text += to_string(diagnostic) + '\n';
    return text;
}

TEST(Load, ReadsAWholeScenario) {
    const LoadedScenario loaded = load_scenario(folder / "valid.yaml", sources());
    Scenario const& scenario = loaded.scenario;
    EXPECT_EQ(scenario.name, "Two fabs");
    EXPECT_EQ(scenario.currency, "CNY");
    EXPECT_EQ(scenario.years, 3U);
    EXPECT_EQ(scenario.trials, 100'000U);
    ASSERT_EQ(scenario.members.size(), 2U);
    EXPECT_EQ(scenario.members[1].capital, 20e9);
    ASSERT_EQ(scenario.insureds.list.size(), 2U);
    EXPECT_EQ(scenario.insureds.list[0].interruption, 4e9);
    ASSERT_EQ(scenario.sources.size(), 1U);
    EXPECT_EQ(scenario.sources[0].kind(), "collective_risk");
    ASSERT_EQ(scenario.pools.size(), 1U);
    EXPECT_EQ(scenario.pools[0].expenses, 0.2);
    EXPECT_EQ(std::get<ByTable>(scenario.pools[0].shares).table.at(1).share, 0.4);
    auto const& cat = std::get<CatXl>(kind_of(scenario.pools[0].programme.at(0).at(0)));
    EXPECT_EQ(cat.limit, 1e9);
    EXPECT_EQ(cat.reinstatements.value(), std::vector<double>{1});
    EXPECT_EQ(cat.lines.at(0).share, 0.8);
    EXPECT_EQ(scenario.pools[0].reserve_fund->trigger.loss_ratio, 1.0);
    EXPECT_EQ(scenario.metrics.size(), 2U);
    EXPECT_EQ(loaded.text, text_of(folder / "valid.yaml"));
}

TEST(Load, ReadsTheSameInsuredsFromATable) {
    const LoadedScenario inline_list = load_scenario(folder / "valid.yaml", sources());
    const LoadedScenario table = load_scenario(folder / "valid_table.yaml", sources());
    ASSERT_EQ(table.scenario.insureds.list.size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(table.scenario.insureds.list[i].name, inline_list.scenario.insureds.list[i].name);
        EXPECT_EQ(table.scenario.insureds.list[i].property, inline_list.scenario.insureds.list[i].property);
        EXPECT_EQ(table.scenario.insureds.list[i].premium, inline_list.scenario.insureds.list[i].premium);
    }
    ASSERT_EQ(table.tables.size(), 1U);
    EXPECT_EQ(table.tables[0], text_of(folder / "insureds.csv"));
}

TEST(Load, ReadsTheSameScenarioWithWindowsLineEndsAndAByteOrderMark) {
    std::string text = "\xEF\xBB\xBF";
    for (const char c : text_of(folder / "valid.yaml")) {
        if (c == '\n') text += '\r';
        text += c;
    }
    const CheckedScenario checked = check_scenario_text(text, folder / "x.yaml", sources());
    EXPECT_TRUE(checked.diagnostics.empty()) << listed(checked.diagnostics);
    EXPECT_EQ(checked.loaded.scenario.pools.at(0).expenses, 0.2);
    EXPECT_EQ(checked.loaded.scenario.name, "Two fabs");
    EXPECT_EQ(checked.loaded.text, text);
}

TEST(Load, AppliesSettings) {
    const LoadedScenario loaded =
        load_scenario(folder / "valid.yaml", sources(),
                      {"years=10", "pools[0].programme[0][0].cat_xl.limit=4bn", "seed=12", "members[0].rating=AA",
                       "pools[0].programme[0][0].cat_xl.reinstatements=[1, 50%]", "output={members: true}"});
    EXPECT_EQ(loaded.scenario.years, 10U);
    EXPECT_EQ(loaded.scenario.seed, 12U);
    EXPECT_EQ(loaded.scenario.members[0].rating, "AA");
    EXPECT_TRUE(loaded.scenario.output.members);
    auto const& cat = std::get<CatXl>(kind_of(loaded.scenario.pools[0].programme.at(0).at(0)));
    EXPECT_EQ(cat.limit, 4e9);
    EXPECT_EQ(cat.reinstatements.value(), (std::vector<double>{1, 0.5}));
    EXPECT_EQ(loaded.settings.size(), 6U);
}

TEST(Load, AppliesSettingsToTheRowsOfATable) {
    const LoadedScenario loaded = load_scenario(folder / "valid_table.yaml", sources(), {"insureds[1].property=7bn"});
    EXPECT_EQ(loaded.scenario.insureds.list.at(1).property, 7e9);
    EXPECT_EQ(loaded.tables.size(), 1U);
    const CheckedScenario missing = check_scenario(folder / "valid.yaml", sources(), {"insureds={file: nowhere.csv}"});
    ASSERT_EQ(missing.diagnostics.size(), 1U) << listed(missing.diagnostics);
    const LoadedScenario other =
        load_scenario(folder / "valid.yaml", sources(), {"insureds={file: insureds.csv}", "insureds[0].premium=1"});
    EXPECT_EQ(other.scenario.insureds.list.at(0).premium, 1);
}

TEST(Load, SaysThatAFaultCameWithASetting) {
    const auto found = check_scenario(folder / "valid.yaml", sources(), {"years=0"}).diagnostics;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(to_string(found[0]), "--set years=0: error: years: must be between 1 and 4095, not 0");
    const auto several =
        check_scenario(folder / "valid.yaml", sources(), {"yeras=5", "nowhere[0].x=5", "seed=x"}).diagnostics;
    EXPECT_EQ(several.size(), 3U) << listed(several);
}

TEST(Load, ReportsTheFaultsOfTheFileBeforeThoseOfSettings) {
    const auto found = check_scenario(folder / "octal.yaml", sources(), {"trials=0"}).diagnostics;
    ASSERT_EQ(found.size(), 2U) << listed(found);
    EXPECT_EQ(found[0].path, "years");
    EXPECT_EQ(found[1].path, "trials");
}

TEST(Load, RefusesAFolderAndAFileThatIsNotThere) {
    const auto of_folder = check_scenario(folder, sources()).diagnostics;
    ASSERT_EQ(of_folder.size(), 1U);
    EXPECT_NE(of_folder[0].problem.find("is a folder"), std::string::npos);
    const auto missing = check_scenario(folder / "nowhere.yaml", sources()).diagnostics;
    ASSERT_EQ(missing.size(), 1U);
    EXPECT_NE(missing[0].problem.find("cannot be opened"), std::string::npos);
    EXPECT_THROW((void)load_scenario(folder / "nowhere.yaml", sources()), ScenarioError);
    const auto table = check_scenario(folder / "valid.yaml", sources(), {"insureds={file: .}"}).diagnostics;
    ASSERT_EQ(table.size(), 1U);
    EXPECT_NE(table[0].problem.find("is a folder"), std::string::npos);
}

TEST(Load, KeepsTheProvenanceOfEveryNumberThatCarriesOne) {
    std::string text = text_of(folder / "valid.yaml");
    const std::string plain = "mean: 0.5";
    text.replace(text.find(plain), plain.size(), "mean: {value: 0.5, source: S, note: one in two years}");
    const CheckedScenario checked = check_scenario_text(text, folder / "x.yaml", sources());
    ASSERT_TRUE(checked.diagnostics.empty()) << listed(checked.diagnostics);
    ASSERT_EQ(checked.loaded.provenance.size(), 1U);
    EXPECT_EQ(checked.loaded.provenance[0].path, "sources[0].collective_risk.frequency.poisson.mean");
    EXPECT_EQ(checked.loaded.provenance[0].source, "S");
}

TEST(Load, ReportsAColumnThatNobodyKnowsOnceHoweverManyRowsShowIt) {
    const auto found = check_scenario(folder / "table_with_an_unknown_column.yaml", sources()).diagnostics;
    EXPECT_EQ(found.size(), 1U) << listed(found);
}

// Whatever a file holds, checking it ends in a scenario or in placed faults, and never in an exception or a crash.
TEST(Load, SurvivesEveryDamageToAFile) {
    std::mt19937 random(20260417);
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    const std::string pieces = "{}[]:,-#&*!|>'\"%@`?\t\n ~0.5ebm\\\xE4\xBA\xBF";
    std::size_t faulty = 0;
    for (auto const* name : {"valid.yaml", "valid_events.yaml", "valid_splice.yaml", "valid_table.yaml"}) {
        const std::string whole = text_of(folder / name);
        for (int round = 0; round < 300; ++round) {
            std::string text = whole;
            const std::size_t edits = 1 + below(4);
            for (std::size_t e = 0; e < edits; ++e) {
                const std::size_t at = below(text.size());
                switch (below(5)) {
                    case 0: text.erase(at, 1 + below(12)); break;
                    case 1: text.insert(at, 1, pieces[below(pieces.size())]); break;
                    case 2: text[at] = pieces[below(pieces.size())]; break;
                    case 3: text.insert(at, text.substr(below(text.size()), below(40))); break;
                    default: text.resize(at + 1); break;
                }
            }
            const CheckedScenario checked = check_scenario_text(text, folder / "x.yaml", sources());
            if (has_errors(checked.diagnostics)) ++faulty;
            for (auto const& each : checked.diagnostics) {
                EXPECT_GE(each.line, 1) << to_string(each) << "\n" << text;
                EXPECT_GE(each.column, 1) << to_string(each) << "\n" << text;
                EXPECT_NE(each.problem, "") << text;
            }
        }
    }
    EXPECT_GT(faulty, 900U);
}

}  // namespace
}  // namespace riskpool
