#include "sim/base/made_parts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace riskpool {
namespace {

TEST(MadeParts, MakesWhatIsMadeOfTheSameOnce) {
    MadeParts parts;
    int made = 0;
    const auto root = [&](double of) {
        return parts.find_or_make(of, [&] {
            ++made;
            return of / 2;
        });
    };
    EXPECT_EQ(root(4), 2);
    EXPECT_EQ(root(4), 2);
    EXPECT_EQ(root(6), 3);
    EXPECT_EQ(made, 2);
    // Another kind of part of the same value is another part.
    EXPECT_EQ(parts.find_or_make(4.0, [] { return std::string("four"); }), "four");
}

TEST(MadeParts, KeepsNothingMoreOnceClosed) {
    MadeParts parts;
    int made = 0;
    const auto part = [&](int of) {
        return parts.find_or_make(of, [&] {
            ++made;
            return of + 1;
        });
    };
    EXPECT_EQ(part(1), 2);
    parts.close();
    EXPECT_EQ(part(1), 2);
    EXPECT_EQ(made, 1);
    EXPECT_EQ(part(5), 6);
    EXPECT_EQ(part(5), 6);
    EXPECT_EQ(made, 3);
}

}  // namespace
}  // namespace riskpool
