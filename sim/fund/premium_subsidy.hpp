// What the state pays of insureds' premiums.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// One subsidy programme (保费补贴, 科技保险券). For an insured with premium p that has r from programmes before:
///   s = min( scale (share p + voucher), cap_per_insured, (stacking_cap p - r)+ )
/// and all of them times programme_cap / sum s where the sum is above the programme's cap (domain.md D9).
struct PremiumSubsidy {
    std::string name;
    double share = 0;
    double voucher = 0;
    double cap_per_insured = infinity;
    double programme_cap = infinity;
    double stacking_cap = 1;
    std::vector<double> scale;
    std::uint32_t first_year = 1;
    std::uint32_t years = 0;

    static constexpr std::string_view kind = "premium_subsidy";
    static constexpr std::string_view about =
        "The state pays a part of each premium or a voucher, with caps for an insured, for the programme and for all "
        "subsidies together.";
    static constexpr auto fields = field_list(
        optional("name", &PremiumSubsidy::name, "Name, for tables."),
        optional("share", &PremiumSubsidy::share, unit_interval, Unit::fraction, "Part of each premium."),
        optional("voucher", &PremiumSubsidy::voucher, not_negative, Unit::money,
                 "Fixed amount for each insured, up to its premium."),
        optional("cap_per_insured", &PremiumSubsidy::cap_per_insured, not_negative_or_infinite, Unit::money,
                 "The most that one insured gets in a year."),
        optional("programme_cap", &PremiumSubsidy::programme_cap, not_negative_or_infinite, Unit::money,
                 "The most that the programme costs in a year: above it all are cut pro rata."),
        optional("stacking_cap", &PremiumSubsidy::stacking_cap, unit_interval, Unit::fraction,
                 "The most of a premium that this programme and those before it pay together."),
        optional("scale", &PremiumSubsidy::scale, unit_interval, Unit::fraction,
                 "Part of share and voucher paid in the programme's first, second ... year; the last one holds on."),
        optional("first_year", &PremiumSubsidy::first_year, at_least_one, Unit::count, "Year in which it begins."),
        optional("years", &PremiumSubsidy::years, not_negative, Unit::years, "How long it lasts; 0: to the end."));
    bool operator==(PremiumSubsidy const&) const = default;

    void check(FieldFaults& faults) const;

    /// The part of share and voucher paid in `year`, counted from 1: 0 outside the programme's years.
    [[nodiscard]] double scale_in(std::uint32_t year) const noexcept;

    /// Grants one year's subsidies: `premium` by insured; `received` by insured holds what programmes before this one
    /// pay, and this one's is added. Returns the fiscal cost of this one.
    double grant(std::span<double const> premium, std::uint32_t year, std::span<double> received) const noexcept;
};

/// Grants all programmes of a year in their order, into `received`, which is overwritten. Returns their fiscal cost.
double grant_subsidies(std::span<PremiumSubsidy const> programmes, std::span<double const> premium, std::uint32_t year,
                       std::span<double> received) noexcept;

}  // namespace riskpool
