// Figures of a result looked up and written as cells of a summary's tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/io/money.hpp"
#include "sim/io/result_tables.hpp"

namespace riskpool {

class SummaryFigures {
public:
    /// Both must outlive it.
    SummaryFigures(ResultTables const& tables, MoneyScale const& scale) : t_(tables), scale_(scale) {}

    /// The first row of its kind, or null.
    [[nodiscard]] MetricRow const* find(std::string_view metric, std::string_view party, std::string_view quantity,
                                        std::string_view basis = "annual") const;
    /// The same at a level or return period.
    [[nodiscard]] MetricRow const* find_at(std::string_view metric, std::string_view party, std::string_view quantity,
                                           double at) const;
    /// The highest level of TVaR that the result has; 0 if it has none.
    [[nodiscard]] double highest_level() const;
    /// Party and quantity of each series with that metric of a year, in the order of the result.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> series(std::string_view metric) const;
    /// Parties of one kind, in the order of the ledger.
    [[nodiscard]] std::vector<std::string> parties_of(std::string_view kind) const;

    // Cells; "-" for a null row.
    [[nodiscard]] std::string money(MetricRow const* row) const;
    [[nodiscard]] std::string estimate(MetricRow const* row) const;      // with its standard error, if it has one
    [[nodiscard]] static std::string chance(MetricRow const* row);       // of what never happened: below what
    [[nodiscard]] static std::string probability(MetricRow const* row);  // the same with its standard error

private:
    ResultTables const& t_;
    MoneyScale const& scale_;
};

/// The name of a quantity as it reads: blanks for underscores.
[[nodiscard]] std::string words(std::string text);

/// The pool whose name begins that of its fund or backstop, empty if there is none: the longest, since the pool "A" may
/// stand beside "A 2".
[[nodiscard]] std::string pool_of(std::vector<std::string> const& pools, std::string_view party);

}  // namespace riskpool
