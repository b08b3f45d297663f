// How much each row of data counts: a power prior (Ibrahim and Chen, Power prior distributions for regression models,
// 2000), in which the likelihood of a row enters with a power from 0 to 1. Data of an old generation of a product, or
// of a far year, so speak for less: a row of weight 1/2 moves a belief as half a row would.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// weight x (1 - discount)^age of each of `rows` rows. Empty `weights` are 1, one is that of all; empty `ages` are 0.
[[nodiscard]] std::vector<double> data_weights(std::vector<double> const& weights, std::vector<double> const& ages,
                                               double discount, std::size_t rows);

/// Reports lists of another length than the data, which stand in the field `rows_field`, and half a discount.
void check_data_weights(std::vector<double> const& weights, std::vector<double> const& ages, double discount,
                        std::size_t rows, std::string_view rows_field, FieldFaults& faults);

/// "; rows count as 3.2 of 5", or nothing where all count in full.
[[nodiscard]] std::string remark_on_weights(std::vector<double> const& row_weights);

/// The fields of a kind with members `weights`, `ages` and `discount`.
template <class Kind>
constexpr auto weight_fields() {
    return field_list(
        optional(
            "weights", &Kind::weights, unit_interval, Unit::fraction,
            "How much each row counts, 1 in full and 0 not at all (a power prior): less for an old generation of a "
            "product. One number for each row, or one for all; 1 when left out."),
        optional("ages", &Kind::ages, not_negative, Unit::none,
                 "Years since each row was observed; with `discount`, old rows count less."),
        optional("discount", &Kind::discount, Bound{0, 1, false, true, "from 0 to below 1"}, Unit::fraction,
                 "What a row loses of its weight with each year of its age: it counts (1 - discount)^age."));
}

}  // namespace riskpool
