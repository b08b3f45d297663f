// Surplus: of every risk the part above the retained line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"
#include "sim/treaty/proportional.hpp"
#include "sim/treaty/risk_size.hpp"

namespace riskpool {

/// The retained line of one class of risks.
struct TypeLine {
    std::string type;
    double retained_line = 0;

    static constexpr std::string_view kind = "type_line";
    static constexpr std::string_view about = "The retained line of the insureds of one type.";
    static constexpr auto fields = field_list(required("type", &TypeLine::type, "Type of the insureds."),
                                              required("retained_line", &TypeLine::retained_line, positive, Unit::money,
                                                       "What the cedent keeps of every such risk."));
    bool operator==(TypeLine const&) const = default;
};

/// Surplus compiled: a ceded share for each insured.
struct SurplusPlan : SharePlan {
    using SharePlan::SharePlan;
};

/// A risk of size B, of which the retained line is R, lines already ceded below n1 and the treaty's own lines n, is
/// ceded by the share
///     min((B - R (1 + n1))+, n R) / B ,   0 where B is 0,
/// of premium and of every loss alike, also of a loss above the PML unless a limit per risk says otherwise. B is what
/// earlier tiers left of the risk; a second surplus therefore stands in the tier of the first.
struct Surplus : ProportionalTerms {
    double retained_line = 0;
    double number_of_lines = 0;
    double lines_below = 0;
    std::vector<TypeLine> retention_table;
    SurplusBasis basis = SurplusBasis::sum_insured;
    double risk_limit = infinity;

    /// R: from the table where it names the insured's type.
    [[nodiscard]] double line_of(Insured const& insured) const;

    using Plan = SurplusPlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const { return Plan(ceded_share(setting), risk_limit); }
    [[nodiscard]] std::vector<double> ceded_share(TreatySetting const& setting) const;
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "surplus";
    static constexpr std::string_view terms_in_order =
        "retained_line or retention_table; lines_below; number_of_lines; risk_limit; placed part; commission, "
        "sliding_commission; profit_commission";
    static constexpr std::string_view about = "Cedes of every risk the part above the retained line.";
    static constexpr auto fields = join_fields(
        contract_fields<Surplus>(),
        field_list(required("retained_line", &Surplus::retained_line, positive, Unit::money,
                            "What the cedent keeps of every risk."),
                   required("number_of_lines", &Surplus::number_of_lines, not_negative, Unit::count,
                            "Capacity of the treaty in multiples of the retained line."),
                   optional("lines_below", &Surplus::lines_below, not_negative, Unit::count,
                            "Lines that surplus treaties below this one take: those of the first, for a second surplus "
                            "in the same tier."),
                   optional("retention_table", &Surplus::retention_table,
                            "Retained lines by type of insured, in place of retained_line for the types listed."),
                   optional("basis", &Surplus::basis,
                            "What measures the size of a risk: its sum insured or its probable maximum loss."),
                   optional("risk_limit", &Surplus::risk_limit, positive_or_infinite, Unit::money,
                            "The most it pays for one risk in one event: a limit on the ceded amount, for losses above "
                            "the PML.")),
        proportional_fields<Surplus>());
    bool operator==(Surplus const&) const = default;
};

}  // namespace riskpool
