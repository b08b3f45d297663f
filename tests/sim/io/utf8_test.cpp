#include "sim/io/utf8.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace riskpool {
namespace {

using namespace std::string_view_literals;

// The boundaries of table 3-7 of the Unicode standard.
TEST(Utf8, TakesEveryWellFormedLength) {
    for (const std::string_view text :
         {""sv, "plain\n"sv, "7.4亿"sv, "\xc2\x80"sv, "\xdf\xbf"sv, "\xe0\xa0\x80"sv, "\xed\x9f\xbf"sv,
          "\xef\xbf\xbf"sv, "\xf0\x90\x80\x80"sv, "\xf4\x8f\xbf\xbf"sv}) {
        EXPECT_TRUE(is_plain_utf8(text)) << text;
    }
}

TEST(Utf8, RefusesWhatOtherReadersWouldStumbleOver) {
    for (const std::string_view text :
         {"a\0b"sv, "\x80"sv, "\xc0\xaf"sv, "\xc1\xbf"sv, "\xe0\x9f\xbf"sv, "\xed\xa0\x80"sv, "\xf0\x8f\xbf\xbf"sv,
          "\xf4\x90\x80\x80"sv, "\xf5\x80\x80\x80"sv, "\xff"sv, "\xc2"sv, "\xe4\xba"sv, "\xe4\xba\x41"sv,
          "\xf0\x90\x80"sv, "\xf0\x90\x80\x41"sv, "\xd2\xda"sv /* 亿 in GBK */}) {
        EXPECT_FALSE(is_plain_utf8(text)) << testing::PrintToString(std::string(text));
    }
}

}  // namespace
}  // namespace riskpool
