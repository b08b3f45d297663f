#include "sim/run/columns.hpp"

#include "sim/scenario/column_slug.hpp"

namespace riskpool {

std::string column_name(std::string_view party, std::string_view quantity, Basis basis) {
    std::string name = column_slug(party) + '.' + column_slug(quantity);
    if (basis == Basis::occurrence) name += "_largest_event";
    return name;
}

}  // namespace riskpool
