#include "models/belief/least_squares.hpp"

#include <cmath>
#include <limits>
#include <utility>

namespace riskpool {

namespace {

using Vector = std::vector<double>;
using Residuals = std::function<Vector(Vector const&)>;

double sum_of_squares(Vector const& r) {
    double sum = 0;
    for (const double x : r) sum += x * x;
    return std::isnan(sum) ? std::numeric_limits<double>::infinity() : sum;
}

/// Solves the symmetric system by elimination with the largest pivot; false if it is singular.
bool solve(std::vector<Vector> matrix, Vector right, Vector& solution) {
    const std::size_t n = right.size();
    for (std::size_t column = 0; column < n; ++column) {
        std::size_t best = column;
        for (std::size_t i = column + 1; i < n; ++i) {
            if (std::fabs(matrix[i][column]) > std::fabs(matrix[best][column])) best = i;
        }
        if (!(std::fabs(matrix[best][column]) > 0)) return false;
        std::swap(matrix[best], matrix[column]);
        std::swap(right[best], right[column]);
        for (std::size_t i = column + 1; i < n; ++i) {
            const double factor = matrix[i][column] / matrix[column][column];
            for (std::size_t j = column; j < n; ++j) matrix[i][j] -= factor * matrix[column][j];
            right[i] -= factor * right[column];
        }
    }
    solution.assign(n, 0);
    for (std::size_t i = n; i-- > 0;) {
        double sum = right[i];
        for (std::size_t j = i + 1; j < n; ++j) sum -= matrix[i][j] * solution[j];
        solution[i] = sum / matrix[i][i];
        if (!std::isfinite(solution[i])) return false;
    }
    return true;
}

/// Column k holds the derivatives of all residuals by parameter k.
std::vector<Vector> derivatives(Vector const& at, Residuals const& residuals) {
    std::vector<Vector> columns;
    for (std::size_t k = 0; k < at.size(); ++k) {
        const double h = 1e-5;
        Vector low = at;
        Vector high = at;
        low[k] -= h;
        high[k] += h;
        Vector column = residuals(high);
        const Vector below = residuals(low);
        for (std::size_t j = 0; j < column.size(); ++j) column[j] = (column[j] - below[j]) / (2 * h);
        columns.push_back(std::move(column));
    }
    return columns;
}

double product(Vector const& a, Vector const& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

}  // namespace

LeastSquares least_squares(Vector start, Residuals const& residuals) {
    const std::size_t n = start.size();
    LeastSquares best{std::move(start), 0};
    Vector r = residuals(best.parameters);
    best.sum_of_squares = sum_of_squares(r);
    double damping = 1e-3;
    for (int step = 0; step < 200 && damping < 1e12; ++step) {
        const std::vector<Vector> columns = derivatives(best.parameters, residuals);
        bool has_moved = false;
        bool is_at_rest = false;
        while (!has_moved && damping < 1e12) {
            std::vector<Vector> matrix(n, Vector(n));
            Vector right(n);
            for (std::size_t i = 0; i < n; ++i) {
                for (std::size_t j = 0; j < n; ++j) matrix[i][j] = product(columns[i], columns[j]);
                right[i] = -product(columns[i], r);
            }
            for (std::size_t i = 0; i < n; ++i) matrix[i][i] += damping * (matrix[i][i] + 1e-30);
            Vector move;
            if (solve(std::move(matrix), right, move)) {
                Vector next = best.parameters;
                double size = 0;
                for (std::size_t i = 0; i < n; ++i) {
                    // No longer than 2, so that a flat start does not throw it out of sight.
                    const double bounded = std::fmax(-2.0, std::fmin(2.0, move[i]));
                    next[i] += bounded;
                    size = std::fmax(size, std::fabs(bounded));
                }
                is_at_rest = size < 1e-13;
                const Vector at_next = residuals(next);
                const double sum = sum_of_squares(at_next);
                if (sum < best.sum_of_squares) {
                    best = {std::move(next), sum};
                    r = at_next;
                    has_moved = true;
                    damping = std::fmax(1e-15, damping / 10);
                    continue;
                }
                if (is_at_rest) return best;
            }
            damping *= 10;
        }
    }
    return best;
}

}  // namespace riskpool
