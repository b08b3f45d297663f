#include "sim/scenario/encoding.hpp"

#include <gtest/gtest.h>

namespace riskpool {
namespace {

using namespace std::string_literals;

std::vector<Diagnostic> faults_of(std::string const& text) {
    std::vector<Diagnostic> diagnostics;
    const bool found = report_encoding(text, "x.yaml", diagnostics);
    EXPECT_EQ(found, !diagnostics.empty());
    return diagnostics;
}

TEST(Encoding, AllowsEveryWellFormedCharacter) {
    EXPECT_TRUE(faults_of("name: Aé险\U0001F525\r\n\tnext\n").empty());
    EXPECT_TRUE(faults_of("\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF").empty());  // beside the surrogates; U+10FFFF
    EXPECT_TRUE(faults_of("").empty());
}

// Unicode 15, table 3-7.
TEST(Encoding, FindsWhatIsNoUtf8) {
    for (auto const& bytes :
         {"\x80"s, "\xBF"s, "\xC0\xAF"s, "\xC1\xBF"s, "\xC3"s, "\xC3("s, "\xE0\x9F\xBF"s, "\xE4\xBA"s, "\xED\xA0\x80"s,
          "\xF0\x8F\xBF\xBF"s, "\xF4\x90\x80\x80"s, "\xF5"s, "\xFF\xFE"s, "\xF0\x9F\x94"s}) {
        const auto faults = faults_of("险a\n险" + bytes);
        ASSERT_EQ(faults.size(), 1U);
        EXPECT_EQ(faults[0].problem, "is not UTF-8");
        EXPECT_EQ(faults[0].line, 2);
        EXPECT_EQ(faults[0].column, 2);
    }
}

TEST(Encoding, FindsControlCharacters) {
    for (const char code : {'\0', '\x04', '\x1B', '\x7F'}) {
        const auto faults = faults_of("a: 1\nb: "s + code + "\nc: \x04");
        ASSERT_EQ(faults.size(), 1U);
        EXPECT_EQ(faults[0].problem, "holds a control character");
        EXPECT_EQ(faults[0].line, 2);
        EXPECT_EQ(faults[0].column, 4);
    }
}

TEST(Encoding, CountsCharactersAndNotBytes) {
    EXPECT_EQ(count_characters("a险b\U0001F525"), 4);
}

}  // namespace
}  // namespace riskpool
