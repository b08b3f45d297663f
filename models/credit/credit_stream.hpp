// The streams of chance of credit: defaults, disputes, the systemic state, returns of funds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/base/random.hpp"

namespace riskpool {

/// The number of a purpose is part of every result: a new one takes a new number, up to 63.
enum class CreditPurpose : std::uint32_t { defaults = 0, disputes = 1, systemic_state = 2, fund_returns = 3 };

/// Each party has a stream of its own for each purpose: ids from 0xC0000000 up, the purpose in 6 bits above the number
/// of the party, below 2^24. Sources have (source << 8 | purpose), which gets there only with a source of number
/// 0xC00000 = 12,582,912 or more; so no source shares a stream with a party. What is drawn for one party does not
/// depend on how many others there are.
constexpr Stream credit_stream(std::uint64_t seed, CreditPurpose purpose, std::uint32_t party) noexcept {
    return {seed, 0xC0000000U | (static_cast<std::uint32_t>(purpose) << 24U) | party};
}

/// One uniform for each cell of some whole trials at a time, in memory of its own: as much as the longest trial needs.
class CellUniforms {
public:
    /// How many trials of so many years fit.
    [[nodiscard]] static constexpr std::uint32_t trials_at_once(std::uint32_t years) noexcept {
        return max_years / years;
    }
    /// The uniform of index 0 of each cell; at most trials_at_once(cells.years) trials.
    std::span<double const> draw(Stream stream, CellRange const& cells);

private:
    std::array<double, max_years> u_;
};

/// Calls `each(part, first)` for pieces of `cells` that CellUniforms can draw at once; `first` is the first cell of the
/// piece in `cells`.
template <class Each>
void for_each_piece(CellRange const& cells, Each&& each) {
    const std::uint32_t most = CellUniforms::trials_at_once(cells.years);
    for (std::uint32_t trial = 0; trial < cells.trials; trial += most) {
        const std::uint32_t trials = cells.trials - trial < most ? cells.trials - trial : most;
        each(CellRange{cells.first_trial + trial, trials, cells.years}, std::size_t{trial} * cells.years);
    }
}

}  // namespace riskpool
