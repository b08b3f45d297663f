// Claims cut in proportion when the money is exhausted.
#pragma once

#include <algorithm>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/fund/backstop_year.hpp"

namespace riskpool {

/// 赔付比例回调: every claim of the year is paid at available / total, and what is cut falls on the insureds (Chinese
/// residential earthquake pool, clause R; Japan's JER above its limit of JPY 12 tn, P).
struct ClaimScaling {
    double limit = infinity;
    double least = 0;
    bool per_event = false;

    static constexpr std::string_view kind = "claim_scaling";
    static constexpr std::string_view about =
        "Cuts every claim of the year in proportion when funds are exhausted or a limit is passed.";
    static constexpr auto fields = field_list(
        optional("limit", &ClaimScaling::limit, positive_or_infinite, Unit::money,
                 "All claims of a year, before reinsurance, are cut to this; without it only what is unfunded is cut."),
        optional("least", &ClaimScaling::least, unit_interval, Unit::fraction, "Part of a claim that is always paid."),
        optional(
            "per_event", &ClaimScaling::per_event,
            "true: the limit is that of each event, so that claims of an event within it are paid in full whatever "
            "the year has besides; yearly sums are no events."));
    void check(FieldFaults& faults) const {
        if (per_event && !(limit < infinity)) {
            faults.add("per_event", "asks for the limit of an event, and there is none", "give a limit");
        }
    }
    bool operator==(ClaimScaling const&) const = default;

    /// The part of each claim that is paid is 1 - claims_cut / gross_loss.
    [[nodiscard]] BackstopFlows settle(BackstopState&, BackstopYear const& year) const noexcept {
        BackstopFlows flows;
        double above = year.gross_loss - limit;
        if (per_event) {
            above = 0;
            for (const double event : year.gross_events) above += std::max(event - limit, 0.0);
        }
        const double wanted = std::max(year.unfunded, above);
        const double most = std::min((1 - least) * year.gross_loss, year.unpaid);
        flows.claims_cut = std::max(std::min(wanted, most), 0.0);
        return flows;
    }
};

}  // namespace riskpool
