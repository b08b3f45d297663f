#include "models/belief/gpd_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/belief/log_density.hpp"
#include "sim/base/math/elementary.hpp"

namespace riskpool {

namespace {

using Grid = std::vector<std::vector<double>>;

std::vector<double> ends(double low, double high, int cells) {
    std::vector<double> places;
    for (int i = 0; i <= cells; ++i) places.push_back(low + (high - low) * i / cells);
    return places;
}

double middle(std::vector<double> const& places, std::size_t cell) {
    return 0.5 * (places[cell] + places[cell + 1]);
}

/// The logarithm of prior times likelihood in the middle of each cell.
Grid log_posterior(std::vector<WeighedExcess> const& excesses, double prior_shape, double prior_sd,
                   std::vector<double> const& shape_ends, std::vector<double> const& log_scale_ends) {
    Grid logs(shape_ends.size() - 1, std::vector<double>(log_scale_ends.size() - 1));
    for (std::size_t i = 0; i < logs.size(); ++i) {
        const double shape = middle(shape_ends, i);
        const double z = (shape - prior_shape) / prior_sd;
        for (std::size_t j = 0; j < logs[i].size(); ++j) {
            const GeneralisedPareto law{0, math::exp(middle(log_scale_ends, j)), shape};
            double sum = -0.5 * z * z;
            for (auto const& [y, weight] : excesses) {
                if (sum == -infinity) break;
                sum += weight * log_density(law, y);
            }
            logs[i][j] = sum;
        }
    }
    return logs;
}

double largest(Grid const& logs) {
    double most = -infinity;
    for (auto const& row : logs) most = std::max(most, *std::max_element(row.begin(), row.end()));
    return most;
}

/// Draws the ends in to the cells that matter, with a cell to spare on either side.
void draw_in(Grid const& logs, std::vector<double>& shape_ends, std::vector<double>& log_scale_ends, int cells) {
    constexpr double negligible = 30;  // exp(-30) is 1e-13
    const double least = largest(logs) - negligible;
    std::size_t first_i = logs.size();
    std::size_t last_i = 0;
    std::size_t first_j = logs.front().size();
    std::size_t last_j = 0;
    for (std::size_t i = 0; i < logs.size(); ++i) {
        for (std::size_t j = 0; j < logs[i].size(); ++j) {
            if (logs[i][j] < least) continue;
            first_i = std::min(first_i, i);
            last_i = std::max(last_i, i);
            first_j = std::min(first_j, j);
            last_j = std::max(last_j, j);
        }
    }
    const auto around = [&](std::vector<double> const& places, std::size_t first, std::size_t last) {
        return ends(places[first > 0 ? first - 1 : 0], places[std::min(last + 2, places.size() - 1)], cells);
    };
    shape_ends = around(shape_ends, first_i, last_i);
    log_scale_ends = around(log_scale_ends, first_j, last_j);
}

}  // namespace

GpdPosterior gpd_posterior(std::vector<WeighedExcess> const& excesses, double prior_shape, double prior_sd, int cells) {
    double log_mean = 0;
    for (auto const& each : excesses) log_mean += math::log(each.value) / static_cast<double>(excesses.size());
    GpdPosterior after;
    // Seven standard deviations of the prior, up to 1; scales far beyond what the excesses allow, and drawn in twice.
    after.shape_ends = ends(prior_shape - 7 * prior_sd, std::min(1.0, prior_shape + 7 * prior_sd), 48);
    after.log_scale_ends = ends(log_mean - 16, log_mean + 16, 96);
    for (const int fine : {48, cells}) {
        const Grid logs = log_posterior(excesses, prior_shape, prior_sd, after.shape_ends, after.log_scale_ends);
        draw_in(logs, after.shape_ends, after.log_scale_ends, fine);
    }
    after.weight = log_posterior(excesses, prior_shape, prior_sd, after.shape_ends, after.log_scale_ends);
    const double most = largest(after.weight);
    double total = 0;
    for (auto& row : after.weight) {
        for (double& each : row) {
            each = math::exp(each - most);
            total += each;
        }
    }
    for (auto& row : after.weight) {
        for (double& each : row) each /= total;
    }
    return after;
}

GridLaw GpdPosterior::shape() const {
    std::vector<double> weights;
    for (auto const& row : weight) {
        double sum = 0;
        for (const double each : row) sum += each;
        weights.push_back(sum);
    }
    return {shape_ends, weights};
}

std::vector<double> GpdPosterior::scale_ends() const {
    std::vector<double> places;
    for (const double each : log_scale_ends) places.push_back(math::exp(each));
    return places;
}

GridLaw GpdPosterior::scale() const {
    std::vector<double> weights(log_scale_ends.size() - 1, 0);
    for (auto const& row : weight) {
        for (std::size_t j = 0; j < row.size(); ++j) weights[j] += row[j];
    }
    return {scale_ends(), weights};
}

double GpdPosterior::predictive_survival(double y) const {
    double sum = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) {
        for (std::size_t j = 0; j < weight[i].size(); ++j) {
            if (weight[i][j] == 0) continue;
            const GeneralisedPareto law{0, math::exp(middle(log_scale_ends, j)), middle(shape_ends, i)};
            sum += weight[i][j] * law.survival(y);
        }
    }
    return sum;
}

double GpdPosterior::rank_correlation() const {
    // Of the middles of the ranks that the cells take.
    const auto ranks = [](GridLaw const& law, std::vector<double> const& cell_ends) {
        std::vector<double> found;
        for (std::size_t i = 1; i < cell_ends.size(); ++i) {
            found.push_back(0.5 * (law.cdf(cell_ends[i - 1]) + law.cdf(cell_ends[i])) - 0.5);
        }
        return found;
    };
    const std::vector<double> of_shape = ranks(shape(), shape_ends);
    const std::vector<double> of_log_scale = ranks(scale(), scale_ends());
    double product = 0;
    double shape_square = 0;
    double scale_square = 0;
    for (std::size_t i = 0; i < weight.size(); ++i) {
        for (std::size_t j = 0; j < weight[i].size(); ++j) {
            product += weight[i][j] * of_shape[i] * of_log_scale[j];
            shape_square += weight[i][j] * of_shape[i] * of_shape[i];
            scale_square += weight[i][j] * of_log_scale[j] * of_log_scale[j];
        }
    }
    return product / std::sqrt(shape_square * scale_square);
}

std::vector<WeighedExcess> GpdGrid::excesses() const {
    const std::vector<double> w = data_weights(weights, ages, discount, losses.size());
    std::vector<WeighedExcess> above;
    for (std::size_t i = 0; i < losses.size(); ++i) {
        if (losses[i] > threshold && w[i] > 0) above.push_back({losses[i] - threshold, w[i]});
    }
    return above;
}

void GpdGrid::check(FieldFaults& faults) const {
    check_data_weights(weights, ages, discount, losses.size(), "losses", faults);
    if (excesses().size() < 3) {
        faults.add("losses", fmt::format("has {} above the threshold, and three are needed", excesses().size()),
                   "lower the threshold, or state the parameter by `quantiles`");
    }
}

LawPointer GpdGrid::law() const {
    const GpdPosterior after = gpd_posterior(excesses(), prior_shape, prior_sd);
    return law_of(of == GpdParameter::shape ? after.shape() : after.scale());
}

std::string GpdGrid::remark() const {
    const GpdPosterior after = gpd_posterior(excesses(), prior_shape, prior_sd);
    const GridLaw found = of == GpdParameter::shape ? after.shape() : after.scale();
    return fmt::format(
               "{} of {} losses above the threshold: {} {:.4g} on average, between {:.4g} and {:.4g} with 90 %; the "
               "rank correlation of scale and shape is {:.2f}",
               excesses().size(), losses.size(), choice_name(of), found.mean(), found.quantile(0.05),
               found.quantile(0.95), after.rank_correlation()) +
           remark_on_weights(data_weights(weights, ages, discount, losses.size()));
}

}  // namespace riskpool
