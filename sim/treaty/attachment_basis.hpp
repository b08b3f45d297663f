// By what date a loss belongs to a year of a treaty: its own, that of its policy, or that of its report.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/block.hpp"
#include "sim/loss/insured.hpp"

namespace riskpool {

/// The basis of attachment (methods 1.20).
enum class AttachmentBasis : std::uint8_t { losses_occurring, risks_attaching, claims_made };

template <>
struct Choice<AttachmentBasis> {
    static constexpr std::array<std::pair<std::string_view, AttachmentBasis>, 3> values{{
        {"losses_occurring", AttachmentBasis::losses_occurring},
        {"risks_attaching", AttachmentBasis::risks_attaching},
        {"claims_made", AttachmentBasis::claims_made},
    }};
};

/// The losses of a block by the years of a treaty, in order of date within each. Its cells are treaty years; an event
/// whose rows belong to two of them is cut in two.
struct TreatyYears {
    LossBlock block;
    std::size_t years_before = 0;           // treaty years of each trial that begin before its first year
    std::vector<double> rows;               // per row: subject loss
    std::vector<std::uint32_t> row_origin;  // per row: its row in the block of losses
    std::vector<double> loss_date;          // per event: years since the trial began; a yearly sum has that of its year
    std::vector<std::uint8_t> later;        // per event: 1 if it happens in the year after the treaty year began
    std::vector<std::pair<double, std::uint32_t>> reports;  // memory: date of report and event
};

/// Part of the year gone when the policy of each insured begins, exact to a block's dates.
[[nodiscard]] std::vector<float> inceptions_of(Insureds const& insureds);

/// Risks attaching: a loss at time t of year y belongs to the treaty year in which its annual policy began, y where
/// t >= inception and y - 1 before it. Treaty years run from the one before the first. A yearly sum has no date: the
/// part `inception` of it belongs to y - 1. `rows` are the subject losses of the block's rows.
void attach_by_policy(LossBlock const& block, std::span<double const> rows, std::span<float const> inception,
                      TreatyYears& to);

/// Claims made: a loss belongs to the treaty year in which it is reported, the whole part of y + t + delay, and within
/// it stands in order of report. What is reported after the last year of the trial belongs to none. A yearly sum is
/// reported in its own year.
void attach_by_report(LossBlock const& block, std::span<double const> rows, TreatyYears& to);

}  // namespace riskpool
