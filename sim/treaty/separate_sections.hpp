// Sections of one contract, each covering insureds of its own: who belongs to which, and the losses of an event by
// section.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
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
[[nodiscard]] inline bool surely_overlap(Filter const& a, Filter const& b) {
    const auto wider = [](std::string const& x, std::string const& y) { return x.empty() || x == y; };
    const auto contains = [&](Filter const& x, Filter const& y) {
        const bool names =
            x.insureds.empty() ||
            (!y.insureds.empty() && std::all_of(y.insureds.begin(), y.insureds.end(), [&](std::string const& name) {
                return std::find(x.insureds.begin(), x.insureds.end(), name) != x.insureds.end();
            }));
        return names && wider(x.sector, y.sector) && wider(x.cluster, y.cluster) && wider(x.type, y.type);
    };
    const auto may_agree = [&](std::string const& x, std::string const& y) { return y.empty() || wider(x, y); };
    const bool shared_name = std::find_first_of(a.insureds.begin(), a.insureds.end(), b.insureds.begin(),
                                                b.insureds.end()) != a.insureds.end();
    return contains(a, b) || contains(b, a) ||
           (shared_name && may_agree(a.sector, b.sector) && may_agree(a.cluster, b.cluster) &&
            may_agree(a.type, b.type));
}

/// Faults of a list of sections: none, too many, or two that share an insured as far as their filters show it.
template <class Section>
void check_sections(std::string const& field, std::vector<Section> const& sections, FieldFaults& faults) {
    if (sections.empty()) faults.add(field, "is empty, so nothing is covered", "give a section");
    if (sections.size() > most_sections) {
        faults.add(field, "has more than " + std::to_string(most_sections) + " sections",
                   "join sections, or split the contract in two");
    }
    for (std::size_t s = 1; s < sections.size(); ++s) {
        for (std::size_t before = 0; before < s; ++before) {
            if (!surely_overlap(sections[before].covers, sections[s].covers)) continue;
            faults.add(field + '[' + std::to_string(s) + "].covers",
                       "covers insureds of section " + std::to_string(before + 1) + " as well",
                       "let each insured belong to one section");
            break;
        }
    }
}

/// Per insured: its section, or no_section. Of several that match, the first counts.
template <class Section>
std::vector<std::uint8_t> section_of_insureds(std::vector<Section> const& sections, Insureds const& insureds) {
    std::vector<std::uint8_t> section_of(insureds.size(), no_section);
    for (std::size_t i = 0; i < insureds.size(); ++i) {
        const auto found = std::find_if(sections.begin(), sections.end(),
                                        [&](Section const& each) { return each.covers.matches(insureds[i]); });
        if (found != sections.end()) section_of[i] = static_cast<std::uint8_t>(found - sections.begin());
    }
    return section_of;
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
