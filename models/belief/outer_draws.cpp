#include "models/belief/outer_draws.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/hash.hpp"
#include "sim/base/math/normal.hpp"
#include "sim/base/random.hpp"

namespace riskpool {

namespace {

// Above the ids of sources (source << 8 | purpose) and below those of parties (0xC0000000).
constexpr std::uint32_t outer_stream = 0xB0000000U;
enum Purpose : std::uint32_t { order = 0, within = 1 };  // the year of the cell

/// Each unknown has a cell of its own, found by its name: who else is uncertain changes nothing.
Cell cell_of(std::string const& unknown, Purpose purpose) {
    return {Hash64{}.add(std::string_view(unknown)).value() % max_trials, purpose};
}

/// Where each of the scores stands among them, from 0.
std::vector<std::size_t> ranks_of(std::vector<double> const& scores) {
    std::vector<std::size_t> by_score(scores.size());
    std::iota(by_score.begin(), by_score.end(), std::size_t{0});
    std::stable_sort(by_score.begin(), by_score.end(),
                     [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
    std::vector<std::size_t> ranks(scores.size());
    for (std::size_t i = 0; i < by_score.size(); ++i) ranks[by_score[i]] = i;
    return ranks;
}

bool is_correlated(OuterRequest const& request, std::string const& unknown) {
    return std::any_of(request.correlations.begin(), request.correlations.end(),
                       [&](auto const& pair) { return pair.first == unknown || pair.second == unknown; });
}

}  // namespace

std::vector<double> draw_probabilities(OuterRequest const& request) {
    const std::size_t count = request.unknowns.size();
    const std::size_t draws = request.draws;
    const Stream stream{request.seed, outer_stream};
    std::vector<std::vector<double>> scores(count, std::vector<double>(draws));
    for (std::size_t k = 0; k < count; ++k) {
        const Cell cell = cell_of(request.unknowns[k], order);
        for (std::size_t m = 0; m < draws; ++m) scores[k][m] = uniform(stream, cell, static_cast<std::uint32_t>(m));
    }

    std::vector<std::size_t> together;
    std::vector<std::string> names;
    for (std::size_t k = 0; k < count; ++k) {
        if (!is_correlated(request, request.unknowns[k])) continue;
        together.push_back(k);
        names.push_back(request.unknowns[k]);
    }
    const std::vector<double> root = triangular_root(together.size(), copula_matrix(names, request.correlations).rows);
    std::vector<double> normal(together.size());
    for (std::size_t m = 0; m < draws; ++m) {
        for (std::size_t i = 0; i < together.size(); ++i) normal[i] = math::normal_quantile(scores[together[i]][m]);
        for (std::size_t i = 0; i < together.size(); ++i) {
            double mixed = 0;
            for (std::size_t j = 0; j <= i; ++j) mixed += root[i * together.size() + j] * normal[j];
            scores[together[i]][m] = mixed;
        }
    }

    std::vector<double> probabilities(count * draws);
    for (std::size_t k = 0; k < count; ++k) {
        const std::vector<std::size_t> ranks = ranks_of(scores[k]);
        const Cell cell = cell_of(request.unknowns[k], within);
        for (std::size_t m = 0; m < draws; ++m) {
            const double u = uniform(stream, cell, static_cast<std::uint32_t>(m));
            const double p = (static_cast<double>(ranks[m]) + u) / static_cast<double>(draws);
            probabilities[m * count + k] = std::min(p, std::nextafter(1.0, 0.0));
        }
    }
    return probabilities;
}

}  // namespace riskpool
