// The technical premium of a treaty.
#pragma once

#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/metric/metric_row.hpp"
#include "sim/metric/premium_principle.hpp"
#include "sim/metric/priced_layer.hpp"

namespace riskpool {

/// Row "technical_premium_<principle>" on the yearly recoveries of treaties, and of all treaties of a buyer together:
/// pi[X] / (1 - expenses), divided by 1 + sum_j c_j E_g[M_j] / L where reinstatements are priced by amount.
struct TechnicalPremium {
    PremiumPrinciples principle;
    double expenses = 0;
    static constexpr std::string_view kind = "technical_premium";
    static constexpr std::string_view about =
        "What a treaty's recoveries of a year should cost by a premium principle, less what its reinstatement premiums "
        "bring. The principles wang_transform, proportional_hazard, esscher_principle and exponential_principle read "
        "every recovery of the run, and so do all where reinstatements are priced: memory then grows with the number "
        "of recoveries that are not 0.";
    static constexpr auto fields = field_list(
        required("principle", &TechnicalPremium::principle, "The premium principle."),
        optional("expenses", &TechnicalPremium::expenses, Bound{0, 1, false, true, "0 or more and below 1 (100%)"},
                 Unit::fraction, "Part of the premium that goes into brokerage and expenses."));
    bool operator==(TechnicalPremium const&) const = default;

    [[nodiscard]] bool reads(Basis basis) const { return basis == Basis::annual; }
    /// Of any series that it may read.
    [[nodiscard]] double lowest_level() const;
    /// Of the series `quantity`, with the terms of its treaty if it is that of one.
    [[nodiscard]] double lowest_level(std::string_view quantity, PricedLayer const* layer) const;
    void measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const;
};

}  // namespace riskpool
