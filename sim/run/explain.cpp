#include "sim/run/explain.hpp"

#include <fmt/format.h>

#include <utility>

#include "sim/io/money.hpp"
#include "sim/io/text_table.hpp"
#include "sim/run/explain_pool.hpp"
#include "sim/run/plan.hpp"

namespace riskpool {

namespace {

class Explanation {
public:
    Explanation(Scenario const& scenario, std::uint64_t seed, std::uint64_t trial)
        : scenario_(scenario), plan_(scenario, seed, true), trial_(trial), scratch_(plan_.make_scratch()) {
        columns_.resize(plan_.columns().size());
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            columns_[k].resize(plan_.columns()[k].basis == Basis::path ? 1 : scenario.years);
        }
        plan_.run_block({trial, 1, scenario.years}, scratch_, columns_, 0);
        for (std::size_t p = 0; p < scenario.pools.size(); ++p) {
            PoolPlan const& pool = plan_.pools()[p];
            pools_.emplace_back(scenario, scenario.pools[p], pool, scratch_.block,
                                pool.subject_of(scratch_.block, scratch_.pools[p]));
        }
        double largest = 0;
        for (auto const& column : columns_) {
            for (const double x : column) largest = std::max(largest, std::abs(x));
        }
        scale_ = choose_scale(largest);
    }

    std::string write() {
        text_ = fmt::format("{}, trial {}, seed {}; money in {} {}\n", scenario_.name, trial_, plan_.seed(),
                            scale_.name, scenario_.currency);
        for (std::uint32_t year = 0; year < scenario_.years; ++year) write_year(year);
        return std::move(text_);
    }

private:
    void write_year(std::uint32_t year) {
        LossBlock const& block = scratch_.block;
        text_ += fmt::format("\nYear {}\n", year + 1);
        TextTable events({"event", "day", "source", "insured", "ground-up loss", "insured loss"});
        for (std::uint32_t e = block.event_begin[year]; e < block.event_begin[year + 1]; ++e) {
            for (std::uint32_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) {
                const bool first = r == block.row_begin[e];
                const double ground_up = block.ground_up.empty() ? block.loss[r] : block.ground_up[r];
                if (ground_up == 0) continue;
                events.add({first ? std::to_string(e - block.event_begin[year] + 1) : "",
                            !first                    ? ""
                            : block.aggregate[e] != 0 ? "year"
                            : block.time.empty()      ? "-"
                                                 : fmt::format("{:.0f}", 365 * static_cast<double>(block.time[e]) + 1),
                            first ? std::string(scenario_.sources[block.source[e].index()].name()) : "",
                            scenario_.insureds.list[block.insured[r].index()].name, money_text(ground_up, scale_),
                            money_text(block.loss[r], scale_)});
            }
        }
        text_ += events.empty() ? "  no events\n" : events.text();

        for (std::size_t p = 0; p < pools_.size(); ++p) {
            const std::string text = pools_[p].text(block, year, scale_);
            if (!text.empty())
                text_ += fmt::format(
                    "\n  {}: treaties by event (what a treaty pays on the year's total is spread over its events)\n{}",
                    scenario_.pools[p].name, text);
        }

        TextTable figures({"party", "quantity", "amount"});
        for (std::size_t k = 0; k < columns_.size(); ++k) {
            ColumnDescription const& column = plan_.columns()[k];
            if (column.basis == Basis::path && year + 1 < scenario_.years) continue;
            const double x = columns_[k][column.basis == Basis::path ? 0 : year];
            if (x == 0) continue;
            std::string quantity = column.quantity;
            if (column.basis == Basis::occurrence) quantity += " of the largest event";
            figures.add(
                {column.party, quantity, column.unit == Unit::money ? money_text(x, scale_) : fmt::format("{:g}", x)});
        }
        text_ += figures.empty() ? "" : '\n' + figures.text();

        TextTable transfers({"payer", "payee", "reason", "amount"});
        for (auto const& line : plan_.ledger().lines()) {
            const double amount = line.amount(columns_, year);
            if (amount == 0) continue;
            transfers.add({plan_.ledger().parties()[line.payer.index()].name,
                           plan_.ledger().parties()[line.payee.index()].name, std::string(choice_name(line.reason)),
                           money_text(amount, scale_)});
        }
        text_ += transfers.empty() ? "" : '\n' + transfers.text();
        for (auto const& [kind, heading] : {std::pair{PartyKind::member, "members get and pay"},
                                            std::pair{PartyKind::reinsurer, "reinsurers get and pay"},
                                            std::pair{PartyKind::fund, "funds get and pay"},
                                            std::pair{PartyKind::state, "the state gets and pays"}}) {
            const std::string text = party_table(plan_, kind, heading, columns_, year, scale_);
            if (!text.empty()) text_ += '\n' + text;
        }
    }

    Scenario const& scenario_;
    Plan plan_;
    std::uint64_t trial_;
    BlockScratch scratch_;
    std::vector<std::vector<double>> columns_;
    std::vector<PoolEvents> pools_;
    MoneyScale scale_;
    std::string text_;
};

}  // namespace

std::string explain_trial(Scenario const& scenario, std::uint64_t seed, std::uint64_t trial) {
    return Explanation(scenario, seed, trial).write();
}

}  // namespace riskpool
