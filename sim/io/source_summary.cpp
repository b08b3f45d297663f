#include "sim/io/source_summary.hpp"

#include "sim/io/text_table.hpp"

namespace riskpool {

namespace {

std::string amount(MetricRow const& row, MoneyScale const& scale) {
    if (!(row.standard_error > 0)) return money_text(row.value, scale);
    return money_text(row.value, scale) + " ± " + money_text(row.standard_error, scale);
}

}  // namespace

std::string source_summary(ResultTables const& tables, MoneyScale const& scale) {
    TextTable measures({"Measures against losses", "paid by", "cost in a mean year"});
    TextTable unreported({"Losses reported later", "not reported at the end of a mean year", "beyond the run"});
    for (auto const& row : tables.metrics) {
        if (row.metric == "aal" && (row.quantity == "cost_to_insureds" || row.quantity == "cost_to_state")) {
            measures.add({row.party, row.quantity.substr(row.quantity.rfind('_') + 1), money_text(row.value, scale)});
        }
        if (row.metric != "aal" || row.quantity != "unreported_loss") continue;
        for (auto const& other : tables.metrics) {
            if (other.metric == "mean" && other.party == row.party && other.quantity == "unreported_at_end")
                unreported.add({row.party, amount(row, scale), amount(other, scale)});
        }
    }
    std::string text;
    for (auto const* table : {&measures, &unreported}) {
        if (!table->empty()) text += '\n' + table->text();
    }
    return text;
}

}  // namespace riskpool
