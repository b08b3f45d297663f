#include "sim/fund/backstop_federal_share.hpp"

#include <algorithm>

namespace riskpool {

namespace {

struct Members {
    std::span<double const> loss;
    std::span<double const> prior_premium;
    double total = 0;
    double paid_part = 1;  // f

    Members(BackstopYear const& year, double cap) noexcept
        : loss(year.member_loss), prior_premium(year.member_prior_premium) {
        if (loss.empty()) {  // the pool as one member
            loss = {&year.net_loss, 1};
            prior_premium = {&year.prior_premium, 1};
        }
        for (const double each : loss) total += each;
        if (total > cap) paid_part = cap / total;
    }
};

double state_part(FederalShare const& terms, Members const& members, std::size_t m) noexcept {
    if (!(members.total > terms.trigger)) return 0;
    const double own = terms.deductible * std::max(members.prior_premium[m], 0.0);
    return terms.share * std::max(members.paid_part * members.loss[m] - own, 0.0);
}

}  // namespace

BackstopFlows FederalShare::settle(BackstopState& insureds, BackstopYear const& year) const noexcept {
    BackstopFlows flows;
    const Members members(year, cap);
    double state = 0;
    for (std::size_t m = 0; m < members.loss.size(); ++m) state += state_part(*this, members, m);
    const double open = std::max(year.unpaid, 0.0);
    const double covered = std::min(members.total, cap);
    flows.claims_cut = std::min(std::max(members.total - covered, 0.0), open);
    flows.granted = std::min(state, open - flows.claims_cut);
    const double borne = covered - flows.granted;
    flows.recouped = recoupment * std::min(flows.granted, std::max(std::min(market_retention, covered) - borne, 0.0));
    if (surcharge < infinity) {
        const double due = flows.recouped;
        flows.recouped = std::min(insureds.owed, surcharge * std::max(year.gross_premium, 0.0));
        insureds.owed += due - flows.recouped;
    }
    return flows;
}

double FederalShare::split(BackstopYear const& year, std::span<double> by_member) const noexcept {
    const Members members(year, cap);
    double state = 0;
    for (std::size_t m = 0; m < members.loss.size(); ++m) state += by_member[m] = state_part(*this, members, m);
    BackstopState none;
    const double granted = settle(none, year).granted;
    if (state > granted) {  // others have paid some of it
        for (std::size_t m = 0; m < members.loss.size(); ++m) by_member[m] *= granted / state;
    }
    return granted;
}

}  // namespace riskpool
