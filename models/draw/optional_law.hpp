// A severity that a scenario may leave out, made ready for draws.
#pragma once

#include <optional>

#include "models/draw/quantile_table.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

/// Draws of the law, or 0 where there is none.
class OptionalLaw {
public:
    explicit OptionalLaw(std::optional<Severity> const& law, MadeParts* made = nullptr) {
        if (law) table_.emplace(*law, made);
    }
    [[nodiscard]] bool given() const noexcept { return table_.has_value(); }
    [[nodiscard]] double draw(double u) const noexcept { return table_ ? table_->draw(u) : 0.0; }
    void add_to(Hash64& hash) const {
        hash.add(std::uint64_t{given()});
        if (table_) hash.add(table_->hash());
    }

private:
    std::optional<QuantileTable> table_;
};

}  // namespace riskpool
