#include "sim/metric/order_statistic.hpp"

#include <algorithm>
#include <cmath>

namespace riskpool {

namespace {

// The binomial probabilities of n and p around their mode, up to a common factor, by the ratio
// P(k + 1) / P(k) = (n - k) / (k + 1) * p / (1 - p).
class BinomialTerms {
public:
    BinomialTerms(std::uint64_t n, double p) : n_(static_cast<double>(n)), odds_(p / (1 - p)) {
        const double mode = std::min(n_, std::floor((n_ + 1) * p));
        first_ = mode;
        first_term_ = 1;
        while (first_ > 0 && first_term_ > negligible) {
            first_term_ *= first_ / (n_ - first_ + 1) / odds_;
            --first_;
        }
        double term = first_term_;
        for (double k = first_; k <= n_ && (k <= mode || term > negligible); ++k) {
            total_ += term;
            term = next(term, k);
        }
    }

    // The smallest k with P(Bin <= k) >= probability.
    [[nodiscard]] std::uint64_t quantile(double probability) const {
        double k = first_;
        double term = first_term_;
        double below = term;
        while (k < n_ && below < probability * total_) {
            term = next(term, k);
            ++k;
            if (term <= 0) break;
            below += term;
        }
        return static_cast<std::uint64_t>(k);
    }

    // P(from <= Bin <= to).
    [[nodiscard]] double between(std::uint64_t from, std::uint64_t to) const {
        double sum = 0;
        double term = first_term_;
        for (double k = first_; k <= static_cast<double>(to) && k <= n_; ++k) {
            if (k >= static_cast<double>(from)) sum += term;
            term = next(term, k);
        }
        return sum / total_;
    }

private:
    // Against the mode; what is left out in all is less than a thousandth of a rounding error of the sum.
    static constexpr double negligible = 1e-25;

    [[nodiscard]] double next(double term, double k) const { return term * ((n_ - k) / (k + 1)) * odds_; }

    double n_;
    double odds_;
    double first_ = 0;  // the lowest k that counts
    double first_term_ = 0;
    double total_ = 0;
};

}  // namespace

std::uint64_t quantile_rank(double level, std::uint64_t n) {
    const auto size = static_cast<double>(n);
    const double product = level * size;
    // The level is off its decimal (or 1 - 1/T) by at most 2^-53 and the product by as much again relative to n.
    const double nearest = std::floor(product + 0.5);
    const double slack = std::ldexp(size, -52);
    const double rank = std::abs(product - nearest) <= slack ? nearest : std::ceil(product);
    return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(rank), 1, n);
}

double level_of_return_period(double years) {
    return 1 - 1 / years;
}

RankInterval quantile_interval(double level, std::uint64_t n, double confidence) {
    const BinomialTerms terms(n, level);
    const double outside = (1 - confidence) / 2;
    RankInterval ranks;
    ranks.lower = terms.quantile(outside);
    ranks.upper = terms.quantile(1 - outside) + 1;
    ranks.coverage = terms.between(ranks.lower, ranks.upper - 1);
    return ranks;
}

constexpr std::uint64_t exact_up_to = 10'000'000'000;

std::uint64_t tail_size(double level, std::uint64_t trials, std::uint32_t years) {
    if (level >= 1 || trials == 0) return 0;
    const std::uint64_t n = trials * years;
    std::uint64_t rank = 0;
    if (trials <= exact_up_to) {
        rank = quantile_interval(level, trials).lower;
    } else {
        // The normal form of the same bound with some room: an exact one takes as many steps as the deviation is wide.
        const auto size = static_cast<double>(trials);
        rank = static_cast<std::uint64_t>(std::max(level * size - 2.5 * std::sqrt(level * (1 - level) * size), 0.0));
    }
    const std::uint64_t lower = rank * years;
    return n - std::min(quantile_rank(level, n), std::max<std::uint64_t>(lower, 1)) + 1;
}

}  // namespace riskpool
