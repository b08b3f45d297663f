// Shares that differ by section: by line, sector or risk, by own and inward business.
#pragma once

#include <vector>

#include "sim/loss/filter.hpp"
#include "sim/pool/simple_share_rule.hpp"

namespace riskpool {

/// Some of the pool's risks and how they are shared.
struct ShareSection {
    Filter covers;
    SimpleShareRules shares;

    static constexpr std::string_view kind = "share_section";
    static constexpr std::string_view about = "Some of the pool's risks and how these are shared.";
    static constexpr auto fields = field_list(
        optional("covers", &ShareSection::covers, "Which insureds it is about; all that are left when left out."),
        required("shares", &ShareSection::shares, "How each of them is shared between members."));
    bool operator==(ShareSection const&) const = default;
};

/// The first section that covers a risk says how it is shared, among the risks of that section alone; a risk that none
/// covers is not taken.
struct BySection {
    std::vector<ShareSection> sections;

    static constexpr std::string_view kind = "by_section";
    static constexpr std::string_view about =
        "Shares that differ by section: the first section that covers a risk holds, and a risk that none covers is "
        "not taken.";
    static constexpr auto fields =
        field_list(required("sections", &BySection::sections, "The sections, the most particular first."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] ShareMatrix allocate(ShareSetting const& setting) const;
    void check_setting(ShareSetting const& setting, FieldFaults& faults) const;
    bool operator==(BySection const&) const = default;

private:
    /// Rows of the setting's covered insureds, by section.
    [[nodiscard]] std::vector<std::vector<std::size_t>> rows_by_section(ShareSetting const& setting) const;
};

}  // namespace riskpool
