#include "sim/io/money.hpp"

#include <fmt/format.h>

#include <cmath>

namespace riskpool {

MoneyScale choose_scale(double largest) {
    if (largest >= 1e10) return {1e9, "bn"};
    if (largest >= 1e7) return {1e6, "m"};
    if (largest >= 1e5) return {1e3, "k"};
    return {1, ""};
}

std::string money_text(double amount, MoneyScale const& scale) {
    if (std::isnan(amount)) return "-";
    if (std::isinf(amount)) return amount > 0 ? "unlimited" : "-unlimited";
    const double x = amount / scale.factor;
    const double size = std::abs(x);
    std::string text = fmt::format("{:.{}f}", x, size >= 100 ? 1 : size >= 1 ? 2 : 4);
    std::size_t point = text.find('.');
    const std::size_t begin = text.front() == '-' ? 1 : 0;
    for (std::size_t at = point; at > begin + 3; at -= 3) text.insert(at - 3, ",");
    if (x == 0) return "0";
    return text;
}

}  // namespace riskpool
