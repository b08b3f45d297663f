#include "sim/fund/backstop_state_layer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/sim/fund/backstop_sample.hpp"

namespace riskpool {
namespace {

TEST(StateLayer, PaysTheBandsOfJapansEarthquakeReinsuranceOf2011) {
    const auto state_of = [](std::vector<double> const& events) {
        BackstopYear year = unfunded_of(1e9);
        year.gross_events = events;
        return once(japan_2011(), year).granted;
    };
    EXPECT_EQ(state_of({100}), 0);
    EXPECT_DOUBLE_EQ(state_of({1115}), 500);
    EXPECT_DOUBLE_EQ(state_of({1925}), 905);
    EXPECT_DOUBLE_EQ(state_of({2925}), 905 + 950);
    EXPECT_DOUBLE_EQ(state_of({9000}), 4301.25);     // published as a state liability of about JPY 4.3 tn
    EXPECT_DOUBLE_EQ(state_of({1115, 1115}), 1000);  // each event by itself
    EXPECT_EQ(state_of({}), 0);
}

TEST(StateLayer, PaysNoMoreThanItsAnnualLimitAndWhatIsUnpaid) {
    StateLayer layer;
    layer.basis = LayerBasis::net_loss;
    layer.bands = {{100, infinity, 0.8}};
    BackstopYear year = unfunded_of(0);
    year.net_loss = 600;
    year.unpaid = 350;
    EXPECT_EQ(once(layer, year).granted, 350);  // 400 by the band, but 250 are paid already
    layer.annual_limit = 120;
    EXPECT_EQ(once(layer, year).granted, 120);
    layer.basis = LayerBasis::unfunded;
    layer.annual_limit = infinity;
    EXPECT_EQ(once(layer, year).granted, 0);
    year.unfunded = 300;
    EXPECT_EQ(once(layer, year).granted, 160);
}

TEST(StateLayer, LendsWithInterestAGraceYearRepaymentAndWriteOff) {
    StateLayer layer;
    layer.bands = {{0, infinity, 1}};
    layer.form = LayerForm::loan;
    layer.interest = 0.1;
    layer.repay_share = 0.5;
    layer.grace_years = 1;
    layer.write_off_years = 3;
    layer.guarantee_premium = 7;
    struct Row {
        double unfunded, inflow, lent, interest, repaid, written_off, owed;
    };
    const std::vector<Row> rows{
        {100, 60, 100, 0, 0, 0, 100},   // nothing owed yet
        {0, 60, 0, 10, 0, 0, 110},      // the year of grace
        {0, 60, 0, 11, 30, 0, 91},      //
        {20, 2, 20, 9.1, 1, 99.1, 20},  // three years after the debt arose the rest is forgiven; then new money
        {0, 500, 0, 2, 0, 0, 22},       // a debt of its own, with its own year of grace
        {0, 500, 0, 2.2, 24.2, 0, 0},   //
        {0, 500, 0, 0, 0, 0, 0},
    };
    BackstopState state;
    for (auto const& row : rows) {
        BackstopYear year = unfunded_of(row.unfunded);
        year.inflow = row.inflow;
        const BackstopFlows flows = layer.settle(state, year);
        EXPECT_EQ(flows.granted, 0);
        EXPECT_EQ(flows.guarantee_premium, 7);
        EXPECT_NEAR(flows.lent, row.lent, 1e-12);
        EXPECT_NEAR(flows.interest, row.interest, 1e-12);
        EXPECT_NEAR(flows.repaid, row.repaid, 1e-12);
        EXPECT_NEAR(flows.written_off, row.written_off, 1e-12);
        EXPECT_NEAR(state.owed, row.owed, 1e-12);
    }
}

class Faults : public FieldFaults {
public:
    void add(std::string_view field, std::string_view, std::string_view) override { fields.emplace_back(field); }
    std::vector<std::string> fields;
};

TEST(StateLayer, RefusesBandsThatOverlapAndLoanTermsOfAGrant) {
    const auto faults_of = [](StateLayer const& layer) {
        Faults faults;
        layer.check(faults);
        return faults.fields;
    };
    StateLayer layer = japan_2011();
    EXPECT_TRUE(faults_of(layer).empty());
    std::swap(layer.bands[0], layer.bands[1]);
    EXPECT_EQ(faults_of(layer), std::vector<std::string>{"bands"});
    layer.bands = {};
    EXPECT_EQ(faults_of(layer), std::vector<std::string>{"bands"});
    layer = japan_2011();
    layer.interest = 0.1;
    EXPECT_EQ(faults_of(layer), std::vector<std::string>{"form"});
    layer.form = LayerForm::loan;
    layer.grace_years = layer.write_off_years = 2;
    EXPECT_EQ(faults_of(layer), std::vector<std::string>{"grace_years"});
}

/// CCR's threshold above GAREAT: EUR 2.48 bn, and 60 m more each year (S).
TEST(StateLayer, AttachesHigherEachYearWhereItsThresholdGrows) {
    StateLayer layer;
    layer.basis = LayerBasis::gross_loss;
    layer.bands = {{2480, infinity, 1, 60}};
    BackstopYear year;
    year.gross_loss = year.unpaid = 3000;
    EXPECT_EQ(layer.share_of(year), 520);
    year.years_before = 3;
    EXPECT_EQ(layer.share_of(year), 3000 - 2660);
}

}  // namespace
}  // namespace riskpool
