// The values of uncertain numbers in each draw of the outer loop. Chance itself comes from models/, which hands in the
// sampler; here probabilities become values.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/scenario/reader.hpp"
#include "sim/scenario/uncertainty.hpp"

namespace riskpool {

/// What an outer loop needs: a probability for each unknown in each draw.
struct OuterRequest {
    std::uint64_t seed = 0;
    std::uint32_t draws = 0;
    std::vector<std::string> unknowns;            // names of beliefs, or paths of numbers with a belief of their own
    std::vector<BeliefCorrelation> correlations;  // between them, by name
};

/// draws x unknowns probabilities in (0, 1), draw by draw. What is drawn for an unknown depends on the seed, the number
/// of draws and its name, and on those with which it is correlated.
using OuterSampler = std::function<std::vector<double>(OuterRequest const&)>;

/// A symmetric matrix of `size` rows.
struct CopulaMatrix {
    std::size_t size = 0;
    std::vector<double> rows;
    double shrunk = 0;  // what was taken off all correlations to make it positive definite, as a part of 1
};

/// The correlations of the normal variables behind ranks correlated as asked, 2 sin(pi r / 6) (Pearson 1907), all
/// shrunk by the least part that makes a matrix of them positive definite.
[[nodiscard]] CopulaMatrix copula_matrix(std::vector<std::string> const& unknowns,
                                         std::vector<BeliefCorrelation> const& correlations);
/// Its lower triangular root, by rows; empty if the matrix is not positive definite.
[[nodiscard]] std::vector<double> triangular_root(std::size_t size, std::vector<double> const& rows);

/// One unknown: a belief, and the numbers that take its value. Numbers with a belief of the same name share one.
struct Unknown {
    std::string name;
    Belief belief;
    std::vector<std::string> paths;
};

/// The unknowns of a scenario in the order in which its file first uses them.
[[nodiscard]] std::vector<Unknown> unknowns_of(std::vector<UncertainNumber> const& uncertain);

}  // namespace riskpool
