// Fits the cubics of a quantile table and compares each with the exact quantile.
#pragma once

#include <cstdint>

#include "models/draw/quantile_table.hpp"

namespace riskpool {

class QuantileTableBuilder {
public:
    /// Fills the cells of `table`, whose law and scale are set. `typical` is a loss of ordinary size: errors of losses
    /// below a millionth of it are counted in that millionth.
    QuantileTableBuilder(QuantileTable& table, double typical) : table_(table), least_(1e-6 * typical) {}

    void build_cells();
    void build_steps(EmpiricalSteps const& steps);

private:
    struct Fit {
        QuantileTable::Cell cell;
        double error;
    };

    [[nodiscard]] double exact(double w, bool upper) const;
    [[nodiscard]] Fit fit(std::uint64_t key, int part_bits, bool upper) const;
    [[nodiscard]] bool try_cells(int part_bits, double allowed_missed);
    void refine();

    QuantileTable& table_;
    double least_;
};

}  // namespace riskpool
