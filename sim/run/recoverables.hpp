// What reinsurers leave of the recoveries that they owe one buyer, in default or in dispute, and what they pay late.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/ledger/ledger.hpp"
#include "sim/run/columns.hpp"
#include "sim/run/default_plan.hpp"
#include "sim/run/treaty_columns.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/treaty/programme.hpp"

namespace riskpool {

/// Memory that one worker keeps.
struct RecoverablesScratch {
    std::vector<double> uniform, arriving, commuted;
};

/// The recoverables of one buyer's programme. Recoveries of treaties stay as they are due; what is not collected, and
/// what comes late, has columns of its own. A cat bond is fully collateralised, so its recoveries are always collected,
/// and in time.
class Recoverables {
public:
    Recoverables() = default;
    /// Enters the columns: for each reinsurer with a line, and the sums for `buyer`. Nothing where all pay in time.
    /// `late` are a pool's terms; null for other buyers.
    Recoverables(Scenario const& scenario, Programme const& programme, std::vector<TreatyColumnIds> const& treaties,
                 std::string const& buyer, std::string const& prefix, Liquidity const* late, ColumnRegister& columns);

    [[nodiscard]] bool given() const { return !debtors_.empty(); }
    /// True if something may be paid in a later year.
    [[nodiscard]] bool may_be_late() const { return may_be_late_; }
    /// True if disputes are drawn.
    [[nodiscard]] bool disputed() const { return disputed_; }
    /// The column of all that the buyer does not collect.
    [[nodiscard]] std::size_t column() const { return sum_; }
    /// Of what it is owed from earlier and from this year, at the end of the year.
    [[nodiscard]] std::size_t outstanding_column() const { return outstanding_; }
    [[nodiscard]] std::size_t withheld_column() const { return withheld_; }
    [[nodiscard]] std::size_t late_column() const { return late_; }
    /// What was withheld in earlier years and never comes: a loss, though no money moves.
    [[nodiscard]] std::size_t lost_late_column() const { return lost_late_; }

    void enter_ledger(PartyId buyer, Ledger& ledger) const;

    /// Fills the columns from the treaties' recoveries, `n` cells of whole trials from position `at` on.
    void run(DefaultFlags const& flags, RecoverablesScratch& scratch, std::span<std::vector<double>> columns,
             std::size_t at, std::size_t n) const;

private:
    struct Owed {
        std::size_t recovery = 0;  // column
        double part = 0;           // of the treaty's placed part
        double held = 0;           // collateral, money
        std::optional<Dispute> dispute;
        std::uint32_t number = 0;  // of the line, for its disputes
    };
    struct Debtor {
        std::size_t place = 0;  // in the scenario; past the last for the market, which never fails
        std::string name;
        std::size_t column = 0, withheld = constant_column, late = constant_column;
        std::vector<Owed> owed;
    };
    void enter_debtor(Debtor debtor, std::string const& prefix, ColumnRegister& columns);
    void delay(Debtor const& debtor, DefaultFlags const& flags, RecoverablesScratch& scratch,
               std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const;
    void schedule(std::size_t cell, std::uint32_t delay, double amount, RecoverablesScratch& scratch) const;
    void collect(Debtor const& debtor, DefaultFlags const& flags, RecoverablesScratch const& scratch,
                 std::span<std::vector<double>> columns, std::size_t at, std::size_t n) const;

    std::vector<Debtor> debtors_;
    std::uint32_t years_ = 1;
    Liquidity terms_;
    bool may_be_late_ = false, disputed_ = false;
    std::size_t sum_ = constant_column, withheld_ = constant_column, late_ = constant_column,
                lost_late_ = constant_column, outstanding_ = constant_column;
};

}  // namespace riskpool
