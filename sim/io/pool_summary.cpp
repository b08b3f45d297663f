#include "sim/io/pool_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "sim/check/yearly_limit.hpp"
#include "sim/io/summary_figures.hpp"
#include "sim/io/text_table.hpp"

namespace riskpool {

namespace {

constexpr std::array<std::string_view, 8> backstop_quantities{"granted",    "lent",       "repaid",      "called",
                                                              "surcharged", "claims_cut", "written_off", "recouped"};

bool is_backstop_quantity(std::string_view quantity) {
    return std::find(backstop_quantities.begin(), backstop_quantities.end(), quantity) != backstop_quantities.end();
}

std::string use(double of_limit) {
    return of_limit >= most_use ? "no capital left" : fmt::format("{:.4g}", of_limit);
}

class PoolSummary {
public:
    PoolSummary(ResultTables const& tables, MoneyScale const& scale)
        : t_(tables), scale_(scale), figures_(tables, scale), level_(figures_.highest_level()) {}

    std::string write() {
        backstops();
        state();
        default_of_reinsurers();
        default_of_members();
        limits();
        unplaced();
        return std::move(out_);
    }

private:
    /// What capacities leave with insureds, the largest parts first.
    void unplaced() {
        std::vector<MetricRow const*> rows;
        for (auto const& row : t_.metrics) {
            if (row.metric == "unplaced") rows.push_back(&row);
        }
        if (rows.empty()) return;
        std::stable_sort(rows.begin(), rows.end(), [](auto const* a, auto const* b) { return a->value > b->value; });
        constexpr std::size_t told = 10;
        TextTable table({"Beyond members' capacities", "pool", "part that stays with the insured"});
        for (std::size_t k = 0; k < std::min(told, rows.size()); ++k) {
            table.add({rows[k]->quantity, rows[k]->party, fmt::format("{:.3g} %", 100 * rows[k]->value)});
        }
        out_ += '\n' + table.text();
        if (rows.size() > told) out_ += fmt::format("  and {} more\n", rows.size() - told);
    }

    std::string amount(double value, double error) const {
        if (!(error > 0)) return money_text(value, scale_);
        return money_text(value, scale_) + " ± " + money_text(error, scale_);
    }
    std::string mean(std::string_view party, std::string_view quantity) const {
        return figures_.estimate(figures_.find("aal", party, quantity));
    }
    std::string tvar(std::string_view party, std::string_view quantity) const {
        return figures_.estimate(figures_.find_at("tvar", party, quantity, level_));
    }
    /// A table with a column of tails if the run has any.
    TextTable table_with_tail(std::vector<std::string> header) const {
        if (level_ > 0) header.push_back(fmt::format("TVaR {:g} %", 100 * level_));
        return TextTable(std::move(header));
    }
    void add_with_tail(TextTable& table, std::vector<std::string> cells, std::string tail) const {
        if (level_ > 0) cells.push_back(std::move(tail));
        table.add(std::move(cells));
    }
    void add_yearly(TextTable& table, std::string name, MetricRow const& row) const {
        add_with_tail(table, {std::move(name), amount(row.value, row.standard_error)}, tvar(row.party, row.quantity));
    }
    void append(TextTable const& table) {
        if (!table.empty()) out_ += '\n' + table.text();
    }

    void backstops() {
        TextTable table = table_with_tail({"What stands behind the funds", "mean per year"});
        for (auto const& row : t_.metrics) {
            if (row.metric == "aal" && is_backstop_quantity(row.quantity))
                add_yearly(table, row.party + ": " + words(row.quantity), row);
        }
        const std::vector<std::string> pools = figures_.parties_of("pool");
        for (auto const& pool : pools) {
            const std::string name = pools.size() > 1 ? pool + ": " : "";
            if (MetricRow const* row = figures_.find("aal", pool, "unfunded"))
                add_yearly(table, name + "paid by nobody but members", *row);
            if (MetricRow const* row = figures_.find("probability", pool, "unfunded_ever", "path"))
                add_with_tail(
                    table, {fmt::format("{}ever in {} years", name, t_.years), SummaryFigures::probability(row)}, "");
        }
        append(table);
    }

    /// What it pays counts as cost, what it is paid lowers it.
    void state() {
        struct Line {
            std::string party, reason;
            double cost = 0, error = 0;
        };
        std::vector<Line> lines;
        const auto add = [&](std::string const& party, TransferRow const& row, double sign) {
            auto at = std::find_if(lines.begin(), lines.end(),
                                   [&](Line const& line) { return line.party == party && line.reason == row.reason; });
            if (at == lines.end()) at = lines.insert(at, {party, row.reason, 0, 0});
            at->cost += sign * row.mean;
            // The error of a sum is at most the sum of errors, however its parts depend on each other.
            if (row.standard_error > 0) at->error += row.standard_error;
        };
        for (auto const& row : t_.transfers) {
            if (row.payer_kind == "state") add(row.payer, row, 1);
            if (row.payee_kind == "state") add(row.payee, row, -1);
        }
        const std::vector<std::string> states = figures_.parties_of("state");
        TextTable table = table_with_tail({"State in a mean year", "cost"});
        for (auto const& state : states) {
            const std::string name = states.size() > 1 ? state + ": " : "";
            for (auto const& line : lines) {
                if (line.party == state)
                    add_with_tail(table, {name + words(line.reason), amount(line.cost, line.error)}, "");
            }
            if (MetricRow const* row = figures_.find("aal", state, "fiscal_cost"))
                add_yearly(table, name + "fiscal cost", *row);
        }
        append(table);
    }

    /// Of each reinsurer, and of pools and others that buy from several of them.
    void default_of_reinsurers() {
        TextTable table = table_with_tail({"Default of reinsurers", "assumed loss", "uncollected"});
        for (auto const& row : t_.metrics) {
            const bool fails = row.quantity == "left_unpaid";
            if (row.metric != "aal" || (!fails && row.quantity != "uncollected")) continue;
            add_with_tail(table,
                          {fails ? row.party : "all that " + row.party + " buys", mean(row.party, "assumed_loss"),
                           amount(row.value, row.standard_error)},
                          tvar(row.party, row.quantity));
        }
        append(table);
    }

    void default_of_members() {
        TextTable table = table_with_tail({"Default of members (below 0: pays for others)", "mean per year"});
        const std::array<std::pair<std::string_view, std::string_view>, 3> quantities{
            {{"default_loss", ": left of its part"},
             {"borne_by_lead", ": borne by the lead"},
             {"unpaid_claims", ": not paid to insureds"}}};
        for (auto const& [quantity, name] : quantities) {
            for (auto const& row : t_.metrics) {
                if (row.metric == "aal" && row.quantity == quantity)
                    add_yearly(table, row.party + std::string(name), row);
            }
        }
        append(table);
    }

    /// What is known of one limit of one party.
    struct Limit {
        MetricRow const* breach = nullptr;      // in any year
        MetricRow const* worst_year = nullptr;  // the first of equals
        MetricRow const* worst_use = nullptr;
        MetricRow const* exact_use = nullptr;  // the greatest
        MetricRow const* broken = nullptr;     // the same of those that are breached; a lead may lack a rating alone
        std::size_t times_broken = 0;
    };

    void limits() {
        std::vector<std::pair<std::string, Limit>> limits;
        for (auto const& row : t_.metrics) {
            const bool of_law =
                row.metric == "breach_probability" || row.metric == "worst_use" || row.metric == "use_of_limit";
            if (!of_law) continue;
            const std::string name = row.party + ": " + words(row.quantity);
            auto at =
                std::find_if(limits.begin(), limits.end(), [&](auto const& limit) { return limit.first == name; });
            if (at == limits.end()) at = limits.insert(at, {name, {}});
            Limit& limit = at->second;
            const auto greatest = [&](MetricRow const*& kept) {
                if (kept == nullptr || row.value > kept->value) kept = &row;
            };
            if (row.metric == "worst_use") greatest(limit.worst_use);
            if (row.metric == "breach_probability") greatest(row.basis == "path" ? limit.breach : limit.worst_year);
            if (row.metric == "use_of_limit") {
                greatest(limit.exact_use);
                if (row.warning.empty()) continue;
                greatest(limit.broken);
                ++limit.times_broken;
            }
        }
        TextTable table({"Limits of law", fmt::format("breached in {} years", t_.years), "worst year", "in that year",
                         "worst use", "use by terms alone"});
        for (auto const& [name, limit] : limits) {
            const bool year = limit.worst_year != nullptr && limit.worst_year->value > 0;
            table.add({name, limit.breach == nullptr ? "-" : SummaryFigures::probability(limit.breach),
                       year ? fmt::format("{:g}", limit.worst_year->parameter) : "-",
                       year ? SummaryFigures::probability(limit.worst_year) : "-",
                       limit.worst_use == nullptr ? "-" : use(limit.worst_use->value),
                       limit.exact_use == nullptr ? "-" : use(limit.exact_use->value)});
        }
        append(table);
        for (auto const& [name, limit] : limits) {
            if (limit.broken == nullptr) continue;
            const std::string more =
                limit.times_broken > 1 ? fmt::format(" (and {} more)", limit.times_broken - 1) : "";
            out_ += fmt::format("  breached, {}: {}{}\n", name, limit.broken->warning, more);
        }
    }

    ResultTables const& t_;
    MoneyScale const& scale_;
    SummaryFigures figures_;
    double level_;  // of the highest tail
    std::string out_;
};

}  // namespace

std::string pool_summary(ResultTables const& tables, MoneyScale const& scale) {
    return PoolSummary(tables, scale).write();
}

bool has_next_payer(ResultTables const& tables, std::string_view fund) {
    const MoneyScale any;
    const SummaryFigures figures(tables, any);
    const std::vector<std::string> pools = figures.parties_of("pool");
    const std::string pool = pool_of(pools, fund);
    if (pool.empty()) return false;
    std::string last;  // the ledger has the funds of a pool in their order
    for (auto const& other : figures.parties_of("fund")) {
        if (pool_of(pools, other) == pool) last = other;
    }
    return last != fund || std::any_of(tables.metrics.begin(), tables.metrics.end(), [&](MetricRow const& row) {
               return is_backstop_quantity(row.quantity) && pool_of(pools, row.party) == pool;
           });
}

bool is_told_with_limits(MetricRow const& row) {
    return row.metric == "use_of_limit";
}

}  // namespace riskpool
