// Draws of a severity by inversion from a table: one uniform a draw, the same speed for every continuous law.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "models/severity/prepared.hpp"
#include "models/severity/severity.hpp"
#include "sim/base/made_parts.hpp"

namespace riskpool {

/// The quantile function of a law as cubics. The cells of either side are the binary octaves of the nearer tail
/// probability w = min(u, 1 - u), each cut into equal parts; both the cell and the coordinate in it are bits of w,
/// hence exact. Each cell is compared with the exact quantile when it is built. Where a cubic misses `tolerance` (a
/// kink of a splice, an atom, a tail probability below 2^-33) the draw goes through a finer cell, and at last to the
/// exact quantile of the law, so that correctness never asks for smoothness. A law of steps is drawn exactly.
///
/// Only exactly rounded operations are used: the plain reference and every vector width give the same bits. Cells
/// meet within the tolerance, so u < v gives draw(u) <= draw(v) (1 + 2 tolerance).
class QuantileTable {
public:
    /// Relative error allowed in a cell; losses below a millionth of the mean count as that millionth.
    static constexpr double tolerance = 1e-8;

    /// The law of scale times X, scale >= 0.
    explicit QuantileTable(Severity const& law, double scale = 1.0);
    /// The same, copied from `made` if it has been made before; `made` may be null.
    QuantileTable(Severity const& law, MadeParts* made);

    /// The loss at 0 < u < 1: the plain reference.
    [[nodiscard]] double draw(double u) const noexcept;
    /// x[i] = draw(u[i]), bit for bit, with the widest vectors that the processor has. Spans of one length; they may
    /// be the same.
    void draw(std::span<double const> u, std::span<double> x) const noexcept;

    /// Of all numbers that draws depend on, but those of the exact quantile.
    [[nodiscard]] std::uint64_t hash() const noexcept { return hash_; }
    /// The largest relative error seen at the check points of the cells in use.
    [[nodiscard]] double worst_error() const noexcept { return worst_error_; }
    /// The probability that a draw needs the exact quantile (0 for a law of steps).
    [[nodiscard]] double exact_probability() const noexcept { return exact_probability_; }

    /// Cubic in the coordinate -1 <= t < 1 of a cell, lowest order first; NaN in the last marks a cell not to be used.
    struct alignas(32) Cell {
        std::array<double, 4> coefficients;
    };
    /// The cells of the lower side, then those of the upper side (quantile_cell.hpp says which is which).
    [[nodiscard]] std::span<Cell const> cells() const noexcept { return cells_; }
    /// An octave has 2^part_bits cells: the fewest with which nearly all of them serve.
    static constexpr int fewest_part_bits = 5;
    static constexpr int most_part_bits = 8;
    [[nodiscard]] int part_bits() const noexcept { return part_bits_; }

    /// A marked cell may have a block of 2^finer_bits finer ones.
    static constexpr int finer_bits = 6;

private:
    friend class QuantileTableBuilder;

    [[nodiscard]] double draw_step(double u) const noexcept;
    /// Where the cell of w on a side is marked.
    [[nodiscard]] double draw_finer(double w, bool upper, std::uint32_t block) const noexcept;

    PreparedSeverity law_;
    double scale_;
    int part_bits_ = 0;
    std::vector<Cell> cells_;
    std::vector<std::uint32_t> finer_;       // per cell: 1 + its block of finer cells, or 0
    std::vector<Cell> finer_cells_;          // blocks of 2^finer_bits
    std::vector<double> steps_, steps_cdf_;  // of a law of steps: values times scale
    std::vector<std::uint32_t> guide_;       // per bucket of u: the first step that can be meant
    std::uint64_t hash_ = 0;
    double worst_error_ = 0;
    double exact_probability_ = 0;
};

}  // namespace riskpool
