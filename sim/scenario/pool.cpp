#include <variant>

#include "sim/fund/fund_chain.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

void Pool::check(FieldFaults& faults) const {
    if (reserve_fund && !reserve_funds.empty()) {
        faults.add("reserve_funds", "is given beside reserve_fund", "put all funds into reserve_funds");
    }
    FaultsWithin within(faults, "reserve_funds");
    check_fund_chain(reserve_funds, within);
    if (settlement && liability) {
        faults.add("liability", "cannot stand beside a settlement, which leaves members one sum at the end of the year",
                   "leave out one of the two");
    }
    if (settlement && std::holds_alternative<LineSlip>(shares)) {
        faults.add("settlement", "cannot stand on a slip, which gives members losses by layer",
                   "share risks by another rule, or leave the settlement out");
    }
    if (settlement && !member_reinsurance.empty()) {
        faults.add("member_reinsurance", "cannot stand beside a settlement: members bear no losses of their own",
                   "let the pool buy it, or leave the settlement out");
    }
}

}  // namespace riskpool
