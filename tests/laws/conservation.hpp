// Conservation of money in one scenario: whatever treaties, funds and shares, the pool passes on exactly what it takes,
// a fund keeps exactly what is left in it, and results are what the ledger says.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/run/plan.hpp"
#include "sim/treaty/treaty.hpp"

namespace riskpool {

/// The first party of a kind, or that of a name.
inline std::optional<PartyId> find_party(Ledger const& ledger, PartyKind kind, std::string_view name = {}) {
    for (std::size_t i = 0; i < ledger.parties().size(); ++i) {
        if (ledger.parties()[i].kind != kind) continue;
        if (name.empty() || ledger.parties()[i].name == name) return PartyId{i};
    }
    return std::nullopt;
}

/// The column of a party by quantity; null if there is none.
inline std::vector<double> const* find_column(Plan const& plan, std::vector<std::vector<double>> const& columns,
                                              std::string_view party, std::string_view quantity) {
    for (std::size_t k = 0; k < columns.size(); ++k) {
        ColumnDescription const& column = plan.columns()[k];
        if (column.party == party && column.quantity == quantity && column.basis == Basis::annual) return &columns[k];
    }
    return nullptr;
}

/// False if a treaty of the programme may pay more than the loss.
inline bool pays_losses_only(std::vector<Tier> const& programme) {
    bool only = true;
    for (auto const& tier : programme) {
        for (auto const& kind : tier) {
            std::visit(
                [&]<class K>(K const&) {
                    if constexpr (requires { K::indemnity; }) only = only && K::indemnity;
                },
                kind_of(kind));
        }
    }
    return only;
}

/// What one round has met, so that the laws are known to have been tried.
struct Met {
    std::size_t fund = 0, recovery = 0, shortfall = 0, adjustment = 0, retrocession = 0;
    std::set<Reason> reasons;
};

/// True if money for this reason never comes back: a line below 0 would be a wrong sign.
inline bool is_one_way(Reason reason) {
    switch (reason) {
        case Reason::loss_sharing:
        case Reason::grant:
        case Reason::transfer:
        case Reason::surcharge:
        case Reason::claims_cut:
        case Reason::recoupment:
        case Reason::guarantee_premium:
        case Reason::subsidy:
        case Reason::uncollected:
        case Reason::loan:
        case Reason::loan_repayment:
        case Reason::accrual:
        case Reason::release:
        case Reason::withheld:
        case Reason::late_recovery:
        case Reason::advance:
        case Reason::advance_repaid:
        case Reason::sale_loss:
        case Reason::risk_reduction:
        case Reason::refund: return true;
        default: return false;
    }
}

/// What is lent at the end of each year less what is outstanding: 0 in every year, if the bridge is sound.
inline std::vector<double> lent_beyond_outstanding(Plan const& plan, std::vector<std::vector<double>> const& columns,
                                                   std::vector<ReserveFund> const& funds, std::uint32_t years) {
    auto const* outstanding = find_column(plan, columns, "P", "outstanding");
    if (outstanding == nullptr) return {};
    std::vector<double> lent(outstanding->size(), 0.0);
    const auto add = [&](std::string const& party, std::string const& who) {
        auto const* out = find_column(plan, columns, party, who + "advance");
        auto const* back = find_column(plan, columns, party, who + "advance_repaid");
        for (std::size_t c = 0; c < lent.size() && out != nullptr; ++c) lent[c] += (*out)[c] - (*back)[c];
    };
    add("P", "member_");
    add("P", "lender_");
    for (auto const& fund : funds) add("P " + (fund.name.empty() ? "fund" : fund.name), "");
    for (std::size_t c = 0; c < lent.size(); ++c) {
        if (c % years != 0) lent[c] += lent[c - 1];
    }
    for (std::size_t c = 0; c < lent.size(); ++c) lent[c] -= (*outstanding)[c];
    return lent;
}

/// Money of one random pool, over a few trials. The text says what is wrong; empty if nothing is.
inline std::string check_conservation(Scenario const& scenario, std::uint64_t seed, Met& met) {
    const Plan plan(scenario, seed);
    constexpr std::uint32_t trials = 4;
    const std::size_t cells = std::size_t{trials} * scenario.years;
    std::vector<std::vector<double>> columns;
    for (auto const& column : plan.columns()) columns.emplace_back(column.basis == Basis::path ? trials : cells);
    BlockScratch scratch = plan.make_scratch();
    plan.run_block({0, trials, scenario.years}, scratch, columns, 0);

    Ledger const& ledger = plan.ledger();
    const PartyId pool = *find_party(ledger, PartyKind::pool);
    auto const* gross = find_column(plan, columns, "P", "gross_loss");
    auto const* net = find_column(plan, columns, "P", "net_loss");
    std::vector<ReserveFund> const funds = scenario.pools[0].funds();
    const std::vector<double> lent = lent_beyond_outstanding(plan, columns, funds, scenario.years);
    const bool indemnity = pays_losses_only(scenario.pools[0].programme);
    for (std::size_t cell = 0; cell < cells; ++cell) {
        double size = 1;
        for (auto const& line : ledger.lines()) {
            size += std::abs(line.amount(columns, cell));
            met.adjustment += line.reason == Reason::premium_adjustment && line.amount(columns, cell) != 0 ? 1U : 0U;
        }
        const double tolerance = 1e-11 * size;
        if (std::abs(ledger.balance(pool, columns, cell)) > tolerance) return "the pool keeps money";
        if (indemnity && (*net)[cell] < -tolerance) return "more is recovered than lost";
        if ((*net)[cell] > (*gross)[cell] + tolerance) return "less than nothing is recovered";
        if (!lent.empty() && std::abs(lent[cell]) > tolerance) return "more or less is lent than is outstanding";
        met.recovery += (*gross)[cell] > (*net)[cell] ? 1U : 0U;
        for (auto const& fund : funds) {
            const std::string name = "P " + (fund.name.empty() ? "fund" : fund.name);
            auto const& balance = *find_column(plan, columns, name, "balance");
            ++met.fund;
            met.shortfall += (*find_column(plan, columns, name, "shortfall"))[cell] > 0 ? 1U : 0U;
            const double before = cell % scenario.years == 0 ? fund.opening : balance[cell - 1];
            const double kept = ledger.balance(*find_party(ledger, PartyKind::fund, name), columns, cell);
            if (std::abs(balance[cell] - before - kept) > tolerance) return name + " loses money";
            if (balance[cell] < 0) return name + " owes money";
        }
        for (auto const& line : ledger.lines()) {
            const double amount = line.amount(columns, cell);
            if (is_one_way(line.reason) && amount < -tolerance) {
                return std::string(choice_name(line.reason)) + " runs backwards";
            }
            if (amount > 0) met.reasons.insert(line.reason);
        }
        // Results by party are what the ledger says that it received less what it paid.
        for (std::size_t k = 0; k < columns.size(); ++k) {
            ColumnDescription const& column = plan.columns()[k];
            if (column.quantity != "result" || column.party == "P") continue;
            for (std::size_t p = 0; p < ledger.parties().size(); ++p) {
                const PartyKind kind = ledger.parties()[p].kind;
                if (kind != PartyKind::member && kind != PartyKind::reinsurer) continue;
                if (ledger.parties()[p].name != column.party) continue;
                bool own = false;
                for (auto const& each : scenario.pools[0].member_reinsurance) own = own || each.member == column.party;
                if (own && !column.measured) continue;
                const double owed = ledger.balance(PartyId{p}, columns, cell);
                if (std::abs(columns[k][cell] - owed) > tolerance) return column.party + "'s result is not its money";
            }
        }
        for (auto const& rows : scratch.assumed) {
            for (const double row : rows) met.retrocession += row > 0 ? 1U : 0U;
        }
    }
    return {};
}

}  // namespace riskpool
