// docs/treaties.md shows the order of terms of every kind in the register.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <variant>

#include "sim/treaty/treaty.hpp"
#include "tests/source_folder.hpp"

namespace riskpool {
namespace {

std::string page() {
    std::ifstream file(testing::source_folder() / "docs/treaties.md");
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

template <class... K>
void expect_rows(std::string const& text, std::variant<K...> const*) {
    const auto expect_row = [&](std::string_view kind, std::string_view order) {
        const std::string row = "| `" + std::string(kind) + "` | " + std::string(order) + " |\n";
        EXPECT_NE(text.find(row), std::string::npos) << kind;
    };
    (..., expect_row(K::kind, K::terms_in_order));
}

TEST(TermsInOrder, AreThoseOfTheTableInTheDocumentation) {
    expect_rows(page(), static_cast<TreatyKinds const*>(nullptr));
}

}  // namespace
}  // namespace riskpool
