// A pool's account of one block, year by year: loss sharing, then funds, then backstops.
#include <algorithm>
#include <variant>

#include "sim/run/pool_account.hpp"

namespace riskpool {

namespace {

/// The loss of each event of a cell, from its rows. A yearly sum is no event.
void sum_events(LossBlock const& block, std::span<double const> rows, std::size_t cell, std::vector<double>& events) {
    events.clear();
    for (std::uint32_t e = block.event_begin[cell]; e < block.event_begin[cell + 1]; ++e) {
        if (block.aggregate[e] != 0) continue;
        double sum = 0;
        for (std::uint32_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) sum += rows[r];
        events.push_back(sum);
    }
}

/// Money for all members alike takes the same part off what each of them has open.
void pay(std::vector<double>& open, double amount) {
    if (!(amount > 0)) return;
    double sum = 0;
    for (const double each : open) sum += each;
    const double left = sum > amount ? (sum - amount) / sum : 0;
    for (double& each : open) each *= left;
}

}  // namespace

void PoolAccount::run(LossBlock const& block, PoolAccountInput const& input, PoolAccountScratch& scratch,
                      std::span<std::vector<double>> columns, std::size_t at, PoolAccountOutput const& output) const {
    const std::size_t members = output.member_left.size();
    scratch.funds.resize(fund_ids_.size());
    scratch.fund_flows.resize(fund_ids_.size());
    scratch.backstops.resize(backstop_ids_.size());
    scratch.open.resize(members);
    scratch.called.resize(members);
    scratch.by_member.resize(members);
    scratch.caps.resize(fund_ids_.size());
    if (draws_returns_) draw_returns(input, block.cells.size(), scratch);
    for (std::size_t c = 0; c < block.cells.size(); ++c) {
        const std::size_t cell = at + c;
        if (c % years_ == 0) {
            chain_.open(scratch.funds);
            std::fill(scratch.backstops.begin(), scratch.backstops.end(), BackstopState{});
            scratch.term_loss = 0;
        }
        for (std::size_t m = 0; m < members; ++m) scratch.open[m] = input.member_loss[m][c];
        std::fill(scratch.called.begin(), scratch.called.end(), 0.0);

        const bool by_term = sharing_ && sharing_->term() > 1;
        double shared = 0, of_term = 0;
        if (by_term) {
            scratch.term_loss += input.net[c];
            const bool ends = (c % years_ + 1) % sharing_->term() == 0;
            of_term = share_losses(ends ? scratch.term_loss : 0, scratch, columns, cell);
            if (ends) scratch.term_loss = 0;
        } else if (sharing_) {
            shared = share_losses(input.net[c], scratch, columns, cell);
        }
        const double net = input.net[c] - shared;
        const FundYear year{terms_.retained_premium + input.less_premium[c],
                            terms_.expenses - input.more_commission[c],
                            net,
                            input.largest_net_event.empty() ? 0 : input.largest_net_event[c],
                            input.gross[c],
                            terms_.sum_insured};
        Rest rest{.unpaid = net, .flow = of_term};
        for (std::size_t k = 0; k < scratch.returns.size() && draws_returns_; ++k) {
            if (returns_[k]) scratch.funds[k].year_return = scratch.returns[k][c];
        }
        if (!fund_ids_.empty()) settle_funds(year, scratch, columns, cell, rest);
        pay(scratch.open, shared + (net - rest.unpaid));
        if (!backstop_ids_.empty()) {
            if (needs_events()) {
                sum_events(block, input.gross_rows, c, scratch.gross_events);
                sum_events(block, input.net_rows, c, scratch.net_events);
            }
            settle_backstops({.unfunded = rest.unfunded,
                              .unpaid = rest.unpaid,
                              .gross_loss = input.gross[c],
                              .net_loss = net,
                              .gross_premium = terms_.premium,
                              .prior_premium = terms_.premium,
                              .inflow = std::max(year.premium - year.expenses - net, 0.0),
                              .insureds = terms_.insureds,
                              .years_before = static_cast<std::uint32_t>(c % years_),
                              .gross_events = scratch.gross_events,
                              .net_events = scratch.net_events,
                              .member_share = terms_.years[c % years_].member_share,
                              .member_capital = terms_.member_capital,
                              .member_loss = {},
                              .member_prior_premium = terms_.years[c % years_].member_premium},
                             scratch, columns, cell, rest);
        }
        if (bridge_) {
            rest.flow -=
                bridge_->run(input.outstanding[c], c % years_ == 0, scratch.funds, scratch.bridge, columns, cell);
            for (std::size_t k = 0; k < fund_ids_.size(); ++k) {
                columns[fund_ids_[k].balance][cell] = scratch.funds[k].balance;
            }
        }
        if (unfunded_ != constant_column) {
            columns[unfunded_][cell] = rest.unfunded;
            double& unfunded_ever = columns[unfunded_ever_][cell / years_];
            if (c % years_ == 0) unfunded_ever = 0;
            if (rest.unfunded > 0) unfunded_ever = 1;
        }
        output.left[c] = rest.unpaid + rest.call + rest.called;
        output.retained[c] = rest.unpaid - rest.unfunded;
        output.flow[c] = rest.flow;
        for (std::size_t m = 0; m < members; ++m) {
            output.member_left[m][c] = scratch.open[m];
            output.member_call[m][c] = scratch.called[m] + rest.call * terms_.years[c % years_].member_share[m];
        }
    }
}

void PoolAccount::draw_returns(PoolAccountInput const& input, std::size_t n, PoolAccountScratch& scratch) const {
    DefaultFlags const& chance = *input.chance;
    scratch.returns.resize(returns_.size());
    scratch.uniform.resize(n);
    for (std::size_t k = 0; k < returns_.size(); ++k) {
        if (!returns_[k]) continue;
        chance.chance->fill(chance.cells, chance.seed, ChanceOf::fund_return, chance_number(fund_ids_[k].party),
                            scratch.uniform);
        scratch.returns[k].resize(n);
        std::visit(
            [&](auto const& kind) {
                for (std::size_t c = 0; c < n; ++c) {
                    const auto place = static_cast<std::uint32_t>(c % years_) % kind.block();
                    scratch.returns[k][c] = kind.rate(scratch.uniform[c - place], place, chance.stressed[c] != 0);
                }
            },
            *returns_[k]);
    }
}

double PoolAccount::share_losses(double net, PoolAccountScratch& scratch, std::span<std::vector<double>> columns,
                                 std::size_t cell) const {
    // What parties pay in a year depends on its total alone, so that its losses need not be shared one by one.
    scratch.totals.assign(sharing_->totals(), 0.0);
    scratch.shared.resize(sharing_ids_.size());
    sharing_->share(std::max(net, 0.0), scratch.totals, scratch.shared);
    double sum = 0;
    for (std::size_t k = 0; k < sharing_ids_.size(); ++k) {
        if (sharing_ids_[k] == constant_column) continue;
        columns[sharing_ids_[k]][cell] = scratch.shared[k];
        sum += scratch.shared[k];
    }
    return sum;
}

void PoolAccount::settle_funds(FundYear const& year, PoolAccountScratch& scratch,
                               std::span<std::vector<double>> columns, std::size_t cell, Rest& rest) const {
    for (std::size_t k = 0; k < fund_ids_.size(); ++k) scratch.caps[k] = chain_.cap(k, scratch.funds[k], year);
    const FundFlows all = chain_.settle(scratch.funds, year, scratch.fund_flows);
    for (std::size_t k = 0; k < fund_ids_.size(); ++k) {
        FundIds const& ids = fund_ids_[k];
        FundFlows const& flows = scratch.fund_flows[k];
        columns[ids.accrual][cell] = flows.accrual;
        columns[ids.interest][cell] = flows.interest;
        columns[ids.release][cell] = flows.release;
        columns[ids.refund][cell] = flows.refund;
        columns[ids.call][cell] = flows.call;
        columns[ids.shortfall][cell] = flows.shortfall;
        columns[ids.loan][cell] = flows.loan_drawn;
        columns[ids.loan_repayment][cell] = flows.loan_repaid;
        columns[ids.balance][cell] = scratch.funds[k].balance;
        if (ids.grant != constant_column) columns[ids.grant][cell] = flows.grant;
        if (ids.levied != constant_column) columns[ids.levied][cell] = flows.levied;
        if (ids.sale_loss != constant_column) columns[ids.sale_loss][cell] = flows.sale_loss;
        if (ids.transfer_in != constant_column) columns[ids.transfer_in][cell] = flows.transfer_in;
        double& ruined = columns[ids.ruined][cell / years_];
        if (cell % years_ == 0) ruined = 0;
        if (flows.shortfall > 0) ruined = 1;
        fund_measures_[k].run(scratch.funds[k], scratch.caps[k], columns, cell);
    }
    rest.unpaid -= all.release + all.loan_drawn + all.call;
    rest.unfunded = all.shortfall;
    rest.flow += all.refund - all.accrual - all.loan_repaid;
    rest.call = all.call;
}

void PoolAccount::settle_backstops(BackstopYear year, PoolAccountScratch& scratch,
                                   std::span<std::vector<double>> columns, std::size_t cell, Rest& rest) const {
    year.member_loss = scratch.open;
    for (std::size_t k = 0; k < backstop_ids_.size(); ++k) {
        BackstopKinds const& kind = backstops_.kind(k);
        const BackstopFlows flows =
            std::visit([&](auto const& each) { return each.settle(scratch.backstops[k], year); }, kind);
        if (auto const* call = std::get_if<MemberCall>(&kind)) {
            if (!scratch.open.empty()) call->split(year, scratch.by_member);
            for (std::size_t m = 0; m < scratch.open.size(); ++m) scratch.called[m] += scratch.by_member[m];
            pay(scratch.open, flows.called);
            rest.called += flows.called;
        } else if (auto const* federal = std::get_if<FederalShare>(&kind)) {
            if (!scratch.open.empty()) federal->split(year, scratch.by_member);
            pay(scratch.open, flows.claims_cut);
            for (std::size_t m = 0; m < scratch.open.size(); ++m) {
                scratch.open[m] -= std::min(scratch.by_member[m], std::max(scratch.open[m], 0.0));
            }
        } else {
            pay(scratch.open, flows.paid());
        }
        rest.flow -= flows.repaid + flows.guarantee_premium;
        year.inflow = std::max(year.inflow - flows.repaid, 0.0);
        rest.unpaid -= flows.paid();  // below 0 where covers paid more than the losses
        year = after(year, flows);

        BackstopIds const& ids = backstop_ids_[k];
        const auto write = [&](std::size_t column, double amount) {
            if (column != constant_column) columns[column][cell] = amount;
        };
        write(ids.granted, flows.granted);
        write(ids.lent, flows.lent);
        write(ids.called, flows.called);
        write(ids.surcharged, flows.surcharged);
        write(ids.claims_cut, flows.claims_cut);
        write(ids.repaid, flows.repaid);
        write(ids.written_off, flows.written_off);
        write(ids.recouped, flows.recouped);
        write(ids.advanced, flows.advanced);
        write(ids.collected, flows.collected);
        write(ids.owed, scratch.backstops[k].owed);
    }
    rest.unfunded = year.unfunded;
}

}  // namespace riskpool
