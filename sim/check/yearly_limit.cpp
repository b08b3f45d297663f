#include "sim/check/yearly_limit.hpp"

#include <algorithm>
#include <cmath>

namespace riskpool {

bool exceeds(double measured, double limit) noexcept {
    return measured > limit + 1e-9 * std::abs(limit);
}

double use_of_limit(double measured, double limit) noexcept {
    if (limit > 0) return std::min(measured / limit, most_use);
    return exceeds(measured, limit) ? most_use : 0;
}

void open_capital(double start, std::uint32_t years, std::span<double> cells) noexcept {
    double capital = start;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (c % years == 0) capital = start;
        const double result = cells[c];
        cells[c] = capital;
        capital += result;
    }
}

void mark_breaches(YearlyLimit const& limit, std::uint32_t years, std::span<double const> measured,
                   std::span<double const> capital, BreachSeries const& found) noexcept {
    const bool by_year = measured.size() < capital.size();
    for (std::size_t trial = 0; trial < found.on_path.size(); ++trial) {
        double breached = 0, use = 0;
        for (std::uint32_t year = 0; year < years; ++year) {
            const std::size_t c = trial * years + year;
            const double charged = limit.charged * measured[by_year ? year : c];
            const double allowed = limit.allowed * capital[c];
            found.in_year[c] = exceeds(charged, allowed) ? 1 : 0;
            breached = std::max(breached, found.in_year[c]);
            use = std::max(use, use_of_limit(charged, allowed));
        }
        found.on_path[trial] = breached;
        found.use[trial] = use;
    }
}

}  // namespace riskpool
