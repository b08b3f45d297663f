#include "sim/io/uncertainty_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <vector>

#include "sim/io/text_table.hpp"

namespace riskpool {

namespace {

class UncertaintySummary {
public:
    UncertaintySummary(ResultTables const& tables, MoneyScale const& scale) : t_(tables), scale_(scale) {}

    std::string write() {
        figures();
        curves();
        splits();
        return std::move(out_);
    }

private:
    [[nodiscard]] bool is_of_a_pool(MetricRow const& row) const {
        return std::any_of(t_.transfers.begin(), t_.transfers.end(), [&](TransferRow const& each) {
            return (each.payer_kind == "pool" && each.payer == row.party) ||
                   (each.payee_kind == "pool" && each.payee == row.party);
        });
    }
    [[nodiscard]] std::string money(double x) const { return std::isnan(x) ? "-" : money_text(x, scale_); }
    [[nodiscard]] std::string band(double low, double high) const {
        return std::isnan(low) ? "-" : money(low) + " to " + money(high);
    }
    [[nodiscard]] std::string band_words() const { return fmt::format("{:g} % band", 100 * t_.band); }

    static std::string words(std::string text) {
        std::replace(text.begin(), text.end(), '_', ' ');
        return text;
    }
    static std::string name_of(MetricRow const& row) {
        if (row.metric == "aal") return "mean";
        if (row.metric == "sd") return "sd";
        const std::string letters = row.metric == "var" ? "VaR" : "TVaR";
        return fmt::format("{} {:g} %", letters, 100 * row.parameter);
    }

    /// Cells of what is known of a figure by law and by bounds.
    void add(TextTable& table, std::string first, std::string second, MetricRow const& row, std::string last) {
        std::vector<std::string> cells{std::move(first), std::move(second), money(row.value)};
        if (t_.draws > 1) {
            cells.push_back(money(row.credible_median));
            cells.push_back(band(row.credible_low, row.credible_high));
            cells.push_back(std::move(last));
        }
        if (t_.corners > 0) cells.push_back(band(row.bound_low, row.bound_high));
        table.add(std::move(cells));
    }
    std::vector<std::string> header(std::string first, std::string second, std::string last) {
        std::vector<std::string> cells{std::move(first), std::move(second), t_.draws > 1 ? "predictive" : "middle"};
        if (t_.draws > 1) {
            cells.insert(cells.end(), {"median", band_words(), std::move(last)});
        }
        if (t_.corners > 0) cells.push_back(fmt::format("bounds over {} corners", t_.corners));
        return cells;
    }

    void figures() {
        const std::string title = t_.draws > 1 ? fmt::format("Over {} draws, per year", t_.draws) : "Per year";
        TextTable table(header(title, "figure", "without noise"));
        constexpr std::array<std::string_view, 4> metrics{"aal", "sd", "var", "tvar"};
        for (std::string_view const quantity : {"gross_loss", "net_loss"}) {
            for (auto const& row : t_.metrics) {
                const bool told = std::find(metrics.begin(), metrics.end(), row.metric) != metrics.end();
                if (!told || row.quantity != quantity || row.basis != "annual" || !is_of_a_pool(row)) continue;
                add(table, row.party + ": " + words(row.quantity), name_of(row), row,
                    band(row.corrected_low, row.corrected_high));
            }
        }
        if (!table.empty()) out_ += '\n' + table.text();
    }

    void curves() {
        TextTable table(header("Exceeded once in ... years", "years", "whole curve"));
        for (auto const& row : t_.metrics) {
            if ((row.metric != "oep" && row.metric != "aep") || !is_of_a_pool(row)) continue;
            if (row.quantity != "gross_loss" && row.quantity != "net_loss") continue;
            const std::string what = row.metric == "oep" ? ", largest event (OEP)" : ", year (AEP)";
            add(table, row.party + ": " + words(row.quantity) + what, fmt::format("{:g}", row.parameter), row,
                band(row.curve_low, row.curve_high));
        }
        if (!table.empty()) out_ += '\n' + table.text();
    }

    void splits() {
        TextTable table(
            {"Where the spread of a year comes from", "sd of chance", "sd of ignorance", "ignorance in the variance"});
        for (auto const& row : t_.metrics) {
            if (row.metric != "share_between_draws") continue;
            const auto other = [&](std::string_view metric) {
                const auto at = std::find_if(t_.metrics.begin(), t_.metrics.end(), [&](MetricRow const& each) {
                    return each.metric == metric && each.party == row.party && each.quantity == row.quantity;
                });
                return at == t_.metrics.end() ? std::string("-") : money(at->value);
            };
            table.add({row.party + ": " + words(row.quantity), other("sd_within_draws"), other("sd_between_draws"),
                       fmt::format("{:.2g} % ± {:.2g} %", 100 * row.value, 100 * row.standard_error)});
        }
        if (!table.empty()) out_ += '\n' + table.text();
    }

    ResultTables const& t_;
    MoneyScale const& scale_;
    std::string out_;
};

}  // namespace

std::string uncertainty_summary(ResultTables const& tables, MoneyScale const& scale) {
    return tables.draws == 0 ? "" : UncertaintySummary(tables, scale).write();
}

}  // namespace riskpool
