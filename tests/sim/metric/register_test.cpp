#include "sim/metric/register.hpp"

#include <gtest/gtest.h>

#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/sim/metric/sample.hpp"

namespace riskpool {
namespace {

const std::vector<MetricKinds> all{Aal{}, StandardDeviation{}, Var{0.99},     Tvar{0.95},
                                   Pml{}, EpCurve{},           Probability{}, TechnicalPremium{}};

TEST(MetricKinds, HaveNamesOfTheirOwnAndAreTold) {
    std::set<std::string> names;
    for_each_kind<MetricKinds>([&]<class K>() {
        names.insert(std::string(K::kind));
        EXPECT_FALSE(K::about.empty());
    });
    EXPECT_EQ(names, (std::set<std::string>{"aal", "sd", "var", "tvar", "ep_curve", "pml", "probability",
                                            "technical_premium"}));
}

TEST(MetricKinds, SayOfAnIndicatorItsProbabilityOnce) {
    std::vector<double> ruined(100, 0.0);
    ruined[5] = 1;
    for (Basis const basis : {Basis::annual, Basis::occurrence, Basis::path}) {
        Sample sample(ruined, 1, basis);
        sample.summary.indicator = true;
        sample.summary.tail = {};
        std::vector<MetricRow> rows;
        measure(all, sample.summary, rows);
        ASSERT_EQ(rows.size(), 1);
        EXPECT_EQ(rows[0].metric, "probability");
        EXPECT_EQ(rows[0].value, 0.01);
        // Another party's is a row of its own.
        sample.summary.party = "Fund";
        measure(all, sample.summary, rows);
        EXPECT_EQ(rows.size(), 2);
    }
}

TEST(MetricKinds, NameEachFigureOnceForASeries) {
    std::vector<double> values(5000);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>((i * 7919) % 5003);
    std::multiset<std::string> annual, occurrence, path;
    for (auto const& [basis, names] : {std::pair{Basis::annual, &annual}, std::pair{Basis::occurrence, &occurrence},
                                       std::pair{Basis::path, &path}}) {
        std::vector<MetricRow> rows;
        measure(all, Sample(values, 1, basis).summary, rows);
        for (MetricRow const& row : rows) names->insert(row.metric);
    }
    EXPECT_EQ(annual.count("aep"), 8);
    EXPECT_EQ(occurrence.count("oep"), 8);
    EXPECT_EQ((std::set<std::string>(annual.begin(), annual.end())),
              (std::set<std::string>{"aal", "sd", "var", "tvar", "aep", "probability"}));
    EXPECT_EQ((std::set<std::string>(occurrence.begin(), occurrence.end())), (std::set<std::string>{"oep", "pml"}));
    EXPECT_EQ((std::set<std::string>(path.begin(), path.end())),
              (std::set<std::string>{"mean", "sd", "var", "tvar", "probability"}));
}

TEST(TailNeeded, IsEnoughForEveryMetricAndNoMore) {
    std::vector<double> values(30'000);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>((i * 7919) % 30'011);
    for (std::uint32_t const years : {1U, 3U}) {
        for (Basis const basis : {Basis::annual, Basis::occurrence}) {
            Sample sample(values, years, basis);
            const std::uint64_t needed = tail_needed(all, basis, false, values.size() / years, years);
            std::vector<MetricRow> rows;
            sample.summary.tail = std::span(sample.tail).first(needed);
            EXPECT_NO_THROW(measure(all, sample.summary, rows));
            sample.summary.tail = std::span(sample.tail).first(needed - 1);
            EXPECT_THROW(measure(all, sample.summary, rows), std::logic_error);
        }
    }
    EXPECT_EQ(tail_needed(all, Basis::annual, true, 1000, 1), 0);
    EXPECT_EQ(tail_needed(std::vector<MetricKinds>{Var{0.9}}, Basis::occurrence, false, 1000, 1), 0);
    EXPECT_EQ(tail_needed(std::vector<MetricKinds>{EpCurve{}}, Basis::path, false, 1000, 1), 0);
    const std::vector<MetricKinds> no_tail{Aal{}, Probability{}};
    EXPECT_EQ(tail_needed(no_tail, Basis::annual, false, 1000, 1), 0);
}

}  // namespace
}  // namespace riskpool
