#include "models/belief/cooke.hpp"

#include <algorithm>
#include <cmath>

#include "models/belief/root.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/gamma.hpp"

namespace riskpool {

namespace {

/// The probabilities between the levels: p_0 = first level, ..., p_k = 1 - last level.
std::vector<double> bin_probabilities(std::vector<double> const& levels) {
    std::vector<double> p;
    double before = 0;
    for (const double level : levels) {
        p.push_back(level - before);
        before = level;
    }
    p.push_back(1 - before);
    return p;
}

struct Range {
    double low = 0;
    double high = 0;
};

Range intrinsic_range(SeedQuestions const& questions, std::size_t question) {
    Range range{questions.answers[question], questions.answers[question]};
    for (auto const& expert : questions.quantiles) {
        range.low = std::min(range.low, expert[question].front());
        range.high = std::max(range.high, expert[question].back());
    }
    const double more = questions.overshoot * (range.high - range.low);
    return {range.low - more, range.high + more};
}

double calibration(SeedQuestions const& questions, std::vector<std::vector<double>> const& quantiles) {
    const std::vector<double> p = bin_probabilities(questions.levels);
    std::vector<double> part(p.size(), 0);
    const auto n = static_cast<double>(questions.answers.size());
    for (std::size_t i = 0; i < questions.answers.size(); ++i) {
        const auto bin = std::lower_bound(quantiles[i].begin(), quantiles[i].end(), questions.answers[i]);
        part[static_cast<std::size_t>(bin - quantiles[i].begin())] += 1 / n;
    }
    double divergence = 0;
    for (std::size_t k = 0; k < p.size(); ++k) {
        if (part[k] > 0) divergence += part[k] * math::log(part[k] / p[k]);
    }
    // 2 N divergence is chi-square with one degree of freedom less than there are bins. Rounding may make it negative.
    return math::gamma_q(0.5 * static_cast<double>(questions.levels.size()), n * std::max(divergence, 0.0));
}

/// The piecewise linear cdf of one expert, from the intrinsic range's lower end to its upper one.
double piecewise_cdf(std::vector<double> const& levels, std::vector<double> const& quantiles, Range range, double x) {
    double from = range.low;
    double below = 0;
    for (std::size_t k = 0; k <= quantiles.size(); ++k) {
        const double to = k < quantiles.size() ? quantiles[k] : range.high;
        const double up_to = k < levels.size() ? levels[k] : 1;
        if (x <= to) return to > from ? below + (up_to - below) * std::max(0.0, (x - from) / (to - from)) : up_to;
        from = to;
        below = up_to;
    }
    return 1;
}

}  // namespace

double cooke_information(std::vector<double> const& levels, std::vector<double> const& quantiles, double range_low,
                         double range_high) {
    const std::vector<double> p = bin_probabilities(levels);
    double sum = math::log(range_high - range_low);
    double from = range_low;
    for (std::size_t k = 0; k < p.size(); ++k) {
        const double to = k < quantiles.size() ? quantiles[k] : range_high;
        sum += p[k] * math::log(p[k] / (to - from));
        from = to;
    }
    return sum;
}

CookeScores cooke_scores(SeedQuestions const& questions) {
    CookeScores scores;
    for (auto const& expert : questions.quantiles) {
        scores.calibration.push_back(calibration(questions, expert));
        std::vector<double> information;
        double sum = 0;
        for (std::size_t i = 0; i < expert.size(); ++i) {
            const Range range = intrinsic_range(questions, i);
            information.push_back(cooke_information(questions.levels, expert[i], range.low, range.high));
            sum += information.back();
        }
        scores.information.push_back(sum / static_cast<double>(expert.size()));
        scores.information_by_question.push_back(std::move(information));
    }
    return scores;
}

std::vector<double> cooke_weights(std::vector<double> const& calibration, std::vector<double> const& information,
                                  double cut_off) {
    std::vector<double> weights;
    double total = 0;
    for (std::size_t e = 0; e < calibration.size(); ++e) {
        weights.push_back(calibration[e] >= cut_off ? calibration[e] * information[e] : 0);
        total += weights.back();
    }
    for (double& weight : weights) {
        if (total > 0) weight /= total;
    }
    return weights;
}

std::vector<double> pooled_quantiles(SeedQuestions const& questions, std::size_t question,
                                     std::vector<double> const& weights) {
    const Range range = intrinsic_range(questions, question);
    const auto cdf = [&](double x) {
        double sum = 0;
        for (std::size_t e = 0; e < weights.size(); ++e) {
            sum += weights[e] * piecewise_cdf(questions.levels, questions.quantiles[e][question], range, x);
        }
        return sum;
    };
    std::vector<double> found;
    for (const double level : questions.levels) {
        found.push_back(first_true(range.low, range.high, [&](double x) { return cdf(x) >= level; }));
    }
    return found;
}

double optimised_cut_off(SeedQuestions const& questions) {
    const CookeScores scores = cooke_scores(questions);
    double best = 0;
    double best_score = -1;
    for (const double cut_off : scores.calibration) {
        const std::vector<double> weights = cooke_weights(scores.calibration, scores.information, cut_off);
        std::vector<std::vector<double>> pooled;
        double information = 0;
        for (std::size_t i = 0; i < questions.answers.size(); ++i) {
            pooled.push_back(pooled_quantiles(questions, i, weights));
            const Range range = intrinsic_range(questions, i);
            information += cooke_information(questions.levels, pooled.back(), range.low, range.high);
        }
        const double score =
            calibration(questions, pooled) * (information / static_cast<double>(questions.answers.size()));
        // Of two cut-offs that score the same the higher one leaves fewer experts, and stands for both.
        if (score > best_score || (score == best_score && cut_off > best)) {
            best = cut_off;
            best_score = score;
        }
    }
    return best;
}

}  // namespace riskpool
