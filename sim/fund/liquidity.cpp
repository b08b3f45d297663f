#include "sim/fund/liquidity.hpp"

#include <algorithm>
#include <cstddef>

namespace riskpool {

void Liquidity::check(FieldFaults& faults) const {
    if (rate > 0 && !(facility > 0)) {
        faults.add("rate", "is that of a lender who lends nothing", "give a facility, or leave out the rate");
    }
    if (delay > 1 && !(late_part > 0)) {
        faults.add("delay", "is that of no recoveries: late_part is 0", "give late_part, or leave out the delay");
    }
}

LiquidityFlows bridge(Liquidity const& terms, LiquidityState& state, double outstanding, std::span<double> balance,
                      std::span<double> lent, std::span<double> by_fund) noexcept {
    LiquidityFlows flows;
    std::fill(by_fund.begin(), by_fund.end(), 0.0);
    flows.interest = terms.rate * state.lender;
    double more = outstanding - state.outstanding;
    for (std::size_t k = 0; k < balance.size() && more > 0 && terms.fund_part > 0; ++k) {
        by_fund[k] = std::min(more, terms.fund_part * balance[k]);
        more -= by_fund[k];
    }
    if (more > 0) {
        flows.lender = std::min(more, std::max(terms.facility - state.lender, 0.0));
        flows.members = more - flows.lender;
    } else if (more < 0) {
        double less = -more;
        const auto repay = [&less](double owed) {
            const double repaid = std::min(owed, less);
            less -= repaid;
            return -repaid;
        };
        flows.lender = repay(state.lender);
        for (std::size_t k = lent.size(); k-- > 0;) by_fund[k] = repay(lent[k]);
        flows.members = outstanding > 0 ? -less : -state.members;  // the last one leaves no rounding behind
    }
    state.lender += flows.lender;
    state.members += flows.members;
    state.outstanding = outstanding;
    for (std::size_t k = 0; k < balance.size(); ++k) {
        balance[k] = std::max(balance[k] - by_fund[k], 0.0);
        lent[k] += by_fund[k];
    }
    return flows;
}

}  // namespace riskpool
