#include "sim/check/correlation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

TEST(Correlation, AddsUpRisksThatAlwaysComeTogetherAndTheRootOfSquaresOfOthers) {
    const std::vector<double> risks{30, 40};
    EXPECT_DOUBLE_EQ(aggregate_risks(risks, equal_correlation(2, 1)), 70);
    EXPECT_DOUBLE_EQ(aggregate_risks(risks, equal_correlation(2, 0)), 50);
    EXPECT_DOUBLE_EQ(aggregate_risks(risks, equal_correlation(2, -1)), 10);
    EXPECT_EQ(aggregate_risks({}, equal_correlation(0, 0)), 0);
}

TEST(Correlation, AggregatesRandomRisksAsADoubleSumDoes) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> uniform(0, 1);
    for (int round = 0; round < 200; ++round) {
        const std::size_t n = 1 + static_cast<std::size_t>(round) % 6;
        // r_a r_b off the diagonal is the correlation of risks with one common factor.
        std::vector<double> loading(n), risks(n);
        for (auto& each : loading) each = 2 * uniform(random) - 1;
        for (auto& each : risks) each = 100 * uniform(random);
        CorrelationMatrix matrix{n, std::vector<double>(n * n)};
        double sum = 0;
        for (std::size_t a = 0; a < n; ++a) {
            for (std::size_t b = 0; b < n; ++b) {
                const double entry = a == b ? 1 : loading[a] * loading[b];
                matrix.rows[a * n + b] = entry;
                sum += entry * risks[a] * risks[b];
            }
        }
        EXPECT_EQ(correlation_fault(matrix), "");
        const double whole = aggregate_risks(risks, matrix);
        EXPECT_NEAR(whole, std::sqrt(sum), 1e-9 * whole);
        double added = 0;
        for (const double each : risks) added += each;
        EXPECT_LE(whole, added * (1 + 1e-12)) << "diversification never costs";
    }
}

TEST(Correlation, RefusesWhatIsNotPositiveSemiDefinite) {
    // Three risks can have an equal correlation down to -1/2 and not below.
    EXPECT_EQ(correlation_fault(equal_correlation(3, -0.5)), "");
    EXPECT_NE(correlation_fault(equal_correlation(3, -0.51)).find("not positive semi-definite"), std::string::npos);
    // 1 and 2 go together, 2 and 3 go together, yet 1 and 3 go against each other.
    EXPECT_NE(correlation_fault({3, {1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1}}).find("not positive semi-definite"),
              std::string::npos);
}

TEST(Correlation, RefusesWhatIsNoCorrelationMatrix) {
    EXPECT_NE(correlation_fault({2, {1, 0.5, 0.5}}).find("3 entries"), std::string::npos);
    EXPECT_NE(correlation_fault({2, {1, 0.5, 0.4, 1}}).find("not symmetric"), std::string::npos);
    EXPECT_NE(correlation_fault({2, {1, 0.5, 0.5, 2}}).find("outside"), std::string::npos);
    EXPECT_NE(correlation_fault({2, {1, 0.5, 0.5, 0.9}}).find("diagonal"), std::string::npos);
    EXPECT_NE(correlation_fault({1, {std::nan("")}}).find("outside"), std::string::npos);
}

TEST(Correlation, ReadsPairsByNameAndRefusesThoseThatMeanNothing) {
    const std::vector<std::string> names{"market", "credit"};
    const auto faults_of = [&](std::vector<CorrelationPair> const& pairs) {
        FaultTexts faults;
        check_correlation(names, pairs, "correlations", faults);
        return faults.texts.size();
    };
    EXPECT_EQ(correlation_of(names, {{"credit", "market", 0.3}}).rows, (std::vector<double>{1, 0.3, 0.3, 1}));
    EXPECT_EQ(faults_of({{"credit", "market", 0.3}}), 0);
    EXPECT_EQ(faults_of({{"credit", "markets", 0.3}}), 1);
    EXPECT_EQ(faults_of({{"credit", "credit", 1}}), 1);
    EXPECT_EQ(faults_of({{"credit", "market", 0.3}, {"market", "credit", 0.3}}), 1);
}

}  // namespace
}  // namespace riskpool
