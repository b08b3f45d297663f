#include "sim/base/hash.hpp"

#include <gtest/gtest.h>

#include <array>

namespace riskpool {
namespace {

// Published values of FNV-1a, 64 bits (Noll's test vectors).
TEST(Hash64, GivesThePublishedValues) {
    EXPECT_EQ(Hash64().value(), 0xcbf29ce484222325ULL);
    EXPECT_EQ(Hash64().add("a").value(), 0xaf63dc4c8601ec8cULL);
    EXPECT_EQ(Hash64().add("foobar").value(), 0x85944171f73967e8ULL);
}

TEST(Hash64, TakesTheLowByteOfANumberFirst) {
    EXPECT_EQ(Hash64().add(std::uint64_t{0x7261626f6f66}).value(),
              Hash64().add("foobar").add_byte(0).add_byte(0).value());
}

TEST(Hash64, SeesTheLastBitAndTheOrderOfNumbers) {
    std::array<double, 2> const numbers{1.0, 2.0}, swapped{2.0, 1.0}, nearly{1.0, 2.0 + 0x1p-51};
    auto const hash = [](std::span<double const> x) { return Hash64().add(x).value(); };
    EXPECT_EQ(hash(numbers), Hash64().add(1.0).add(2.0).value());
    EXPECT_NE(hash(numbers), hash(swapped));
    EXPECT_NE(hash(numbers), hash(nearly));
}

}  // namespace
}  // namespace riskpool
