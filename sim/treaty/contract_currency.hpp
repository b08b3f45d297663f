// The currency of a contract whose terms are not in the currency of the scenario.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// Whose rate of exchange turns a loss into the contract's currency.
enum class ExchangeDate : std::uint8_t { inception, loss_date };

template <>
struct Choice<ExchangeDate> {
    static constexpr std::array<std::pair<std::string_view, ExchangeDate>, 2> values{{
        {"inception", ExchangeDate::inception},
        {"loss_date", ExchangeDate::loss_date},
    }};
};

/// All terms of the contract are in another currency. Its treaty is homogeneous: losses are divided by the rate, ceded,
/// and what comes out is multiplied by it (methods 1.21).
struct ContractCurrency {
    std::vector<double> rates;
    ExchangeDate at = ExchangeDate::inception;

    /// The rate at the start of a year, counted from 0; the last one given holds for all later years.
    [[nodiscard]] double rate_of_year(std::size_t year) const noexcept {
        return rates[year < rates.size() ? year : rates.size() - 1];
    }
    /// The rate at a date, in years since the trial began: on a straight line between the starts of two years.
    [[nodiscard]] double rate_on(double date) const noexcept {
        const auto year = static_cast<std::size_t>(date);
        const double begin = rate_of_year(year);
        return begin + (date - static_cast<double>(year)) * (rate_of_year(year + 1) - begin);
    }
    /// True if some year has another rate than the first.
    [[nodiscard]] bool moves() const noexcept;
    [[nodiscard]] double highest() const noexcept;
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "contract_currency";
    static constexpr std::string_view about = "The currency of a contract's terms, by its rate of exchange.";
    static constexpr auto fields = field_list(
        required("rates", &ContractCurrency::rates, positive, Unit::none,
                 "Price of one unit of the contract's currency, in the scenario's currency, at the start of each year; "
                 "the last holds for all later years."),
        optional("at", &ContractCurrency::at,
                 "The rate by which a loss counts: that of the contract's inception in its year, or that of the date "
                 "of loss. Premiums are paid at the rate of inception."));
    bool operator==(ContractCurrency const&) const = default;
};

}  // namespace riskpool
