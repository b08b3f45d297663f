// The columns of a run: one number per (trial, year), or per trial, each with a name and a meaning.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/metric/estimate.hpp"

namespace riskpool {

/// What one column holds and what becomes of it.
struct ColumnDescription {
    std::string party;
    std::string quantity;
    std::string about;
    Unit unit = Unit::money;
    Basis basis = Basis::annual;
    bool indicator = false;
    bool measured = true;  // metrics are taken of it
    bool tailed = true;    // and among them those of the tail
    bool stored = true;    // it stands in the table of trials
    bool bounded = false;  // no event adds more than a known amount
};

/// A series that is a fixed part of a column: a member's part where all risks are shared by one key.
struct ScaledSeries {
    std::string party;
    std::string quantity;
    std::size_t column = 0;
    double part = 1;
};

/// The name of a column in files: `party.quantity` in small letters, digits and underscores.
[[nodiscard]] std::string column_name(std::string_view party, std::string_view quantity, Basis basis);

/// All columns of a run in their order.
class ColumnRegister {
public:
    std::size_t add(ColumnDescription column) {
        columns_.push_back(std::move(column));
        return columns_.size() - 1;
    }
    [[nodiscard]] std::vector<ColumnDescription> const& all() const { return columns_; }
    /// Says of all columns from `first` on that no event adds more than a known amount.
    void bound_from(std::size_t first) {
        for (std::size_t k = first; k < columns_.size(); ++k) columns_[k].bounded = true;
    }

private:
    std::vector<ColumnDescription> columns_;
};

}  // namespace riskpool
