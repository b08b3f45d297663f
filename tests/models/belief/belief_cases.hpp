// One example of each kind of belief, as a file of money writes it, for the laws that all of them keep.
#pragma once

#include <string_view>

namespace riskpool {

/// A list of one-key maps in a field of money.
inline constexpr std::string_view belief_cases = R"(
- pert: {low: 1m, mode: 2m, high: 5m}
- pert: {low: -3m, mode: -3m, high: 1m, weight: 9}
- pert: {low: 0, mode: 1m, high: 1m, weight: 0}
- uniform: {low: -1m, high: 3m}
- triangular: {low: 1m, mode: 2m, high: 5m}
- triangular: {low: 0, mode: 0, high: 3m}
- normal: {mean: 1m, sd: 2m}
- student_t: {location: 1m, scale: 300k, degrees: 4}
- lognormal: {median: 3m, sigma: 0.5}
- lognormal: {mean: 3m, cv: 0.5}
- gamma: {mean: 3m, cv: 0.7}
- gamma: {shape: 4, rate: 8}
- beta: {a: 2, b: 3, low: 1m, high: 4m}
- quantiles: {family: lognormal, at: [{p: 5%, value: 1m}, {p: 95%, value: 20m}]}
- quantiles: {family: lognormal, at: [{p: 5%, value: 2m}, {p: 95%, value: 8m}], treat_90_as: 60%}
- quantiles: {family: gamma, at: [{p: 25%, value: 2m}, {p: 90%, value: 9m}]}
- quantiles: {family: beta, high: 100m, at: [{p: 25%, value: 30m}, {p: 50%, value: 35m}, {p: 75%, value: 50m}]}
- quantiles: {family: normal, at: [{p: 10%, value: -1m}, {p: 50%, value: 2m}, {p: 80%, value: 4m}]}
- quantiles: {family: generalised_pareto, at: [{p: 50%, value: 3m}, {p: 90%, value: 9m}, {p: 99%, value: 18m}]}
- quantiles: {family: pareto, at: [{p: 50%, value: 3m}, {p: 99%, value: 12m}]}
- quantiles: {family: pareto_from_return_points, at: [{return_period: 20, value: 30m}, {return_period: 200, value: 60m}]}
- interval: {low: 1m, high: 3m}
- within: {belief: {normal: {mean: 1m, sd: 2m}}, low: 0}
- within: {belief: {lognormal: {median: 1m, sigma: 1}}, low: 500k, high: 4m}
- pool_of_experts:
    experts:
      - {name: A, weight: 0.5, belief: {normal: {mean: 10m, sd: 2m}}}
      - {name: B, weight: 0.3, belief: {normal: {mean: 14m, sd: 3m}}}
      - {name: C, weight: 0.2, belief: {pert: {low: 6m, mode: 9m, high: 12m}}}
- pool_of_experts:
    pooling: logarithmic
    experts:
      - {name: A, belief: {lognormal: {median: 3m, sigma: 0.5}}}
      - {name: B, belief: {gamma: {mean: 5m, cv: 0.4}}}
- cooke:
    answers: [24, 11, 68, 47, 31]
    experts:
      - {name: B, seeds: [[20, 23, 34], [8, 10, 11], [60, 70, 90], [20, 35, 45], [30, 35, 40]], belief: {pert: {low: 1m, mode: 2m, high: 5m}}}
      - {name: C, seeds: [[20, 25, 28], [10, 13, 15], [65, 67, 70], [42, 44, 46], [32, 33, 35]], belief: {pert: {low: 3m, mode: 5m, high: 6m}}}
- ensemble:
    models:
      - {name: light, weight: 2, belief: {lognormal: {median: 3m, sigma: 0.5}}}
      - {name: heavy, belief: {quantiles: {family: pareto, at: [{p: 50%, value: 3m}, {p: 99%, value: 12m}]}}}
- gamma_poisson: {events: [0, 1, 0, 0, 2], exposure: [3, 4, 4, 5, 6], prior_mean: 0.2, prior_exposure: 10}
- gamma_poisson: {events: [0, 0, 0], exposure: [40]}
- gamma_poisson: {events: [4, 1, 0], exposure: [40], weights: [30%, 1, 1], ages: [6, 2, 0], discount: 10%}
- beta_binomial: {hits: [0, 2], trials: [17, 20]}
- exponential_gamma: {losses: [2m, 5.5m, 1.2m], prior_claims: 3, prior_total: 8m}
- pareto_gamma: {threshold: 1m, losses: [2m, 5.5m, 1.2m, 300k], prior_mean: 1.5, prior_claims: 4}
- normal_inverse_gamma: {of: mu, losses: [2m, 5.5m, 1.2m, 3m, 900k, 7m]}
- normal_inverse_gamma: {of: sigma, losses: [2m, 5.5m, 1.2m, 3m, 900k, 7m], prior_mu: 14, prior_sigma: 1, prior_claims: 5}
- gpd_grid: {of: shape, threshold: 1m, losses: [2m, 5.5m, 1.2m, 3m, 900k, 7m]}
- gpd_grid: {of: scale, threshold: 1m, losses: [2m, 5.5m, 1.2m, 3m, 900k, 7m, 1.1m, 1.5m]}
- gpd_grid: {of: shape, threshold: 1m, losses: [2m, 5.5m, 1.2m, 3m, 900k, 7m], weights: [1, 1, 1, 50%, 50%, 20%]}
- credibility:
    segment: fabs
    experience:
      - {segment: fabs, value: 3m, weight: 20}
      - {segment: fabs, value: 4m, weight: 30}
      - {segment: packaging, value: 1m, weight: 5}
      - {segment: packaging, value: 1.5m, weight: 6}
- credibility:
    segment: fabs
    approximation: normal
    within_variance: 1e12
    experience: [{segment: fabs, value: 3m}, {segment: packaging, value: 1m}]
)";

/// The same numbers stated in millions and in billions: what is believed of money keeps to its unit.
inline constexpr std::string_view beliefs_about_money = R"(
- pert: {low: 1m, mode: 2m, high: 5m}
- triangular: {low: 1m, mode: 2m, high: 5m}
- normal: {mean: 1m, sd: 2m}
- student_t: {location: 1m, scale: 0.3m, degrees: 4}
- lognormal: {median: 3m, sigma: 0.5}
- lognormal: {mean: 3m, cv: 0.5}
- gamma: {mean: 3m, cv: 0.7}
- gamma: {shape: 2, scale: 3m}
- beta: {a: 2, b: 3, low: 1m, high: 4m}
- quantiles: {family: lognormal, low: 0.5m, at: [{p: 5%, value: 1m}, {p: 60%, value: 5m}, {p: 95%, value: 20m}]}
- quantiles: {family: gamma, at: [{p: 25%, value: 2m}, {p: 90%, value: 9m}]}
- quantiles: {family: beta, high: 100m, at: [{p: 25%, value: 30m}, {p: 50%, value: 35m}, {p: 75%, value: 50m}]}
- quantiles: {family: generalised_pareto, at: [{p: 50%, value: 3m}, {p: 90%, value: 9m}, {p: 95%, value: 13m}, {p: 99%, value: 18m}]}
- quantiles: {family: pareto_from_return_points, at: [{return_period: 20, value: 30m}, {return_period: 200, value: 60m}]}
- within: {belief: {normal: {mean: 1m, sd: 2m}}, low: 0, high: 4m}
- pool_of_experts: {pooling: logarithmic, experts: [{name: A, belief: {lognormal: {median: 3m, sigma: 0.5}}}, {name: B, belief: {gamma: {mean: 5m, cv: 0.4}}}]}
- ensemble: {models: [{name: A, belief: {lognormal: {median: 3m, sigma: 0.5}}}, {name: B, belief: {gamma: {mean: 5m, cv: 0.4}}}]}
- exponential_gamma: {losses: [2m, 5.5m, 1.2m], prior_claims: 3, prior_total: 8m}
- gpd_grid: {of: scale, threshold: 1m, losses: [2m, 5.5m, 1.2m, 3m, 0.9m, 7m, 1.1m, 1.5m]}
- credibility: {segment: A, experience: [{segment: A, value: 3m}, {segment: A, value: 4m}, {segment: B, value: 1m}, {segment: B, value: 1.5m}]}
)";

}  // namespace riskpool
