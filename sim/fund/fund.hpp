// The pool's special reserve: accrual, cap, trigger, release, and the call and loan behind it, year by year.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/fund/accrual.hpp"
#include "sim/fund/backing.hpp"
#include "sim/fund/fund_return.hpp"
#include "sim/fund/fund_year.hpp"
#include "sim/fund/release.hpp"
#include "sim/fund/trigger.hpp"

namespace riskpool {

/// When accruals are paid in.
enum class AccrualTiming : std::uint8_t {
    end_of_year,    // before the release; earns no interest this year
    start_of_year,  // what is known by then (premium) earns this year's interest; the rest as end_of_year
    after_release,  // cannot pay this year's need
};

template <>
struct Choice<AccrualTiming> {
    static constexpr std::array<std::pair<std::string_view, AccrualTiming>, 3> values{{
        {"end_of_year", AccrualTiming::end_of_year},
        {"start_of_year", AccrualTiming::start_of_year},
        {"after_release", AccrualTiming::after_release},
    }};
};

/// What becomes of a balance that interest, or a cap that fell with premium, leaves above the cap.
enum class AboveCap : std::uint8_t {
    keep,    // stays in the fund (as in the equalisation reserve of Directive 73/239/EEC, Annex D)
    refund,  // goes back to the pool, which pays back the loan with it first
    next,    // goes to the next fund of the chain as far as that has room, and otherwise back to the pool; accrual does
             // not pause at the cap, so that what finds no room here fills the next fund
};

template <>
struct Choice<AboveCap> {
    static constexpr std::array<std::pair<std::string_view, AboveCap>, 3> values{{
        {"keep", AboveCap::keep},
        {"refund", AboveCap::refund},
        {"next", AboveCap::next},
    }};
};

/// The terms of a reserve fund.
struct ReserveFund {
    double opening = 0;
    double interest = 0;
    std::vector<AccrualKinds> accrual;
    AccrualTiming accrual_timing = AccrualTiming::end_of_year;
    double cap = infinity;
    double cap_of_premium = infinity;
    AboveCap above_cap = AboveCap::keep;
    FundTrigger trigger;
    FundRelease release;
    FundCall call;
    FundLoan loan;
    std::string name;
    std::vector<double> grants;
    std::vector<double> past_premiums;
    std::uint32_t cap_premium_years = 1;
    double empty_at = 0;
    std::optional<FundReturnKinds> returns;

    static constexpr std::string_view kind = "reserve_fund";
    static constexpr std::string_view about =
        "The pool's special reserve over the years: it accrues from premium and profit up to a cap, and pays the part "
        "of a bad year that its trigger allows; a call on members and a loan stand behind it.";
    static constexpr auto fields = field_list(
        optional("name", &ReserveFund::name, "Name, unique among the funds of a pool; one fund alone needs none."),
        optional("opening", &ReserveFund::opening, not_negative, Unit::money, "Balance when the first year begins."),
        optional("grants", &ReserveFund::grants, not_negative, Unit::money,
                 "Start-up money from the state at the beginning of the first years, one amount a year; no cap stops "
                 "it."),
        optional("interest", &ReserveFund::interest, Bound{-1, infinity, true, true, "above -1 (-100%)"},
                 Unit::fraction, "Return of one year on the balance."),
        optional("returns", &ReserveFund::returns, "A random return of each year instead of `interest`."),
        optional("accrual", &ReserveFund::accrual, "What is paid in each year: the sum of these rules."),
        optional("accrual_timing", &ReserveFund::accrual_timing,
                 "end_of_year: before the release, without this year's interest; start_of_year: what is known by then "
                 "earns this year's interest; after_release: cannot pay this year's need."),
        optional("cap", &ReserveFund::cap, not_negative_or_infinite, Unit::money, "Balance at which accrual pauses."),
        optional("cap_of_premium", &ReserveFund::cap_of_premium, not_negative_or_infinite, Unit::none,
                 "Balance at which accrual pauses, as a multiple of the year's retained premium; not applied in a "
                 "year without premium. The lower of the two caps holds."),
        optional("cap_premium_years", &ReserveFund::cap_premium_years, Bound{1, 10, false, false, "between 1 and 10"},
                 Unit::years,
                 "cap_of_premium multiplies the highest retained premium of so many years, which end with "
                 "this one."),
        optional("past_premiums", &ReserveFund::past_premiums, not_negative, Unit::money,
                 "Retained premiums of up to nine years before the first, the latest last, for what asks for the "
                 "highest premium of some years."),
        optional("above_cap", &ReserveFund::above_cap,
                 "keep: a balance above the cap stays; refund: it goes back to the pool at the end of the year; next: "
                 "to the next fund while that has room, and accrual does not pause."),
        optional("empty_at", &ReserveFund::empty_at, not_negative, Unit::money,
                 "A year with a need whose release leaves no more than this has emptied the fund: levies ask for "
                 "that."),
        required("trigger", &ReserveFund::trigger, "When the fund may be used, and for which part of the loss."),
        optional("release", &ReserveFund::release, "The most that the fund gives in one year."),
        optional("call", &ReserveFund::call, "A call on members for what the release leaves."),
        optional("loan", &ReserveFund::loan, "A loan for what the call leaves."));
    bool operator==(ReserveFund const&) const = default;

    /// Rules that together take more than all of the premium, or of the profit, are a fault; so is a rule whose charges
    /// are the trigger's, beside another trigger.
    void check(FieldFaults& faults) const;
};

/// Rules of these funds that together take more than all of the premium, or of the profit, are a fault.
void check_accruals(std::span<ReserveFund const> funds, FieldFaults& faults);

/// A reserve fund ready to run: one call a year, in the order given in README.md.
class FundPlan {
public:
    FundPlan() = default;

    /// `fund` is valid: every field within its bound.
    explicit FundPlan(ReserveFund const& fund);

    /// True if the trigger asks for the year's largest event, so FundYear::largest_event must be filled.
    [[nodiscard]] bool needs_largest_event() const noexcept { return trigger_.event > 0; }

    /// The state before the first year.
    [[nodiscard]] FundState const& open() const noexcept { return opening_; }

    /// Settles one year: `state` is the opening state on entry and the closing state on return. `paid_before` of the
    /// need has been paid by funds that come before this one, and is not asked for again.
    [[nodiscard]] FundFlows settle(FundState& state, FundYear const& year, double paid_before = 0) const noexcept;

    /// The cap that holds in a year that opens with `opening`.
    [[nodiscard]] double cap(FundState const& opening, FundYear const& year) const noexcept;

    /// True if the next fund of a chain gets the balance above the cap.
    [[nodiscard]] bool passes_on() const noexcept { return above_cap_ == AboveCap::next; }

private:
    FundState opening_;
    double interest_ = 0;
    bool returns_are_drawn_ = false;
    double cap_ = infinity;
    double cap_of_premium_ = infinity;
    std::uint32_t cap_premium_years_ = 1;
    double empty_at_ = 0;
    FundTrigger trigger_;
    FundRelease release_;
    FundCall call_;
    FundLoan loan_;
    std::vector<AccrualKinds> paid_at_start_;  // earns this year's interest
    std::vector<AccrualKinds> paid_at_end_;
    std::vector<Levy> paid_by_insureds_;
    std::vector<double> grants_;
    bool accrues_before_release_ = true;
    AboveCap above_cap_ = AboveCap::keep;
};

}  // namespace riskpool
