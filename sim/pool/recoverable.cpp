#include "sim/pool/recoverable.hpp"

#include <algorithm>

namespace riskpool {

void Collateral::check(FieldFaults& faults) const {
    if (part_of_limit > 0 && amount > 0) {
        faults.add("amount", "is given beside part_of_limit", "give one of the two");
    } else if (!(part_of_limit > 0) && !(amount > 0)) {
        faults.add("", "says nothing of how much is held", "set part_of_limit (100% is full) or amount");
    }
}

double Collateral::held(double limit) const {
    return amount > 0 ? amount : part_of_limit * limit;
}

double collected_in_default(double due, double collateral, double recovery_rate) noexcept {
    const double secured = std::min(due, collateral);
    return secured + recovery_rate * (due - secured);
}

double disputed_amount(Dispute const& terms, double due) noexcept {
    return terms.part * std::max(0.0, due - terms.above);
}

double lost_in_dispute(Dispute const& terms, double due) noexcept {
    return (1 - terms.paid_part) * disputed_amount(terms, due);
}

double received(Dispute const& terms, double due, bool disputed, std::uint32_t years_later) noexcept {
    const double late = disputed ? disputed_amount(terms, due) : 0;
    if (years_later == 0) return due - late;
    return years_later == terms.delay ? terms.paid_part * late : 0;
}

double outstanding(Dispute const& terms, double due, bool disputed, std::uint32_t years_later) noexcept {
    return disputed && years_later < terms.delay ? terms.paid_part * disputed_amount(terms, due) : 0;
}

}  // namespace riskpool
