// Probable maximum loss.
#pragma once

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/metric/metric_row.hpp"
#include "sim/metric/order_statistic.hpp"

namespace riskpool {

enum class PmlBasis : std::uint8_t { occurrence, annual };

template <>
struct Choice<PmlBasis> {
    static constexpr std::array<std::pair<std::string_view, PmlBasis>, 2> values{{
        {"occurrence", PmlBasis::occurrence},
        {"annual", PmlBasis::annual},
    }};
};

/// Row "pml" on series of the chosen basis; on an indicator series the row "probability", once.
struct Pml {
    double return_period = 200;
    PmlBasis basis = PmlBasis::occurrence;
    static constexpr std::string_view kind = "pml";
    static constexpr std::string_view about =
        "Probable maximum loss: the smallest amount exceeded with probability 1 / `return_period` or less in a year.";
    static constexpr auto fields = field_list(
        required("return_period", &Pml::return_period, above_one, Unit::years, "Return period in years."),
        optional("basis", &Pml::basis, "The year's largest event (occurrence) or the year's total (annual)."));
    bool operator==(Pml const&) const = default;

    [[nodiscard]] bool reads(Basis of_series) const {
        return of_series == (basis == PmlBasis::occurrence ? Basis::occurrence : Basis::annual);
    }
    [[nodiscard]] double lowest_level() const { return level_of_return_period(return_period); }
    void measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const;
};

}  // namespace riskpool
