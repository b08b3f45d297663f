// Settlement between members at the end of a year: profit and risk sharing (收益共享, 风险共担; methods 1.16, [PO-01]).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/pool/settlement_key.hpp"

namespace riskpool {

/// The terms. With R_i the own result of member i, P_i its premium, a the pool share, phi the lead's fee:
///   R_pool  = a sum R_i - phi a sum P_i       D = R_pool - what goes to the reserve fund
///   final_i = (1 - a) R_i + key_i D + 1{i = lead} phi a sum P_i       transfer_i = final_i - R_i
/// where key is profit_key if D >= 0, else loss_key.
struct Settlement {
    double pool_share = 1;
    SettlementKeys profit_key;
    SettlementKeys loss_key;
    std::string lead;
    double lead_fee = 0;
    double hurdle = 0;
    std::uint32_t clawback_years = 1;

    static constexpr std::string_view kind = "settlement";
    static constexpr std::string_view about =
        "What members put in common at the end of a year, and the keys by which they divide a profit or a loss.";
    static constexpr auto fields = field_list(
        optional("pool_share", &Settlement::pool_share, positive_fraction, Unit::fraction,
                 "Part of each member's own result that is put in common."),
        required("profit_key", &Settlement::profit_key, "By what a profit is divided."),
        required("loss_key", &Settlement::loss_key, "By what a loss is divided."),
        optional("lead", &Settlement::lead, "Name of the member that runs the pool for a fee."),
        optional("lead_fee", &Settlement::lead_fee, unit_interval, Unit::fraction,
                 "The lead's fee as a part of pooled premium, before the result is divided."),
        optional("hurdle", &Settlement::hurdle, not_negative, Unit::fraction,
                 "Profit up to this part of pooled premium is divided by premium, and only what lies above by "
                 "profit_key."),
        optional("clawback_years", &Settlement::clawback_years, Bound{1, 100, false, false, "between 1 and 100"},
                 Unit::count,
                 "The result of this many years, the latest included, is divided together; what the years before have "
                 "divided already is taken back or made good."));
    void check(FieldFaults& faults) const;
    /// Faults that only the members and the number of years show.
    void check_members(std::vector<Member> const& members, std::uint32_t years, FieldFaults& faults) const;
    bool operator==(Settlement const&) const = default;
};

/// What one trial carries from year to year. Memory that a worker keeps; only SettlementPlan reads it.
struct SettlementState {
    std::uint32_t year = 0;            // years settled
    std::vector<double> divided;       // per year of the window before this one, and member: its part of D
    std::vector<double> premium;       // the same: its premium
    std::vector<double> contribution;  // per member: minus the sum of its transfers
    std::vector<double> window_divided, window_premium, key, divided_now;  // per member, of the year being settled
};

/// One year of one trial. Spans hold one number for each member, in money.
struct SettlementYear {
    std::span<double const> own_result;  // R_i: premium less expenses less losses of what it originated
    std::span<double const> premium;     // P_i, 0 or more
    double result_after_fund = 0;        // D: pool_result() less what the fund takes, plus what it gives
};

/// A compiled settlement. Members that are not in the pool in a year (Member::takes_part) have no part in that year's
/// D; what they were given stands.
class SettlementPlan {
public:
    SettlementPlan(Settlement const& terms, std::vector<Member> const& members, std::uint32_t years);

    /// Readies the state for the first year of a trial; allocates the first time only.
    void open(SettlementState& state) const;

    /// The lead's fee of the year about to be settled; 0 in a year without the lead.
    [[nodiscard]] double lead_fee(SettlementState const& state, std::span<double const> premium) const noexcept;

    /// R_pool of the year about to be settled, after the lead's fee: what the reserve fund is asked about.
    [[nodiscard]] double pool_result(SettlementState const& state, std::span<double const> own_result,
                                     std::span<double const> premium) const noexcept;

    /// Settles the next year of the trial, which is one of the years that the plan was compiled for. Writes final_i and
    /// transfer_i, one for each member; transfers add up to result_after_fund - pool_result().
    void settle(SettlementState& state, SettlementYear const& year, std::span<double> final_results,
                std::span<double> transfers) const noexcept;

private:
    struct Key {
        KeyBasis basis = KeyBasis::member;
        std::vector<double> parts;  // by year and member, where they do not depend on the trial
    };
    [[nodiscard]] Key compile(SettlementKeys const& terms, std::vector<Member> const& members) const;
    void fill_by_premium(SettlementState& state) const noexcept;
    void fill_key(Key const& key, SettlementState& state) const noexcept;
    [[nodiscard]] bool present(std::uint32_t year, std::size_t member) const noexcept {
        return present_[year * members_ + member] != 0;
    }

    double pool_share_ = 1, lead_fee_ = 0, hurdle_ = 0;
    std::size_t lead_ = 0;            // members_ for none
    std::uint32_t years_before_ = 0;  // that are divided together with the latest
    std::size_t members_ = 0;
    std::uint32_t years_ = 1;
    std::vector<std::uint8_t> present_;  // by year and member
    Key profit_, loss_;
};

}  // namespace riskpool
