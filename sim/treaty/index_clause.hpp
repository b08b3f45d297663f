// The index clause: the attachment of a layer moves with the index by which claims are paid later and dearer.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// How much of the index counts.
enum class IndexForm : std::uint8_t { full, severe_inflation, franchise };

template <>
struct Choice<IndexForm> {
    static constexpr std::array<std::pair<std::string_view, IndexForm>, 3> values{{
        {"full", IndexForm::full},
        {"severe_inflation", IndexForm::severe_inflation},
        {"franchise", IndexForm::franchise},
    }};
};

/// A claim is paid as A_1 .. A_m when the index, relative to its base, stands at I_1 .. I_m. The terms of the layer are
/// multiplied by
///     f = sum A_t / sum (A_t / I*_t),
/// with I* = I (full), I* = max(1, I / (1 + threshold)) (severe inflation: only the part above the threshold counts),
/// or I* = I where I > 1 + threshold and 1 elsewhere (franchise); see Guy Carpenter, "Indexation clauses in liability
/// reinsurance treaties: a comparison across Europe" (2008). All claims of a treaty are paid by one pattern, so f is
/// one number, computed when the treaty is compiled.
struct IndexClause {
    IndexForm form = IndexForm::full;
    double threshold = 0;
    std::vector<double> index;
    std::vector<double> payments;
    bool limit_indexed = false;

    /// I* for a value of the index.
    [[nodiscard]] double counted(double value) const {
        switch (form) {
            case IndexForm::full: return value;
            case IndexForm::severe_inflation: return std::max(1.0, value / (1 + threshold));
            case IndexForm::franchise: return value > 1 + threshold ? value : 1;
        }
        return value;
    }
    /// f; 1 where nothing is paid. A common factor of all payments drops out.
    [[nodiscard]] double factor() const {
        double paid = 0;
        double at_base = 0;
        for (std::size_t t = 0; t < std::min(index.size(), payments.size()); ++t) {
            paid += payments[t];
            at_base += payments[t] / counted(index[t]);
        }
        return at_base > 0 ? paid / at_base : 1;
    }
    void check(FieldFaults& faults) const {
        if (index.empty()) faults.add("index", "is empty", "give a value for each year in which a claim is paid");
        if (index.size() != payments.size()) {
            faults.add("payments", "has another number of years than `index`", "give one value of each a year");
        }
        if (form == IndexForm::full && threshold > 0) {
            faults.add("threshold", "is not read where the full index counts",
                       "leave it out, or set kind: severe_inflation or franchise");
        }
    }

    static constexpr std::string_view kind = "index_clause";
    static constexpr std::string_view about = "Moves a layer with the index of the years in which its claims are paid.";
    static constexpr auto fields = field_list(
        optional("kind", &IndexClause::form,
                 "What counts: the full index, only what exceeds the threshold, or the full index once it exceeds it."),
        optional("threshold", &IndexClause::threshold, not_negative, Unit::fraction,
                 "Rise of the index that does not count (severe_inflation) or below which nothing does (franchise)."),
        required("index", &IndexClause::index, positive, Unit::none,
                 "Index in each year of payment, relative to the base of the treaty: 1 is no inflation."),
        required("payments", &IndexClause::payments, not_negative, Unit::fraction,
                 "Part of a claim paid in each of these years; only their proportions count."),
        optional("limit_indexed", &IndexClause::limit_indexed,
                 "True: the limit moves as well; else the attachment alone."));
    bool operator==(IndexClause const&) const = default;
};

}  // namespace riskpool
