#include "sim/check/retained_premium.hpp"

namespace riskpool {

double RetainedPremiumLimit::other(std::string_view member) const {
    for (auto const& each : other_premium) {
        if (each.member == member) return each.amount;
    }
    return 0;
}

void RetainedPremiumLimit::check(FieldFaults& faults) const {
    check_named_once(other_premium, "other_premium", faults);
}

void check_named_once(std::vector<MemberAmount> const& list, std::string_view field, FieldFaults& faults) {
    for (std::size_t k = 0; k < list.size(); ++k) {
        for (std::size_t before = 0; before < k; ++before) {
            if (list[before].member != list[k].member) continue;
            faults.add(field, "names \"" + list[k].member + "\" twice", "name each member once");
            return;
        }
    }
}

}  // namespace riskpool
