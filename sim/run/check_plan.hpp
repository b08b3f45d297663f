// The checks of a run: what of each member is compared with the limits of law, year by year, and what is found.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/check/check.hpp"
#include "sim/ledger/ledger.hpp"
#include "sim/metric/leaf.hpp"
#include "sim/metric/metric_row.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/ledger_figure.hpp"
#include "sim/run/member_premium.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// All checks, compiled. Without checks it enters nothing and does nothing.
class CheckPlan {
public:
    CheckPlan() = default;
    /// Enters the columns. Pools, treaties and members stand in `columns` and `ledger` already: members' results are
    /// read off the ledger, premiums for reinstatements and adjustments off the treaties' columns. Per member checked:
    ///   capital_and_reserves, retained_premium     annual, money, of the start of the year and of the year
    ///   <check>_breach_in_year                     annual: 1 if the limit is breached in the year
    ///   <check>_breach                             path: 1 if in any year
    ///   <check>_use                                path: the greatest use of the limit in any year, 1 being all of it
    CheckPlan(Checks const& checks, Scenario const& scenario, Ledger const& ledger, ColumnRegister& columns);

    /// Fills its columns, `n` cells (whole trials) from position `at` on; path columns from at / years on. All columns
    /// of pools and members are filled already.
    void fill(std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const noexcept;

    /// What is found before any trial.
    [[nodiscard]] std::vector<Finding> const& findings() const { return findings_; }

    /// Adds rows to the table of metrics; `sums` are those of all columns. By member and check:
    ///   breach_probability   basis path: in any year; basis annual: of year `parameter`, counted from 1
    ///   worst_use            basis path: the greatest use of the limit in any trial; a lower bound of what may happen
    ///   use_of_limit         of static limits, exact, with what is breached as its warning
    void add_figures(std::span<SeriesSums const> sums, std::vector<MetricRow>& rows) const;

private:
    struct MemberColumns {
        std::size_t capital;
        double capital_and_reserves;
        LedgerFigure result;
        std::size_t retained_premium = constant_column;
    };
    struct YearlyCheck {
        std::string party, quantity;
        YearlyLimit limit;
        std::size_t capital;
        std::size_t measured = constant_column;  // a column, or else
        std::vector<double> measured_by_year;    // the same in all trials
        std::size_t in_year, on_path, use;
        std::vector<std::size_t> by_year;  // path columns, one for each year told
    };
    struct Building;  // what compiling reads
    void enter(Building const& from, RetainedPremiumLimit const& check);
    void enter(Building const& from, RiskUnitLimit const& check);
    void enter(Building const& from, OneReinsurerLimit const& check);
    void enter(Building const& from, AffiliateLimit const& check);
    void enter(Building const& from, LeadReinsurerRule const& check);
    void enter(Building const& from, SolvencyMinimum const& check);
    [[nodiscard]] MemberColumns& member_columns(Building const& from, std::size_t member);
    YearlyCheck& enter_yearly(Building const& from, std::size_t member, std::string_view kind, YearlyLimit limit);

    std::uint32_t years_ = 1;
    std::vector<std::size_t> member_place_;  // per member: its place in members_, or past the last
    std::vector<MemberColumns> members_;
    std::vector<std::pair<std::size_t, MemberPremium>> retained_premium_;  // column, and what it holds
    std::vector<YearlyCheck> yearly_;
    std::vector<Finding> findings_;
};

}  // namespace riskpool
