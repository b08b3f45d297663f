#include "sim/metric/layer_figures.hpp"

namespace riskpool {

namespace {

class LayerRows {
public:
    LayerRows(std::string_view treaty, std::vector<MetricRow>& rows) : treaty_(treaty), rows_(rows) {}

    void add(std::string_view metric, std::string_view quantity, SeriesSums const& sums, Estimate const& estimate,
             Interval const& interval) {
        SeriesSummary series;
        series.party = treaty_;
        series.quantity = quantity;
        series.sums = sums;
        rows_.push_back(sample_row(metric, series, estimate, interval));
    }
    void add(std::string_view metric, std::string_view quantity, SeriesSums const& sums, Estimate const& estimate) {
        add(metric, quantity, sums, estimate, normal_interval(estimate));
    }
    void add_probability(std::string_view metric, std::string_view quantity, SeriesSums const& sums) {
        add(metric, quantity, sums, probability(sums), probability_interval(sums));
    }
    void add_exact(std::string_view metric, std::string_view quantity, double value) {
        MetricRow row;
        row.metric = metric;
        row.party = treaty_;
        row.quantity = quantity;
        row.basis = contract_basis;
        row.value = row.low = row.high = value;
        rows_.push_back(std::move(row));
    }

private:
    std::string_view treaty_;
    std::vector<MetricRow>& rows_;
};

Estimate ratio(Estimate estimate, double to) {
    estimate.value /= to;
    estimate.standard_error /= to;
    return estimate;
}

}  // namespace

void add_layer_figures(std::string_view treaty, PricedLayer const& layer, LayerSums const& sums,
                       std::vector<MetricRow>& rows) {
    LayerRows add(treaty, rows);
    const Estimate loss = mean(sums.recovery);
    add.add("expected_loss", "recovery", sums.recovery, loss);
    add.add("loss_sd", "recovery", sums.recovery, standard_deviation(sums.recovery));
    const bool has_limit = layer.limit > 0 && layer.limit < infinity;
    if (has_limit) add.add("loss_on_line", "recovery", sums.recovery, ratio(loss, layer.limit));
    add.add_probability("attachment_probability", "attached", sums.attached);
    add.add_probability("exhaustion_probability", "exhausted", sums.exhausted);
    if (has_limit && layer.reinstatements) {
        const double most = layer.reinstatable();
        if (most == 0) {
            add.add_exact("reinstatements_used", "recovery", 0);
        } else if (sums.recovery.maximum() <= most) {
            add.add("reinstatements_used", "recovery", sums.recovery, ratio(loss, layer.limit));
        } else if (sums.reinstated != nullptr) {
            add.add("reinstatements_used", "recovery", *sums.reinstated, ratio(mean(*sums.reinstated), layer.limit));
        }
    }
    if (has_limit && layer.premium > 0) {
        add.add_exact("rate_on_line", "premium", layer.premium / layer.limit);
        add.add_exact("payback", "premium", layer.limit / layer.premium);
    }
}

}  // namespace riskpool
