// Parameter sets of every kind of severity, for tests of what holds for all of them.
#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "models/severity/severity.hpp"

namespace riskpool {

struct SeverityCase {
    std::string name;
    Severity law;
    /// Where the law has a kink or an atom, for quadrature.
    std::vector<double> breaks;
};

inline void PrintTo(SeverityCase const& each, std::ostream* out) {
    *out << each.name;
}

inline std::vector<SeverityCase> severity_cases() {
    const Lognormal body{.mu = 1, .sigma = 1.5};
    const Empirical steps{{4, 1, 2, 2, 9}, {1, 2, 0.5, 0.5, 4}};
    return {
        {"Point", Point{3e6}, {3e6}},
        {"Lognormal", Lognormal{.mu = 1, .sigma = 0.5}, {}},
        {"LognormalWide", Lognormal{.mu = -2, .sigma = 3}, {}},
        {"LognormalByMean", Lognormal{.mean_loss = 1e6, .cv = 2}, {}},
        {"GammaSteep", Gamma{0.3, 2}, {}},
        {"Gamma", Gamma{2.5, 1e6}, {}},
        {"GammaNarrow", Gamma{80, 1}, {}},
        {"Exponential", Exponential{5e5}, {}},
        {"WeibullHeavy", Weibull{0.5, 1e5}, {}},
        {"WeibullLight", Weibull{3, 2}, {}},
        {"Pareto", Pareto{500, 2}, {500}},
        {"ParetoWithoutMean", Pareto{1, 0.8}, {1}},
        {"ParetoOfShapeOne", Pareto{1e6, 1}, {1e6}},
        {"ParetoLight", Pareto{1, 3.5}, {1}},
        {"GeneralisedParetoExponential", GeneralisedPareto{0, 1, 0}, {}},
        {"GeneralisedPareto", GeneralisedPareto{1e6, 1e5, 0.33}, {1e6}},
        {"GeneralisedParetoBounded", GeneralisedPareto{0, 2, -0.5}, {4}},
        {"GeneralisedParetoUniform", GeneralisedPareto{3, 2, -1}, {3, 5}},
        {"GeneralisedParetoOfShapeHalf", GeneralisedPareto{0, 2, 0.5}, {}},
        {"GeneralisedParetoOfShapeOne", GeneralisedPareto{0, 1, 1}, {}},
        {"GeneralisedParetoWithoutMean", GeneralisedPareto{2, 3, 1.5}, {2}},
        {"GeneralisedParetoNearlyExponential", GeneralisedPareto{10, 1, 1e-9}, {10}},
        {"BetaArcsine", Beta{0.5, 0.5}, {1}},
        {"Beta", Beta{2, 5, 1e8}, {1e8}},
        {"BetaHigh", Beta{3, 0.7}, {1}},
        {"MbbefdY1", Mbbefd{.curve = 1.5}, {1}},
        {"MbbefdY3", Mbbefd{.curve = 3, .maximum = 2e8}, {2e8}},
        {"MbbefdIndustrial", Mbbefd{.curve = 5}, {1}},
        {"Mbbefd", Mbbefd{.b = 0.5, .g = 20}, {1}},
        {"MbbefdOfBOne", Mbbefd{.b = 1, .g = 4}, {1}},
        {"MbbefdOfBNearlyOne", Mbbefd{.b = 1 + 1e-9, .g = 4}, {1}},
        {"MbbefdOfProductOne", Mbbefd{.b = 0.2, .g = 5}, {1}},
        {"MbbefdCertain", Mbbefd{.b = 1, .g = 1, .maximum = 7}, {7}},
        {"MbbefdCertainByB", Mbbefd{.b = 0, .g = 1.3}, {1}},
        {"Empirical", steps, {1, 2, 4, 9}},
        {"EmpiricalOfOne", Empirical{{5}, {}}, {5}},
        {"SplicedByProbability", Spliced{.body = body, .tail_probability = 0.05, .tail = Pareto{20, 1.8}}, {}},
        {"SplicedByThreshold",
         Spliced{.body = Gamma{2, 10}, .threshold = 40, .tail = GeneralisedPareto{40, 15, 0.4}},
         {40}},
        {"SplicedByBoth",
         Spliced{.body = Exponential{10}, .threshold = 30, .tail_probability = 0.2, .tail = Pareto{30, 2.5}},
         {30}},
        {"SplicedOfSteps", Spliced{.body = steps, .threshold = 5, .tail_probability = 0.3, .tail = body}, {1, 2, 4, 5}},
        {"SplicedWithGap", Spliced{.body = Beta{2, 2, 10}, .threshold = 8, .tail = Pareto{50, 3}}, {8, 50}},
    };
}

}  // namespace riskpool
