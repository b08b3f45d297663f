// The summary of a run in plain text: the same from a run just done and from a result file.
#pragma once

#include <string>

#include "sim/io/result_tables.hpp"

namespace riskpool {

enum class SummaryForm { brief, full };

inline SummaryForm form_of(bool full) {
    return full ? SummaryForm::full : SummaryForm::brief;
}

/// Several screens of tables: the pool, its treaties, fund, members, who pays in a mean year, warnings. More than three
/// pools are told in brief, side by side, unless the form is full.
[[nodiscard]] std::string summarise(ResultTables const& tables, SummaryForm form = SummaryForm::brief);

}  // namespace riskpool
