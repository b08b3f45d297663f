// Variable quota share: the part that is ceded depends on the size of the risk.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tuple>
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
    static constexpr auto fields = std::tuple{
        optional("up_to", &CessionBand::up_to, positive_or_infinite, Unit::money,
                 "Largest size of a risk of this band; without end in the last."),
        required("cession", &CessionBand::cession, unit_interval, Unit::fraction, "Part of such a risk that is ceded."),
    };
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
    [[nodiscard]] Plan compile(TreatySetting const& setting) const {
        const std::vector<double> share = ceded_share(setting);
        return Plan(share, risk_limit, event_limit, year_terms(premium_of_shares(share, setting)));
    }
    [[nodiscard]] std::vector<double> ceded_share(TreatySetting const& setting) const {
        std::vector<double> share(setting.insureds.size());
        for (std::size_t i = 0; i < share.size(); ++i) {
            const double size = risk_size(setting, i, basis);
            const auto band =
                std::find_if(bands.begin(), bands.end(), [&](CessionBand const& each) { return size <= each.up_to; });
            share[i] = band->cession;
        }
        return share;
    }
    [[nodiscard]] double annual_capacity(TreatySetting const& setting) const {
        return year_terms(premium_of_shares(ceded_share(setting), setting)).most;
    }
    void check(FieldFaults& faults) const {
        check_contract(*this, faults);
        if (bands.empty()) return faults.add("bands", "is empty", "give at least one band");
        for (std::size_t b = 1; b < bands.size(); ++b) {
            if (bands[b].up_to > bands[b - 1].up_to) continue;
            faults.add("bands", "has sizes that do not rise", "list the bands from the smallest size up");
            break;
        }
        if (bands.back().up_to < infinity) {
            faults.add("bands", "leaves out the risks above the last size", "leave up_to out of the last band");
        }
    }

    static constexpr std::string_view kind = "variable_quota_share";
    static constexpr std::string_view terms_in_order =
        "cession of the band of the risk; risk_limit; event_limit; corridor; loss_ratio_cap; placed part; "
        "commission, sliding_commission; profit_commission";
    static constexpr std::string_view about = "Cedes of every risk a part that depends on its size.";
    static constexpr auto fields = std::tuple_cat(
        contract_fields<VariableQuotaShare>(),
        std::tuple{required("bands", &VariableQuotaShare::bands,
                            "Parts ceded by the size of the risk, from the smallest size up, the last without end."),
                   optional("basis", &VariableQuotaShare::basis,
                            "What measures the size of a risk: its sum insured or its probable maximum loss.")},
        quota_share_fields<VariableQuotaShare>());
    bool operator==(VariableQuotaShare const&) const = default;
};

}  // namespace riskpool
