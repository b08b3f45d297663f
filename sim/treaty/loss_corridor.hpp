// Loss corridor and loss ratio cap: what a year's ceded losses come to once they are seen as a part of the premium.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/treaty/cession.hpp"

namespace riskpool {

/// The band of loss ratios of which the cedent takes back its share; without an upper end it is a loss participation.
struct LossCorridor {
    double from = 0;
    double to = infinity;
    double share = 1;

    void check(FieldFaults& faults) const {
        if (!(to > from)) faults.add("to", "is not above `from`", "give an upper end above it, or leave it out");
    }

    static constexpr std::string_view kind = "loss_corridor";
    static constexpr std::string_view about = "Band of loss ratios of which the cedent takes back a share.";
    static constexpr auto fields = field_list(
        required("from", &LossCorridor::from, not_negative, Unit::fraction, "Loss ratio at which the band begins."),
        optional("to", &LossCorridor::to, positive_or_infinite, Unit::fraction,
                 "Loss ratio at which it ends; without an end it is a loss participation."),
        required("share", &LossCorridor::share, unit_interval, Unit::fraction,
                 "Part of the losses within the band that the cedent takes back."));
    bool operator==(LossCorridor const&) const = default;
};

/// Corridor and cap compiled, in money. With X the ceded losses of a year and P_c the ceded premium,
///     X' = min(X - K, cap P_c) ,   K = share min((X - from P_c)+, (to - from) P_c) .
struct LossRatioTerms {
    double from = infinity;
    double to = infinity;
    double width = 0;
    double cedent_share = 0;
    double most = infinity;

    LossRatioTerms() = default;
    /// A ratio of a premium of 0 is undefined: then there is neither corridor nor cap (methods 1.2).
    LossRatioTerms(std::optional<LossCorridor> const& corridor, double cap, double ceded_premium) {
        if (!(ceded_premium > 0)) return;
        most = cap * ceded_premium;
        if (!corridor) return;
        from = corridor->from * ceded_premium;
        to = corridor->to * ceded_premium;
        width = to - from;
        cedent_share = corridor->share;
    }

    [[nodiscard]] bool any() const noexcept { return from < infinity || most < infinity; }
    /// X', as the sum of what lies below, in and above the band: it never falls as X grows.
    [[nodiscard]] double paid(double ceded) const noexcept {
        const double below = std::min(ceded, from);
        const double within = std::min(std::max(ceded - from, 0.0), width);
        const double above = std::max(ceded - to, 0.0);
        return std::min(std::min(below + (1 - cedent_share) * within + above, ceded), most);
    }
    /// Turns cell_recovery of one year, holding X, into X'; fills the columns that tell of it.
    void close_year(std::size_t cell, Cession& cession) const noexcept {
        const double ceded = cession.cell_recovery[cell];
        if (!cession.before_annual_terms.empty()) cession.before_annual_terms[cell] = ceded;
        const double recovered = paid(ceded);
        cession.cell_recovery[cell] = recovered;
        // what is added up to the cap may miss it in the last bits, hence the allowance
        cession.exhausted[cell] = most < infinity && recovered >= most * (1 - 1e-12) ? 1 : 0;
    }
};

}  // namespace riskpool
