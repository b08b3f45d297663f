#include "sim/treaty/contract_currency.hpp"

#include <algorithm>

namespace riskpool {

bool ContractCurrency::moves() const noexcept {
    return std::any_of(rates.begin(), rates.end(), [&](double rate) { return rate != rates.front(); });
}

double ContractCurrency::highest() const noexcept {
    return *std::max_element(rates.begin(), rates.end());
}

void ContractCurrency::check(FieldFaults& faults) const {
    if (rates.empty()) faults.add("rates", "is empty", "give the rate of each year; one holds for all");
}

}  // namespace riskpool
