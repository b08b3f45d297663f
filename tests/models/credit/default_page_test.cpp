// Every example in YAML of docs/default.md is read as a file would be.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "models/model_register.hpp"
#include "sim/pool/liability.hpp"
#include "sim/pool/recoverable.hpp"
#include "sim/scenario/document.hpp"
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
    EXPECT_EQ(examples.size(), 4U);
    for (std::string const& text : examples) {
        Reader reader;
        reader.defaults = &entries;
        const Node root = parse_document(text, "default.md", reader.diagnostics);
        ASSERT_EQ(root.entries.size(), 1U) << text;
        std::string const& key = root.entries[0].key;
        Node const& block = root.entries[0].value;
        if (key == "defaults") {
            DefaultModel model;
            Reading<DefaultModel>::read(reader, block, key, model);
        } else if (key == "liability") {
            Liability terms;
            reader.read_fields(block, key, terms);
        } else if (key == "collateral") {
            Collateral terms;
            reader.read_fields(block, key, terms);
        } else if (key == "dispute") {
            Dispute terms;
            reader.read_fields(block, key, terms);
            EXPECT_EQ(disputed_amount(terms, 120e6), 60e6);
        } else {
            ADD_FAILURE() << "nobody reads " << key;
        }
        for (Diagnostic const& each : reader.diagnostics) ADD_FAILURE() << to_string(each);
    }
}

}  // namespace
}  // namespace riskpool
