#include "sim/fund/loss_sharing.hpp"

#include <algorithm>
#include <variant>

namespace riskpool {

namespace {

constexpr double rounding = 1e-9;  // parts written as decimals add up to a little more or less than 1

}  // namespace

void ProportionalWithCaps::check(FieldFaults& faults) const {
    double sum = 0;
    bool known = false;
    for (std::size_t p = 0; p < parties.size(); ++p) {
        sum += parties[p].share;
        known = known || parties[p].name == residual;
        for (std::size_t q = 0; q < p; ++q) {
            if (parties[q].name == parties[p].name) {
                faults.add("parties", "name " + parties[p].name + " twice", "give each party a name of its own");
            }
        }
    }
    if (sum < 1 - rounding || sum > 1 + rounding) {
        faults.add("parties", "have parts that do not add up to 100 %", "change the shares");
    }
    if (!known) faults.add("residual", "is none of the parties", "name one of them");
}

void LossTranche::check(FieldFaults& faults) const {
    if (share < 1 && co_party.empty()) {
        faults.add("share", "leaves a part that nobody bears", "name a co_party, or leave out the share");
    }
    if (share == 1 && !co_party.empty()) {
        faults.add("co_party", "bears no part", "give a share below 100 %, or leave out the co_party");
    }
}

void LossTranches::check(FieldFaults& faults) const {
    if (tranches.empty()) faults.add("tranches", "has none", "give at least one {party, limit}");
    for (std::size_t t = 0; t + 1 < tranches.size(); ++t) {
        if (!(tranches[t].limit < infinity)) {
            faults.add("tranches", "has one above a tranche without limit, which is never reached",
                       "give the one below a limit");
            break;
        }
    }
}

LossSharingPlan::LossSharingPlan(LossSharingKinds const& terms)
    : LossSharingPlan(std::visit([](auto const& each) { return LossSharingPlan(each); }, terms)) {}

LossSharingPlan::LossSharingPlan(ProportionalWithCaps const& terms)
    : suspension_default_rate_(terms.suspension_default_rate), term_(terms.term_years) {
    for (auto const& party : terms.parties) {
        parties_.push_back(party.name);
        shares_.push_back(party.share);
        caps_.push_back(party.annual_cap);
    }
    residual_ = party_of(terms.residual);
}

LossSharingPlan::LossSharingPlan(LossTranches const& terms) : term_(terms.term_years) {
    double attachment = 0;
    for (auto const& each : terms.tranches) {
        const std::size_t party = party_of(each.party);
        const std::size_t co_party = each.co_party.empty() ? party : party_of(each.co_party);
        tranches_.push_back({attachment, each.limit, each.share, party, co_party});
        attachment += each.limit;
    }
}

std::size_t LossSharingPlan::party_of(std::string const& name) {
    const auto found = std::find(parties_.begin(), parties_.end(), name);
    const auto at = static_cast<std::size_t>(found - parties_.begin());
    if (found == parties_.end()) parties_.push_back(name);
    return at;
}

double LossSharingPlan::share(double loss, std::span<double> year_totals, std::span<double> paid) const noexcept {
    const std::size_t n = parties_.size();
    double left = loss;
    if (tranches_.empty()) {
        for (std::size_t p = 0; p < n; ++p) {
            paid[p] = std::min(shares_[p] * loss, std::max(caps_[p] - year_totals[p], 0.0));
            left -= paid[p];
        }
        left = std::max(left, 0.0);  // parts that add up to a little more than 1
        const double room = std::max(caps_[residual_] - year_totals[residual_] - paid[residual_], 0.0);
        const double rest = std::min(left, room);
        paid[residual_] += rest;
        left -= rest;
    } else {
        // Running totals: each tranche takes lay(before + loss) - lay(before).
        const double before = year_totals[n];
        for (std::size_t p = 0; p < n; ++p) paid[p] = 0;
        for (auto const& each : tranches_) {
            const auto layer = [&](double x) { return std::min(std::max(x - each.attachment, 0.0), each.limit); };
            const double taken = std::min(layer(before + loss) - layer(before), left);
            const double first = each.share * taken;
            paid[each.party] += first;
            paid[each.co_party] += taken - first;
            left -= taken;
        }
    }
    for (std::size_t p = 0; p < n; ++p) year_totals[p] += paid[p];
    year_totals[n] += loss;
    return left;
}

}  // namespace riskpool
