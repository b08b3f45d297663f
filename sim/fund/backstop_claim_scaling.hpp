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

    static constexpr std::string_view kind = "claim_scaling";
    static constexpr std::string_view about =
        "Cuts every claim of the year in proportion when funds are exhausted or a limit is passed.";
    static constexpr auto fields = field_list(
        optional("limit", &ClaimScaling::limit, positive_or_infinite, Unit::money,
                 "All claims of a year, before reinsurance, are cut to this; without it only what is unfunded is cut."),
        optional("least", &ClaimScaling::least, unit_interval, Unit::fraction, "Part of a claim that is always paid."));
    bool operator==(ClaimScaling const&) const = default;

    /// The part of each claim that is paid is 1 - claims_cut / gross_loss.
    [[nodiscard]] BackstopFlows settle(BackstopState&, BackstopYear const& year) const noexcept {
        BackstopFlows flows;
        const double wanted = std::max(year.unfunded, year.gross_loss - limit);
        const double most = std::min((1 - least) * year.gross_loss, year.unpaid);
        flows.claims_cut = std::max(std::min(wanted, most), 0.0);
        return flows;
    }
};

}  // namespace riskpool
