#include "sim/run/explain_pool.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/io/text_table.hpp"
#include "sim/run/buyer_plan.hpp"

namespace riskpool {

namespace {

/// The names of a tier's treaties, of the programme's from `first` on.
std::string tier_name(Programme const& programme, std::size_t first, std::size_t count) {
    std::string name;
    for (std::size_t k = first; k < first + count; ++k) name += (name.empty() ? "" : " + ") + programme.treaty(k).name;
    return name;
}

/// A programme's answer to one block.
struct Answer {
    std::vector<double> rows;  // what is left of each row by treaties that answer by event or risk
    std::vector<double> net;   // per cell, what all of them leave
};

Answer answer(Scenario const& scenario, std::vector<Tier> const& tiers, PoolPlan const& plan, LossBlock const& block,
              std::span<double const> subject) {
    std::vector<double> premium;
    for (std::size_t i = 0; i < scenario.insureds.list.size(); ++i) {
        premium.push_back(plan.pool_share()[i] * scenario.insureds.list[i].premium);
    }
    const Programme programme(tiers, {scenario.insureds.list, plan.pool_share(), premium}, source_causes(scenario));
    ProgrammeScratch scratch;
    ProgrammeOutcome outcome;
    std::vector<std::vector<double>> columns(2 + 7 * programme.treaties(), std::vector(block.cells.size(), 0.0));
    outcome.gross = columns[0];
    outcome.net = columns[1];
    for (std::size_t k = 0; k < programme.treaties(); ++k) {
        auto* of = columns.data() + 2 + 7 * k;
        outcome.treaties.push_back({of[0], of[1], of[2], of[3], of[4], of[5], of[6]});
    }
    programme.cede(block, subject, true, scratch, outcome);
    return {std::move(outcome.net_rows), std::move(columns[1])};
}

double sum_of_event(LossBlock const& block, std::vector<double> const& rows, std::uint32_t event) {
    double sum = 0;
    for (std::uint32_t r = block.row_begin[event]; r < block.row_begin[event + 1]; ++r) sum += rows[r];
    return sum;
}

double sum_of_year(LossBlock const& block, std::vector<double> const& rows, std::size_t year) {
    double sum = 0;
    for (std::uint32_t r = block.cell_row_begin(year); r < block.cell_row_begin(year + 1); ++r) sum += rows[r];
    return sum;
}

}  // namespace

PoolEvents::PoolEvents(Scenario const& scenario, Pool const& pool, PoolPlan const& plan, LossBlock const& block,
                       std::span<double const> subject) {
    rows_.emplace_back(subject.begin(), subject.end());
    std::vector<double> before(block.cells.size());
    for (std::size_t year = 0; year < before.size(); ++year) before[year] = sum_of_year(block, rows_[0], year);
    std::vector<Tier> tiers;
    std::size_t first = 0;
    for (auto const& tier : pool.programme) {
        tiers.push_back(tier);
        tiers_.push_back(tier_name(plan.programme(), first, tier.size()));
        first += tier.size();
        Answer next = answer(scenario, tiers, plan, block, subject);
        std::vector<double> besides(before.size());
        for (std::size_t year = 0; year < before.size(); ++year) {
            const double by_event = sum_of_year(block, rows_.back(), year) - sum_of_year(block, next.rows, year);
            besides[year] = before[year] - next.net[year] - by_event;
        }
        before = std::move(next.net);
        rows_.push_back(std::move(next.rows));
        whole_year_.push_back(std::move(besides));
    }
}

std::string PoolEvents::text(LossBlock const& block, std::uint32_t year, MoneyScale const& scale) const {
    if (tiers_.empty()) return {};
    std::vector<std::string> header{"event", "pool's part"};
    header.insert(header.end(), tiers_.begin(), tiers_.end());
    header.emplace_back("left");
    TextTable table(header);
    for (std::uint32_t e = block.event_begin[year]; e < block.event_begin[year + 1]; ++e) {
        const double part = sum_of_event(block, rows_.front(), e);
        if (part == 0) continue;
        std::vector<std::string> row{
            block.aggregate[e] != 0 ? std::string("year") : std::to_string(e - block.event_begin[year] + 1),
            money_text(part, scale)};
        for (std::size_t t = 0; t < tiers_.size(); ++t) {
            row.push_back(money_text(sum_of_event(block, rows_[t], e) - sum_of_event(block, rows_[t + 1], e), scale));
        }
        row.push_back(money_text(sum_of_event(block, rows_.back(), e), scale));
        table.add(std::move(row));
    }
    double left = sum_of_year(block, rows_.back(), year);
    std::vector<std::string> rest{"beyond events", ""};
    bool any = false;
    for (auto const& tier : whole_year_) {
        const bool nothing = std::abs(tier[year]) <= 1e-9 * std::abs(left + tier[year]);
        any = any || !nothing;
        rest.push_back(nothing ? "" : money_text(tier[year], scale));
        left -= tier[year];
    }
    rest.push_back(money_text(left, scale));
    if (any) table.add(std::move(rest));
    return table.empty() ? std::string() : table.text();
}

std::string party_table(Plan const& plan, PartyKind kind, std::string const& heading,
                        std::span<std::vector<double> const> columns, std::size_t year, MoneyScale const& scale) {
    Ledger const& ledger = plan.ledger();
    std::vector<Reason> reasons;
    const auto place = [&](Reason reason) {
        return static_cast<std::size_t>(std::find(reasons.begin(), reasons.end(), reason) - reasons.begin());
    };
    const auto mine = [&](PartyId party) { return ledger.parties()[party.index()].kind == kind; };
    for (auto const& line : ledger.lines()) {
        if (!mine(line.payer) && !mine(line.payee)) continue;
        if (line.amount(columns, year) != 0 && place(line.reason) == reasons.size()) reasons.push_back(line.reason);
    }
    std::vector<std::string> header{heading};
    for (const Reason reason : reasons) {
        std::string words(choice_name(reason));
        std::replace(words.begin(), words.end(), '_', ' ');
        header.push_back(std::move(words));
    }
    header.emplace_back("gains");
    TextTable table(header);
    for (std::size_t p = 0; p < ledger.parties().size(); ++p) {
        if (ledger.parties()[p].kind != kind) continue;
        std::vector<double> sums(reasons.size() + 1, 0.0);
        bool any = false;
        for (auto const& line : ledger.lines()) {
            const double sign = (line.payee == PartyId{p} ? 1 : 0) - (line.payer == PartyId{p} ? 1 : 0);
            const double amount = sign * line.amount(columns, year);
            if (amount == 0) continue;
            any = true;
            sums[place(line.reason)] += amount;
            sums.back() += amount;
        }
        if (!any) continue;
        std::vector<std::string> row{ledger.parties()[p].name};
        for (const double sum : sums) row.push_back(sum == 0 ? "" : money_text(sum, scale));
        table.add(std::move(row));
    }
    return table.empty() ? std::string() : table.text();
}

}  // namespace riskpool
