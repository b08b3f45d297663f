#include "sim/scenario/number.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace riskpool {
namespace {

double value_of(std::string_view text, Unit unit) {
    const ParsedNumber number = parse_number(text, unit);
    EXPECT_EQ(number.problem, "") << text;
    return number.value;
}

void expect_refused(std::string_view text, Unit unit, std::string const& why) {
    const ParsedNumber number = parse_number(text, unit);
    EXPECT_NE(number.problem.find(why), std::string::npos) << text << ": " << number.problem;
}

TEST(Number, ReadsMoneyWithSuffixesAsTheNearestDouble) {
    EXPECT_EQ(value_of("7.4亿", Unit::money), 740000000.0);
    EXPECT_EQ(value_of("3.3万", Unit::money), 33000.0);
    EXPECT_EQ(value_of("1.1万亿", Unit::money), 1100000000000.0);
    EXPECT_EQ(value_of("1.2bn", Unit::money), 1200000000.0);
    EXPECT_EQ(value_of("0.3tn", Unit::money), 300000000000.0);
    EXPECT_EQ(value_of("40m", Unit::money), 40000000.0);
    EXPECT_EQ(value_of("5k", Unit::money), 5000.0);
    EXPECT_EQ(value_of("8.2 亿", Unit::money), 820000000.0);
}

// 1.001 x 10^6 in doubles is 1000999.9999999999: a number is scaled in decimal, and rounded once.
TEST(Number, ScalesInDecimalBeforeItRounds) {
    ASSERT_NE(1.001 * 1e6, 1001000.0);
    EXPECT_EQ(value_of("1.001m", Unit::money), 1001000.0);
    ASSERT_NE(0.07 * 1e-2, 7e-4);
    EXPECT_EQ(value_of("0.07%", Unit::fraction), 7e-4);
}

TEST(Number, ReadsFractionsAndRatesInPerCentAndPerMille) {
    EXPECT_EQ(value_of("30%", Unit::fraction), 0.3);
    EXPECT_EQ(value_of("0.6%", Unit::per_year), 0.006);
    EXPECT_EQ(value_of("5‰", Unit::fraction), 0.005);
    EXPECT_EQ(value_of("12.5 %", Unit::fraction), 0.125);
}

TEST(Number, ReadsPlainDecimalsInEveryForm) {
    EXPECT_EQ(value_of("5", Unit::none), 5.0);
    EXPECT_EQ(value_of("+5", Unit::none), 5.0);
    EXPECT_EQ(value_of("-5", Unit::none), -5.0);
    EXPECT_EQ(value_of(".5", Unit::none), 0.5);
    EXPECT_EQ(value_of("5.", Unit::none), 5.0);
    EXPECT_EQ(value_of("0", Unit::none), 0.0);
    EXPECT_EQ(value_of("0.05", Unit::none), 0.05);
    EXPECT_EQ(value_of("1e6", Unit::none), 1e6);
    EXPECT_EQ(value_of("2.5E+3", Unit::none), 2500.0);
    EXPECT_EQ(value_of("1e-3m", Unit::money), 1000.0);
    EXPECT_EQ(value_of(".inf", Unit::money), infinity);
}

TEST(Number, RefusesAnotherUnitsSuffix) {
    expect_refused("30%", Unit::money, "suffix \"%\" of fraction, but this is in money");
    expect_refused("40m", Unit::fraction, "suffix \"m\" of money, but this is in fraction");
    expect_refused("3m", Unit::years, "takes no suffix");
    expect_refused("50%", Unit::none, "takes no suffix");
    expect_refused("2亿", Unit::count, "takes no suffix");
}

TEST(Number, RefusesWhatOtherReadersWouldTakeForAnotherNumber) {
    for (auto const* text : {"010", "-010", "00", "0x10", "0o17", "007.5"}) {
        expect_refused(text, Unit::none, "leading zero");
    }
    expect_refused("1,000", Unit::money, "separators");
    expect_refused("1_000", Unit::money, "separators");
    for (auto const* text :
         {"",      "-",     "+",    ".",        "%",  "bn",    "m",   "e5",  "five",  "5 USD", "USD 5",
          "1.2.3", "--5",   "+-5",  "-+5",      "5-", "1 000", "1e",  "1e+", "1ebn",  ".nan",  "nan",
          ".NaN",  "-.inf", "-inf", "infinity", "5M", "5Bn",   "5mm", "5%%", "1e5.5", "５"}) {
        expect_refused(text, Unit::money, "");
        EXPECT_NE(parse_number(text, Unit::money).problem, "") << text;
        EXPECT_NE(parse_number(text, Unit::fraction).problem, "") << text;
        EXPECT_NE(parse_number(text, Unit::none).problem, "") << text;
    }
}

TEST(Number, RefusesWhatNoDoubleHolds) {
    for (auto const* text : {"1e400", "-1e400", "1e300tn", "1e2147483647bn", "1e-2147483648k", "1e99999999999m"}) {
        EXPECT_NE(parse_number(text, Unit::money).problem, "") << text;
    }
    expect_refused("1e400", Unit::none, "too large");
    EXPECT_EQ(value_of("1e308", Unit::none), 1e308);
    EXPECT_EQ(value_of("1.7976931348623157e308", Unit::none), std::numeric_limits<double>::max());
}

TEST(Number, GivesEveryRefusalAHint) {
    for (auto const* text : {"30%", "five", "010", "1,000", "1e400", "5 USD"}) {
        EXPECT_NE(parse_number(text, Unit::money).hint, "") << text;
    }
}

}  // namespace
}  // namespace riskpool
