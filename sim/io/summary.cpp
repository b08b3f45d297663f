#include "sim/io/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/io/layer_summary.hpp"
#include "sim/io/money.hpp"
#include "sim/io/platform_summary.hpp"
#include "sim/io/pool_summary.hpp"
#include "sim/io/source_summary.hpp"
#include "sim/io/summary_figures.hpp"
#include "sim/io/text_table.hpp"
#include "sim/io/together_summary.hpp"
#include "sim/io/uncertainty_summary.hpp"
#include "sim/io/warning_summary.hpp"
#include "sim/scenario/all_pools.hpp"

namespace riskpool {

namespace {

class Summary {
public:
    Summary(ResultTables const& tables, SummaryForm form)
        : t_(tables), figures_(tables, scale_), pools_(figures_.parties_of("pool")) {
        brief_ = form == SummaryForm::brief && pools_.size() > most_pools_in_full;
        // Means decide, not tails: a scale for the tails would print the means of small members as zeros.
        double largest = 0;
        for (auto const& row : t_.metrics) {
            if (row.metric == "aal" && std::isfinite(row.value)) largest = std::max(largest, std::abs(row.value));
        }
        scale_ = choose_scale(largest);
        money_ = (scale_.name.empty() ? "" : scale_.name + " ") + t_.currency;
    }

    std::string write() {
        out_ = fmt::format(
            "{}\n  {} of {} trials x {} years, seed {}, tables {}, riskpool {}\n  money in {}; ± is one standard "
            "error\n",
            t_.title, t_.trials, t_.trials_asked, t_.years, t_.seed, t_.table_hash, t_.program_version, money_);
        if (t_.draws == 1) {
            out_ += fmt::format(
                "  {} uncertain numbers, known by bounds only: figures are those of their middles, bounds stand beside "
                "them\n",
                t_.uncertain.size());
        }
        if (t_.draws > 1) {
            out_ += fmt::format(
                "  {} draws of {} uncertain numbers x {} trials; figures are predictive: of all draws together\n",
                t_.draws, t_.uncertain.size(), t_.trials_per_draw);
        }
        out_ += uncertainty_summary(t_, scale_);
        if (brief_) {
            out_ += platform_summary(t_, scale_);
        } else {
            losses();
            curves();
            treaties();
            out_ += layer_summary(t_, scale_);
            funds();
        }
        out_ += pool_summary(t_, scale_);
        out_ += source_summary(t_, scale_);
        members();
        out_ += together_summary(t_, scale_);
        flows();
        if (brief_) {
            out_ += fmt::format(
                "\n  Brief, because there are {} pools: `--full` prints the figures, treaties, fund and members of "
                "each.\n",
                pools_.size());
        }
        out_ += warning_summary(t_);
        return std::move(out_);
    }

private:
    using Key = std::pair<std::string, std::string>;

    static std::string plain(MetricRow const* row) { return row == nullptr ? "-" : fmt::format("{:.3g}", row->value); }

    /// Whether a series is of all pools together, or of one source: these are no parties that pay.
    bool is_total(std::string_view party, std::string_view quantity) const {
        return party == all_pools || (quantity == "insured_loss" && !is_pool(party));
    }
    /// Parties that buy or pay otherwise than as members: treaties and funds are shown in tables of their own.
    bool is_treaty(std::string_view party) const {
        return std::any_of(t_.treaties.begin(), t_.treaties.end(),
                           [&](TreatyRow const& r) { return r.treaty == party; });
    }
    bool is_pool(std::string_view party) const {
        return std::find(pools_.begin(), pools_.end(), party) != pools_.end();
    }

    void losses() {
        std::vector<double> levels;
        for (auto const& row : t_.metrics) {
            const bool tail = row.metric == "tvar" || row.metric == "var";
            if (tail && std::find(levels.begin(), levels.end(), row.parameter) == levels.end())
                levels.push_back(row.parameter);
        }
        std::vector<std::string> header{"Per year", "mean", "sd"};
        for (const double level : levels) {
            header.push_back(fmt::format("VaR {:g} %", 100 * level));
            header.push_back(fmt::format("TVaR {:g} %", 100 * level));
        }
        TextTable table(header);
        for (auto const& [party, quantity] : figures_.series("aal")) {
            if (!is_pool(party) && !is_total(party, quantity)) continue;
            std::vector<std::string> row{party + ": " + words(quantity),
                                         figures_.estimate(figures_.find("aal", party, quantity)),
                                         figures_.money(figures_.find("sd", party, quantity))};
            for (const double level : levels) {
                row.push_back(figures_.estimate(figures_.find_at("var", party, quantity, level)));
                row.push_back(figures_.estimate(figures_.find_at("tvar", party, quantity, level)));
            }
            table.add(std::move(row));
        }
        if (table.empty()) return;
        out_ += '\n' + table.text();
    }

    void curves() {
        std::vector<double> periods;
        std::vector<std::pair<std::string, Key>> curves;  // metric, series
        for (auto const& row : t_.metrics) {
            if ((row.metric != "oep" && row.metric != "aep") || !is_pool(row.party)) continue;
            if (std::find(periods.begin(), periods.end(), row.parameter) == periods.end())
                periods.push_back(row.parameter);
            const std::pair<std::string, Key> curve{row.metric, {row.party, row.quantity}};
            if (std::find(curves.begin(), curves.end(), curve) == curves.end()) curves.push_back(curve);
        }
        if (periods.empty()) return;
        std::vector<std::string> header{"Exceeded once in ... years"};
        for (const double period : periods) header.push_back(fmt::format("{:g}", period));
        TextTable table(header);
        for (auto const& [metric, key] : curves) {
            std::vector<std::string> row{key.first + ": " + words(key.second) +
                                         (metric == "oep" ? ", largest event (OEP)" : ", year (AEP)")};
            for (const double period : periods)
                row.push_back(figures_.money(figures_.find_at(metric, key.first, key.second, period)));
            table.add(std::move(row));
        }
        out_ += '\n' + table.text();
    }

    void treaties() {
        if (t_.treaties.empty()) return;
        TextTable table({"Treaties", "premium", "limit a year", "mean recovery", "sd", "reinstatement premium",
                         "attaches", "exhausts"});
        for (auto const& treaty : t_.treaties) {
            std::string const& p = treaty.treaty;
            table.add({p, money_text(treaty.premium, scale_), money_text(treaty.annual_limit, scale_),
                       figures_.estimate(figures_.find("aal", p, "recovery")),
                       figures_.money(figures_.find("sd", p, "recovery")),
                       figures_.money(figures_.find("aal", p, "reinstatement_premium")),
                       SummaryFigures::chance(figures_.find("probability", p, "attached")), exhausts(treaty)});
        }
        out_ += '\n' + table.text();
    }

    /// What pays without end can only be exhausted by one loss that takes the whole limit.
    [[nodiscard]] std::string exhausts(TreatyRow const& treaty) const {
        MetricRow const* row = figures_.find("probability", treaty.treaty, "exhausted");
        if (row != nullptr && row->value == 0 && std::isinf(treaty.annual_limit)) return "-";
        return SummaryFigures::chance(row);
    }

    void funds() {
        for (auto const& fund : figures_.parties_of("fund")) {
            TextTable table({fund, "mean per year"});
            for (std::string_view quantity : {"accrual", "interest", "release", "refund", "call", "loan_drawn",
                                              "loan_repaid", "shortfall", "balance"}) {
                MetricRow const* row = figures_.find("aal", fund, quantity);
                if (row != nullptr && row->value != 0)
                    table.add({words(std::string(quantity)), figures_.estimate(row)});
            }
            if (MetricRow const* ruin = figures_.find("probability", fund, "ruined", "path")) {
                table.add({fmt::format("{} within {} years",
                                       has_next_payer(t_, fund) ? "left to the next" : "shortfall", t_.years),
                           fmt::format("{:.3g} % ± {:.2g} %", 100 * ruin->value, 100 * ruin->standard_error)});
            }
            out_ += '\n' + table.text();
        }
    }

    void members() {
        const auto names = figures_.parties_of("member");
        const double level = figures_.highest_level();
        // Quantity and heading; the others are those of some pools only.
        std::vector<std::pair<std::string, std::string>> columns{{"gross_loss", "gross loss"},
                                                                 {"net_loss", "net loss"}};
        for (std::string const quantity : {"payment", "own_result", "transfer"}) {
            const auto keys = figures_.series("aal");
            if (std::any_of(keys.begin(), keys.end(), [&](Key const& key) { return key.second == quantity; }))
                columns.emplace_back(quantity, quantity == "payment" ? "pays" : words(quantity));
        }
        columns.emplace_back("result", "result");
        std::vector<std::string> header{"Members, per year"};
        for (auto const& column : columns) header.push_back(column.second);
        if (level > 0) header.push_back(fmt::format("net TVaR {:g} %", 100 * level));
        TextTable table(header);
        std::vector<std::string> seen;
        for (auto const& key : figures_.series("aal")) {
            std::string const& party = key.first;
            const bool in_all = std::find(names.begin(), names.end(), party) != names.end();
            const bool in_one = std::any_of(names.begin(), names.end(), [&](std::string const& name) {
                return party.ends_with(": " + name) && !is_treaty(party);
            });
            if (!(in_all || (in_one && !brief_)) || std::find(seen.begin(), seen.end(), party) != seen.end()) continue;
            seen.push_back(party);
            std::vector<std::string> row{party};
            for (auto const& [quantity, text] : columns) {
                MetricRow const* mean = figures_.find("aal", party, quantity);
                row.push_back(quantity == "net_loss" ? figures_.estimate(mean) : figures_.money(mean));
            }
            if (level > 0) row.push_back(figures_.estimate(figures_.find_at("tvar", party, "net_loss", level)));
            table.add(std::move(row));
        }
        if (!table.empty()) out_ += '\n' + table.text();
    }

    /// Mean yearly flows by kind of party, members and reinsurers taken together; many pools and their funds too.
    void flows() {
        std::vector<std::pair<std::array<std::string, 3>, double>> sums;
        for (auto const& row : t_.transfers) {
            const std::array<std::string, 3> key{group(row.payer_kind, row.payer), group(row.payee_kind, row.payee),
                                                 words(row.reason)};
            auto at = std::find_if(sums.begin(), sums.end(), [&](auto const& each) { return each.first == key; });
            if (at == sums.end()) at = sums.insert(sums.end(), {key, 0.0});
            at->second += row.mean;
        }
        TextTable table({"Who pays whom, in a mean year", "", "", "amount"});
        for (auto const& [key, amount] : sums) {
            if (amount != 0) table.add({key[0], "to " + key[1], key[2], money_text(amount, scale_)});
        }
        if (!table.empty()) out_ += '\n' + table.text();
    }
    [[nodiscard]] std::string group(std::string const& kind, std::string const& name) const {
        if (brief_ && (kind == "pool" || kind == "fund")) return kind + 's';
        if (kind == "member") return "members";
        if (kind == "reinsurer" || kind == "market") return "reinsurers";
        return name;
    }

    static constexpr std::size_t most_pools_in_full = 3;

    ResultTables const& t_;
    MoneyScale scale_;
    SummaryFigures figures_;
    std::vector<std::string> pools_;
    bool brief_ = false;
    std::string money_;
    std::string out_;
};

}  // namespace

std::string summarise(ResultTables const& tables, SummaryForm form) {
    return Summary(tables, form).write();
}

}  // namespace riskpool
