// Running a pool on a block: subject loss, cession, yearly settlement, members.
#include <algorithm>

#include "sim/run/pool_plan.hpp"

namespace riskpool {

void PoolPlan::run(LossBlock const& block, PoolScratch& scratch, std::span<std::vector<double>> columns, std::size_t at,
                   std::span<std::vector<double>> assumed) const {
    const std::size_t n = block.cells.size();
    const auto cells = [&](std::size_t column) { return std::span<double>(columns[column]).subspan(at, n); };
    if (ground_up_ != constant_column) {
        sum_block_rows(block, block.ground_up.empty() ? block.loss : block.ground_up, cells(ground_up_));
    }
    if (insured_loss_ != constant_column) sum_block_rows(block, block.loss, cells(insured_loss_));

    take_subject(block, scratch);
    const std::span<double const> subject = takes_all_ ? std::span<double const>(block.loss) : scratch.subject;
    bind_treaty_columns(treaty_ids_, columns, at, n, scratch.outcome);
    scratch.outcome.gross = cells(gross_);
    scratch.outcome.net = cells(net_);
    programme_.cede(block, subject, rows_wanted_, scratch.programme, scratch.outcome, assumed);
    if (gross_event_ != constant_column) {
        largest_events(block, subject, cells(gross_event_));
        largest_events(block, scratch.outcome.net_rows, cells(net_event_));
    }
    settle(block, scratch, columns, at);
    if (!one_key_) share_losses(block, subject, scratch, columns, at);
    if (!own_.empty()) cede_own(block, scratch, columns, at, assumed);
}

void PoolPlan::take_subject(LossBlock const& block, PoolScratch& scratch) const {
    if (takes_all_) return;
    scratch.subject.resize(block.rows());
    for (std::size_t r = 0; r < block.rows(); ++r) {
        scratch.subject[r] = block.loss[r] * pool_share_[block.insured[r].index()];
    }
}

void PoolPlan::sum_block_rows(LossBlock const& block, std::span<double const> rows, std::span<double> out) const {
    for (std::size_t cell = 0; cell < block.cells.size(); ++cell) {
        double sum = 0;
        for (std::uint32_t r = block.cell_row_begin(cell); r < block.cell_row_begin(cell + 1); ++r) {
            if (covered_[block.insured[r].index()] != 0) sum += rows[r];
        }
        out[cell] = sum;
    }
}

void PoolPlan::largest_events(LossBlock const& block, std::span<double const> rows, std::span<double> out) const {
    for (std::size_t cell = 0; cell < block.cells.size(); ++cell) {
        double largest = 0;
        for (std::uint32_t e = block.event_begin[cell]; e < block.event_begin[cell + 1]; ++e) {
            if (block.aggregate[e] != 0) continue;  // a yearly sum is no event
            double sum = 0;
            for (std::uint32_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) sum += rows[r];
            largest = std::max(largest, sum);
        }
        out[cell] = largest;
    }
}

void PoolPlan::settle(LossBlock const& block, PoolScratch& scratch, std::span<std::vector<double>> columns,
                      std::size_t at) const {
    ProgrammeOutcome const& outcome = scratch.outcome;
    const std::size_t n = block.cells.size();
    double* result = columns[result_].data() + at;
    scratch.commission.resize(n);
    sum_treaty_columns(outcome, treaty_ids_, columns, at,
                       {{columns[recovery_].data() + at, n}, {result, n}, scratch.commission});
    double const* more_commission = scratch.commission.data();
    const double fixed = premium_ - expenses_ - ceded_premium_ + commission_;
    if (!fund_) {
        for (std::size_t c = 0; c < n; ++c) result[c] += fixed + more_commission[c] - outcome.net[c];
        return;
    }
    const auto column = [&](std::size_t id) { return columns[id].data() + at; };
    double* retained = column(retained_);
    double* accrual = column(fund_ids_.accrual);
    double* interest = column(fund_ids_.interest);
    double* release = column(fund_ids_.release);
    double* refund = column(fund_ids_.refund);
    double* call = column(fund_ids_.call);
    double* shortfall = column(fund_ids_.shortfall);
    double* loan = column(fund_ids_.loan);
    double* loan_repayment = column(fund_ids_.loan_repayment);
    double* balance = column(fund_ids_.balance);
    double* ruined = columns[fund_ids_.ruined].data() + at / years_;
    double const* net_event = net_event_ == constant_column ? nullptr : column(net_event_);
    FundState state{};
    for (std::size_t c = 0; c < n; ++c) {
        if (c % years_ == 0) {
            state = fund_->open();
            ruined[c / years_] = 0;
        }
        // result holds minus the reinstatement premiums and premium adjustments of the year so far.
        const FundYear year{premium_ - ceded_premium_ + result[c], expenses_ - commission_ - more_commission[c],
                            outcome.net[c], net_event == nullptr ? 0 : net_event[c], outcome.gross[c]};
        const FundFlows flows = fund_->settle(state, year);
        retained[c] = outcome.net[c] - flows.need;
        accrual[c] = flows.accrual;
        interest[c] = flows.interest;
        release[c] = flows.release;
        refund[c] = flows.refund;
        call[c] = flows.call;
        shortfall[c] = flows.shortfall;
        loan[c] = flows.loan_drawn;
        loan_repayment[c] = flows.loan_repaid;
        balance[c] = state.balance;
        if (flows.shortfall > 0) ruined[c / years_] = 1;
        const double paid = outcome.net[c] - flows.release - flows.loan_drawn;
        result[c] += fixed + more_commission[c] - paid - flows.accrual - flows.loan_repaid + flows.refund;
    }
}

void PoolPlan::share_losses(LossBlock const& block, std::span<double const> subject, PoolScratch& scratch,
                            std::span<std::vector<double>> columns, std::size_t at) const {
    std::vector<double>& gross = scratch.member_gross;
    std::vector<double>& mine = scratch.member_loss;
    for (std::size_t cell = 0; cell < block.cells.size(); ++cell) {
        gross.assign(members_, 0.0);
        mine.assign(members_, 0.0);
        for (std::uint32_t r = block.cell_row_begin(cell); r < block.cell_row_begin(cell + 1); ++r) {
            const double loss = scratch.outcome.net_rows[r];
            if (subject[r] == 0) continue;
            double const* key = loss_key_.data() + block.insured[r].index() * members_;
            for (std::size_t m = 0; m < members_; ++m) {
                gross[m] += subject[r] * key[m];
                mine[m] += loss * key[m];
            }
        }
        const std::size_t c = at + cell;
        const double net = columns[net_][c];
        if (pays_beyond_rows_) {
            // What covers pay beyond the losses of their rows belongs to members as premium does.
            double rest = net;
            for (std::size_t m = 0; m < members_; ++m) rest -= mine[m];
            for (std::size_t m = 0; m < members_; ++m) mine[m] += premium_key_[m] * rest;
        }
        double left = 1;  // the part of a net loss that members pay, once fund and lender have paid theirs
        double flow = 0;  // accrual, repayment and refund, shared by premium
        if (fund_) {
            if (net > 0) left = (net - columns[fund_ids_.release][c] - columns[fund_ids_.loan][c]) / net;
            flow = columns[fund_ids_.refund][c] - columns[fund_ids_.accrual][c] - columns[fund_ids_.loan_repayment][c];
        }
        double fixed = premium_ - expenses_ - ceded_premium_ + commission_ + flow;
        for (auto const& ids : treaty_ids_) {
            fixed -= columns[ids.reinstatement_premium][c];
            if (!ids.adjusts()) continue;
            fixed += columns[ids.commission_adjustment][c] + columns[ids.profit_commission][c] -
                     columns[ids.premium_adjustment][c];
        }
        for (std::size_t m = 0; m < members_; ++m) {
            columns[member_ids_[m].gross_loss][c] = gross[m];
            columns[member_ids_[m].net_loss][c] = mine[m];
            columns[member_ids_[m].payment][c] = mine[m] * left;
            columns[member_ids_[m].result][c] = premium_key_[m] * fixed - mine[m] * left;
        }
    }
}

void PoolPlan::cede_own(LossBlock const& block, PoolScratch& scratch, std::span<std::vector<double>> columns,
                        std::size_t at, std::span<std::vector<double>> assumed) const {
    const std::size_t n = block.cells.size();
    for (auto const& own : own_) {
        const std::size_t m = own.member();
        scratch.base_result.resize(n);
        for (std::size_t c = 0; c < n; ++c) {
            scratch.base_result[c] =
                one_key_ ? loss_key_[m] * columns[result_][at + c] : columns[member_ids_[m].result][at + c];
        }
        own.run(block, scratch.outcome.net_rows, scratch.base_result, scratch.programme, scratch.buyer, columns, at,
                assumed);
    }
}

}  // namespace riskpool
