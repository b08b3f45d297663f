#include "sim/io/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <sstream>

#include "sim/io/alike_warnings.hpp"
#include "sim/io/layer_summary.hpp"
#include "sim/io/money.hpp"
#include "sim/io/pool_summary.hpp"
#include "sim/io/text_table.hpp"
#include "sim/io/uncertainty_summary.hpp"

namespace riskpool {

namespace {

class Summary {
public:
    explicit Summary(ResultTables const& tables) : t_(tables) {
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
        losses();
        curves();
        treaties();
        out_ += layer_summary(t_, scale_);
        funds();
        out_ += pool_summary(t_, scale_);
        members();
        flows();
        warnings();
        return std::move(out_);
    }

private:
    using Key = std::pair<std::string, std::string>;

    MetricRow const* find(std::string_view metric, std::string_view party, std::string_view quantity,
                          std::string_view basis = "annual") const {
        for (auto const& row : t_.metrics) {
            if (row.metric == metric && row.party == party && row.quantity == quantity && row.basis == basis)
                return &row;
        }
        return nullptr;
    }
    std::string money(MetricRow const* row) const { return row == nullptr ? "-" : money_text(row->value, scale_); }
    std::string estimate(MetricRow const* row) const {
        if (row == nullptr) return "-";
        if (row->standard_error == 0 || std::isnan(row->standard_error)) return money_text(row->value, scale_);
        return money_text(row->value, scale_) + " ± " + money_text(row->standard_error, scale_);
    }
    static std::string chance(MetricRow const* row) {
        if (row == nullptr) return "-";
        return fmt::format("{:.3g} %", 100 * row->value);
    }
    std::string plain(MetricRow const* row) const { return row == nullptr ? "-" : fmt::format("{:.3g}", row->value); }

    /// Whether a series is of all pools together, or of one source: these are no parties that pay.
    bool is_total(std::string_view party, std::string_view quantity) const {
        return party == "All pools" || (quantity == "insured_loss" && !parties_of("pool").contains(std::string(party)));
    }
    /// Parties that buy or pay otherwise than as members: treaties and funds are shown in tables of their own.
    bool is_treaty(std::string_view party) const {
        return std::any_of(t_.treaties.begin(), t_.treaties.end(),
                           [&](TreatyRow const& r) { return r.treaty == party; });
    }
    std::vector<Key> series(std::string_view metric) const {
        std::vector<Key> keys;
        for (auto const& row : t_.metrics) {
            const Key key{row.party, row.quantity};
            if (row.metric == metric && row.basis == "annual" &&
                std::find(keys.begin(), keys.end(), key) == keys.end()) {
                keys.push_back(key);
            }
        }
        return keys;
    }
    std::set<std::string> parties_of(std::string_view kind) const {
        std::set<std::string> names;
        for (auto const& row : t_.transfers) {
            if (row.payer_kind == kind) names.insert(row.payer);
            if (row.payee_kind == kind) names.insert(row.payee);
        }
        return names;
    }

    void heading(std::string_view text) { out_ += fmt::format("\n{}\n", text); }

    void losses() {
        const auto pools = parties_of("pool");
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
        for (auto const& [party, quantity] : series("aal")) {
            if (!pools.contains(party) && !is_total(party, quantity)) continue;
            std::vector<std::string> row{party + ": " + words(quantity), estimate(find("aal", party, quantity)),
                                         money(find("sd", party, quantity))};
            for (const double level : levels) {
                row.push_back(estimate(find_at("var", party, quantity, level)));
                row.push_back(estimate(find_at("tvar", party, quantity, level)));
            }
            table.add(std::move(row));
        }
        if (table.empty()) return;
        out_ += '\n' + table.text();
    }

    MetricRow const* find_at(std::string_view metric, std::string_view party, std::string_view quantity,
                             double at) const {
        for (auto const& row : t_.metrics) {
            if (row.metric == metric && row.party == party && row.quantity == quantity && row.parameter == at)
                return &row;
        }
        return nullptr;
    }

    static std::string words(std::string text) {
        std::replace(text.begin(), text.end(), '_', ' ');
        return text;
    }

    void curves() {
        std::vector<double> periods;
        std::vector<std::pair<std::string, Key>> curves;  // metric, series
        const auto pools = parties_of("pool");
        for (auto const& row : t_.metrics) {
            if ((row.metric != "oep" && row.metric != "aep") || !pools.contains(row.party)) continue;
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
            for (const double period : periods) row.push_back(money(find_at(metric, key.first, key.second, period)));
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
                       estimate(find("aal", p, "recovery")), money(find("sd", p, "recovery")),
                       money(find("aal", p, "reinstatement_premium")), chance(find("probability", p, "attached")),
                       chance(find("probability", p, "exhausted"))});
        }
        out_ += '\n' + table.text();
    }

    void funds() {
        for (auto const& fund : parties_of("fund")) {
            TextTable table({fund, "mean per year"});
            for (std::string_view quantity : {"accrual", "interest", "release", "refund", "call", "loan_drawn",
                                              "loan_repaid", "shortfall", "balance"}) {
                MetricRow const* row = find("aal", fund, quantity);
                if (row != nullptr && row->value != 0) table.add({words(std::string(quantity)), estimate(row)});
            }
            if (MetricRow const* ruin = find("probability", fund, "ruined", "path")) {
                table.add({fmt::format("{} within {} years",
                                       has_next_payer(t_, fund) ? "left to the next" : "shortfall", t_.years),
                           fmt::format("{:.3g} % ± {:.2g} %", 100 * ruin->value, 100 * ruin->standard_error)});
            }
            out_ += '\n' + table.text();
        }
    }

    void members() {
        const auto names = parties_of("member");
        double level = 0;
        for (auto const& row : t_.metrics) {
            if (row.metric == "tvar") level = std::max(level, row.parameter);
        }
        // Quantity and heading; the others are those of some pools only.
        std::vector<std::pair<std::string, std::string>> columns{{"gross_loss", "gross loss"},
                                                                 {"net_loss", "net loss"}};
        for (std::string const quantity : {"payment", "own_result", "transfer"}) {
            const auto keys = series("aal");
            if (std::any_of(keys.begin(), keys.end(), [&](Key const& key) { return key.second == quantity; }))
                columns.emplace_back(quantity, quantity == "payment" ? "pays" : words(quantity));
        }
        columns.emplace_back("result", "result");
        std::vector<std::string> header{"Members, per year"};
        for (auto const& column : columns) header.push_back(column.second);
        if (level > 0) header.push_back(fmt::format("net TVaR {:g} %", 100 * level));
        TextTable table(header);
        std::vector<std::string> seen;
        for (auto const& key : series("aal")) {
            std::string const& party = key.first;
            const bool mine =
                names.contains(party) || std::any_of(names.begin(), names.end(), [&](std::string const& name) {
                    return party.ends_with(": " + name) && !is_treaty(party);
                });
            if (!mine || std::find(seen.begin(), seen.end(), party) != seen.end()) continue;
            seen.push_back(party);
            std::vector<std::string> row{party};
            for (auto const& [quantity, text] : columns) {
                MetricRow const* mean = find("aal", party, quantity);
                row.push_back(quantity == "net_loss" ? estimate(mean) : money(mean));
            }
            if (level > 0) row.push_back(estimate(find_at("tvar", party, "net_loss", level)));
            table.add(std::move(row));
        }
        if (!table.empty()) out_ += '\n' + table.text();
    }

    /// Mean yearly flows by kind of party, members and reinsurers taken together.
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
    static std::string group(std::string const& kind, std::string const& name) {
        if (kind == "member") return "members";
        if (kind == "reinsurer" || kind == "market") return "reinsurers";
        return name;
    }

    void warnings() {
        Warnings by_text;
        for (auto const& row : t_.metrics) {
            if (!row.warning.empty() && !is_told_with_limits(row))
                by_text[row.warning].push_back(row.metric + " of " + row.party + " " + words(row.quantity));
        }
        by_text = alike_warnings(by_text);
        for (auto const& treaty : t_.treaties) {
            if (!treaty.note.empty()) by_text[treaty.note].push_back("treaty " + treaty.treaty);
        }
        std::size_t judged = 0;
        for (auto const& row : t_.provenance) judged += row.source == "J" ? 1U : 0U;
        const bool means_only = t_.draws == 0 && !t_.uncertain.empty();
        if (by_text.empty() && judged == 0 && t_.trials == t_.trials_asked && t_.warnings.empty() && !means_only)
            return;
        heading("Mind");
        std::istringstream told(t_.warnings);
        for (std::string line; std::getline(told, line);) out_ += "  " + line + '\n';
        if (t_.trials != t_.trials_asked) {
            out_ += fmt::format(
                "  the run was stopped after {} of {} trials; the figures are those of a run of {} trials\n", t_.trials,
                t_.trials_asked, t_.trials);
        }
        if (means_only) {
            out_ += fmt::format(
                "  {} numbers are uncertain, and this run holds their means: what is not known of them is in no "
                "figure\n",
                t_.uncertain.size());
        }
        if (judged > 0)
            out_ +=
                fmt::format("  {} numbers of the scenario rest on judgement (`riskpool check` lists them)\n", judged);
        for (auto const& [text, who] : by_text) {
            out_ += fmt::format("  {} ({}{})\n", text, who.front(),
                                who.size() > 1 ? fmt::format(" and {} more", who.size() - 1) : "");
        }
    }

    ResultTables const& t_;
    MoneyScale scale_;
    std::string money_;
    std::string out_;
};

}  // namespace

std::string summarise(ResultTables const& tables) {
    return Summary(tables).write();
}

}  // namespace riskpool
