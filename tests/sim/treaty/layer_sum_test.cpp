#include "sim/treaty/layer_sum.hpp"

#include <gtest/gtest.h>
// the targets that layer_sum.cpp is compiled for
#define HWY_DISABLED_TARGETS HWY_SSE4
#include <hwy/highway.h>

#include <bit>
#include <random>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {
namespace {

struct Sums {
    std::vector<double> sum, claims;
    bool operator==(Sums const&) const = default;
};

struct Cells {
    std::vector<double> x;
    std::vector<std::uint32_t> begin{0};
};

/// Cells of 0 to `longest` entries; some entries lie exactly at the attachment of 1, some are 0.
Cells random_cells(std::size_t count, unsigned longest, unsigned seed) {
    std::mt19937_64 random(seed);
    Cells cells;
    for (std::size_t c = 0; c < count; ++c) {
        const auto entries = random() % (longest + 1);
        for (std::uint64_t i = 0; i < entries; ++i) {
            const double u = static_cast<double>(random() >> 11) * 0x1p-53;
            const auto pick = random() % 10;
            cells.x.push_back(pick == 0 ? 0 : pick == 1 ? 1 : 3 * u / (1 - u));
        }
        cells.begin.push_back(static_cast<std::uint32_t>(cells.x.size()));
    }
    return cells;
}

Sums plain(Cells const& cells, double attachment, double limit) {
    Sums sums{std::vector(cells.begin.size() - 1, -1.0), std::vector(cells.begin.size() - 1, -1.0)};
    sum_layers_plain(cells.x, cells.begin, attachment, limit, sums.sum, sums.claims);
    return sums;
}

Sums dispatched(Cells const& cells, double attachment, double limit) {
    Sums sums{std::vector(cells.begin.size() - 1, -1.0), std::vector(cells.begin.size() - 1, -1.0)};
    sum_layers(cells.x, cells.begin, attachment, limit, sums.sum, sums.claims);
    return sums;
}

TEST(LayerSum, AddsLayerLossesAndCountsThoseAboveTheAttachment) {
    const Cells cells{{1, 2, 7, 30, 10, 4}, {0, 0, 4, 5, 6, 6}};
    const Sums sums = dispatched(cells, 4, 10);
    EXPECT_EQ(sums.sum, (std::vector<double>{0, 3 + 10, 6, 0, 0}));
    EXPECT_EQ(sums.claims, (std::vector<double>{0, 2, 1, 0, 0}));
}

TEST(LayerSum, AddsInEightLanesAndThenInATree) {
    // 2^53 + 1 is no double: which terms meet first decides what comes out
    Cells cells{std::vector<double>(12, 0), {0, 12}};
    cells.x[0] = 0x1p53;
    cells.x[8] = 1;  // the same lane as entry 0: lost there
    EXPECT_EQ(dispatched(cells, 0, infinity).sum[0], 0x1p53);
    cells.x[8] = 0;
    cells.x[1] = 1;  // lanes 1 and 3 meet before lane 0 does: kept
    cells.x[3] = 1;
    EXPECT_EQ(dispatched(cells, 0, infinity).sum[0], 0x1p53 + 2);
    cells.x[3] = 0;
    cells.x[4] = 1;  // lane 4 meets lane 0 first: lost, and then so is lane 1
    EXPECT_EQ(dispatched(cells, 0, infinity).sum[0], 0x1p53);
}

TEST(LayerSum, GivesTheSameBitsOnEveryInstructionSet) {
    for (const unsigned longest : {1U, 3U, 9U, 20U, 100U}) {
        const Cells cells = random_cells(2000, longest, longest);
        for (const double attachment : {0.0, 1.0, 7.3}) {
            for (const double limit : {0.7, 20.0, infinity}) {
                const Sums expected = plain(cells, attachment, limit);
                for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
                    hwy::SetSupportedTargetsForTest(target);
                    EXPECT_EQ(dispatched(cells, attachment, limit), expected)
                        << hwy::TargetName(target) << ", cells up to " << longest;
                }
                hwy::SetSupportedTargetsForTest(0);
            }
        }
    }
}

TEST(LayerSum, OfATowerIsThatOfEachLayerByItself) {
    for (const unsigned longest : {1U, 9U, 40U, 300U}) {
        const Cells cells = random_cells(3000, longest, longest);
        const std::size_t n = cells.begin.size() - 1;
        for (const std::size_t layers : {1U, 2U, 3U, 4U, 5U, 9U}) {
            for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
                hwy::SetSupportedTargetsForTest(target);
                std::vector<Sums> sums(layers, {std::vector(n, -1.0), std::vector(n, -1.0)});
                std::vector<TowerLayer> tower;
                for (std::size_t k = 0; k < layers; ++k) {
                    const auto place = static_cast<double>(k);
                    tower.push_back({2.5 * place, k == 4 ? infinity : 2.5 + place, sums[k].sum, sums[k].claims});
                }
                sum_tower(cells.x, cells.begin, tower);
                for (std::size_t k = 0; k < layers; ++k) {
                    EXPECT_EQ(sums[k], plain(cells, tower[k].attachment, tower[k].limit))
                        << hwy::TargetName(target) << ", layer " << k << " of " << layers;
                }
            }
            hwy::SetSupportedTargetsForTest(0);
        }
    }
}

TEST(LayerSum, FindsRowsThroughEvents) {
    const Cells rows = random_cells(500, 4, 7);  // its cells are the events here
    const std::vector<std::uint32_t> event_begin{0, 0, 3, 17, 18, 200, 500};
    Cells flat{rows.x, {}};
    for (auto const event : event_begin) flat.begin.push_back(rows.begin[event]);
    Sums sums{std::vector(6, -1.0), std::vector(6, -1.0)};
    sum_layers(rows.x, event_begin, rows.begin, 0.5, 3, sums.sum, sums.claims);
    EXPECT_EQ(sums, plain(flat, 0.5, 3));
}

TEST(LayerSum, TakesNoCells) {
    EXPECT_EQ(dispatched(Cells{}, 1, 1), Sums{});
}

}  // namespace
}  // namespace riskpool
