// A return of a fund's assets drawn from a history, in blocks of years.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// Block bootstrap: a trial's years are cut into blocks of `block_years`; each takes consecutive years of the history
/// from a random one on, going on with its first year after its last (circular: Politis and Romano, 1992). In a year of
/// stress the return is drawn from `stress_returns` instead, where these are given.
struct BootstrapReturn {
    std::vector<double> history;
    std::uint32_t block_years = 1;
    std::vector<double> stress_returns;

    static constexpr std::string_view kind = "bootstrap_return";
    static constexpr std::string_view about =
        "A random return each year, drawn from those of past years in blocks that keep their order.";
    static constexpr auto fields =
        field_list(required("history", &BootstrapReturn::history, Bound{-1, infinity, true, true, "above -1 (-100%)"},
                            Unit::fraction, "Returns of past years in their order."),
                   optional("block_years", &BootstrapReturn::block_years, at_least_one, Unit::years,
                            "How many years are drawn together; 1: each by itself."),
                   optional("stress_returns", &BootstrapReturn::stress_returns,
                            Bound{-1, infinity, true, true, "above -1 (-100%)"}, Unit::fraction,
                            "Returns of which one is drawn in a year of stress. Needs `stress_loss`."));
    bool operator==(BootstrapReturn const&) const = default;

    void check(FieldFaults& faults) const {
        if (history.empty()) faults.add("history", "has no year", "give the returns of some past years");
    }
    [[nodiscard]] bool reads_stress() const noexcept { return !stress_returns.empty(); }
    /// How many years share the uniform number of the first of them.
    [[nodiscard]] std::uint32_t block() const noexcept { return block_years; }
    /// The return of the year that stands at `place` in its block.
    [[nodiscard]] double rate(double u, std::uint32_t place, bool stress) const noexcept {
        std::vector<double> const& from = stress && reads_stress() ? stress_returns : history;
        const auto n = from.size();
        const std::size_t first = std::min(static_cast<std::size_t>(u * static_cast<double>(n)), n - 1);
        return from[(first + place) % n];
    }
};

}  // namespace riskpool
