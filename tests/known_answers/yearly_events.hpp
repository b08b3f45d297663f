// Given events for known answers, and yearly columns read as the figures of events.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace riskpool::testing {

/// A given event that hits the insured I.
struct GivenLoss {
    std::uint32_t year = 1;
    double time = 0;
    double amount = 0;
    std::string report = "";  // ", key: value": what the event reports
};

[[nodiscard]] inline std::string fixed_events(std::vector<GivenLoss> const& losses) {
    std::string text = "fixed_events: {events: [";
    for (auto const& loss : losses) {
        text += fmt::format("{{year: {}, time: {}, insured: I, damage: {}{}}}, ", loss.year, loss.time, loss.amount,
                            loss.report);
    }
    return text + "]}";
}

/// Year y has the losses of `years[y]`, in order of date.
[[nodiscard]] inline std::string losses_by_year(std::vector<std::vector<double>> const& years) {
    std::vector<GivenLoss> losses;
    for (std::size_t y = 0; y < years.size(); ++y) {
        for (std::size_t k = 0; k < years[y].size(); ++k) {
            losses.push_back({static_cast<std::uint32_t>(y + 1), static_cast<double>(k) / 64, years[y][k]});
        }
    }
    return fixed_events(losses);
}

/// Year k has the first k losses, so that what a yearly total grows by from year to year is what one event adds. For
/// terms that begin anew each year.
[[nodiscard]] inline std::string first_losses(std::vector<GivenLoss> const& losses) {
    std::vector<GivenLoss> all;
    for (std::size_t k = 0; k < losses.size(); ++k) {
        for (std::size_t e = 0; e <= k; ++e) {
            all.push_back(losses[e]);
            all.back().year = static_cast<std::uint32_t>(k + 1);
        }
    }
    return fixed_events(all);
}

[[nodiscard]] inline std::string first_losses(std::vector<double> const& amounts) {
    std::vector<GivenLoss> losses;
    for (std::size_t k = 0; k < amounts.size(); ++k) losses.push_back({1, static_cast<double>(k) / 64, amounts[k]});
    return first_losses(losses);
}

/// What each event adds to a yearly total of such a run.
[[nodiscard]] inline std::vector<double> added_by_events(std::vector<double> const& totals) {
    std::vector<double> added(totals);
    for (std::size_t k = 1; k < added.size(); ++k) added[k] = totals[k] - totals[k - 1];
    return added;
}

/// Figures must agree to 1e-9 of their size, or to `tolerance`.
inline void expect_figures(std::vector<double> const& values, std::vector<double> const& expected,
                           std::string const& what, double tolerance = 0) {
    ASSERT_EQ(values.size(), expected.size()) << what;
    for (std::size_t k = 0; k < values.size(); ++k) {
        EXPECT_NEAR(values[k], expected[k], tolerance + 1e-9 * (1 + std::abs(expected[k])))
            << what << ", figure " << k + 1;
    }
}

}  // namespace riskpool::testing
