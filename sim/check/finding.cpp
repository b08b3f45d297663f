#include "sim/check/finding.hpp"

#include <algorithm>
#include <utility>

#include "sim/check/yearly_limit.hpp"

namespace riskpool {

Finding finding_on(std::string_view check, std::string party, std::string subject, double measured, double limit,
                   std::string words) {
    return {
        std::string(check),       std::move(party), std::move(subject), measured, limit, use_of_limit(measured, limit),
        exceeds(measured, limit), std::move(words)};
}

bool is_exempt(std::vector<std::string> const& exempt_sectors, std::string const& sector) {
    return std::find(exempt_sectors.begin(), exempt_sectors.end(), sector) != exempt_sectors.end();
}

}  // namespace riskpool
