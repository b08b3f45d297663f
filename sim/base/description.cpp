#include "sim/base/description.hpp"

#include <fmt/format.h>

namespace riskpool::description {

std::string number_text(double value) {
    if (value == infinity) return ".inf";
    return fmt::format("{}", value);
}

}  // namespace riskpool::description
