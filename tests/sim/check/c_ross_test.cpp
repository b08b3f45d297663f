#include "sim/check/c_ross.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

const CRossTable table{"test", -0.25, 0.25, {{"premium", 0.2}, {"reserves", 0.1}, {"reinsurer", 0.087}}};

TEST(CRoss, ChargesExposureTimesBaseFactorTimesCharacteristic) {
    EXPECT_DOUBLE_EQ((CRossExposure{"insurance", "premium", 500, {}}).charge(table), 100);
    EXPECT_DOUBLE_EQ((CRossExposure{"insurance", "premium", 500, {-0.15, 0.05}}).charge(table), 90);
}

TEST(CRoss, HoldsTheCharacteristicWithinItsBounds) {
    EXPECT_DOUBLE_EQ((CRossExposure{"credit", "reinsurer", 100, {0.2, 0.2}}).charge(table), 8.7 * 1.25);
    EXPECT_DOUBLE_EQ((CRossExposure{"credit", "reinsurer", 100, {-0.2, -0.2}}).charge(table), 8.7 * 0.75);
    CRossTable wider = table;
    wider.highest_k = 0.4;
    EXPECT_DOUBLE_EQ((CRossExposure{"credit", "reinsurer", 100, {0.2, 0.2}}).charge(wider), 8.7 * 1.4);
}

TEST(CRoss, JoinsRisksByTheCorrelationMatrixAsWorkedInItsDocumentation) {
    const auto form = from_text<CRossForm>(R"(
exposures:
  - {risk: insurance, factor: premium, exposure: 500m, coefficients: [-10%]}
  - {risk: insurance, factor: reserves, exposure: 300m}
  - {risk: credit, factor: reinsurer, exposure: 200m, coefficients: [25%]}
correlations: [{first: insurance, second: credit, correlation: 0.25}]
control_risk: 5m
additional: 2m
)");
    EXPECT_TRUE(faults_in(form).empty());
    const CRossForm::Risks risks = form.risks(table);
    EXPECT_EQ(risks.names, (std::vector<std::string>{"insurance", "credit"}));
    EXPECT_NEAR(risks.capital[0], 90e6 + 30e6, 1e-6);
    EXPECT_NEAR(risks.capital[1], 21.75e6, 1e-6);
    const double quantified = std::sqrt(120e6 * 120e6 + 21.75e6 * 21.75e6 + 2 * 0.25 * 120e6 * 21.75e6);
    EXPECT_NEAR(form.minimum_capital(table), quantified + 7e6, 1e-6);
    EXPECT_NEAR(form.minimum_capital(table), 134.193e6, 500);
}

TEST(CRoss, RefusesFactorsThatTheTableHasNotAndImpossibleCorrelations) {
    CRossForm form;
    form.exposures = {{"a", "premium", 1, {}}, {"b", "premium", 1, {}}, {"c", "phase II factor", 1, {}}};
    FaultTexts faults;
    form.check_table(table, "exposures", faults);
    ASSERT_EQ(faults.texts.size(), 1);
    EXPECT_NE(faults.texts[0].find("phase II factor"), std::string::npos);
    form.correlations = {{"a", "b", 1}, {"b", "c", 1}, {"a", "c", 0}};
    EXPECT_NE(faults_in(form).at(0).find("not positive semi-definite"), std::string::npos);
    CRossTable twice = table;
    twice.factors.push_back({"premium", 0.3});
    EXPECT_EQ(faults_in(twice).size(), 1);
    EXPECT_TRUE(faults_in(table).empty());
}

}  // namespace
}  // namespace riskpool
