#include "sim/io/summary_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace riskpool {

namespace {

template <class Value>
void add_new(std::vector<Value>& values, Value value) {
    if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
}

}  // namespace

MetricRow const* SummaryFigures::find(std::string_view metric, std::string_view party, std::string_view quantity,
                                      std::string_view basis) const {
    for (auto const& row : t_.metrics) {
        if (row.metric == metric && row.party == party && row.quantity == quantity && row.basis == basis) return &row;
    }
    return nullptr;
}

MetricRow const* SummaryFigures::find_at(std::string_view metric, std::string_view party, std::string_view quantity,
                                         double at) const {
    for (auto const& row : t_.metrics) {
        if (row.metric == metric && row.party == party && row.quantity == quantity && row.parameter == at) return &row;
    }
    return nullptr;
}

double SummaryFigures::highest_level() const {
    double level = 0;
    for (auto const& row : t_.metrics) {
        if (row.metric == "tvar") level = std::max(level, row.parameter);
    }
    return level;
}

std::vector<std::pair<std::string, std::string>> SummaryFigures::series(std::string_view metric) const {
    std::vector<std::pair<std::string, std::string>> keys;
    for (auto const& row : t_.metrics) {
        if (row.metric == metric && row.basis == "annual") add_new(keys, {row.party, row.quantity});
    }
    return keys;
}

std::vector<std::string> SummaryFigures::parties_of(std::string_view kind) const {
    std::vector<std::string> names;
    for (auto const& row : t_.transfers) {
        if (row.payer_kind == kind) add_new(names, row.payer);
        if (row.payee_kind == kind) add_new(names, row.payee);
    }
    return names;
}

std::string SummaryFigures::money(MetricRow const* row) const {
    return row == nullptr ? "-" : money_text(row->value, scale_);
}

std::string SummaryFigures::estimate(MetricRow const* row) const {
    if (row == nullptr) return "-";
    if (row->standard_error == 0 || std::isnan(row->standard_error)) return money_text(row->value, scale_);
    return money_text(row->value, scale_) + " ± " + money_text(row->standard_error, scale_);
}

std::string SummaryFigures::chance(MetricRow const* row) {
    if (row == nullptr) return "-";
    if (row->value == 0 && row->high > 0) return fmt::format("below {:.2g} %", 100 * row->high);
    return fmt::format("{:.3g} %", 100 * row->value);
}

std::string SummaryFigures::probability(MetricRow const* row) {
    const bool rounded = row == nullptr || (row->value == 0 && row->high > 0) || !(row->standard_error > 0);
    if (rounded) return chance(row);
    return fmt::format("{} ± {:.2g} %", chance(row), 100 * row->standard_error);
}

std::string words(std::string text) {
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

std::string pool_of(std::vector<std::string> const& pools, std::string_view party) {
    std::string found;
    for (auto const& pool : pools) {
        if (pool.size() > found.size() && party.starts_with(pool + ' ')) found = pool;
    }
    return found;
}

}  // namespace riskpool
