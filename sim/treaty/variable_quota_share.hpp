// Variable quota share: the part that is ceded depends on the size of the risk.
#pragma once

#include <string_view>
#include <vector>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"
#include "sim/treaty/proportional.hpp"
#include "sim/treaty/quota_share.hpp"
#include "sim/treaty/risk_size.hpp"

namespace riskpool {

/// One band of sizes.
struct CessionBand {
    double up_to = infinity;
    double cession = 0;

    static constexpr std::string_view kind = "cession_band";
    static constexpr std::string_view about = "The part ceded of the risks up to a size.";
    static constexpr auto fields = field_list(optional("up_to", &CessionBand::up_to, positive_or_infinite, Unit::money,
                                                       "Largest size of a risk of this band; without end in the last."),
                                              required("cession", &CessionBand::cession, unit_interval, Unit::fraction,
                                                       "Part of such a risk that is ceded."));
    bool operator==(CessionBand const&) const = default;
};

/// VariableQuotaShare compiled.
struct VariableQuotaSharePlan : SharePlan {
    using SharePlan::SharePlan;
};

/// A risk of size B is ceded by the part of the first band with B <= up_to. Sizes are what earlier tiers left of the
/// risk; limits, corridor and cap are those of QuotaShare, in the same order.
struct VariableQuotaShare : QuotaShareTerms {
    std::vector<CessionBand> bands;
    SurplusBasis basis = SurplusBasis::sum_insured;

    using Plan = VariableQuotaSharePlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const;
    [[nodiscard]] std::vector<double> ceded_share(TreatySetting const& setting) const;
    [[nodiscard]] double annual_capacity(TreatySetting const& setting) const;
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "variable_quota_share";
    static constexpr std::string_view terms_in_order =
        "cession of the band of the risk; risk_limit; event_limit; corridor; loss_ratio_cap; placed part; "
        "commission, sliding_commission; profit_commission";
    static constexpr std::string_view about = "Cedes of every risk a part that depends on its size.";
    static constexpr auto fields = join_fields(
        contract_fields<VariableQuotaShare>(),
        field_list(required("bands", &VariableQuotaShare::bands,
                            "Parts ceded by the size of the risk, from the smallest size up, the last without end."),
                   optional("basis", &VariableQuotaShare::basis,
                            "What measures the size of a risk: its sum insured or its probable maximum loss.")),
        quota_share_fields<VariableQuotaShare>());
    bool operator==(VariableQuotaShare const&) const = default;
};

}  // namespace riskpool
