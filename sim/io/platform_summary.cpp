#include "sim/io/platform_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "sim/io/summary_figures.hpp"
#include "sim/io/text_table.hpp"
#include "sim/scenario/all_pools.hpp"

namespace riskpool {

namespace {

class PlatformSummary {
public:
    PlatformSummary(ResultTables const& tables, MoneyScale const& scale)
        : t_(tables),
          scale_(scale),
          figures_(tables, scale),
          pools_(figures_.parties_of("pool")),
          level_(figures_.highest_level()) {}

    std::string write() {
        pools();
        together();
        sources();
        return std::move(out_);
    }

private:
    std::string tail_heading(std::string_view of) const { return fmt::format("{}TVaR {:g} %", of, 100 * level_); }
    MetricRow const* tail_of(std::string_view party, std::string_view quantity) const {
        return figures_.find_at("tvar", party, quantity, level_);
    }

    /// The probability that the last fund of a pool leaves something unpaid: "-" without a fund.
    std::string short_fund(std::string const& pool) const {
        MetricRow const* last = nullptr;
        for (auto const& fund : figures_.parties_of("fund")) {
            if (pool_of(pools_, fund) != pool) continue;
            if (auto const* row = figures_.find("probability", fund, "ruined", "path")) last = row;
        }
        return SummaryFigures::probability(last);
    }

    void pools() {
        const std::string fund = fmt::format("fund short in {} years", t_.years);
        std::vector<std::string> header{"Pools, per year", "gross loss", "recovery", "net loss"};
        if (level_ > 0) header.push_back(tail_heading("net "));
        header.insert(header.end(), {"result", fund});
        TextTable table(header);
        const auto add = [&](std::string const& party, std::string last) {
            std::vector<std::string> row{party, figures_.estimate(figures_.find("aal", party, "gross_loss")),
                                         figures_.estimate(figures_.find("aal", party, "recovery")),
                                         figures_.estimate(figures_.find("aal", party, "net_loss"))};
            if (level_ > 0) row.push_back(figures_.estimate(tail_of(party, "net_loss")));
            row.push_back(figures_.estimate(figures_.find("aal", party, "result")));
            row.push_back(std::move(last));
            table.add(std::move(row));
        };
        for (auto const& pool : pools_) add(pool, short_fund(pool));
        if (figures_.find("aal", all_pools, "net_loss") != nullptr) add(std::string(all_pools), "-");
        out_ += '\n' + table.text();
    }

    /// TVaR is subadditive: the sum is what the pools need if each stands alone. However the estimates depend on each
    /// other, the error of a sum is at most the sum of errors, and so is the relative error of a ratio.
    void together() {
        MetricRow const* all = tail_of(all_pools, "net_loss");
        double alone = 0, error = 0;
        for (auto const& pool : pools_) {
            MetricRow const* row = tail_of(pool, "net_loss");
            if (row == nullptr) return;
            alone += row->value;
            if (row->standard_error > 0) error += row->standard_error;
        }
        if (all == nullptr || !(alone > 0) || !(all->value > 0)) return;
        const double part = all->value / alone;
        const double own = all->standard_error > 0 ? all->standard_error : 0;
        const double part_error = part * (own / all->value + error / alone);
        out_ += fmt::format(
            "  The pools' net TVaR {:g} % add up to {} ± {}; of all pools together it is {:.3g} % ± {:.2g} % of that "
            "(errors: upper bounds).\n",
            100 * level_, money_text(alone, scale_), money_text(error, scale_), 100 * part, 100 * part_error);
    }

    void sources() {
        std::vector<std::string> header{"Sources, per year", "insured loss", "sd"};
        if (level_ > 0) header.push_back(tail_heading(""));
        TextTable table(header);
        for (auto const& [party, quantity] : figures_.series("aal")) {
            if (quantity != "insured_loss" || std::find(pools_.begin(), pools_.end(), party) != pools_.end()) continue;
            std::vector<std::string> row{party, figures_.estimate(figures_.find("aal", party, quantity)),
                                         figures_.money(figures_.find("sd", party, quantity))};
            if (level_ > 0) row.push_back(figures_.estimate(tail_of(party, quantity)));
            table.add(std::move(row));
        }
        if (!table.empty()) out_ += '\n' + table.text();
    }

    ResultTables const& t_;
    MoneyScale const& scale_;
    SummaryFigures figures_;
    std::vector<std::string> pools_;
    double level_;
    std::string out_;
};

}  // namespace

std::string platform_summary(ResultTables const& tables, MoneyScale const& scale) {
    return PlatformSummary(tables, scale).write();
}

}  // namespace riskpool
