// Money as people read it.
#pragma once

#include <string>

namespace riskpool {

/// A scale for a table of amounts: 1, thousand, million or billion, so that its largest figure keeps few digits.
struct MoneyScale {
    double factor = 1;
    std::string name;  // "", "k", "m", "bn"
};

[[nodiscard]] MoneyScale choose_scale(double largest);

/// `amount` in the scale with at least three significant digits and separators between thousands: 1,234.5
[[nodiscard]] std::string money_text(double amount, MoneyScale const& scale);

}  // namespace riskpool
