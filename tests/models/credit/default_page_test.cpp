// Every example in YAML of docs/default.md is read as a file would be.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "models/model_register.hpp"
#include "sim/fund/fund.hpp"
#include "sim/fund/liquidity.hpp"
#include "sim/pool/lead_pays.hpp"
#include "sim/pool/liability.hpp"
#include "sim/scenario/document.hpp"
#include "sim/treaty/contract.hpp"
#include "tests/source_folder.hpp"

namespace riskpool {
namespace {

std::vector<std::string> examples_of(std::string const& page) {
    std::ifstream file(testing::source_folder() / "docs" / page);
    std::vector<std::string> examples;
    bool inside = false;
    for (std::string line; std::getline(file, line);) {
        if (line == "```yaml") {
            inside = true;
            examples.emplace_back();
        } else if (line == "```") {
            inside = false;
        } else if (inside) {
            examples.back() += line + '\n';
        }
    }
    return examples;
}

TEST(DefaultPage, ShowsBlocksThatAreReadWithoutFault) {
    const DefaultRegister entries = registered_defaults();
    const auto examples = examples_of("default.md");
    EXPECT_EQ(examples.size(), 6U);
    for (std::string const& text : examples) {
        Reader reader;
        reader.defaults = &entries;
        const Node root = parse_document(text, "default.md", reader.diagnostics);
        ASSERT_FALSE(root.entries.empty()) << text;
        for (auto const& [key, place, block] : root.entries) {
            const auto read = [&](auto terms) {
                reader.read(block, key, any_finite, Unit::none, terms);
                return terms;
            };
            if (key == "defaults") {
                DefaultModel model;
                Reading<DefaultModel>::read(reader, block, key, model);
            } else if (key == "liability") {
                read(Liability{});
            } else if (key == "collateral") {
                read(Collateral{});
            } else if (key == "lines") {
                const auto lines = read(std::vector<Line>{});
                ASSERT_EQ(lines.size(), 1U);
                EXPECT_EQ(disputed_amount(*lines[0].dispute, 120e6), 60e6);
            } else if (key == "liquidity") {
                read(Liquidity{});
            } else if (key == "lead_pays") {
                read(LeadPays{});
            } else if (key == "reserve_fund") {
                read(ReserveFund{});
            } else {
                ADD_FAILURE() << "nobody reads " << key;
            }
        }
        for (Diagnostic const& each : reader.diagnostics) ADD_FAILURE() << to_string(each);
    }
}

}  // namespace
}  // namespace riskpool
