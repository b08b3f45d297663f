// The presets of scenarios/presets/reserve and the YAML of docs/reserve-funds.md, read by the strict reader.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "sim/fund/backstop.hpp"
#include "sim/fund/fund_chain.hpp"
#include "sim/fund/loss_sharing.hpp"
#include "sim/fund/premium_subsidy.hpp"
#include "sim/scenario/reader.hpp"
#include "tests/source_folder.hpp"

namespace riskpool {
namespace {

const std::filesystem::path source = testing::source_folder();

/// The blocks that a file may hold.
struct Blocks {
    std::optional<ReserveFund> reserve_fund;
    std::vector<ReserveFund> reserve_funds;
    std::vector<BackstopKinds> backstops;
    std::optional<LossSharingKinds> loss_sharing;
    std::vector<PremiumSubsidy> premium_subsidies;

    static constexpr std::string_view kind = "blocks";
    static constexpr std::string_view about = "Blocks of a pool.";
    static constexpr auto fields =
        field_list(optional("reserve_fund", &Blocks::reserve_fund, "One fund."),
                   optional("reserve_funds", &Blocks::reserve_funds, "Funds in order."),
                   optional("backstops", &Blocks::backstops, "Backstops in order."),
                   optional("loss_sharing", &Blocks::loss_sharing, "A loss sharing."),
                   optional("premium_subsidies", &Blocks::premium_subsidies, "Subsidies in order."));
};

std::string text_of(std::filesystem::path const& file) {
    std::ifstream stream(file, std::ios::binary);
    EXPECT_TRUE(stream.good()) << file;
    return {std::istreambuf_iterator<char>(stream), {}};
}

Blocks read(std::string const& text, std::string const& name, Node* tree = nullptr) {
    Reader reader;
    const Node root = parse_document(text, name, reader.diagnostics);
    Blocks blocks;
    reader.read_fields(root, "", blocks);
    for (auto const& each : reader.diagnostics) ADD_FAILURE() << to_string(each);
    if (tree != nullptr) *tree = root;
    return blocks;
}

Blocks preset(std::string const& name) {
    const std::filesystem::path file = source / "scenarios" / "presets" / "reserve" / (name + ".yaml");
    return read(text_of(file), file.filename().string());
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

TEST(ReservePresets, AllAreReadAndSayWhereEachNumberComesFrom) {
    int files = 0;
    for (auto const& entry : std::filesystem::directory_iterator(source / "scenarios" / "presets" / "reserve")) {
        Node tree;
        const Blocks blocks = read(text_of(entry.path()), entry.path().filename().string(), &tree);
        EXPECT_TRUE(blocks.reserve_fund.has_value() != !blocks.reserve_funds.empty()) << entry.path();
        std::vector<std::string> bare;
        find_bare_numbers(tree, bare);
        EXPECT_EQ(bare, std::vector<std::string>{}) << entry.path();
        ++files;
    }
    EXPECT_EQ(files, 5);
}

TEST(ReservePresets, NuclearReserveOf2020AsksForEventAndLossRatio) {
    const ReserveFund fund = *preset("nuclear_2020").reserve_fund;
    ASSERT_EQ(fund.accrual.size(), 1U);
    EXPECT_EQ(std::get<ShareOfProfit>(fund.accrual[0]).rate, 0.75);
    EXPECT_EQ(fund.trigger.loss_ratio, 1.5);
    EXPECT_EQ(fund.trigger.event, 3e8);
    EXPECT_EQ(fund.trigger.conditions, TriggerConditions::all);
    EXPECT_EQ(fund.cap, infinity);
}

TEST(ReservePresets, AgriculturalReserveOf2013UsesThePremiumPotFirst) {
    const std::vector<ReserveFund> funds = preset("agricultural_2013").reserve_funds;
    ASSERT_EQ(funds.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<ShareOfPremium>(funds[0].accrual.at(0)));
    EXPECT_TRUE(std::holds_alternative<ShareOfExcessProfit>(funds[1].accrual.at(0)));
    for (auto const& fund : funds) {
        EXPECT_EQ(fund.trigger.loss_ratio, 0.75);
        EXPECT_TRUE(fund.trigger.above_trigger_only);
        EXPECT_EQ(fund.cap_of_premium, 1);
    }
}

TEST(ReservePresets, EarthquakeReserveOf2017AccruesFifteenPerCentOfPremium) {
    const ReserveFund fund = *preset("residential_earthquake_2017").reserve_fund;
    EXPECT_EQ(std::get<ShareOfPremium>(fund.accrual.at(0)).rate, 0.15);
}

TEST(ReservePresets, EuMethod1IsTheRuleOfTheDirective) {
    const ReserveFund fund = *preset("eu_method_1").reserve_fund;
    EXPECT_EQ(std::get<EuMethod1>(fund.accrual.at(0)), (EuMethod1{0.75, 0.12, 1.5, 5}));
    EXPECT_EQ(fund.trigger.loss_ratio, 1);
    EXPECT_TRUE(fund.trigger.with_expenses);
}

TEST(ReservePresets, FluctuationReserveHasATargetOfFourAndAHalfDeviations) {
    const ReserveFund fund = *preset("german_fluctuation").reserve_fund;
    auto const& rule = std::get<Fluctuation>(fund.accrual.at(0));
    EXPECT_EQ(rule.multiple, 4.5);
    EXPECT_EQ(rule.rate, 0.035);
}

/// The blocks of ```yaml in a page.
std::vector<std::string> yaml_of(std::string const& page) {
    std::vector<std::string> blocks;
    const std::string open = "```yaml\n", close = "```";
    for (std::size_t at = page.find(open); at != std::string::npos; at = page.find(open, at)) {
        at += open.size();
        const std::size_t end = page.find(close, at);
        blocks.push_back(page.substr(at, end - at));
        at = end;
    }
    return blocks;
}

TEST(ReserveFundsMd, ShowsBlocksThatTheReaderReads) {
    const std::vector<std::string> blocks = yaml_of(text_of(source / "docs" / "reserve-funds.md"));
    Blocks all;
    for (auto const& text : blocks) {
        Blocks some = read(text, "docs/reserve-funds.md");
        if (some.reserve_fund) all.reserve_fund = some.reserve_fund;
        if (!some.reserve_funds.empty()) all.reserve_funds = some.reserve_funds;
        if (!some.backstops.empty()) all.backstops = some.backstops;
        if (some.loss_sharing) all.loss_sharing = some.loss_sharing;
        if (!some.premium_subsidies.empty()) all.premium_subsidies = some.premium_subsidies;
    }
    EXPECT_TRUE(all.reserve_fund && all.loss_sharing);
    EXPECT_FALSE(all.reserve_funds.empty() || all.backstops.empty() || all.premium_subsidies.empty());
}

TEST(ReserveFundsMd, ExampleOfBackstopsIsTheOneThatIsTested) {
    StateLayer layer;
    layer.bands = {{0, 400e6, 0.5}};
    const std::vector<BackstopKinds> tested{layer, MemberCall{CallKey::equal, 60e6}, PolicyholderSurcharge{0.1},
                                            ClaimScaling{}};
    bool found = false;
    for (auto const& text : yaml_of(text_of(source / "docs" / "reserve-funds.md"))) {
        found = found || read(text, "docs/reserve-funds.md").backstops == tested;
    }
    EXPECT_TRUE(found);
}

}  // namespace
}  // namespace riskpool
