// Facultative obligatory: the cedent chooses which risks to cede, and the reinsurer must take them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"
#include "sim/treaty/proportional.hpp"

namespace riskpool {

/// What the cedent thinks of the price of one risk.
struct RateAdequacy {
    std::string insured;
    double adequacy = 1;

    static constexpr std::string_view kind = "rate_adequacy";
    static constexpr std::string_view about = "The cedent's estimate of how adequate the rate of one risk is.";
    static constexpr auto fields =
        field_list(required("insured", &RateAdequacy::insured, "Name of an insured of the scenario."),
                   required("adequacy", &RateAdequacy::adequacy, not_negative, Unit::fraction,
                            "Premium charged to premium needed: 1 is adequate, less is too cheap."));
    bool operator==(RateAdequacy const&) const = default;
};

/// FacultativeObligatory compiled.
struct FacultativeObligatoryPlan : SharePlan {
    using SharePlan::SharePlan;
};

/// Adverse selection made explicit: the risks that the cedent thinks too cheap, adequacy < threshold, are ceded by
/// the same part, premium and loss alike; all others, and those without an estimate, are kept.
struct FacultativeObligatory : ProportionalTerms {
    double cession = 0;
    double threshold = 1;
    std::vector<RateAdequacy> estimates;

    using Plan = FacultativeObligatoryPlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const { return Plan(ceded_share(setting)); }
    [[nodiscard]] std::vector<double> ceded_share(TreatySetting const& setting) const;
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "facultative_obligatory";
    static constexpr std::string_view terms_in_order =
        "estimates against threshold; cession; placed part; commission, sliding_commission; profit_commission";
    static constexpr std::string_view about = "Cedes a part of the risks that the cedent thinks too cheap.";
    static constexpr auto fields = join_fields(
        contract_fields<FacultativeObligatory>(),
        field_list(required("cession", &FacultativeObligatory::cession, unit_interval, Unit::fraction,
                            "Part of every risk chosen that is ceded."),
                   required("threshold", &FacultativeObligatory::threshold, not_negative, Unit::fraction,
                            "Rate adequacy below which a risk is ceded; a risk exactly at it is kept."),
                   required("estimates", &FacultativeObligatory::estimates,
                            "The cedent's estimate of each risk's rate adequacy; risks left out are kept.")),
        proportional_fields<FacultativeObligatory>());
    bool operator==(FacultativeObligatory const&) const = default;
};

}  // namespace riskpool
