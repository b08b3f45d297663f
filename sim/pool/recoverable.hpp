// What is collected of a recovery due when the reinsurer is in default, and when it disputes it.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/base/describe.hpp"

namespace riskpool {

/// Assets held for the cedant against one line: what is due is paid from them first, whatever becomes of the reinsurer.
struct Collateral {
    double part_of_limit = 0;
    double amount = 0;

    static constexpr std::string_view kind = "collateral";
    static constexpr std::string_view about =
        "Assets held against a line, such as cash, withheld premium or a letter of credit; they pay first when the "
        "reinsurer is in default. A cat bond holds 100 % of its limit.";
    static constexpr auto fields =
        field_list(optional("part_of_limit", &Collateral::part_of_limit, positive_fraction, Unit::fraction,
                            "As a part of what the line can pay in a year, reinstatements included."),
                   optional("amount", &Collateral::amount, positive, Unit::money, "As an amount of money."));
    void check(FieldFaults& faults) const;
    /// Money held against a line that pays at most `limit` in a year, which may be infinite.
    [[nodiscard]] double held(double limit) const;
    bool operator==(Collateral const&) const = default;
};

/// min(due, C + delta (due - C)+) of a reinsurer in default, with C the collateral (infinite: full) and delta the
/// recovery rate on what is not secured; C is not taken from others, and what is left of it goes back.
[[nodiscard]] double collected_in_default(double due, double collateral, double recovery_rate) noexcept;

/// A dispute over a recovery, or of a follower with the lead over a claim (methods 1.13, lead and follow). Of what is
/// disputed, `paid_part` is paid in the end, `delay` years late: until then the cedant must find the money.
struct Dispute {
    double probability = 0;
    double part = 1;
    double above = 0;
    std::uint32_t delay = 1;
    double paid_part = 1;
    double stress_factor = 1;

    static constexpr std::string_view kind = "dispute";
    static constexpr std::string_view about =
        "A dispute over what is due: with a probability, a part of it is paid some years late, in full or in part.";
    static constexpr auto fields = field_list(
        required("probability", &Dispute::probability, unit_interval, Unit::fraction,
                 "Probability that what is due in a year is disputed."),
        optional("part", &Dispute::part, positive_fraction, Unit::fraction, "Part of what is due that is disputed."),
        optional("above", &Dispute::above, not_negative, Unit::money,
                 "Only what is due beyond this amount can be disputed: up to it the settlements of the lead are "
                 "followed."),
        required("delay", &Dispute::delay, at_least_one, Unit::years, "Years until the disputed part is paid."),
        optional("paid_part", &Dispute::paid_part, unit_interval, Unit::fraction,
                 "What is paid of the disputed part in the end; the rest is lost in the year of the loss."),
        optional("stress_factor", &Dispute::stress_factor, at_least_one, Unit::none,
                 "Multiple of the probability in a year of stress, up to certainty."));
    /// The probability of a dispute in a year of stress, or in another.
    [[nodiscard]] double probability_in(bool stress) const noexcept {
        return stress ? std::min(1.0, stress_factor * probability) : probability;
    }
    bool operator==(Dispute const&) const = default;
};

/// What is disputed of `due`: part (due - above)+.
[[nodiscard]] double disputed_amount(Dispute const& terms, double due) noexcept;
/// What of `due` is lost for good if it is disputed.
[[nodiscard]] double lost_in_dispute(Dispute const& terms, double due) noexcept;
/// What is received of `due`, disputed or not, `years_later` after its own year (0: in that year).
[[nodiscard]] double received(Dispute const& terms, double due, bool disputed, std::uint32_t years_later) noexcept;
/// What is still to come of it at the end of that year: the cedant's need of liquidity.
[[nodiscard]] double outstanding(Dispute const& terms, double due, bool disputed, std::uint32_t years_later) noexcept;

}  // namespace riskpool
