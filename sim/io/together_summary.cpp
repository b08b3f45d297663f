#include "sim/io/together_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include "sim/io/text_table.hpp"

namespace riskpool {

namespace {

constexpr std::size_t most_rows = 12;

std::string with_error(double value, double error, double factor, std::string_view unit) {
    if (std::isnan(value)) return "-";
    if (std::isnan(error)) return fmt::format("{:.3g}{}", factor * value, unit);
    return fmt::format("{:.3g}{} ± {:.2g}{}", factor * value, unit, factor * error, unit);
}

std::string and_more(std::size_t rows, std::string_view where) {
    if (rows <= most_rows) return "";
    return fmt::format("  and {} more, in {}\n", rows - most_rows, where);
}

/// The assets on which most of a pool hangs, first.
std::string assets(ResultTables const& tables, MoneyScale const& scale) {
    std::vector<AccumulationRow const*> rows;
    std::set<std::string> pools;
    for (auto const& row : tables.accumulation) {
        rows.push_back(&row);
        pools.insert(row.pool);
    }
    if (rows.empty()) return "";
    std::stable_sort(rows.begin(), rows.end(), [](auto const* a, auto const* b) {
        return std::isnan(b->share_of_pool) ? !std::isnan(a->share_of_pool) : a->share_of_pool > b->share_of_pool;
    });
    TextTable table({"What insureds share", "source", "insureds", "sum insured", "of the pool", "relied on",
                     "policy limits", "PML", "failures a year"});
    for (std::size_t k = 0; k < std::min(rows.size(), most_rows); ++k) {
        AccumulationRow const& row = *rows[k];
        table.add({pools.size() > 1 ? row.pool + ": " + row.asset : row.asset, row.source, std::to_string(row.insureds),
                   money_text(row.sum_insured, scale),
                   std::isnan(row.share_of_pool) ? "-" : fmt::format("{:.3g} %", 100 * row.share_of_pool),
                   money_text(row.relied_on, scale),
                   std::isinf(row.policy_limits) ? "none" : money_text(row.policy_limits, scale),
                   std::isnan(row.pml) ? "-" : money_text(row.pml, scale), fmt::format("{:.3g}", row.yearly_rate)});
    }
    return '\n' + table.text() + and_more(rows.size(), "the result file and in --json");
}

/// Pairs of one kind, those that are bad together most often first.
std::string pairs(ResultTables const& tables, std::string_view kind) {
    struct Figures {
        PairRow const *pearson, *kendall, *both;
    };
    std::vector<Figures> all;
    for (auto const& row : tables.pairs) {
        if (row.kind != kind) continue;
        if (row.measure == "pearson") all.push_back({&row, nullptr, nullptr});
        if (all.empty()) continue;
        if (row.measure == "kendall") all.back().kendall = &row;
        if (row.measure == "co_exceedance") all.back().both = &row;
    }
    std::erase_if(all, [](Figures const& each) { return each.kendall == nullptr || each.both == nullptr; });
    if (all.empty()) return "";
    std::stable_sort(all.begin(), all.end(),
                     [](auto const& a, auto const& b) { return a.both->value > b.both->value; });
    std::string quantity = all.front().both->quantity;
    std::replace(quantity.begin(), quantity.end(), '_', ' ');
    TextTable table({fmt::format("Together: {}s, {}", kind, quantity), "Pearson", "Kendall",
                     fmt::format("both above VaR {:g} %", 100 * all.front().both->level), "independent", "ratio"});
    for (std::size_t k = 0; k < std::min(all.size(), most_rows); ++k) {
        auto const& [pearson, kendall, both] = all[k];
        table.add(
            {pearson->first + " and " + pearson->second, with_error(pearson->value, pearson->standard_error, 1, ""),
             with_error(kendall->value, kendall->standard_error, 1, ""),
             with_error(both->value, both->standard_error, 100, " %"), fmt::format("{:.3g} %", 100 * both->independent),
             both->independent > 0 ? fmt::format("{:.3g}", both->value / both->independent) : "-"});
    }
    return '\n' + table.text() + and_more(all.size(), "the result file and in --json");
}

}  // namespace

std::string together_summary(ResultTables const& tables, MoneyScale const& scale) {
    return assets(tables, scale) + pairs(tables, "pool") + pairs(tables, "source") + pairs(tables, "member");
}

}  // namespace riskpool
