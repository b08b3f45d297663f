// Shares by figures of the year before: premium or market share, provisional until final.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/pool/share_setting.hpp"

namespace riskpool {

/// What one member has had of the market, year by year.
struct MarketFigures {
    std::string member;
    std::vector<double> figures;

    static constexpr std::string_view kind = "market_figures";
    static constexpr std::string_view about = "Premium or sums insured of one member in the market, year by year.";
    static constexpr auto fields = field_list(
        required("member", &MarketFigures::member, "Name of a member of the scenario."),
        required("figures", &MarketFigures::figures, not_negative, Unit::money,
                 "Its figure of the year before the first, of the first, of the second ...; the last one holds on."));
    bool operator==(MarketFigures const&) const = default;
};

/// Year y is shared by the figures of year y - 1, which are known when it begins; when those of year y itself are
/// final, `final_after` years later, the result of year y is divided anew by them and members settle the difference
/// (form of the Norwegian natural-perils pool, which shares by market share; R).
struct ByMarketShare {
    std::vector<MarketFigures> market;
    std::uint32_t final_after = 0;

    static constexpr std::string_view kind = "by_market_share";
    static constexpr std::string_view about =
        "Every risk shared by the members' premium or market share of the year before, and settled by that of the year "
        "itself when it is final.";
    static constexpr auto fields = field_list(
        required("market", &ByMarketShare::market, "Figures of the members; one not named takes no part."),
        optional("final_after", &ByMarketShare::final_after, not_negative, Unit::years,
                 "Years after which a year is divided anew by its own figures; 0: never, last year's stand."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] ShareMatrix allocate(ShareSetting const& setting) const;
    void check_setting(ShareSetting const& setting, FieldFaults& faults) const;
    /// The parts by the figures of year `year` itself, one for each member that takes part, in the setting's order.
    [[nodiscard]] std::vector<double> final_parts(std::vector<Member> const& members, std::uint32_t year) const;
    bool operator==(ByMarketShare const&) const = default;

private:
    /// Figures of the members at `place` of their lists: 0 is the year before the first.
    [[nodiscard]] std::vector<double> at(std::vector<Member> const& members, std::size_t place) const;
};

}  // namespace riskpool
