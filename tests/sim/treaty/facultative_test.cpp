#include "sim/treaty/facultative.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sim/treaty/surplus.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;
using Fields = std::vector<std::string>;

static_assert(TreatyKind<Facultative>);

FacultativeCover share_of(std::string insured, double share) {
    FacultativeCover cover;
    cover.insured = std::move(insured);
    cover.share = share;
    return cover;
}

FacultativeCover layer_on(std::string insured, double limit, double attachment, double premium = 0) {
    FacultativeCover cover;
    cover.insured = std::move(insured);
    cover.limit = limit;
    cover.attachment = attachment;
    cover.premium = premium;
    return cover;
}

Facultative of(std::vector<FacultativeCover> risks) {
    Facultative treaty;
    treaty.risks = std::move(risks);
    return treaty;
}

/// Insureds a, b, c ... of sum insured 100 and premium 10.
struct NamedSetting : PlainSetting {
    explicit NamedSetting(std::size_t count) : PlainSetting(count) {
        for (std::size_t i = 0; i < count; ++i) {
            insureds[i].name = std::string(1, static_cast<char>('a' + i));
            insureds[i].property = 100;
            setting.premium[i] = 10;
        }
    }
};

TEST(Facultative, CoversTheRisksNamedAsWorkedInItsDocumentation) {
    const NamedSetting named(3);
    const Facultative treaty = of({share_of("a", 0.5), layer_on("b", 30, 20, 1.5)});
    BlockBuilder builder;
    builder.year().event({{0, 60}, {1, 40}, {2, 80}}).event({{1, 90}}).event({{1, 20}});
    for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
        const Ceded ceded = cede(treaty.compile(named.setting), builder.build(), wanted);
        if (wanted == Wanted::rows) {
            EXPECT_EQ(ceded.row, (Numbers{30, 20, 0, 30, 0}));
        }
        EXPECT_EQ(ceded.cell, Numbers{80});
        EXPECT_EQ(ceded.claims, Numbers{2});
        EXPECT_EQ(ceded.exhausted, Numbers{1});  // one loss took the whole limit
    }
    EXPECT_EQ(treaty.ceded_share(named.setting), (Numbers{0.5, 0, 0}));
    EXPECT_EQ(treaty.flat_premium(named.setting), 1.5);
}

TEST(Facultative, CedesYearlySumsByShareAndNeverToALayer) {
    const NamedSetting named(2);
    const Facultative treaty = of({share_of("a", 0.25), layer_on("b", 30, 0)});
    BlockBuilder builder;
    builder.year().yearly_sum({{0, 40}, {1, 50}}).event({{1, 10}}).year().yearly_sum({{1, 50}});
    const Ceded ceded = cede(treaty.compile(named.setting), builder.build(), Wanted::rows);
    EXPECT_EQ(ceded.row, (Numbers{10, 0, 10, 0}));
    EXPECT_EQ(ceded.cell, (Numbers{20, 0}));
    EXPECT_EQ(ceded.claims, (Numbers{1, 0}));
    EXPECT_EQ(ceded.exhausted, (Numbers{0, 0}));
}

TEST(Facultative, IsTakenOffARiskBeforeTheSurplusReadsItsLineAsInIn01) {
    auto const& in = answer("O-IN-01").at("inputs");
    auto const& out = answer("O-IN-01").at("expected");
    NamedSetting named(3);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < 3; ++i) {
        named.insureds[i].property = in.at("risks")[i].at("si");
        rows.push_back({i, in.at("risks")[i].at("loss")});
    }
    const std::size_t risk = in.at("fac").at("risk").get<std::size_t>() - 1;
    const Facultative treaty = of({share_of(named.insureds[risk].name, in.at("fac").at("share"))});
    BlockBuilder gross;
    gross.year().event(rows);
    const Ceded facultative = cede(treaty.compile(named.setting), gross.build(), Wanted::rows);
    EXPECT_EQ(facultative.row, out.at("fac").get<Numbers>());

    const Numbers share = treaty.ceded_share(named.setting);
    for (std::size_t i = 0; i < 3; ++i) {
        named.setting.share[i] -= share[i];
        rows[i].loss -= facultative.row[i];
    }
    BlockBuilder net;
    net.year().event(rows);
    Surplus surplus;
    surplus.retained_line = in.at("surplus").at("retained_line");
    surplus.number_of_lines = in.at("surplus").at("lines");
    EXPECT_EQ(cede(surplus.compile(named.setting), net.build(), Wanted::rows).row, out.at("surplus").get<Numbers>());
}

TEST(Facultative, ChargesALayerOnlyOnRisksThatAreCovered) {
    NamedSetting named(3);
    const Facultative treaty = of({layer_on("a", 30, 20, 2), layer_on("c", 30, 20, 3), layer_on("nobody", 1, 1, 5)});
    EXPECT_EQ(treaty.flat_premium(named.setting), 5);
    named.setting.share[2] = 0;
    EXPECT_EQ(treaty.flat_premium(named.setting), 2);
}

TEST(Facultative, AsksForAShareOrALayerOfEachRiskOnce) {
    EXPECT_EQ(faulty_fields(of({share_of("a", 0.5), layer_on("b", 30, 20)})), Fields{});
    EXPECT_EQ(faulty_fields(of({})), Fields{"risks"});
    EXPECT_EQ(faulty_fields(of({share_of("a", 0.5), layer_on("a", 30, 20)})), Fields{"risks"});
    EXPECT_EQ(faulty_fields(share_of("a", 0.5)), Fields{});
    EXPECT_EQ(faulty_fields(layer_on("a", 30, 0)), Fields{});
    EXPECT_EQ(faulty_fields(FacultativeCover{}), Fields{"share"});
    FacultativeCover cover = share_of("a", 0.5);
    cover.limit = 30;
    EXPECT_EQ(faulty_fields(cover), Fields{"limit"});
    cover.limit.reset();
    cover.attachment = 10;
    EXPECT_EQ(faulty_fields(cover), Fields{"attachment"});
    cover.share.reset();
    EXPECT_EQ(faulty_fields(cover), Fields{"limit"});
    cover.attachment.reset();
    cover.limit = 30;
    EXPECT_EQ(faulty_fields(cover), Fields{"attachment"});
    cover = share_of("a", 0.5);
    cover.premium = 1;
    EXPECT_EQ(faulty_fields(cover), Fields{"premium"});
}

}  // namespace
}  // namespace riskpool
