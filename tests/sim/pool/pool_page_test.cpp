// Every example of docs/pools.md is read as a scenario file would be.
#include <fstream>
#include <iterator>

#include "sim/pool/admission.hpp"
#include "sim/pool/inward.hpp"
#include "sim/pool/settlement.hpp"
#include "sim/pool/share_rule.hpp"
#include "tests/sim/pool/described_text.hpp"
#include "tests/source_folder.hpp"

namespace riskpool {
namespace {

std::vector<std::string> yaml_of(std::string const& page) {
    const std::string begin = "```yaml\n";
    std::vector<std::string> examples;
    for (std::size_t at = page.find(begin); at != std::string::npos; at = page.find(begin, at + 1)) {
        const std::size_t from = at + begin.size();
        examples.push_back(page.substr(from, page.find("```", from) - from));
    }
    return examples;
}

template <class T>
void read_part(Node const& node, std::string const& path) {
    Reader reader;
    T value{};
    reader.read(node, path, any_finite, Unit::none, value);
    for (auto const& each : reader.diagnostics) ADD_FAILURE() << to_string(each);
}

TEST(PoolPage, HasExamplesThatAreReadWithoutAFault) {
    std::ifstream file(testing::source_folder() / "docs/pools.md");
    const std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto examples = yaml_of(page);
    EXPECT_GE(examples.size(), 14U);
    for (auto const& text : examples) {
        std::vector<Diagnostic> diagnostics;
        const Node node = parse_document(text, "docs/pools.md", diagnostics);
        EXPECT_TRUE(diagnostics.empty()) << text;
        ASSERT_TRUE(node.is_map()) << text;
        for (auto const& [key, place, value] : node.entries) {
            SCOPED_TRACE(text);
            if (key == "shares") {
                read_part<ShareRuleKinds>(value, key);
            } else if (key == "settlement") {
                read_part<Settlement>(value, key);
            } else if (key == "inward") {
                read_part<InwardCession>(value, key);
            } else if (key == "admission") {
                read_part<Admission>(value, key);
            } else if (key == "members") {
                read_part<std::vector<Member>>(value, key);
            } else if (key == "insureds") {
                read_part<Insureds>(value, key);
            } else {
                ADD_FAILURE() << key << " is not read by this test";
            }
        }
    }
}

}  // namespace
}  // namespace riskpool
