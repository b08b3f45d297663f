#include "sim/treaty/contract.hpp"

namespace riskpool {

double Contract::placed_part() const {
    if (lines.empty()) return placed;
    double sum = 0;
    for (auto const& line : lines) sum += line.share;
    return sum;
}

void check_contract(Contract const& contract, FieldFaults& faults) {
    if (contract.lines.empty()) return;
    if (contract.placed != 1) {
        faults.add("placed", "is given beside lines, whose sum is the placed part", "give one of the two");
    }
    if (contract.placed_part() > 1 + 1e-12) {
        faults.add("lines", "add up to more than 100 % of the treaty", "sign the lines down to 100 % or less");
    }
}

void refuse_beside_basis(Contract const& contract, bool given, std::string_view field, FieldFaults& faults) {
    if (!given || contract.attachment_basis == AttachmentBasis::losses_occurring) return;
    faults.add(field, "counts the losses of a calendar year, which this attachment_basis does not",
               "leave it out, or set attachment_basis: losses_occurring");
}

void refuse_beside_moving_rates(Contract const& contract, bool given, std::string_view field, FieldFaults& faults) {
    if (!given || !contract.rates_move()) return;
    faults.add(field, "would be worth another amount in each year in which the rate of exchange is another",
               "give one rate in currency.rates, or leave it out");
}

}  // namespace riskpool
