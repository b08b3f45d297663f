#include "sim/run/draw_bands.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/metric/estimate.hpp"
#include "sim/metric/warning.hpp"

namespace riskpool {

void DrawBands::enter_transfers(std::size_t, std::vector<TransferRow> rows) {
    transfers_.push_back(std::move(rows));
}

void DrawBands::enter_split(std::size_t draw, ColumnDescription const& column, SeriesSums const& whole,
                            SeriesSums const& first_half, SeriesSums const& second_half) {
    const auto same = [&](Split const& each) { return each.party == column.party && each.quantity == column.quantity; };
    auto at = std::find_if(splits_.begin(), splits_.end(), same);
    if (at == splits_.end()) at = splits_.insert(at, {column.party, column.quantity, {}, {}, {}, {}});
    if (at->mean.size() != draw) return;
    const double sd = standard_deviation(whole).value;
    at->variance.push_back(sd * sd);
    at->mean.push_back(mean(whole).value);
    at->first_half.push_back(mean(first_half).value);
    at->second_half.push_back(mean(second_half).value);
}

void DrawBands::add_band(std::size_t draws, MetricRow& row) {
    const CredibleBand band = credible_band(of_draws_.find(row, draws), band_);
    row.draws = band.draws;
    row.credible_low = band.low;
    row.credible_median = band.median;
    row.credible_high = band.high;
    row.corrected_low = band.corrected.low;
    row.corrected_high = band.corrected.high;
}

/// The error of a figure of all draws together: see run_outer_loop.
void DrawBands::widen(std::size_t draws, MetricRow& row) {
    std::vector<double> groups;
    for (const double value : of_groups_.find(row, groups_done_).whole) {
        if (std::isfinite(value)) groups.push_back(value);
    }
    const double naive = row.standard_error;
    row.standard_error = std::sqrt(variance_of_mean(groups) + static_cast<double>(draws) * naive * naive);
    const Interval interval = normal_interval({row.value, row.standard_error});
    if (std::isnan(row.standard_error)) return;
    row.low = std::min(row.low, interval.low);
    row.high = std::max(row.high, interval.high);
    const bool chance = row.metric == "probability" || row.metric.ends_with("_probability");
    if (chance) {
        row.low = std::max(row.low, 0.0);
        row.high = std::min(row.high, 1.0);
    }
}

void DrawBands::add_curves(std::size_t draws, std::vector<MetricRow>& rows) {
    const auto is_point = [](MetricRow const& row) { return row.metric == "oep" || row.metric == "aep"; };
    const auto same_curve = [](MetricRow const& a, MetricRow const& b) {
        return a.metric == b.metric && a.party == b.party && a.quantity == b.quantity && a.basis == b.basis;
    };
    std::vector<bool> done(rows.size(), false);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (done[i] || !is_point(rows[i])) continue;
        std::vector<std::size_t> points;
        std::vector<std::vector<double>> curves;
        for (std::size_t j = i; j < rows.size(); ++j) {
            if (!same_curve(rows[i], rows[j])) continue;
            done[j] = true;
            const DrawValues values = of_draws_.find(rows[j], draws);
            if (std::any_of(values.whole.begin(), values.whole.end(), [](double x) { return std::isnan(x); })) continue;
            points.push_back(j);
            curves.emplace_back(values.whole.begin(), values.whole.end());
        }
        const std::vector<Interval> band = simultaneous_band(curves, band_);
        for (std::size_t p = 0; p < points.size(); ++p) {
            rows[points[p]].curve_low = band[p].low;
            rows[points[p]].curve_high = band[p].high;
        }
    }
}

void DrawBands::add_splits(std::vector<MetricRow>& rows) const {
    for (auto const& split : splits_) {
        const VarianceSplit parts = split_variance(split.variance, {split.mean, split.first_half, split.second_half});
        const auto add = [&](char const* metric, Estimate const& estimate) {
            MetricRow row;
            row.metric = metric;
            row.party = split.party;
            row.quantity = split.quantity;
            row.basis = basis_name(Basis::annual);
            row.value = estimate.value;
            row.standard_error = estimate.standard_error;
            const Interval interval = normal_interval(estimate);
            row.low = std::max(0.0, interval.low);
            row.high = interval.high;
            row.draws = split.mean.size();
            rows.push_back(std::move(row));
        };
        add("sd_within_draws", parts.within);
        add("sd_between_draws", parts.between);
        add("share_between_draws", parts.share);
    }
}

/// Means over draws. All draws have the same lines, but for those that some of them do not need.
std::vector<TransferRow> DrawBands::mean_transfers() const {
    const auto same = [](TransferRow const& a, TransferRow const& b) {
        return a.payer == b.payer && a.payee == b.payee && a.reason == b.reason && a.treaty == b.treaty &&
               a.payer_kind == b.payer_kind && a.payee_kind == b.payee_kind;
    };
    std::vector<TransferRow> rows;
    std::vector<std::vector<double>> means, errors;
    const auto draws = static_cast<double>(transfers_.size());
    for (std::size_t m = 0; m < transfers_.size(); ++m) {
        std::vector<bool> taken(rows.size(), false);
        for (std::size_t i = 0; i < transfers_[m].size(); ++i) {
            TransferRow const& transfer = transfers_[m][i];
            std::size_t k = i < rows.size() && !taken[i] && same(rows[i], transfer) ? i : 0;
            while (k < taken.size() && (taken[k] || !same(rows[k], transfer))) ++k;
            if (k == taken.size()) {
                rows.push_back(transfer);
                means.emplace_back(transfers_.size(), 0.0);
                errors.emplace_back(transfers_.size(), 0.0);
                taken.push_back(true);
            }
            taken[k] = true;
            means[k][m] += transfer.mean;
            errors[k][m] = transfer.standard_error;
        }
    }
    for (std::size_t k = 0; k < rows.size(); ++k) {
        double sum = 0, error = 0;
        for (const double x : means[k]) sum += x;
        for (const double x : errors[k]) error += x;
        rows[k].mean = sum / draws;
        error /= draws;  // of trials that all draws share
        rows[k].standard_error = draws > 1 ? std::sqrt(variance_of_mean(means[k]) + error * error) : error;
    }
    return rows;
}

void DrawBands::finish(std::size_t draws, ResultTables& tables) {
    const bool one = tables.draws_asked == 1;  // nothing has a law, and there is no band
    for (auto& row : tables.metrics) {
        if (one) break;
        add_band(draws, row);
        widen(draws, row);
        if (row.metric != "probability" && moving_.contains({row.party, row.quantity})) {
            add_warning(row.warning,
                        "the part of the whole differs between draws: value and error are those of its mean part");
        }
    }
    if (!one) add_curves(draws, tables.metrics);
    for (std::size_t i = 0; i < tables.metrics.size(); ++i) {
        const DrawValues values = of_draws_.find(tables.metrics[i], draws);
        for (std::size_t m = 0; m < draws; ++m) {
            tables.figures_by_draw.push_back({m, i, values.whole[m]});
        }
    }
    if (!one) add_splits(tables.metrics);
    tables.transfers = mean_transfers();
}

}  // namespace riskpool
