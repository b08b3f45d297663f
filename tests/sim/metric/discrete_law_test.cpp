#include "sim/metric/discrete_law.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace riskpool {
namespace {

using Pairs = std::vector<std::pair<double, double>>;

Pairs pairs(DiscreteLaw const& law) {
    Pairs out;
    for (Atom const& atom : law.atoms()) out.emplace_back(atom.value, atom.weight);
    return out;
}

TEST(DiscreteLaw, CountsEqualObservationsOfASampleOnce) {
    const std::vector<double> descending{7, 7, 3, 0, 0, -2};
    const DiscreteLaw law = DiscreteLaw::of_sample(descending, 6);
    EXPECT_EQ(pairs(law), (Pairs{{-2, 1}, {0, 2}, {3, 1}, {7, 2}}));
    EXPECT_EQ(law.weight(), 6);
    EXPECT_DOUBLE_EQ(law.mean([](double x) { return x; }), 15.0 / 6);
}

TEST(DiscreteLaw, TakesWhatIsLeftOutOfASampleForZeros) {
    EXPECT_EQ(pairs(DiscreteLaw::of_sample(std::vector<double>{7, 3}, 5)), (Pairs{{0, 3}, {3, 1}, {7, 1}}));
    EXPECT_EQ(pairs(DiscreteLaw::of_sample(std::vector<double>{7, 0}, 5)), (Pairs{{0, 4}, {7, 1}}));
    EXPECT_EQ(pairs(DiscreteLaw::of_sample(std::vector<double>{7, -3}, 5)), (Pairs{{-3, 1}, {0, 3}, {7, 1}}));
    EXPECT_EQ(pairs(DiscreteLaw::of_sample(std::vector<double>{-3}, 2)), (Pairs{{-3, 1}, {0, 1}}));
    EXPECT_EQ(pairs(DiscreteLaw::of_sample({}, 4)), (Pairs{{0, 4}}));
    EXPECT_TRUE(DiscreteLaw::of_sample({}, 0).atoms().empty());
}

}  // namespace
}  // namespace riskpool
