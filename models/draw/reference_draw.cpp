#include "models/draw/reference_draw.hpp"

#include <boost/random/bernoulli_distribution.hpp>
#include <boost/random/binomial_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/uniform_01.hpp>
#include <boost/random/weibull_distribution.hpp>

namespace riskpool {

namespace {

/// Counts are drawn as 64-bit integers, so that a gamma mixture's Poisson mean has room.
using Integer = std::int64_t;

}  // namespace

double draw_by_boost(Severity const& law, PhiloxEngine& engine) {
    return std::visit(
        [&]<class Law>(Law const& each) -> double {
            if constexpr (std::is_same_v<Law, Exponential>) {
                return boost::random::exponential_distribution<double>(1 / each.mean())(engine);
            } else if constexpr (std::is_same_v<Law, Gamma>) {
                return boost::random::gamma_distribution<double>(each.shape, each.scale)(engine);
            } else if constexpr (std::is_same_v<Law, Weibull>) {
                return boost::random::weibull_distribution<double>(each.shape, each.scale)(engine);
            } else {
                const double u = boost::random::uniform_01<double>()(engine);
                return quantile_upper(law, 1 - u);
            }
        },
        law);
}

std::uint32_t draw_by_boost(Frequency const& law, PhiloxEngine& engine) {
    return std::visit(
        [&]<class Law>(Law const& each) -> std::uint32_t {
            Integer count = 0;
            if constexpr (std::is_same_v<Law, Bernoulli>) {
                count = boost::random::bernoulli_distribution<double>(each.probability)(engine) ? 1 : 0;
            } else if constexpr (std::is_same_v<Law, Binomial>) {
                count = boost::random::binomial_distribution<Integer>(static_cast<Integer>(each.trials),
                                                                      each.probability)(engine);
            } else {
                double mean = each.mean();
                if constexpr (std::is_same_v<Law, NegativeBinomial>) {
                    // A Poisson count whose mean is gamma distributed.
                    mean = boost::random::gamma_distribution<double>(each.size, mean / each.size)(engine);
                }
                if (mean > 0) count = boost::random::poisson_distribution<Integer>(mean)(engine);
            }
            return static_cast<std::uint32_t>(count);
        },
        law);
}

}  // namespace riskpool
