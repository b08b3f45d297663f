// Sources whose losses are reported over years: books them in the years of report, and tells what is still to come.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/loss/development.hpp"
#include "sim/run/columns.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Memory of one worker.
struct DevelopmentPlanScratch {
    DevelopmentScratch work;
    std::vector<std::vector<double>> unreported;  // per developing source, per cell
    std::vector<double> ultimate;
};

/// For each source that develops two columns: the part of its losses so far that is not reported by the end of each
/// year, and by the end of the trial, which is what lies beyond the run.
class DevelopmentPlan {
public:
    DevelopmentPlan() = default;
    DevelopmentPlan(Scenario const& scenario, std::vector<std::shared_ptr<Source const>> const& sources,
                    ColumnRegister& columns);

    /// Spreads the losses of source `s`, which have their policy terms, over the years in which they are reported.
    void run(std::size_t s, CellRange const& cells, DevelopmentPlanScratch& scratch, SourcePart& part) const;
    /// Writes the columns at position `at`; run() has seen every source.
    void fill(DevelopmentPlanScratch const& scratch, std::span<std::vector<double>> columns, std::size_t at) const;

private:
    struct Item {
        std::size_t source;
        std::vector<double> parts;
        std::vector<double> to_come;  // by age: what is not reported by the end of that year
        std::size_t column = 0, at_end = 0;
    };
    std::vector<Item> items_;
    std::uint32_t years_ = 1;
    std::vector<std::uint8_t> covered_;  // per insured: 1 if some pool covers it
};

}  // namespace riskpool
