#include "sim/scenario/outer_sample.hpp"

#include <algorithm>
#include <cmath>

namespace riskpool {

namespace {

/// sin(x) for |x| <= pi / 6 by its series, to the last bits: sixteen powers of a number below 0.53.
double sine(double x) {
    double sum = 0;
    for (int n = 17; n >= 1; n -= 2) sum = 1 - x * x / ((n + 1) * (n + 2)) * sum;
    return x * sum;
}

constexpr double pi = 3.141592653589793;

std::vector<double> shrink(CopulaMatrix const& matrix, double part) {
    std::vector<double> rows = matrix.rows;
    for (std::size_t i = 0; i < matrix.size; ++i) {
        for (std::size_t j = 0; j < matrix.size; ++j) {
            if (i != j) rows[i * matrix.size + j] *= 1 - part;
        }
    }
    return rows;
}

}  // namespace

std::vector<double> triangular_root(std::size_t size, std::vector<double> const& rows) {
    constexpr double least = 1e-12;  // of a pivot: below it, one unknown follows from the others
    std::vector<double> root(size * size, 0);
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double sum = rows[i * size + j];
            for (std::size_t k = 0; k < j; ++k) sum -= root[i * size + k] * root[j * size + k];
            if (i == j) {
                if (!(sum > least)) return {};
                root[i * size + i] = std::sqrt(sum);
            } else {
                root[i * size + j] = sum / root[j * size + j];
            }
        }
    }
    return root;
}

CopulaMatrix copula_matrix(std::vector<std::string> const& unknowns,
                           std::vector<BeliefCorrelation> const& correlations) {
    CopulaMatrix matrix;
    matrix.size = unknowns.size();
    matrix.rows.assign(matrix.size * matrix.size, 0);
    for (std::size_t i = 0; i < matrix.size; ++i) matrix.rows[i * matrix.size + i] = 1;
    for (auto const& pair : correlations) {
        const auto first = std::find(unknowns.begin(), unknowns.end(), pair.first);
        const auto second = std::find(unknowns.begin(), unknowns.end(), pair.second);
        if (first == unknowns.end() || second == unknowns.end()) continue;
        const auto i = static_cast<std::size_t>(first - unknowns.begin());
        const auto j = static_cast<std::size_t>(second - unknowns.begin());
        const double r = 2 * sine(pi / 6 * pair.rank);
        matrix.rows[i * matrix.size + j] = matrix.rows[j * matrix.size + i] = r;
    }
    if (!triangular_root(matrix.size, matrix.rows).empty()) return matrix;
    double low = 0, high = 1;  // shrunk by 1 it is the unit matrix
    for (int step = 0; step < 40; ++step) {
        const double middle = (low + high) / 2;
        (triangular_root(matrix.size, shrink(matrix, middle)).empty() ? low : high) = middle;
    }
    matrix.rows = shrink(matrix, high);
    matrix.shrunk = high;
    return matrix;
}

std::vector<Unknown> unknowns_of(std::vector<UncertainNumber> const& uncertain) {
    std::vector<Unknown> unknowns;
    for (auto const& number : uncertain) {
        const auto same = [&](Unknown const& each) { return !number.name.empty() && each.name == number.name; };
        auto at = std::find_if(unknowns.begin(), unknowns.end(), same);
        if (at == unknowns.end()) {
            at = unknowns.insert(at, {number.name.empty() ? number.path : number.name, number.belief, {}});
        }
        at->paths.push_back(number.path);
    }
    return unknowns;
}

}  // namespace riskpool
