#include "sim/io/layer_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/io/text_table.hpp"

namespace riskpool {

namespace {

constexpr std::string_view premium_metric = "technical_premium_";

MetricRow const* find(ResultTables const& tables, std::string_view metric, std::string_view party) {
    for (auto const& row : tables.metrics) {
        if (row.metric == metric && row.party == party) return &row;
    }
    return nullptr;
}

/// A figure as `write` writes amounts, with its error if it has one. A probability of what never happened is below the
/// upper end of its interval.
template <class Write>
std::string figure(MetricRow const* row, Write const& write) {
    if (row == nullptr) return "-";
    if (row->value == 0 && row->high > 0) return "below " + write(row->high, 2);
    // What is the same in every year has an error of rounding only.
    const bool exact = row->standard_error <= 1e-12 * std::abs(row->value);
    if (exact || std::isnan(row->standard_error)) return write(row->value, 3);
    return write(row->value, 3) + " ± " + write(row->standard_error, 2);
}

std::string per_cent(double x, int digits) {
    return fmt::format("{:.{}g} %", 100 * x, digits);
}

std::string plain(double x, int digits) {
    return fmt::format("{:.{}g}", x, digits);
}

std::string figures_of_layers(ResultTables const& tables, MoneyScale const& scale) {
    const auto money = [&](double amount, int) { return money_text(amount, scale); };
    TextTable table({"Layers", "expected loss", "sd", "loss on line", "rate on line", "payback, years", "attaches",
                     "exhausts", "reinstatements used"});
    for (auto const& treaty : tables.treaties) {
        const auto row = [&](std::string_view metric) { return find(tables, metric, treaty.treaty); };
        if (row("expected_loss") == nullptr) continue;  // proportional
        table.add({treaty.treaty, figure(row("expected_loss"), money), figure(row("loss_sd"), money),
                   figure(row("loss_on_line"), per_cent), figure(row("rate_on_line"), per_cent),
                   figure(row("payback"), plain), figure(row("attachment_probability"), per_cent),
                   figure(row("exhaustion_probability"), per_cent), figure(row("reinstatements_used"), plain)});
    }
    return table.empty() ? "" : '\n' + table.text();
}

std::string technical_premiums(ResultTables const& tables, MoneyScale const& scale) {
    const auto money = [&](double amount, int) { return money_text(amount, scale); };
    std::vector<std::pair<std::string, double>> principles;  // metric and parameter
    std::vector<std::string> parties;
    for (auto const& row : tables.metrics) {
        if (!row.metric.starts_with(premium_metric)) continue;
        const std::pair principle{row.metric, row.parameter};
        if (std::find(principles.begin(), principles.end(), principle) == principles.end()) {
            principles.push_back(principle);
        }
        if (std::find(parties.begin(), parties.end(), row.party) == parties.end()) parties.push_back(row.party);
    }
    if (principles.empty()) return "";
    std::vector<std::string> header{"Technical premiums", "in force"};
    for (auto const& [metric, parameter] : principles) {
        std::string words = metric.substr(premium_metric.size());
        std::replace(words.begin(), words.end(), '_', ' ');
        header.push_back(fmt::format("{} {:g}", words, parameter));
    }
    TextTable table(std::move(header));
    for (auto const& party : parties) {
        const auto treaty = std::find_if(tables.treaties.begin(), tables.treaties.end(),
                                         [&](TreatyRow const& each) { return each.treaty == party; });
        std::vector<std::string> cells{treaty == tables.treaties.end() ? party + ", all treaties" : party,
                                       treaty == tables.treaties.end() ? "-" : money_text(treaty->premium, scale)};
        for (auto const& principle : principles) {
            const auto row = std::find_if(tables.metrics.begin(), tables.metrics.end(), [&](MetricRow const& each) {
                return each.party == party && each.metric == principle.first && each.parameter == principle.second;
            });
            cells.push_back(figure(row == tables.metrics.end() ? nullptr : &*row, money));
        }
        table.add(std::move(cells));
    }
    return '\n' + table.text();
}

}  // namespace

std::string layer_summary(ResultTables const& tables, MoneyScale const& scale) {
    return figures_of_layers(tables, scale) + technical_premiums(tables, scale);
}

}  // namespace riskpool
