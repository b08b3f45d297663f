// The loss of the whole industry in an event, and what part of a payout it calls for.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>

#include "sim/base/describe.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/index_trigger.hpp"
#include "sim/treaty/trigger_operator.hpp"

namespace riskpool {

/// An industry loss made of the scenario's own losses, where no index is reported.
struct ModelledIndustry {
    double factor = 1;

    static constexpr std::string_view kind = "modelled_industry";
    static constexpr std::string_view about =
        "Industry loss as a multiple of what an event costs all insureds of the scenario, of every pool and for 100 %.";
    static constexpr auto fields =
        field_list(required("factor", &ModelledIndustry::factor, positive, Unit::none,
                            "The multiple: the industry's losses for each unit of the scenario's."));
    bool operator==(ModelledIndustry const&) const = default;
};

/// The industry loss of `event`: the index that it reports, or the multiple of the block's losses after policy terms.
/// A yearly sum is no event and has none.
[[nodiscard]] inline double industry_loss(LossBlock const& block, std::size_t event,
                                          std::optional<ModelledIndustry> const& modelled) noexcept {
    if (!modelled) return block.index[event];
    if (block.has_aggregates && block.aggregate[event] != 0) return 0;
    double sum = 0;
    for (std::size_t r = block.row_begin[event]; r < block.row_begin[event + 1]; ++r) sum += block.loss[r];
    return modelled->factor * sum;
}

/// All or nothing.
struct BinaryPayout {
    double trigger = 0;
    TriggerOperator comparison = TriggerOperator::at_or_above;

    [[nodiscard]] double part(double industry) const noexcept {
        return sets_off(industry, trigger, comparison) ? 1 : 0;
    }

    static constexpr std::string_view kind = "binary";
    static constexpr std::string_view about = "Pays all or nothing, as the industry loss reaches a trigger or not.";
    static constexpr auto fields = field_list(
        required("trigger", &BinaryPayout::trigger, positive, Unit::money, "Industry loss that sets it off."),
        optional("operator", &BinaryPayout::comparison,
                 "Whether an industry loss exactly at the trigger sets it off."));
    bool operator==(BinaryPayout const&) const = default;
};

/// In proportion between two industry losses.
struct ProRataPayout {
    double lo = 0;
    double hi = 0;

    [[nodiscard]] double part(double industry) const noexcept { return linear_part(industry, lo, hi); }

    static constexpr std::string_view kind = "pro_rata";
    static constexpr std::string_view about =
        "Pays in proportion to where the industry loss stands between two bounds.";
    static constexpr auto fields = field_list(
        required("lo", &ProRataPayout::lo, not_negative, Unit::money, "Industry loss up to which nothing is paid."),
        required("hi", &ProRataPayout::hi, positive, Unit::money, "Industry loss from which everything is paid."));
    void check(FieldFaults& faults) const {
        if (!(lo < hi)) faults.add("hi", "is not above `lo`", "give a higher industry loss, or the form binary");
    }
    bool operator==(ProRataPayout const&) const = default;
};

using IndustryPayout = Kinds<BinaryPayout, ProRataPayout>;

/// The part of the payout that an industry loss calls for, 0 to 1.
[[nodiscard]] inline double part_of(IndustryPayout const& form, double industry) noexcept {
    if (auto const* binary = std::get_if<BinaryPayout>(&form)) return binary->part(industry);
    auto const* pro_rata = std::get_if<ProRataPayout>(&form);
    return pro_rata != nullptr ? pro_rata->part(industry) : 0;
}

}  // namespace riskpool
