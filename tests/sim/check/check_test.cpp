// The register, the shipped presets and the YAML of docs/checks.md.
#include "sim/check/check.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/sim/pool/described_text.hpp"
#include "tests/source_folder.hpp"

namespace riskpool {
namespace {

const std::filesystem::path source = testing::source_folder();

struct Blocks {
    std::optional<Checks> checks;
    std::optional<CRossTable> table;

    static constexpr std::string_view kind = "blocks";
    static constexpr std::string_view about = "Blocks that a file may hold.";
    static constexpr auto fields = field_list(optional("checks", &Blocks::checks, "Checks of a scenario."),
                                              optional("table", &Blocks::table, "Base factors."));
};

std::string text_of(std::filesystem::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    EXPECT_TRUE(stream.good()) << file;
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Numbers that do not say where they come from.
void find_bare_numbers(Node const& node, std::vector<std::string>& found) {
    if (node.is_map() && node.find("value") != nullptr) {
        if (node.find("source") == nullptr || node.find("note") == nullptr) found.push_back(node.find("value")->text);
        return;
    }
    if (node.is_scalar() && !node.quoted && !node.text.empty() && node.text[0] >= '0' && node.text[0] <= '9') {
        found.push_back(node.text);
    }
    for (auto const& item : node.items) find_bare_numbers(item, found);
    for (auto const& entry : node.entries) find_bare_numbers(entry.value, found);
}

Blocks preset(std::string const& name) {
    const std::string text = text_of(source / "scenarios" / "presets" / "checks" / name);
    std::vector<Diagnostic> diagnostics;
    std::vector<std::string> bare;
    find_bare_numbers(parse_document(text, name, diagnostics), bare);
    EXPECT_EQ(bare, std::vector<std::string>{}) << name;
    return from_text<Blocks>(text);
}

TEST(CheckPresets, ChinaIsTheSameAsDataAndByName) {
    const Checks written = *preset("china.yaml").checks;
    Checks named;
    named.preset = CheckPreset::china;
    EXPECT_EQ(written.all(), named.all());
    EXPECT_EQ(named.all().size(), std::variant_size_v<CheckKinds>);
    EXPECT_TRUE(faults_in(written).empty());
    EXPECT_TRUE(faults_in(named).empty());
}

TEST(CheckPresets, ChinaHasTheNumbersOfTheLaw) {
    const std::vector<CheckKinds> all = china_checks();
    EXPECT_EQ(std::get<RetainedPremiumLimit>(all[0]).multiple, 4);
    EXPECT_EQ(std::get<RiskUnitLimit>(all[1]).part, 0.1);
    EXPECT_EQ(std::get<OneReinsurerLimit>(all[2]).share, 0.8);
    EXPECT_EQ(std::get<AffiliateLimit>(all[3]).share, 0.2);
    EXPECT_EQ(std::get<LeadReinsurerRule>(all[4]).capital, 2e8);
    EXPECT_EQ(std::get<LeadReinsurerRule>(all[4]).direct_insurer_capital, 1e9);
    EXPECT_EQ(std::get<SolvencyMinimum>(all[5]).ratio, 1.5);
}

TEST(CheckPresets, PhaseOneTableHasTheEndsOfItsRangesAndNothingOfPhaseTwo) {
    const CRossTable table = *preset("c_ross_phase_1.yaml").table;
    EXPECT_TRUE(faults_in(table).empty());
    EXPECT_NE(table.version.find("phase I,"), std::string::npos);
    EXPECT_EQ(table.find("offshore reinsurer, lowest")->factor, 0.087);
    EXPECT_EQ(table.find("offshore reinsurer, highest")->factor, 0.867);
    EXPECT_EQ(table.find("onshore reinsurer, highest")->factor, 0.047);
    EXPECT_EQ(table.lowest_k, -0.25);
}

TEST(Checks, ReplacesThePresetsCheckOfItsKind) {
    const auto checks = from_text<Checks>("{preset: china, list: [retained_premium: {multiple: 3}]}");
    const std::vector<CheckKinds> all = checks.all();
    ASSERT_EQ(all.size(), 6);
    EXPECT_EQ(std::get<RetainedPremiumLimit>(all[0]).multiple, 3);
    EXPECT_EQ(std::get<RiskUnitLimit>(all[1]), RiskUnitLimit{});
    EXPECT_EQ(from_text<Checks>("{list: [risk_unit]}").all().size(), 1);
}

TEST(Checks, RefusesTwoOfAKindAndNone) {
    EXPECT_EQ(faults_in(from_text<Checks>("{preset: china}")).size(), 0);
    Checks twice;
    twice.list = {RiskUnitLimit{}, RiskUnitLimit{}};
    EXPECT_EQ(faults_in(twice).size(), 1);
    EXPECT_EQ(faults_in(Checks{}).size(), 1);
}

TEST(ChecksPage, ShowsBlocksThatTheReaderReads) {
    const std::string page = text_of(source / "docs" / "checks.md");
    const std::string open = "```yaml\n";
    int examples = 0;
    for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, at + 1)) {
        const std::size_t from = at + open.size();
        SCOPED_TRACE(page.substr(from, page.find("```", from) - from));
        const Blocks blocks = from_text<Blocks>(page.substr(from, page.find("```", from) - from));
        EXPECT_TRUE(blocks.checks || blocks.table);
        EXPECT_TRUE(!blocks.checks || faults_in(*blocks.checks).empty());
        ++examples;
    }
    EXPECT_GE(examples, 8);
}

}  // namespace
}  // namespace riskpool
