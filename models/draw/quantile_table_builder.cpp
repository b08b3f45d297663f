#include "models/draw/quantile_table_builder.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "models/draw/quantile_cell.hpp"

namespace riskpool {
namespace {

using quantile_cell::mantissa_bits;

constexpr int fewest_part_bits = QuantileTable::fewest_part_bits;
constexpr int most_part_bits = QuantileTable::most_part_bits;
/// Cells that may stay marked after the first pass: the kinks of splices and atoms, which no finer grid removes.
constexpr double allowed_missed = 1.0 / 64;
constexpr std::size_t most_blocks = 64;
constexpr double least_refined = 0x1p-24;

constexpr double marked = std::numeric_limits<double>::quiet_NaN();
constexpr QuantileTable::Cell marked_cell{{0, 0, 0, marked}};

bool is_marked(QuantileTable::Cell const& cell) {
    return cell.coefficients[3] != cell.coefficients[3];
}

/// The part `at` (0 <= at <= 1) of the way through the cell of that key.
double point(std::uint64_t key, int part_bits, double at) {
    const std::uint64_t last = (std::uint64_t{1} << (mantissa_bits - part_bits)) - 1;
    const auto rest = static_cast<std::uint64_t>(at * static_cast<double>(last));
    return std::bit_cast<double>((key << (mantissa_bits - part_bits)) | std::min(rest, last));
}

/// The probability of the cell of that key.
double width(std::uint64_t key, int part_bits) {
    const int octave = static_cast<int>(key >> part_bits) - quantile_cell::exponent_bias;
    return std::ldexp(1.0, octave - part_bits);
}

/// The cubic through four points: Newton's divided differences, multiplied out.
std::array<double, 4> cubic_through(std::array<double, 4> const& t, std::array<double, 4> const& x) {
    std::array<double, 4> difference = x;
    for (std::size_t order = 1; order < 4; ++order) {
        for (std::size_t i = 3; i >= order; --i) {
            difference[i] = (difference[i] - difference[i - 1]) / (t[i] - t[i - order]);
        }
    }
    std::array<double, 4> c{difference[3], 0, 0, 0};
    for (std::size_t i = 3; i-- > 0;) {  // c(t) (t - t[i]) + difference[i]
        for (std::size_t power = 3; power > 0; --power) c[power] = c[power - 1] - t[i] * c[power];
        c[0] = difference[i] - t[i] * c[0];
    }
    return c;
}

}  // namespace

double QuantileTableBuilder::exact(double w, bool upper) const {
    return table_.scale_ * (upper ? table_.law_.quantile_upper(w) : table_.law_.quantile(w));
}

QuantileTableBuilder::Fit QuantileTableBuilder::fit(std::uint64_t key, int part_bits, bool upper) const {
    // Chebyshev's nodes (1 + cos((2 i + 1) pi / 8)) / 2; checked where their polynomial is largest.
    constexpr std::array<double, 4> nodes{0.03806023374435662, 0.3086582838174551, 0.6913417161825449,
                                          0.9619397662556434};
    constexpr std::array<double, 5> checks{0.0, 0.14644660940672624, 0.5, 0.8535533905932737, 1.0};
    std::array<double, 4> t;
    std::array<double, 4> x;
    for (std::size_t i = 0; i < 4; ++i) {
        const double w = point(key, part_bits, nodes[i]);
        t[i] = quantile_cell::coordinate(w, part_bits);
        x[i] = exact(w, upper);
    }
    Fit result{{cubic_through(t, x)}, 0};
    for (double check : checks) {
        const double w = point(key, part_bits, check);
        const double truth = exact(w, upper);
        const double value = quantile_cell::cubic(result.cell.coefficients, quantile_cell::coordinate(w, part_bits));
        const double difference = std::abs(value - truth);
        const double error = difference == 0 ? 0.0 : difference / std::max(std::abs(truth), least_);
        if (!(error <= QuantileTable::tolerance)) return {marked_cell, error};
        result.error = std::max(result.error, error);
    }
    return result;
}

/// From the most probable cell to the deepest; false as soon as more than `allowed` of the probability is missed.
bool QuantileTableBuilder::try_cells(int part_bits, double allowed) {
    const std::size_t side = quantile_cell::side(part_bits);
    const std::uint64_t first_key = quantile_cell::first_key(part_bits);
    table_.part_bits_ = part_bits;
    table_.cells_.assign(2 * side, marked_cell);
    table_.worst_error_ = 0;
    double missed = 0;
    for (std::size_t i = side - 2; i > 0; --i) {
        for (bool upper : {false, true}) {
            const Fit fitted = fit(first_key + i, part_bits, upper);
            table_.cells_[i + (upper ? side : 0)] = fitted.cell;
            if (is_marked(fitted.cell)) {
                missed += width(first_key + i, part_bits);
                if (missed > allowed) return false;
            } else {
                table_.worst_error_ = std::max(table_.worst_error_, fitted.error);
            }
        }
    }
    return true;
}

/// Blocks of finer cells in place of the most probable marked ones; what stays marked asks for the exact quantile.
void QuantileTableBuilder::refine() {
    const int part_bits = table_.part_bits_;
    const int finer_bits = part_bits + QuantileTable::finer_bits;
    const std::size_t side = quantile_cell::side(part_bits);
    const std::size_t block = std::size_t{1} << QuantileTable::finer_bits;
    table_.finer_.assign(table_.cells_.size(), 0);
    table_.exact_probability_ = 2 * std::ldexp(1.0, quantile_cell::deepest_octave);
    for (std::size_t i = side - 2; i > 0; --i) {
        const std::uint64_t key = quantile_cell::first_key(part_bits) + i;
        for (bool upper : {false, true}) {
            const std::size_t index = i + (upper ? side : 0);
            if (!is_marked(table_.cells_[index])) continue;
            const double probability = width(key, part_bits);
            const std::size_t blocks = table_.finer_cells_.size() / block;
            if (blocks == most_blocks || probability < least_refined) {
                table_.exact_probability_ += probability;
                continue;
            }
            table_.finer_[index] = static_cast<std::uint32_t>(blocks + 1);
            for (std::size_t part = 0; part < block; ++part) {
                const Fit fitted = fit((key << QuantileTable::finer_bits) | part, finer_bits, upper);
                table_.finer_cells_.push_back(fitted.cell);
                if (is_marked(fitted.cell)) {
                    table_.exact_probability_ += probability / static_cast<double>(block);
                } else {
                    table_.worst_error_ = std::max(table_.worst_error_, fitted.error);
                }
            }
        }
    }
}

void QuantileTableBuilder::build_cells() {
    int part_bits = fewest_part_bits;
    while (!try_cells(part_bits, allowed_missed) && part_bits < most_part_bits) ++part_bits;
    // A law so rough that no grid serves: the coarsest one, marked as it is.
    if (part_bits == most_part_bits && !try_cells(part_bits, allowed_missed)) (void)try_cells(fewest_part_bits, 2.0);
    refine();
}

void QuantileTableBuilder::build_steps(EmpiricalSteps const& steps) {
    for (double value : steps.values()) table_.steps_.push_back(table_.scale_ * value);
    table_.steps_cdf_ = steps.cumulated();
    const std::size_t buckets = std::bit_ceil(table_.steps_.size());
    std::size_t step = 0;
    for (std::size_t bucket = 0; bucket <= buckets; ++bucket) {
        const double from = static_cast<double>(bucket) / static_cast<double>(buckets);
        while (table_.steps_cdf_[step] < from) ++step;
        table_.guide_.push_back(static_cast<std::uint32_t>(step));
    }
}

}  // namespace riskpool
