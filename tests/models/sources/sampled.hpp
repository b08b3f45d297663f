// Sources sampled for tests.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/policy_terms.hpp"
#include "sim/loss/source.hpp"

// Tests name the fields that matter to them and leave out the rest.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace riskpool {

/// The events of a source for trials first .. first + trials, sampled in one block.
template <class K>
EventColumns sampled(K const& kind, Insureds const& insureds, std::uint64_t first, std::uint32_t trials,
                     std::uint32_t years = 1, bool times = true) {
    const auto source = kind.compile(insureds);
    const auto scratch = source->make_scratch();
    EventColumns events;
    source->sample({{first, trials, years}, 7, 3, times}, *scratch, events);
    return events;
}

/// `to` followed by `from`.
template <class T>
void append(std::vector<T>& to, std::vector<T> const& from) {
    to.insert(to.end(), from.begin(), from.end());
}

/// Expects one block of 2000 trials, of two years each, to have the same bits as blocks of 900 and 1100 trials, and
/// the same losses where no times are wanted.
template <class K>
void expect_same_in_any_blocks(K const& kind, Insureds const& insureds) {
    const EventColumns whole = sampled(kind, insureds, 0, 2000, 2);
    const EventColumns second = sampled(kind, insureds, 900, 1100, 2);
    EventColumns parts = sampled(kind, insureds, 0, 900, 2);
    append(parts.count, second.count);
    append(parts.row_count, second.row_count);
    append(parts.time, second.time);
    append(parts.index, second.index);
    append(parts.delay, second.delay);
    append(parts.insured, second.insured);
    append(parts.damage, second.damage);
    append(parts.stock, second.stock);
    append(parts.restart_days, second.restart_days);
    append(parts.ramp_days, second.ramp_days);
    append(parts.output_lost, second.output_lost);
    ASSERT_GT(whole.rows(), 200U) << "too few events to tell anything";
    EXPECT_EQ(whole.count, parts.count);
    EXPECT_EQ(whole.row_count, parts.row_count);
    EXPECT_EQ(whole.time, parts.time);
    EXPECT_EQ(whole.index, parts.index);
    EXPECT_EQ(whole.delay, parts.delay);
    EXPECT_EQ(whole.insured, parts.insured);
    EXPECT_EQ(whole.damage, parts.damage);
    EXPECT_EQ(whole.stock, parts.stock);
    EXPECT_EQ(whole.restart_days, parts.restart_days);
    EXPECT_EQ(whole.ramp_days, parts.ramp_days);
    EXPECT_EQ(whole.output_lost, parts.output_lost);

    const EventColumns timeless = sampled(kind, insureds, 0, 2000, 2, false);
    EXPECT_TRUE(timeless.time.empty());
    EXPECT_EQ(whole.count, timeless.count);
    EXPECT_EQ(whole.damage, timeless.damage);
    EXPECT_EQ(whole.restart_days, timeless.restart_days);
}

/// Expects columns of fitting lengths, insureds that exist, amounts and days that are not negative, times in [0, 1).
inline void expect_well_formed(EventColumns const& events, std::size_t cells, std::size_t insureds) {
    ASSERT_EQ(events.count.size(), cells);
    std::size_t counted = 0;
    for (const std::uint32_t each : events.count) counted += each;
    EXPECT_EQ(counted, events.events());
    if (!events.row_count.empty()) {
        std::size_t rows = 0;
        for (const std::uint32_t each : events.row_count) {
            EXPECT_GT(each, 0U);
            rows += each;
        }
        EXPECT_EQ(rows, events.rows());
    }
    EXPECT_EQ(events.time.size(), events.events());
    for (const float each : events.time) EXPECT_TRUE(each >= 0 && each < 1) << each;
    EXPECT_TRUE(events.insured.empty() || events.insured.size() == events.rows());
    for (std::size_t row = 0; row < events.rows(); ++row) EXPECT_LT(events.insured_of(row).index(), insureds);
    for (auto const* column : {&events.damage, &events.stock, &events.restart_days, &events.ramp_days}) {
        EXPECT_TRUE(column->empty() || column->size() == events.rows());
        for (const double each : *column) EXPECT_TRUE(each >= 0 && each < infinity) << each;
    }
    EXPECT_EQ(events.restart_days.size(), events.ramp_days.size());
    EXPECT_TRUE(events.output_lost.empty() || events.output_lost.size() == events.restart_days.size());
    for (const double each : events.output_lost) EXPECT_TRUE(each > 0 && each <= 1) << each;
}

/// Calls visit(first row, end of rows, event) for each event, cell after cell, and gives the sum of its answers by
/// cell.
template <class F>
std::vector<double> per_cell(EventColumns const& events, F const& visit) {
    std::vector<double> sums;
    std::size_t event = 0, row = 0;
    for (const std::uint32_t count : events.count) {
        double sum = 0;
        for (std::uint32_t k = 0; k < count; ++k, ++event) {
            const std::size_t end = row + (events.row_count.empty() ? 1U : events.row_count[event]);
            sum += visit(row, end, event);
            row = end;
        }
        sums.push_back(sum);
    }
    return sums;
}

/// Damage of each cell, and the number of its events.
inline std::vector<double> cell_damages(EventColumns const& events) {
    return per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
        double sum = 0;
        for (; row < end; ++row) sum += events.damage[row];
        return sum;
    });
}
inline std::vector<double> cell_counts(EventColumns const& events) {
    return {events.count.begin(), events.count.end()};
}

/// A sample mean with its standard error.
struct SampleMean {
    double value = 0;
    double standard_error = 0;

    explicit SampleMean(std::vector<double> const& sample) {
        const auto n = static_cast<double>(sample.size());
        for (const double x : sample) value += x / n;
        double squares = 0;
        for (const double x : sample) squares += (x - value) * (x - value);
        standard_error = std::sqrt(squares / (n - 1) / n);
    }
};

/// Expects the sample's mean within 4 standard errors of its own.
inline void expect_mean(std::vector<double> const& sample, double mean, std::string const& what = "") {
    const SampleMean found(sample);
    EXPECT_NEAR(found.value, mean, 4 * found.standard_error) << what;
}

/// Expects no correlation between columns whose means are given, 4 standard errors around 0.
inline void expect_uncorrelated(std::vector<double> const& a, double mean_a, std::vector<double> const& b,
                                double mean_b, std::string const& what) {
    std::vector<double> products;
    for (std::size_t i = 0; i < a.size(); ++i) products.push_back((a[i] - mean_a) * (b[i] - mean_b));
    expect_mean(products, 0, what);
}

/// Insured loss of each cell, after policy terms.
inline std::vector<double> cell_losses(EventColumns const& events, Insureds const& insureds, bool aggregate = false) {
    std::vector<PolicyTerms> terms;
    for (auto const& insured : insureds) terms.push_back(PolicyTerms::of(insured));
    std::vector<double> loss;
    apply_policy_terms(terms, events, aggregate, loss, nullptr);
    std::vector<double> sums;
    std::size_t event = 0, row = 0;
    for (const std::uint32_t count : events.count) {
        double sum = 0;
        for (std::uint32_t k = 0; k < count; ++k, ++event) {
            const std::uint32_t rows = events.row_count.empty() ? 1 : events.row_count[event];
            for (std::uint32_t r = 0; r < rows; ++r) sum += loss[row++];
        }
        sums.push_back(sum);
    }
    return sums;
}

/// The faults that `kind` finds in the insureds, each as "field: problem; hint".
template <class K>
std::vector<std::string> exposure_faults(K const& kind, Insureds const& insureds) {
    class Recorder final : public FieldFaults {
    public:
        void add(std::string_view field, std::string_view problem, std::string_view hint) override {
            texts.push_back(std::string(field) + ": " + std::string(problem) + "; " + std::string(hint));
        }
        std::vector<std::string> texts;
    } recorder;
    kind.check_exposure(insureds, recorder);
    return recorder.texts;
}

/// Expects one fault, at `field`, that says `words`.
template <class K>
void expect_fault(K const& kind, Insureds const& insureds, std::string const& field, std::string const& words) {
    const auto faults = exposure_faults(kind, insureds);
    ASSERT_EQ(faults.size(), 1U) << (faults.empty() ? "no fault" : faults[1]);
    EXPECT_EQ(faults[0].substr(0, faults[0].find(": ")), field);
    EXPECT_NE(faults[0].find(words), std::string::npos) << faults[0];
}

}  // namespace riskpool
