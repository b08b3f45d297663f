#include "models/copula/correlated.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/base/diagnostic.hpp"

namespace riskpool {

namespace {

constexpr double rounding = 1e-12;

/// Makes entry (p, q) of the symmetric `a` zero by a rotation of rows and columns p and q.
void rotate(std::vector<double>& a, std::vector<double>& vectors, std::size_t n, std::size_t p, std::size_t q) {
    const double apq = a[p * n + q];
    if (apq == 0) return;
    const double theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
    const double t = (theta >= 0 ? 1 : -1) / (std::abs(theta) + std::sqrt(theta * theta + 1));
    const double c = 1 / std::sqrt(t * t + 1), s = t * c;
    for (std::size_t k = 0; k < n; ++k) {
        const double kp = a[k * n + p], kq = a[k * n + q];
        a[k * n + p] = c * kp - s * kq;
        a[k * n + q] = s * kp + c * kq;
    }
    for (std::size_t k = 0; k < n; ++k) {
        const double pk = a[p * n + k], qk = a[q * n + k];
        a[p * n + k] = c * pk - s * qk;
        a[q * n + k] = s * pk + c * qk;
        const double vp = vectors[k * n + p], vq = vectors[k * n + q];
        vectors[k * n + p] = c * vp - s * vq;
        vectors[k * n + q] = s * vp + c * vq;
    }
}

double off_diagonal(std::vector<double> const& a, std::size_t n) {
    double sum = 0;
    for (std::size_t p = 0; p < n; ++p) {
        for (std::size_t q = p + 1; q < n; ++q) sum += a[p * n + q] * a[p * n + q];
    }
    return sum;
}

std::size_t position(std::span<std::string const> names, std::string const& name) {
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

}  // namespace

void check_correlations(Correlations const& terms, ComponentNames const& names, FieldFaults& faults) {
    for (std::size_t k = 0; k < terms.pairs.size(); ++k) {
        CorrelationPair const& pair = terms.pairs[k];
        const auto refuse = [&](std::string const& problem, std::string const& hint) {
            faults.add("correlations", problem, hint);
        };
        for (auto const* name : {&pair.first, &pair.second}) {
            if (position(names.names, *name) < names.names.size()) continue;
            const auto near = nearest(*name, {names.names.begin(), names.names.end()});
            refuse(fmt::format("names \"{}\", which is none of the {}", *name, names.what),
                   near.empty() ? fmt::format("name one of the {} that it joins", names.what)
                                : fmt::format("did you mean \"{}\"?", near));
        }
        if (pair.first == pair.second) {
            refuse(fmt::format("correlates \"{}\" with itself", pair.first), "leave it out: that is 1");
        }
        for (std::size_t before = 0; before < k; ++before) {
            CorrelationPair const& other = terms.pairs[before];
            const bool same = (other.first == pair.first && other.second == pair.second) ||
                              (other.first == pair.second && other.second == pair.first);
            if (same) refuse(fmt::format("gives \"{}\" and \"{}\" twice", pair.first, pair.second), "give it once");
        }
    }
}

EigenSystem eigen_system(CorrelationMatrix const& matrix) {
    const std::size_t n = matrix.size;
    std::vector<double> a = matrix.rows;
    EigenSystem system{std::vector<double>(n), std::vector<double>(n * n, 0.0)};
    for (std::size_t k = 0; k < n; ++k) system.vectors[k * n + k] = 1;
    for (int sweep = 0; sweep < 60 && off_diagonal(a, n) > 1e-30 * static_cast<double>(n); ++sweep) {
        for (std::size_t p = 0; p < n; ++p) {
            for (std::size_t q = p + 1; q < n; ++q) rotate(a, system.vectors, n, p, q);
        }
    }
    for (std::size_t k = 0; k < n; ++k) system.values[k] = a[k * n + k];
    return system;
}

ExistingCorrelation existing_correlation(CorrelationMatrix const& given) {
    const std::size_t n = given.size;
    const EigenSystem system = eigen_system(given);
    ExistingCorrelation result{given};
    result.least_eigenvalue = *std::min_element(system.values.begin(), system.values.end());
    if (result.least_eigenvalue >= -rounding) return result;
    std::vector<double>& rows = result.matrix.rows;
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = 0; b < n; ++b) {
            double sum = 0;
            for (std::size_t k = 0; k < n; ++k) {
                sum += std::max(system.values[k], 0.0) * system.vectors[a * n + k] * system.vectors[b * n + k];
            }
            rows[a * n + b] = sum;
        }
    }
    std::vector<double> scale;
    for (std::size_t a = 0; a < n; ++a) scale.push_back(1 / std::sqrt(rows[a * n + a]));
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = 0; b <= a; ++b) {
            const double entry = a == b ? 1 : std::clamp(rows[a * n + b] * scale[a] * scale[b], -1.0, 1.0);
            rows[a * n + b] = rows[b * n + a] = entry;
            const double change = std::abs(entry - given.rows[a * n + b]);
            if (change <= result.largest_change) continue;
            result.largest_change = change;
            result.changed_row = b;
            result.changed_column = a;
        }
    }
    return result;
}

ExistingCorrelation existing_correlation(Correlations const& terms, std::span<std::string const> names) {
    CorrelationMatrix matrix = equal_correlation(names.size(), terms.all);
    for (auto const& pair : terms.pairs) {
        const std::size_t a = position(names, pair.first), b = position(names, pair.second);
        matrix.rows[a * names.size() + b] = matrix.rows[b * names.size() + a] = pair.correlation;
    }
    return existing_correlation(matrix);
}

std::string change_of(ExistingCorrelation const& correlation, ComponentNames const& names) {
    if (correlation.largest_change == 0) return {};
    const std::size_t n = correlation.matrix.size, a = correlation.changed_row, b = correlation.changed_column;
    const double now = correlation.matrix.rows[a * n + b];
    return fmt::format(
        "no {} have all these correlations at once (the least eigenvalue is {:.3g}); the nearest by setting "
        "negative eigenvalues to 0 are taken, which changes that of \"{}\" and \"{}\" the most, by {:.3g} to {:.3g}",
        names.what, correlation.least_eigenvalue, names.names[a], names.names[b], correlation.largest_change, now);
}

std::vector<double> lower_factor(CorrelationMatrix const& matrix) {
    const std::size_t n = matrix.size;
    std::vector<double> lower(n * n, 0.0);
    for (std::size_t j = 0; j < n; ++j) {
        double pivot = matrix.rows[j * n + j];
        for (std::size_t k = 0; k < j; ++k) pivot -= lower[j * n + k] * lower[j * n + k];
        if (pivot <= 1e-10) continue;  // determined by those before
        lower[j * n + j] = std::sqrt(pivot);
        for (std::size_t i = j + 1; i < n; ++i) {
            double sum = matrix.rows[i * n + j];
            for (std::size_t k = 0; k < j; ++k) sum -= lower[i * n + k] * lower[j * n + k];
            lower[i * n + j] = sum / lower[j * n + j];
        }
    }
    return lower;
}

}  // namespace riskpool
