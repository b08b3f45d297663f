#include "sim/run/fund_measures.hpp"

namespace riskpool {

namespace {

ColumnDescription on_path(std::string const& party, std::string quantity, std::string about, bool indicator) {
    ColumnDescription column{party, std::move(quantity), std::move(about), Unit::none, Basis::path, indicator};
    column.tailed = false;
    return column;
}

}  // namespace

FundMeasures::FundMeasures(ReserveFund const& fund, std::string const& party, std::uint32_t years,
                           ColumnRegister& columns)
    : opening_(fund.opening),
      years_(years),
      emptied_(columns.add(on_path(party, "emptied", "1 if a need empties it in any year of the trial.", true))),
      until_empty_(columns.add(on_path(
          party, "years_until_empty",
          "Years until a need empties it, that year included; all years of the trial where none does.", false))),
      to_replenish_(columns.add(on_path(party, "years_to_replenish",
                                        "Years from being emptied first until it has its opening balance again, or to "
                                        "the end of the trial; 0 where it is never emptied.",
                                        false))) {
    if (fund.cap < infinity || fund.cap_of_premium < infinity) {
        ColumnDescription at_cap{party,      "at_cap",      "1 if the balance at the end of the year is at its cap.",
                                 Unit::none, Basis::annual, true};
        at_cap.tailed = at_cap.stored = false;
        at_cap_ = columns.add(std::move(at_cap));
    }
    if (!(fund.loan.facility > 0)) return;
    ColumnDescription owed{party, "loan_owed", "What is owed on its loan at the end of the year."};
    owed.tailed = owed.stored = false;
    loan_owed_ = columns.add(std::move(owed));
    loan_outstanding_ =
        columns.add(on_path(party, "loan_outstanding", "1 if its loan is not paid back when the trial ends.", true));
}

void FundMeasures::run(FundState const& state, double cap, std::span<std::vector<double>> columns,
                       std::size_t cell) const {
    const std::size_t year = cell % years_, trial = cell / years_;
    double& emptied = columns[emptied_][trial];
    double& until_empty = columns[until_empty_][trial];
    double& to_replenish = columns[to_replenish_][trial];
    if (year == 0) {
        emptied = to_replenish = 0;
        until_empty = years_;
    }
    // Below 0 while it is being filled again: minus the years so far.
    if (emptied == 0 && state.years_since_empty == 1) {
        emptied = 1;
        until_empty = static_cast<double>(year + 1);
        to_replenish = state.balance < opening_ ? -0.5 : 0;
    } else if (to_replenish < 0) {
        const double waited = static_cast<double>(year + 1) - until_empty;
        to_replenish = state.balance >= opening_ ? waited : -waited;
    }
    if (year + 1 == years_ && to_replenish < 0) to_replenish = static_cast<double>(year + 1) - until_empty;
    if (at_cap_ != constant_column) columns[at_cap_][cell] = state.balance >= cap ? 1 : 0;
    if (loan_owed_ == constant_column) return;
    columns[loan_owed_][cell] = state.loan;
    columns[loan_outstanding_][trial] = state.loan > 0 ? 1 : 0;
}

}  // namespace riskpool
