// Sections of one contract, each covering insureds of its own: who belongs to which, and the losses of an event by
// section.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/treaty/cession.hpp"

namespace riskpool {

/// The most sections of one contract: their sums of one event stand on the stack.
inline constexpr std::size_t most_sections = 16;
inline constexpr std::uint8_t no_section = 255;

/// A number for each section.
using SectionSums = std::array<double, most_sections>;

/// True if two filters share an insured whatever the insureds are, as long as neither filter is empty of insureds: one
/// asks for no more than the other, or both name the same insured and do not exclude each other.
[[nodiscard]] bool surely_overlap(Filter const& a, Filter const& b);

/// Whom each section covers.
template <class Section>
std::vector<Filter> filters_of(std::vector<Section> const& sections) {
    std::vector<Filter> filters;
    filters.reserve(sections.size());
    for (auto const& section : sections) filters.push_back(section.covers);
    return filters;
}

/// Faults of a list of sections: none, too many, or two that share an insured as far as their filters show it.
void check_sections(std::string const& field, std::vector<Filter> const& sections, FieldFaults& faults);

/// Per insured: its section, or no_section. Of several that match, the first counts.
[[nodiscard]] std::vector<std::uint8_t> section_of_insureds(std::vector<Filter> const& sections,
                                                            Insureds const& insureds);

/// Calls visit(path of the filter, filter) for each section of the field.
template <class Section, class Visit>
void visit_section_filters(std::string const& field, std::vector<Section> const& sections, Visit const& visit) {
    for (std::size_t k = 0; k < sections.size(); ++k) {
        visit(field + '[' + std::to_string(k) + "].covers", sections[k].covers);
    }
}

/// Losses of `event` by section, out of `rows` (per row of the block).
[[nodiscard]] inline SectionSums sum_by_section(LossBlock const& block, std::size_t event, std::span<double const> rows,
                                                std::span<std::uint8_t const> section_of) noexcept {
    SectionSums sums{};
    for (std::size_t r = block.row_begin[event]; r < block.row_begin[event + 1]; ++r) {
        const std::uint8_t section = section_of[block.insured[r].index()];
        if (section != no_section) sums[section] += rows[r];
    }
    return sums;
}

/// Spreads an event's recovery over its rows: first over the sections in proportion to what each brings to the
/// contract (`brought`, which adds up to `whole`), then within a section in proportion to losses (`rows`, which add up
/// to `losses` by section). Rows of no section get nothing, and no row more than its loss.
inline void spread_over_sections(double recovery, double whole, SectionSums const& brought, SectionSums const& losses,
                                 LossBlock const& block, std::size_t event, std::span<double const> rows,
                                 std::span<std::uint8_t const> section_of, std::span<double> row_recovery) noexcept {
    const std::size_t begin = block.row_begin[event];
    const std::size_t end = block.row_begin[event + 1];
    if (!(recovery > 0)) {
        for (std::size_t r = begin; r < end; ++r) row_recovery[r] = 0;
        return;
    }
    if (end - begin == 1) {
        row_recovery[begin] = std::min(recovery, rows[begin]);
        return;
    }
    for (std::size_t r = begin; r < end; ++r) {
        const std::uint8_t s = section_of[block.insured[r].index()];
        const bool pays = s != no_section && brought[s] > 0;
        row_recovery[r] = pays ? std::min(recovery * (brought[s] / whole) / losses[s], 1.0) * rows[r] : 0;
    }
}

}  // namespace riskpool
