// Runs of scenario texts whose figures are known: the table of trials by party and quantity, metrics and ledger.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "models/model_register.hpp"
#include "sim/run/run_scenario.hpp"
#include "sim/scenario/load.hpp"

namespace riskpool::testing {

/// A scenario with one pool named P; each part is YAML in one line.
struct KnownScenario {
    std::string sources;
    std::string programme = "[]";
    std::uint32_t years = 1;
    std::string insureds = "[{name: I, premium: 10}]";
    std::string members = "[{name: M}]";
    std::string shares = "[{member: M, share: 1}]";
    std::string share_rule = "";  // another one than by_table of `shares`
    std::string pool_terms = "";  // ", key: value" of the pool
    std::string metrics = "[aal: {}, sd: {}]";
    std::string more = "";  // further lines

    [[nodiscard]] std::string text() const {
        return fmt::format(
            "schema: 1\nname: known answer\ncurrency: CNY\nyears: {}\nmembers: {}\ninsureds: {}\nsources: [{}]\n"
            "pools: [{{name: P, shares: {}, programme: {}{}}}]\nmetrics: {}\n"
            "output: {{members: true}}\n{}",
            years, members, insureds, sources, share_rule.empty() ? "{by_table: {table: " + shares + "}}" : share_rule,
            programme, pool_terms, metrics, more);
    }
};

[[nodiscard]] inline std::string collective_risk(std::string const& frequency, std::string const& severity) {
    return "collective_risk: {frequency: " + frequency + ", severity: " + severity + "}";
}

/// The yearly values of a run, all trials after one another, and its figures.
class KnownRun {
public:
    explicit KnownRun(KnownScenario const& scenario, std::uint64_t trials = 1, std::uint64_t seed = 1) {
        CheckedScenario checked = check_scenario_text(scenario.text(), "known_answer.yaml", registered_models());
        for (auto const& fault : checked.diagnostics) {
            if (fault.level == Level::error) throw std::runtime_error(to_string(fault));
        }
        RunRequest request;
        request.trials = trials;
        request.seed = seed;
        tables_ = run_scenario(checked.loaded, request, &table_);
    }

    [[nodiscard]] std::vector<double> const& column(std::string_view party, std::string_view quantity) const {
        for (std::size_t k = 0; k < table_.columns.size(); ++k) {
            if (table_.columns[k].party == party && table_.columns[k].quantity == quantity) return table_.values[k];
        }
        throw std::runtime_error(fmt::format("no column {} of {}", quantity, party));
    }
    [[nodiscard]] MetricRow const& row(std::string_view metric, std::string_view party, std::string_view quantity,
                                       double parameter = std::numeric_limits<double>::quiet_NaN()) const {
        for (auto const& each : tables_.metrics) {
            const bool same = std::isnan(parameter) || std::abs(each.parameter - parameter) < 1e-12;
            if (each.metric == metric && each.party == party && each.quantity == quantity && same) return each;
        }
        throw std::runtime_error(fmt::format("no {} of {} {}", metric, party, quantity));
    }
    [[nodiscard]] ResultTables const& tables() const { return tables_; }
    /// What a party gains in a mean year by all lines of the ledger, or those of one reason.
    [[nodiscard]] double gain(std::string_view party, std::string_view reason = {}) const {
        double sum = 0;
        for (auto const& line : tables_.transfers) {
            if (!reason.empty() && line.reason != reason) continue;
            if (line.payee == party) sum += line.mean;
            if (line.payer == party) sum -= line.mean;
        }
        return sum;
    }

private:
    ResultTables tables_;
    TrialTable table_;
};

struct MeanAndError {
    double value = 0;
    double standard_error = 0;
};

[[nodiscard]] inline MeanAndError mean_of(std::vector<double> const& values) {
    const auto n = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const double x : values) sum += x;
    const double mean = sum / n;
    for (const double x : values) squares += (x - mean) * (x - mean);
    return {mean, std::sqrt(squares / n / (n - 1))};
}

/// A mean must be within 4 standard errors; `printed` is what rounding may have taken from the published figure.
inline void expect_known_mean(MeanAndError const& mean, double expected, std::string const& what, double printed = 0) {
    EXPECT_NEAR(mean.value, expected, 4 * mean.standard_error + printed) << what;
    EXPECT_GT(mean.standard_error, 0) << what;
}

inline void expect_known_mean(std::vector<double> const& values, double expected, std::string const& what,
                              double printed = 0) {
    expect_known_mean(mean_of(values), expected, what, printed);
}

/// The relative frequency of what holds must be within 4 standard errors of its probability.
template <class Condition>
void expect_frequency(std::vector<double> const& values, Condition holds, double p, std::string const& what) {
    double hits = 0;
    for (const double x : values) hits += holds(x) ? 1 : 0;
    const auto n = static_cast<double>(values.size());
    EXPECT_NEAR(hits / n, p, 4 * std::sqrt(p * (1 - p) / n)) << what;
}

}  // namespace riskpool::testing
