#include "models/frequency/count_search.hpp"

#include <gtest/gtest.h>

#include <hwy/highway.h>
#include <vector>

#include "sim/base/random.hpp"

namespace riskpool {
namespace {

TEST(CountSearch, GivesTheSameCountsForEveryWidthOfVectorsAndWhereverAVectorBegins) {
    constexpr std::size_t n = 5003;
    std::vector<double> u, mean;
    for (std::uint64_t i = 0; i < n; ++i) {
        u.push_back(i % 50 == 0 ? 1 - 0x1p-53 : uniform({3, 0}, {i, 0}, 0));
        mean.push_back(14 * uniform({3, 1}, {i, 0}, 0));  // some beyond few_events
    }
    std::vector<std::uint32_t> first(n), first_clustered(n);
    search_poisson(u, mean, first);
    search_negative_binomial(u, mean, 0.7, first_clustered);
    for (auto target : hwy::SupportedAndGeneratedTargets()) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
        for (const std::size_t begin : {0U, 1U, 5U}) {
            std::vector<std::uint32_t> counts(n - begin);
            const std::span<double const> some_u(u.data() + begin, n - begin),
                some_mean(mean.data() + begin, n - begin);
            search_poisson(some_u, some_mean, counts);
            EXPECT_EQ(counts,
                      std::vector<std::uint32_t>(first.begin() + static_cast<std::ptrdiff_t>(begin), first.end()));
            search_negative_binomial(some_u, some_mean, 0.7, counts);
            EXPECT_EQ(counts, std::vector<std::uint32_t>(first_clustered.begin() + static_cast<std::ptrdiff_t>(begin),
                                                         first_clustered.end()));
        }
    }
    hwy::SetSupportedTargetsForTest(0);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

TEST(CountSearch, LeavesLargeMeansToOthers) {
    const std::vector<double> u{0.5, 0.5}, mean{few_events, 100};
    std::vector<std::uint32_t> counts{7, 7};
    search_poisson(u, mean, counts);
    EXPECT_EQ(counts, (std::vector<std::uint32_t>{0, 0}));
}

}  // namespace
}  // namespace riskpool
