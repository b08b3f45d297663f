#include "sim/treaty/facultative_obligatory.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;
using Fields = std::vector<std::string>;

static_assert(TreatyKind<FacultativeObligatory>);

FacultativeObligatory chosen(double cession, double threshold, std::vector<RateAdequacy> estimates) {
    FacultativeObligatory treaty;
    treaty.cession = cession;
    treaty.threshold = threshold;
    treaty.estimates = std::move(estimates);
    return treaty;
}

TEST(FacultativeObligatory, CedesTheRisksThoughtTooCheapAsWorkedInItsDocumentation) {
    PlainSetting plain(4);
    for (std::size_t i = 0; i < 4; ++i) plain.insureds[i].name = std::string(1, static_cast<char>('a' + i));
    plain.setting.premium = {4, 8, 8, 8};
    const FacultativeObligatory treaty = chosen(0.75, 0.9, {{"a", 0.7}, {"b", 0.9}, {"c", 1.2}});
    EXPECT_EQ(treaty.ceded_share(plain.setting),
              (Numbers{0.75, 0, 0, 0}));  // at the threshold, above it, not estimated
    BlockBuilder builder;
    builder.year().event({{0, 40}, {1, 60}}).event({{2, 30}}).yearly_sum({{0, 8}, {3, 8}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede(treaty.compile(plain.setting), builder.build(), wanted);
        if (wanted == Wanted::rows) {
            EXPECT_EQ(ceded.row, (Numbers{30, 0, 0, 6, 0}));
        }
        EXPECT_EQ(ceded.cell, Numbers{36});
        EXPECT_EQ(ceded.claims, Numbers{1});
        EXPECT_EQ(ceded.exhausted, Numbers{0});
    }
    EXPECT_EQ(treaty.account(plain.setting, 3).premium, 3);
}

TEST(FacultativeObligatory, RefusesTwoEstimatesOfOneRisk) {
    EXPECT_EQ(faulty_fields(chosen(0.5, 1, {{"a", 0.7}, {"b", 0.9}})), Fields{});
    EXPECT_EQ(faulty_fields(chosen(0.5, 1, {{"a", 0.7}, {"a", 0.9}})), Fields{"estimates"});
}

}  // namespace
}  // namespace riskpool
