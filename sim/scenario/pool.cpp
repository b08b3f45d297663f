#include <string>
#include <variant>

#include "sim/fund/fund_chain.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

namespace {

/// True if the backstop pays nothing but what funds leave of what they were asked for.
bool waits_for_funds(BackstopKinds const& kind) {
    if (auto const* layer = std::get_if<StateLayer>(&kind)) return layer->basis == LayerBasis::unfunded;
    if (auto const* scaling = std::get_if<ClaimScaling>(&kind)) return !(scaling->limit < infinity);
    return !std::holds_alternative<FederalShare>(kind);
}

}  // namespace

void Pool::check(FieldFaults& faults) const {
    if (reserve_fund && !reserve_funds.empty()) {
        faults.add("reserve_funds", "is given beside reserve_fund", "put all funds into reserve_funds");
    }
    FaultsWithin within(faults, "reserve_funds");
    check_fund_chain(reserve_funds, within);
    if (!reserve_fund && reserve_funds.empty()) {
        for (std::size_t k = 0; k < backstops.size(); ++k) {
            if (!waits_for_funds(backstops[k])) continue;
            faults.add("backstops[" + std::to_string(k) + "]",
                       "pays what funds were asked for and could not pay, and the pool has no fund",
                       "give it a reserve_fund, or a backstop on the net loss");
        }
    }
    if (loss_sharing) {
        auto const* proportional = std::get_if<ProportionalWithCaps>(&*loss_sharing);
        if (proportional != nullptr && proportional->suspension_default_rate < 1) {
            faults.add(
                "loss_sharing",
                "has a suspension_default_rate, which a run cannot apply: its insureds are the same in all years",
                "leave it out");
        }
    }
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
