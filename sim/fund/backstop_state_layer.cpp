#include "sim/fund/backstop_state_layer.hpp"

#include <algorithm>

namespace riskpool {

namespace {

/// sum_k share_k min((x - a_k)+, l_k)
double share_of_loss(std::vector<StateBand> const& bands, double loss, std::uint32_t years_before) noexcept {
    double sum = 0;
    for (auto const& band : bands) {
        const double attachment = band.growth > 0 ? band.attachment + years_before * band.growth : band.attachment;
        sum += band.share * std::min(std::max(loss - attachment, 0.0), band.limit);
    }
    return sum;
}

double share_of_events(std::vector<StateBand> const& bands, std::span<double const> events,
                       std::uint32_t years_before) noexcept {
    double sum = 0;
    for (const double event : events) sum += share_of_loss(bands, event, years_before);
    return sum;
}

}  // namespace

void StateLayer::check(FieldFaults& faults) const {
    if (bands.empty()) faults.add("bands", "has none", "give at least one {attachment, limit, share}");
    for (std::size_t k = 1; k < bands.size(); ++k) {
        if (bands[k].growth < bands[k - 1].growth) {
            faults.add("bands", "would overlap in later years, because a lower one rises faster",
                       "let each rise at least as fast as the one before it");
            break;
        }
        if (bands[k].attachment < bands[k - 1].attachment + bands[k - 1].limit) {
            faults.add("bands", "overlap, or are not in order", "begin each where the one before it ends, or above");
            break;
        }
    }
    if (form == LayerForm::grant && (interest > 0 || grace_years > 0 || write_off_years > 0 || repay_share < 1)) {
        faults.add("form", "is grant, which is not paid back", "write form: loan, or leave out the terms of a loan");
    }
    if (write_off_years > 0 && grace_years >= write_off_years) {
        faults.add("grace_years", "leaves no year for paying back", "make it less than write_off_years");
    }
}

double StateLayer::share_of(BackstopYear const& year) const noexcept {
    switch (basis) {
        case LayerBasis::unfunded: return share_of_loss(bands, year.unfunded, year.years_before);
        case LayerBasis::net_loss: return share_of_loss(bands, year.net_loss, year.years_before);
        case LayerBasis::gross_loss: return share_of_loss(bands, year.gross_loss, year.years_before);
        case LayerBasis::net_event: return share_of_events(bands, year.net_events, year.years_before);
        case LayerBasis::gross_event: return share_of_events(bands, year.gross_events, year.years_before);
    }
    return 0;
}

BackstopFlows StateLayer::settle(BackstopState& state, BackstopYear const& year) const noexcept {
    BackstopFlows flows;
    flows.guarantee_premium = guarantee_premium;
    // A year on the old debt: interest, what is paid back of it, what is forgiven; then the new money.
    double owed = state.owed;
    if (owed > 0) {
        const std::uint32_t years = ++state.years_owed;
        flows.interest = interest * owed;
        owed += flows.interest;
        if (years > grace_years) {
            flows.repaid = std::min(owed, repay_share * std::max(year.inflow, 0.0));
            owed -= flows.repaid;
        }
        if (write_off_years > 0 && years >= write_off_years) {
            flows.written_off = owed;
            owed = 0;
        }
    }
    if (!(owed > 0)) state.years_owed = 0;
    const double open = basis == LayerBasis::unfunded ? year.unfunded : year.unpaid;
    const double paid = std::min({share_of(year), annual_limit, std::max(open, 0.0)});
    if (form == LayerForm::loan) {
        flows.lent = paid;
        owed += paid;
    } else {
        flows.granted = paid;
    }
    state.owed = owed;
    return flows;
}

}  // namespace riskpool
