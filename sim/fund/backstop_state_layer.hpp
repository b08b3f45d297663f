// The state's layer above a pool: bands of loss that it shares, as a grant or as a loan.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/fund/backstop_year.hpp"

namespace riskpool {

/// The loss that the bands of a state layer cut.
enum class LayerBasis : std::uint8_t { unfunded, net_loss, gross_loss, net_event, gross_event };

template <>
struct Choice<LayerBasis> {
    static constexpr std::array<std::pair<std::string_view, LayerBasis>, 5> values{{
        {"unfunded", LayerBasis::unfunded},
        {"net_loss", LayerBasis::net_loss},
        {"gross_loss", LayerBasis::gross_loss},
        {"net_event", LayerBasis::net_event},
        {"gross_event", LayerBasis::gross_event},
    }};
};

/// Whether the state wants its money back.
enum class LayerForm : std::uint8_t { grant, loan };

template <>
struct Choice<LayerForm> {
    static constexpr std::array<std::pair<std::string_view, LayerForm>, 2> values{{
        {"grant", LayerForm::grant},
        {"loan", LayerForm::loan},
    }};
};

/// One band and the state's part of it.
struct StateBand {
    double attachment = 0;
    double limit = infinity;
    double share = 1;
    double growth = 0;

    static constexpr std::string_view kind = "state_band";
    static constexpr std::string_view about = "A band of loss, and the part of it that the state pays.";
    static constexpr auto fields = field_list(
        required("attachment", &StateBand::attachment, not_negative, Unit::money, "Where the band begins."),
        optional("limit", &StateBand::limit, positive_or_infinite, Unit::money, "How far it reaches above that."),
        optional("share", &StateBand::share, unit_interval, Unit::fraction, "The state's part of it."),
        optional("growth", &StateBand::growth, not_negative, Unit::money,
                 "By how much the attachment rises each year after the first."));
    bool operator==(StateBand const&) const = default;
};

/// Japan's earthquake reinsurance of 2011, for one: to JPY 115 bn private, to 1 925 bn half each, to 5 500 bn 95 % the
/// state's (S, domain.md 3.2). As a loan it is paid back out of the pool's inflow, as Pool Re's from the Treasury.
struct StateLayer {
    LayerBasis basis = LayerBasis::unfunded;
    std::vector<StateBand> bands;
    double annual_limit = infinity;
    LayerForm form = LayerForm::grant;
    double interest = 0;
    double repay_share = 1;
    std::uint32_t grace_years = 0;
    std::uint32_t write_off_years = 0;
    double guarantee_premium = 0;

    static constexpr std::string_view kind = "state_layer";
    static constexpr std::string_view about =
        "The state pays its share of bands of the pool's loss, as a grant or as a loan.";
    static constexpr auto fields = field_list(
        required("basis", &StateLayer::basis,
                 "What the bands cut: unfunded (what funds, calls and loans left), net_loss or gross_loss of the year, "
                 "net_event or gross_event (each event alone)."),
        required("bands", &StateLayer::bands, "Bands from the bottom up; they do not overlap."),
        optional("annual_limit", &StateLayer::annual_limit, not_negative_or_infinite, Unit::money,
                 "The most that the state pays in a year."),
        optional("form", &StateLayer::form, "grant: for good; loan: owed, and paid back out of later inflow."),
        optional("interest", &StateLayer::interest, not_negative, Unit::fraction, "Of one year on what is owed."),
        optional("repay_share", &StateLayer::repay_share, unit_interval, Unit::fraction,
                 "Part of the pool's inflow that pays back the loan."),
        optional("grace_years", &StateLayer::grace_years, not_negative, Unit::years,
                 "Years after the debt arose in which nothing is paid back."),
        optional("write_off_years", &StateLayer::write_off_years, not_negative, Unit::years,
                 "Years after the debt arose at whose end the state forgives what is left; 0: never."),
        optional("guarantee_premium", &StateLayer::guarantee_premium, not_negative, Unit::money,
                 "What the pool pays the state each year for standing by."));
    bool operator==(StateLayer const&) const = default;

    void check(FieldFaults& faults) const;

    /// The state's part of the bands, before the annual limit and whatever has been paid: money, 0 or more.
    [[nodiscard]] double share_of(BackstopYear const& year) const noexcept;

    [[nodiscard]] BackstopFlows settle(BackstopState& state, BackstopYear const& year) const noexcept;
};

}  // namespace riskpool
