#include "models/draw/quantile_table.hpp"

#include <algorithm>
#include <cmath>

#include "models/draw/quantile_batch.hpp"
#include "models/draw/quantile_cell.hpp"
#include "models/draw/quantile_table_builder.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

QuantileTable::QuantileTable(Severity const& law, double scale) : law_(law), scale_(scale) {
    const double average = mean(law);
    QuantileTableBuilder builder(*this, scale * (std::isfinite(average) ? average : quantile(law, 0.5)));
    if (EmpiricalSteps const* steps = law_.steps()) {
        builder.build_steps(*steps);
    } else {
        builder.build_cells();
    }

    Hash64 hash;
    hash.add(static_cast<std::uint64_t>(part_bits_));
    for (std::vector<Cell> const* cells : {&cells_, &finer_cells_}) {
        for (Cell const& cell : *cells) hash.add(std::span<double const>(cell.coefficients));
    }
    for (std::uint32_t block : finer_) hash.add(std::uint64_t{block});
    hash.add(std::span<double const>(steps_)).add(std::span<double const>(steps_cdf_));
    hash_ = hash.value();
}

QuantileTable::QuantileTable(Severity const& law, MadeParts* made)
    : QuantileTable(made == nullptr ? QuantileTable(law)
                                    : made->find_or_make(law, [&] { return QuantileTable(law); })) {}

double QuantileTable::draw(double u) const noexcept {
    if (!steps_.empty()) return draw_step(u);
    const bool upper = u > 0.5;
    const double w = std::min(u, 1.0 - u);
    const double in_table = std::max(w, quantile_cell::below_deepest);
    const std::size_t on_side = quantile_cell::key(in_table, part_bits_) - quantile_cell::first_key(part_bits_);
    const std::size_t cell = on_side + std::size_t{upper} * quantile_cell::side(part_bits_);
    const double x = quantile_cell::cubic(cells_[cell].coefficients, quantile_cell::coordinate(in_table, part_bits_));
    return x == x ? x : draw_finer(w, upper, finer_[cell]);
}

double QuantileTable::draw_finer(double w, bool upper, std::uint32_t block) const noexcept {
    if (block != 0) {
        const int bits = part_bits_ + finer_bits;
        const std::size_t cells = std::size_t{1} << finer_bits;
        const std::size_t part = quantile_cell::key(w, bits) & (cells - 1);
        const double x = quantile_cell::cubic(finer_cells_[(block - 1) * cells + part].coefficients,
                                              quantile_cell::coordinate(w, bits));
        if (x == x) return x;
    }
    return scale_ * (upper ? law_.quantile_upper(w) : law_.quantile(w));
}

double QuantileTable::draw_step(double u) const noexcept {
    const auto buckets = static_cast<double>(guide_.size() - 1);
    std::size_t step = guide_[static_cast<std::size_t>(u * buckets)];
    while (steps_cdf_[step] < u) ++step;
    return steps_[step];
}

void QuantileTable::draw(std::span<double const> u, std::span<double> x) const noexcept {
    if (steps_.empty()) {
        draw_from_cells(*this, u, x);
    } else {
        for (std::size_t i = 0; i < u.size(); ++i) x[i] = draw_step(u[i]);
    }
}

}  // namespace riskpool
