#include "sim/check/c_ross.hpp"

#include <algorithm>

namespace riskpool {

void CRossTable::check(FieldFaults& faults) const {
    for (std::size_t k = 0; k < factors.size(); ++k) {
        if (find(factors[k].name) == &factors[k]) continue;
        faults.add("factors", "names \"" + factors[k].name + "\" twice", "give each factor a name of its own");
        return;
    }
}

CRossFactor const* CRossTable::find(std::string_view name) const {
    for (auto const& each : factors) {
        if (each.name == name) return &each;
    }
    return nullptr;
}

double CRossExposure::charge(CRossTable const& table) const {
    double k = 0;
    for (const double each : coefficients) k += each;
    return exposure * table.find(factor)->factor * (1 + std::clamp(k, table.lowest_k, table.highest_k));
}

CRossForm::Risks CRossForm::risks(CRossTable const& table) const {
    Risks all;
    for (auto const& each : exposures) {
        const auto place = std::find(all.names.begin(), all.names.end(), each.risk);
        const auto k = static_cast<std::size_t>(place - all.names.begin());
        if (place == all.names.end()) {
            all.names.push_back(each.risk);
            all.capital.push_back(0);
        }
        all.capital[k] += each.charge(table);
    }
    return all;
}

double CRossForm::minimum_capital(CRossTable const& table) const {
    const Risks all = risks(table);
    return aggregate_risks(all.capital, correlation_of(all.names, correlations)) + control_risk + additional;
}

void CRossForm::check(FieldFaults& faults) const {
    std::vector<std::string> names;
    for (auto const& each : exposures) {
        if (std::find(names.begin(), names.end(), each.risk) == names.end()) names.push_back(each.risk);
    }
    check_correlation(names, correlations, "correlations", faults);
}

void CRossForm::check_table(CRossTable const& table, std::string_view field, FieldFaults& faults) const {
    for (auto const& each : exposures) {
        if (table.find(each.factor) != nullptr) continue;
        faults.add(field, "names the factor \"" + each.factor + "\", which the table \"" + table.version + "\" has not",
                   "name a factor of the table, or add it there");
    }
}

}  // namespace riskpool
