// One treaty applied alone to a block: the columns that a programme would hand over, and its answer for 100 %.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/treaty/cession.hpp"

namespace riskpool {

enum class Wanted { totals, rows };

struct Ceded {
    std::vector<double> row, cell, reinstatement_premium, claims, exhausted;
};

/// The sums of a block that a treaty is shown.
struct SubjectColumns {
    std::vector<double> risk, event, cell;

    explicit SubjectColumns(LossBlock const& block)
        : risk(block.loss), event(block.events()), cell(block.cells.size()) {
        for (std::size_t c = 0; c < cell.size(); ++c) {
            for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
                for (std::size_t i = block.row_begin[e]; i < block.row_begin[e + 1]; ++i) {
                    cell[c] += block.loss[i];
                    if (block.aggregate[e] != 0) risk[i] = 0;
                    event[e] += risk[i];
                }
            }
        }
    }
};

/// The plan's answer. A year plan answers totals only.
template <class Plan>
Ceded cede(Plan const& plan, LossBlock const& block, Wanted wanted) {
    const SubjectColumns columns(block);
    const std::size_t cells = block.cells.size();
    // what is not promised to be zero on entry is poisoned
    Ceded ceded{{}, std::vector(cells, -1.0), std::vector(cells, 0.0), std::vector(cells, -1.0), {}};
    ceded.exhausted.assign(cells, -1.0);
    if (wanted == Wanted::rows) ceded.row.assign(block.rows(), -1.0);
    Cession cession{ceded.row, ceded.cell, ceded.reinstatement_premium, ceded.claims, ceded.exhausted};
    const Subject subject{block, block.loss, columns.risk, columns.event, columns.cell};
    if constexpr (requires { plan.needs_events(); }) {
        if (plan.needs_events()) {
            plan.cede_events(subject, cession);
            return ceded;
        }
    }
    if constexpr (YearPlan<Plan>) {
        cession.row_recovery = {};
        plan.cede_year(columns.cell, cession);
        ceded.row.clear();
    } else {
        plan.cede(subject, cession);
    }
    return ceded;
}

/// `count` insureds of sum insured 1 and premium 1, all of which the pool takes whole.
struct PlainSetting {
    Insureds insureds;
    TreatySetting setting;

    explicit PlainSetting(std::size_t count)
        : insureds(count), setting{insureds, std::vector(count, 1.0), std::vector(count, 1.0)} {
        for (auto& insured : insureds) insured.property = 1;
    }
    PlainSetting(PlainSetting const&) = delete;
    PlainSetting& operator=(PlainSetting const&) = delete;
};

template <class Treaty>
Ceded cede_treaty(Treaty const& treaty, LossBlock const& block, Wanted wanted) {
    const PlainSetting plain(8);
    return cede(treaty.compile(plain.setting), block, wanted);
}

/// The fields that `check` finds fault with.
template <class Treaty>
std::vector<std::string> faulty_fields(Treaty const& treaty) {
    struct Collected final : FieldFaults {
        std::vector<std::string> fields;
        void add(std::string_view field, std::string_view, std::string_view) override { fields.emplace_back(field); }
    } collected;
    treaty.check(collected);
    return collected.fields;
}

}  // namespace riskpool
