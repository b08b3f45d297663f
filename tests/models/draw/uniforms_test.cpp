#include "models/draw/uniforms.hpp"

#include <gtest/gtest.h>
#include <hwy/highway.h>
#include <hwy/targets.h>

#include <algorithm>
#include <bit>
#include <numeric>
#include <string>
#include <vector>

namespace riskpool {
namespace {

/// Runs each test at one level of vector instructions, or skips it where the processor has not got it.
class Uniforms : public testing::TestWithParam<std::int64_t> {
protected:
    void SetUp() override {
        if ((hwy::SupportedTargets() & GetParam()) == 0) GTEST_SKIP() << "not on this processor";
        choose(GetParam());
    }
    void TearDown() override { choose(0); }

private:
    static void choose(std::int64_t target) {
        hwy::SetSupportedTargetsForTest(target);
        hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    }
};

std::string level_name(testing::TestParamInfo<std::int64_t> const& level) {
    return hwy::TargetName(level.param);
}

INSTANTIATE_TEST_SUITE_P(EachLevel, Uniforms, testing::Values(HWY_SSSE3, HWY_AVX2, HWY_AVX3), level_name);

constexpr double mark = -7;  // stands where nothing may be written
constexpr std::size_t guard = 64;

std::vector<double> cell_uniforms(Stream stream, CellRange const& range, std::uint32_t index) {
    std::vector<double> u(range.size() + guard, mark);
    fill_cell_uniforms(stream, range, index, std::span(u).first(range.size()));
    EXPECT_EQ(std::count(u.end() - guard, u.end(), mark), static_cast<std::ptrdiff_t>(guard)) << "wrote past the end";
    u.resize(range.size());
    return u;
}

std::vector<double> event_uniforms(Stream stream, CellRange const& range, std::vector<std::uint32_t> const& counts) {
    std::size_t const size = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
    std::vector<double> u(size + guard, mark);
    fill_event_uniforms(stream, range, counts, std::span(u).first(size));
    EXPECT_EQ(std::count(u.end() - guard, u.end(), mark), static_cast<std::ptrdiff_t>(guard)) << "wrote past the end";
    u.resize(size);
    return u;
}

std::vector<double> plain_event_uniforms(Stream stream, CellRange const& range,
                                         std::vector<std::uint32_t> const& counts) {
    std::vector<double> u;
    for (std::size_t c = 0; c < range.size(); ++c) {
        for (std::uint32_t index = 0; index < counts[c]; ++index) u.push_back(uniform(stream, range.cell(c), index));
    }
    return u;
}

std::vector<CellRange> ranges() {
    return {{0, 1, 1},
            {5, 3, 1},
            {5, 1, 3},
            {123, 7, 5},
            {0, 33, 1},
            {0, 1, 41},
            {17, 20, 10},
            {1, 3, 8},
            {9, 5, 16},
            {(1ULL << 32) - 9, 37, 3},  // the low word of the trial runs over
            {max_trials - 50, 50, 2},
            {3, 2, max_years}};
}

TEST_P(Uniforms, OfCellsAreThePlainOnes) {
    for (CellRange const& range : ranges()) {
        for (std::uint32_t index : {0u, 1u, 6u, 0xFFFFFFFFu}) {
            Stream const stream{0xFEDCBA9876543210, 0x80000001};
            auto const u = cell_uniforms(stream, range, index);
            for (std::size_t c = 0; c < range.size(); ++c) {
                ASSERT_EQ(u[c], uniform(stream, range.cell(c), index))
                    << "cell " << c << " of " << range.trials << " x " << range.years << ", index " << index;
            }
        }
    }
}

TEST_P(Uniforms, OfEventsAreThePlainOnesForEqualCounts) {
    for (CellRange const& range : ranges()) {
        for (std::uint32_t count : {0u, 1u, 2u, 3u, 4u, 7u, 8u, 9u, 16u, 31u}) {
            std::vector<std::uint32_t> const counts(range.size(), count);
            Stream const stream{42, 3};
            ASSERT_EQ(event_uniforms(stream, range, counts), plain_event_uniforms(stream, range, counts))
                << range.trials << " x " << range.years << " cells of " << count;
        }
    }
}

TEST_P(Uniforms, OfEventsAreThePlainOnesForMixedCounts) {
    for (CellRange const& range : ranges()) {
        for (std::uint32_t most : {1u, 2u, 3u, 4u, 10u, 100u}) {
            std::vector<std::uint32_t> counts(range.size());
            for (std::size_t c = 0; c < counts.size(); ++c) {
                counts[c] = static_cast<std::uint32_t>(uniform({most, 99}, range.cell(c), 0) * (most + 1));
            }
            Stream const stream{1, 0xFFFFFFFF};
            ASSERT_EQ(event_uniforms(stream, range, counts), plain_event_uniforms(stream, range, counts))
                << range.trials << " x " << range.years << " cells of up to " << most;
        }
    }
}

TEST_P(Uniforms, OfEventsStandBesideVeryFullCells) {
    CellRange const range{77, 3, 4};
    std::vector<std::uint32_t> const counts{0, 1, 5000, 0, 2047, 2048, 2049, 3, 0, 10001, 1, 0};
    Stream const stream{8, 8};
    EXPECT_EQ(event_uniforms(stream, range, counts), plain_event_uniforms(stream, range, counts));
}

TEST_P(Uniforms, OfNoCellsAreNone) {
    EXPECT_TRUE(cell_uniforms({1, 1}, {5, 0, 3}, 0).empty());
    EXPECT_TRUE(event_uniforms({1, 1}, {5, 0, 3}, {}).empty());
    EXPECT_TRUE(event_uniforms({1, 1}, {5, 2, 1}, {0, 0}).empty());
}

TEST_P(Uniforms, DoNotDependOnHowTrialsAreCutIntoRanges) {
    Stream const stream{6, 6};
    auto const whole = cell_uniforms(stream, {100, 60, 3}, 2);
    std::vector<double> parts;
    for (std::uint32_t first = 0; first < 60; first += 12) {
        auto const part = cell_uniforms(stream, {100 + first, 12, 3}, 2);
        parts.insert(parts.end(), part.begin(), part.end());
    }
    EXPECT_EQ(whole, parts);
}

}  // namespace
}  // namespace riskpool
