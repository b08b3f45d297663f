#include "sim/pool/settlement_key.hpp"

namespace riskpool {

void TableKey::check(FieldFaults& faults) const {
    ByTable{table}.check(faults);
    double sum = 0;
    for (auto const& row : table) sum += row.share;
    if (!table.empty() && sum < 1 - 1e-9) {
        faults.add("table", "adds up to less than 100 %, so a part of the result would be nobody's",
                   "let the parts add up to 100 %");
    }
}

double TableKey::weight(Member const& member) const {
    for (auto const& row : table) {
        if (row.member == member.name) return row.share;
    }
    return 0;
}

}  // namespace riskpool
