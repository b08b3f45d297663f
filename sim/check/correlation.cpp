#include "sim/check/correlation.hpp"

#include <fmt/format.h>

#include <Eigen/Core>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>

namespace riskpool {

namespace {

// Matrices of rule books have two decimals; what is farther off than this is not rounding.
constexpr double rounding = 1e-10;

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<RowMajor const> view(CorrelationMatrix const& matrix) {
    const auto n = static_cast<Eigen::Index>(matrix.size);
    return {matrix.rows.data(), n, n};
}

std::size_t position(std::vector<std::string> const& names, std::string const& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

}  // namespace

CorrelationMatrix equal_correlation(std::size_t size, double correlation) {
    CorrelationMatrix matrix{size, std::vector(size * size, correlation)};
    for (std::size_t k = 0; k < size; ++k) matrix.rows[k * size + k] = 1;
    return matrix;
}

CorrelationMatrix correlation_of(std::vector<std::string> const& names, std::vector<CorrelationPair> const& pairs) {
    CorrelationMatrix matrix = equal_correlation(names.size(), 0);
    for (auto const& pair : pairs) {
        const std::size_t a = position(names, pair.first), b = position(names, pair.second);
        matrix.rows[a * names.size() + b] = matrix.rows[b * names.size() + a] = pair.correlation;
    }
    return matrix;
}

std::string correlation_fault(CorrelationMatrix const& matrix) {
    const std::size_t n = matrix.size;
    if (matrix.rows.size() != n * n) {
        return fmt::format("has {} entries and not the {} of {} risks", matrix.rows.size(), n * n, n);
    }
    if (n == 0) return {};
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = 0; b < n; ++b) {
            const double entry = matrix.rows[a * n + b];
            if (!(std::abs(entry) <= 1)) return fmt::format("has the correlation {}, outside -1 and 1", entry);
            if (a == b && entry != 1) return fmt::format("has {} and not 1 on its diagonal", entry);
            if (entry != matrix.rows[b * n + a]) return fmt::format("is not symmetric in rows {} and {}", a + 1, b + 1);
        }
    }
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(view(matrix), Eigen::EigenvaluesOnly);
    const double least = solver.eigenvalues().minCoeff();
    if (least < -rounding) {
        return fmt::format(
            "is not positive semi-definite (its least eigenvalue is {:.3g}): no risks have all these "
            "correlations at once",
            least);
    }
    return {};
}

void check_correlation(std::vector<std::string> const& names, std::vector<CorrelationPair> const& pairs,
                       std::string_view field, FieldFaults& faults) {
    bool named = true;
    const auto refuse = [&](std::string const& problem, std::string_view hint) {
        faults.add(field, problem, hint);
        named = false;
    };
    for (std::size_t k = 0; k < pairs.size(); ++k) {
        CorrelationPair const& pair = pairs[k];
        for (auto const* name : {&pair.first, &pair.second}) {
            if (position(names, *name) < names.size()) continue;
            refuse(fmt::format("names \"{}\", which is no risk here", *name), "name the risks as they are written");
        }
        if (pair.first == pair.second) {
            refuse(fmt::format("correlates \"{}\" with itself", pair.first), "leave it out: that is 1");
        }
        for (std::size_t before = 0; before < k; ++before) {
            CorrelationPair const& other = pairs[before];
            const bool same = (other.first == pair.first && other.second == pair.second) ||
                              (other.first == pair.second && other.second == pair.first);
            if (same) refuse(fmt::format("gives \"{}\" and \"{}\" twice", pair.first, pair.second), "give it once");
        }
    }
    if (!named) return;
    const std::string fault = correlation_fault(correlation_of(names, pairs));
    if (!fault.empty()) faults.add(field, fault, "take the whole matrix of the rule, or lower the correlations");
}

double aggregate_risks(std::span<double const> risks, CorrelationMatrix const& matrix) {
    if (risks.empty()) return 0;
    const Eigen::Map<Eigen::VectorXd const> x(risks.data(), static_cast<Eigen::Index>(risks.size()));
    // Rounding may leave a hair below 0 where risks cancel.
    return std::sqrt(std::max(0.0, x.dot(view(matrix) * x)));
}

}  // namespace riskpool
