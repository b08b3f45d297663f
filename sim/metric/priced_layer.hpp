// What the technical figures of a layer read of its terms.
#pragma once

#include <algorithm>
#include <optional>

#include "sim/treaty/annual_terms.hpp"

namespace riskpool {

/// The terms of a cover that is not proportional, in money for the placed part, like its recoveries.
struct PricedLayer {
    double limit = infinity;    // L: the most for one loss, or for a year where the cover is one of years
    double premium = 0;         // per year: without reinstatement premiums, provisional where it follows the losses
    Reinstatements reinstated;  // L, annual limit A and prices c_j; no prices where reinstatements are free
    std::optional<double> reinstatements;  // n, infinite without end; none where the cover knows no reinstatements
    bool priced_by_date = false;           // what a reinstatement costs depends on the date of the loss

    /// What of the year's recovery R can be reinstated: R up to min(n L, A - L) (methods 1.6).
    [[nodiscard]] double reinstatable() const {
        if (!reinstatements) return 0;
        const double of_annual_limit =
            reinstated.annual_limit < infinity ? reinstated.annual_limit - reinstated.limit : infinity;
        // without reinstatements nothing of an infinite limit either
        const double of_count = *reinstatements > 0 ? *reinstatements * reinstated.limit : 0;
        return std::max(std::min(of_count, of_annual_limit), 0.0);
    }

    /// True if reinstatement premiums are a function of the year's recovery, so that a price can allow for them.
    [[nodiscard]] bool charges_by_amount() const { return reinstated.priced() && !priced_by_date; }
};

}  // namespace riskpool
