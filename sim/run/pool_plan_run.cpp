// Running a pool on a block: subject loss, cession, yearly settlement, members.
#include <algorithm>

#include "sim/run/pool_plan.hpp"

namespace riskpool {

void PoolPlan::cede(LossBlock const& block, PoolScratch& scratch, std::span<std::vector<double>> columns,
                    std::size_t at, std::span<std::vector<double>> assumed) const {
    const std::size_t n = block.cells.size();
    const auto cells = [&](std::size_t column) { return std::span<double>(columns[column]).subspan(at, n); };
    if (ground_up_ != constant_column) {
        sum_block_rows(block, block.ground_up.empty() ? block.loss : block.ground_up, cells(ground_up_));
    }
    if (insured_loss_ != constant_column) sum_block_rows(block, block.loss, cells(insured_loss_));

    if (!shares_.takes_all()) shares_.take_subject(block, scratch.subject);
    const std::span<double const> subject = subject_of(block, scratch);
    bind_treaty_columns(treaty_ids_, columns, at, n, scratch.outcome);
    scratch.outcome.gross = cells(gross_);
    scratch.outcome.net = cells(net_);
    programme_.cede(block, subject, rows_wanted_, scratch.programme, scratch.outcome, assumed);
    if (gross_event_ != constant_column) {
        largest_events(block, subject, cells(gross_event_));
        largest_events(block, scratch.outcome.net_rows, cells(net_event_));
    }
}

std::span<double const> PoolPlan::subject_of(LossBlock const& block, PoolScratch const& scratch) const {
    return shares_.takes_all() ? std::span<double const>(block.loss) : scratch.subject;
}

void PoolPlan::sum_block_rows(LossBlock const& block, std::span<double const> rows, std::span<double> out) const {
    for (std::size_t cell = 0; cell < block.cells.size(); ++cell) {
        double sum = 0;
        for (std::uint32_t r = block.cell_row_begin(cell); r < block.cell_row_begin(cell + 1); ++r) {
            if (shares_.covers(block.insured[r].index())) sum += rows[r];
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

std::span<double const> PoolPlan::net_due(DefaultFlags const* defaults, PoolScratch& scratch,
                                          std::span<std::vector<double>> columns, std::size_t at) const {
    const std::span<double const> net = scratch.outcome.net;
    if (!recoverables_.given() || defaults == nullptr) return net;
    recoverables_.run(*defaults, scratch.recoverables, columns, at, net.size());
    scratch.net_due.assign(net.begin(), net.end());
    for (std::size_t c = 0; c < net.size(); ++c) scratch.net_due[c] += columns[recoverables_.column()][at + c];
    for (std::size_t c = 0; c < net.size() && recoverables_.may_be_late(); ++c) {
        scratch.net_due[c] += columns[recoverables_.lost_late_column()][at + c];
    }
    return scratch.net_due;
}

void PoolPlan::settle(LossBlock const& block, DefaultFlags const* defaults, PoolScratch& scratch,
                      std::span<std::vector<double>> columns, std::size_t at,
                      std::span<std::vector<double>> assumed) const {
    const std::size_t n = block.cells.size();
    const auto cells = [&](std::size_t column) { return std::span<double>(columns[column]).subspan(at, n); };
    const std::span<double> result = cells(result_);
    scratch.commission.resize(n);
    // From here on `result` is minus the reinstatement premiums and premium adjustments of the year.
    sum_treaty_columns(scratch.outcome, treaty_ids_, columns, at, {cells(recovery_), result, scratch.commission});
    if (settlement_) settlement_->take_lead_fee(scratch.commission);
    const std::span<double const> net = net_due(defaults, scratch, columns, at);
    if (members_) {
        members_->split_losses(block, shares_, subject_of(block, scratch), scratch.outcome.net_rows,
                               scratch.outcome.net, pays_beyond_rows_, scratch.members, columns, at);
        members_->owe(shares_, scratch.outcome.net, net, columns, at);
    }
    std::span<double const> left = net;
    double const* flow = nullptr;
    if (account_.given()) {
        settle_account(block, defaults, net, scratch, columns, at);
        left = scratch.left;
        flow = scratch.flow.data();
    } else if (retained_ != net_) {
        std::copy(net.begin(), net.end(), cells(retained_).begin());
    }
    if (members_ && !account_.by_member()) members_->pay_left(net, left, columns, at);

    const double sure = premium_ - expenses_ - ceded_premium_ + commission_;
    scratch.premium_side.resize(members_ ? n : 0);
    for (std::size_t c = 0; c < n; ++c) {
        const double premium_side = sure + result[c] + scratch.commission[c] + (flow == nullptr ? 0 : flow[c]);
        if (members_) scratch.premium_side[c] = premium_side;
        result[c] = premium_side - left[c];
    }
    if (members_) members_->close(shares_, scratch.premium_side, columns, at);
    if (inward_) inward_->run(block, subject_of(block, scratch), *members_, scratch.inward, columns, at);
    if (defaults_ && defaults != nullptr) {
        defaults_->run(*defaults, *members_, scratch.defaults, columns, at, n);
        for (std::size_t c = 0; c < n; ++c) result[c] += columns[defaults_->shortfall_column()][at + c];
    }
    if (members_ && shares_.final_after() > 0) members_->adjust(shares_, result, columns, at);
    if (lead_) lead_->run(defaults, *members_, defaults_ ? &defaults_->left_columns() : nullptr, columns, at, n);
    if (settlement_) settlement_->run(block, result, scratch.settlement, columns, at);
    if (!own_.empty()) cede_own(block, defaults, scratch, columns, at, assumed);
    for (std::size_t c = 0; c < n && !subsidy_.empty(); ++c) columns[subsidy_id_][at + c] = subsidy_[c % years_];
}

void PoolPlan::settle_account(LossBlock const& block, DefaultFlags const* defaults, std::span<double const> net,
                              PoolScratch& scratch, std::span<std::vector<double>> columns, std::size_t at) const {
    const std::size_t n = block.cells.size();
    const auto cells = [&](std::size_t column) { return std::span<double>(columns[column]).subspan(at, n); };
    scratch.left.resize(n);
    scratch.flow.resize(n);
    scratch.member_loss.clear();
    scratch.member_left.clear();
    scratch.member_call.clear();
    if (account_.by_member() && members_) {
        for (std::size_t m = 0; m < shares_.members(); ++m) {
            scratch.member_loss.emplace_back(cells(members_->payment_column(m)));
            scratch.member_left.emplace_back(cells(members_->payment_column(m)));
            scratch.member_call.emplace_back(cells(members_->call_column(m)));
        }
    }
    const PoolAccountInput input{
        .gross = scratch.outcome.gross,
        .net = net,
        .less_premium = cells(result_),
        .more_commission = scratch.commission,
        .largest_net_event = net_event_ == constant_column ? std::span<double>{} : cells(net_event_),
        .gross_rows = subject_of(block, scratch),
        .net_rows = scratch.outcome.net_rows,
        .member_loss = scratch.member_loss,
        .outstanding = recoverables_.may_be_late() ? cells(recoverables_.outstanding_column()) : std::span<double>{},
        .chance = defaults};
    const PoolAccountOutput output{.left = scratch.left,
                                   .retained = cells(retained_),
                                   .flow = scratch.flow,
                                   .member_left = scratch.member_left,
                                   .member_call = scratch.member_call};
    account_.run(block, input, scratch.account, columns, at, output);
}

void PoolPlan::cede_own(LossBlock const& block, DefaultFlags const* defaults, PoolScratch& scratch,
                        std::span<std::vector<double>> columns, std::size_t at,
                        std::span<std::vector<double>> assumed) const {
    const std::size_t n = block.cells.size();
    for (auto const& own : own_) {
        const std::size_t m = own.member();
        scratch.base_result.resize(n);
        for (std::size_t c = 0; c < n; ++c) {
            scratch.base_result[c] =
                members_ ? columns[members_->result_column(m)][at + c] : shares_.sole_key(m) * columns[result_][at + c];
        }
        own.run(block, scratch.outcome.net_rows, scratch.base_result, defaults, scratch.programme, scratch.buyer,
                columns, at, assumed);
    }
}

}  // namespace riskpool
