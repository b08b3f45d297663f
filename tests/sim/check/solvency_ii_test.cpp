#include "sim/check/solvency_ii.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

void expect_known(double value, char const* name) {
    const double expected = answer("O-CA-01").at("expected").at(name).get<double>();
    EXPECT_NEAR(value, expected, 1e-10 * expected) << name;
}

TEST(SolvencyII, HasTheFiguresOfKnownAnswerOCa01) {
    auto const& in = answer("O-CA-01").at("inputs");
    const auto volume = in["sii"]["V"].get<std::vector<double>>();
    const auto sigma = in["sii"]["sigma"].get<std::vector<double>>();
    const PremiumReserveRisk risk =
        premium_reserve_risk(volume, sigma, equal_correlation(volume.size(), in["sii"]["corr"]));
    expect_known(risk.sigma, "sigma_nl");
    expect_known(risk.charge, "scr_prem_res");
    EXPECT_EQ(risk.volume, 200);
    expect_known(lognormal_charge_factor(risk.sigma), "rho_sigma_lognormal_995");
    const SolvencySegment segment{"lob", in["lob"]["V_prem"], in["lob"]["V_res"], in["lob"]["sigma_prem"],
                                  in["lob"]["sigma_res"]};
    expect_known(segment.sigma(), "sigma_segment");
    auto const& module = in["module"];
    expect_known(non_life_module(module["prem_res"], module["cat"], module["lapse"]), "scr_non_life");
}

TEST(SolvencyII, ChargesOneSegmentThreeDeviations) {
    const SolvencySegment premium_only{"p", 100, 0, 0.08, 0.5};
    EXPECT_DOUBLE_EQ(premium_only.sigma(), 0.08);
    // Equal deviations of premium and reserve with correlation 1/2 are sqrt(3)/2 of their sum.
    const SolvencySegment both{"b", 50, 50, 0.1, 0.1};
    EXPECT_DOUBLE_EQ(both.sigma(), 0.1 * std::sqrt(3.0) / 2);
    SolvencyIINonLife all;
    all.segments = {premium_only};
    EXPECT_DOUBLE_EQ(all.required_capital(), 24);
    EXPECT_EQ((SolvencySegment{"none", 0, 0, 0.1, 0.1}).sigma(), 0);
}

TEST(SolvencyII, AggregatesAModuleFromDescribedSegments) {
    const auto all = from_text<SolvencyIINonLife>(R"(
segments:
  - {name: fire, premium_volume: 120m, premium_sigma: 10%}
  - {name: liability, premium_volume: 80m, premium_sigma: 14%}
correlations: [{first: fire, second: liability, correlation: 0.5}]
catastrophe: 45m
lapse: 5m
)");
    const PremiumReserveRisk risk = all.premium_reserve();
    const double deviation = std::sqrt(12.0 * 12 + 12 * 11.2 + 11.2 * 11.2);  // of 120 and 80 by hand
    EXPECT_NEAR(risk.charge, 3e6 * deviation, 1e-6);
    const double x = 3 * deviation;
    EXPECT_NEAR(all.required_capital(), 1e6 * std::sqrt(x * x + 0.5 * x * 45 + 45 * 45 + 25), 1e-6);
    EXPECT_TRUE(faults_in(all).empty());
}

TEST(SolvencyII, RefusesImpossibleCorrelationsAndNamesGivenTwice) {
    SolvencyIINonLife all;
    all.segments = {{"a", 1, 0, 0.1, 0}, {"b", 1, 0, 0.1, 0}, {"c", 1, 0, 0.1, 0}};
    all.correlations = {{"a", "b", -0.9}, {"b", "c", -0.9}, {"a", "c", -0.9}};
    ASSERT_EQ(faults_in(all).size(), 1);
    EXPECT_NE(faults_in(all)[0].find("correlations: is not positive semi-definite"), std::string::npos);
    all.correlations = {};
    all.segments[2].name = "a";
    EXPECT_EQ(faults_in(all).size(), 1);
}

}  // namespace
}  // namespace riskpool
