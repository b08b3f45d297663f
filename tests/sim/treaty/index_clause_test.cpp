#include "sim/treaty/index_clause.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/treaty/cat_xl.hpp"
#include "sim/treaty/per_risk_xl.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {
namespace {

using Numbers = std::vector<double>;

/// The clause of O-IX-01, in the form that `variant` names.
IndexClause clause_of_ix01(std::string const& variant) {
    auto const& in = answer("O-IX-01").at("inputs");
    IndexClause clause;
    for (double const index : in.at("index")) clause.index.push_back(index / in.at("base_index").get<double>());
    clause.payments = in.at("payments").get<Numbers>();
    clause.limit_indexed = true;
    if (variant != "full_indexation") {
        clause.form = variant == "franchise" ? IndexForm::franchise : IndexForm::severe_inflation;
        clause.threshold = in.at("threshold");
    }
    return clause;
}

template <class Treaty>
Treaty layer_of_ix01() {
    Treaty treaty;
    treaty.limit = answer("O-IX-01").at("inputs").at("limit");
    treaty.attachment = answer("O-IX-01").at("inputs").at("retention");
    treaty.unlimited_reinstatements = true;
    return treaty;
}

/// The loss of O-IX-01: all its payments.
LossBlock claim_of_ix01() {
    double sum = 0;
    for (double const paid : answer("O-IX-01").at("inputs").at("payments")) sum += paid;
    return BlockBuilder().year().event(sum).build();
}

TEST(IndexClause, MovesAttachmentAndLimitInAllFormsOfIx01) {
    for (std::string const variant : {"full_indexation", "severe_inflation_excess_only", "franchise"}) {
        auto const& out = answer("O-IX-01").at("expected").at(variant);
        CatXl treaty = layer_of_ix01<CatXl>();
        treaty.index_clause = clause_of_ix01(variant);
        EXPECT_TRUE(faulty_fields(*treaty.index_clause).empty());
        EXPECT_TRUE(faulty_fields(treaty).empty());
        EXPECT_NEAR(treaty.index_clause->factor(), out.at("factor").get<double>(), 1e-9) << variant;
        EXPECT_NEAR(treaty.indexed_attachment(), out.at("retention").get<double>(), 1e-6) << variant;
        EXPECT_NEAR(treaty.indexed_limit(), out.at("limit").get<double>(), 1e-6) << variant;
        for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
            const Ceded ceded = cede_treaty(treaty, claim_of_ix01(), wanted);
            EXPECT_NEAR(ceded.cell[0], out.at("recovery").get<double>(), 1e-6) << variant;
        }
    }
    auto const& plain = answer("O-IX-01").at("expected").at("no_indexation");
    EXPECT_EQ(cede_treaty(layer_of_ix01<CatXl>(), claim_of_ix01(), Wanted::rows).cell[0],
              plain.at("recovery").get<double>());
}

TEST(IndexClause, MovesALayerPerRiskAsWell) {
    auto treaty = layer_of_ix01<PerRiskXl>();
    treaty.index_clause = clause_of_ix01("franchise");
    EXPECT_NEAR(cede_treaty(treaty, claim_of_ix01(), Wanted::totals).cell[0],
                answer("O-IX-01").at("expected").at("franchise").at("recovery").get<double>(), 1e-6);
}

TEST(IndexClause, MovesTheLimitOnlyWhereThatIsStated) {
    CatXl treaty;
    treaty.limit = 10;
    treaty.attachment = 100;
    treaty.reinstatements = Numbers{1.0};
    treaty.premium = 4;
    treaty.index_clause = IndexClause{IndexForm::full, 0, {2.0}, {1.0}, false};
    const LossBlock block = BlockBuilder().year().event(200).event(215).event(1000).event(1000).build();
    const Ceded fixed = cede_treaty(treaty, block, Wanted::rows);
    EXPECT_EQ(fixed.row, (Numbers{0, 10, 10, 0}));
    EXPECT_EQ(fixed.reinstatement_premium, Numbers{4});
    EXPECT_EQ(treaty.annual_capacity(), 20);
    // reinstatements are of the limit as it stands: 15 + 20 + 5 of 40, and 20 of 20 reinstated
    treaty.index_clause->limit_indexed = true;
    const Ceded moved = cede_treaty(treaty, block, Wanted::rows);
    EXPECT_EQ(moved.row, (Numbers{0, 15, 20, 5}));
    EXPECT_EQ(moved.reinstatement_premium, Numbers{4});
    EXPECT_EQ(treaty.annual_capacity(), 40);
}

TEST(IndexClause, IsOneNumberHoweverThePaymentsAreMeasured) {
    IndexClause clause{IndexForm::full, 0, {1.25, 2.0}, {1, 3}, false};
    EXPECT_DOUBLE_EQ(clause.factor(), 4 / (1 / 1.25 + 3 / 2.0));
    clause.payments = {0.25, 0.75};
    EXPECT_DOUBLE_EQ(clause.factor(), 4 / (1 / 1.25 + 3 / 2.0));
}

TEST(IndexClause, ChangesNothingWhereNothingIsPaidOrTheIndexStandsStill) {
    EXPECT_EQ((IndexClause{IndexForm::full, 0, {1.5, 2.0}, {0, 0}, true}.factor()), 1);
    EXPECT_EQ((IndexClause{IndexForm::full, 0, {1.0, 1.0}, {0.5, 0.5}, true}.factor()), 1);
    EXPECT_EQ((IndexClause{IndexForm::severe_inflation, 0.25, {1.25, 0.5}, {0.5, 0.5}, true}.factor()), 1);
    // a rise of exactly the threshold does not exceed it
    EXPECT_EQ((IndexClause{IndexForm::franchise, 0.25, {1.25, 1.25}, {0.5, 0.5}, true}.factor()), 1);
}

TEST(IndexClause, RefusesWhatItCouldNotApply) {
    using Fields = std::vector<std::string>;
    EXPECT_EQ(faulty_fields(IndexClause{}), Fields{"index"});
    EXPECT_EQ(faulty_fields(IndexClause{IndexForm::full, 0, {1.1, 1.2}, {1}, false}), Fields{"payments"});
    EXPECT_EQ(faulty_fields(IndexClause{IndexForm::full, 0.1, {1.1}, {1}, false}), Fields{"threshold"});
    EXPECT_EQ(faulty_fields(IndexClause{IndexForm::franchise, 0.1, {1.1}, {1}, false}), Fields{});
}

}  // namespace
}  // namespace riskpool
