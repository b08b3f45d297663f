// Quota share: the same part of every risk.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"
#include "sim/treaty/loss_corridor.hpp"
#include "sim/treaty/proportional.hpp"

namespace riskpool {

/// QuotaShare compiled. Where only yearly totals are wanted and no event or risk is limited, the ceded part of the
/// year's sum stands for the sum of the ceded parts; the two differ by rounding alone.
class QuotaSharePlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    QuotaSharePlan() = default;
    QuotaSharePlan(double cession, double risk_limit, double event_limit, LossRatioTerms const& year = {})
        : cession_(cession), risk_limit_(risk_limit), event_limit_(event_limit), year_(year) {}

    [[nodiscard]] bool needs_order() const noexcept { return false; }
    [[nodiscard]] bool needs_time() const noexcept { return false; }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    void cede_totals(Subject const& subject, Cession& cession) const noexcept;

    double cession_ = 0;
    double risk_limit_ = infinity;
    double event_limit_ = infinity;
    LossRatioTerms year_;
};

/// The base of the quota shares: limits on the ceded amount per risk, per event and per year.
struct QuotaShareTerms : ProportionalTerms {
    double risk_limit = infinity;
    double event_limit = infinity;
    std::optional<LossCorridor> corridor;
    double loss_ratio_cap = infinity;

    [[nodiscard]] LossRatioTerms year_terms(double ceded_premium) const {
        return {corridor, loss_ratio_cap, ceded_premium};
    }
    [[nodiscard]] Account account(TreatySetting const& setting, double ceded_premium) const;
    bool operator==(QuotaShareTerms const&) const = default;
};

/// Faults of these terms: called by `check` of both kinds.
void check_quota_share(QuotaShareTerms const& terms, FieldFaults& faults);

/// The fields of QuotaShareTerms.
template <class Treaty>
constexpr auto quota_share_fields() {
    return join_fields(
        field_list(optional("risk_limit", static_cast<double Treaty::*>(&Treaty::risk_limit), positive_or_infinite,
                            Unit::money,
                            "The most it pays for one risk in one event: a limit on the ceded amount, not on 100 %."),
                   optional("event_limit", static_cast<double Treaty::*>(&Treaty::event_limit), positive_or_infinite,
                            Unit::money, "The most it pays for one event: a limit on the ceded amount, not on 100 %."),
                   optional("corridor", static_cast<std::optional<LossCorridor> Treaty::*>(&Treaty::corridor),
                            "Band of loss ratios of which the cedent takes back a share."),
                   optional("loss_ratio_cap", static_cast<double Treaty::*>(&Treaty::loss_ratio_cap),
                            positive_or_infinite, Unit::fraction,
                            "The most it pays in a year, after the corridor, as a part of the ceded premium.")),
        proportional_fields<Treaty>());
}

/// In this order: the cession; the limit per risk, then per event, both on the ceded amount (the order of the Oasis
/// reinsurance test workbook); on the year, the corridor and the loss ratio cap. Premium is ceded by the same part
/// unless the contract says another; every ratio is one of the premium really ceded (methods 1.2).
struct QuotaShare : QuotaShareTerms {
    double cession = 0;
    std::optional<double> premium_cession;

    using Plan = QuotaSharePlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const;
    [[nodiscard]] std::vector<double> ceded_share(TreatySetting const& setting) const;
    /// The part of each insured's premium that is ceded.
    [[nodiscard]] std::vector<double> premium_share(TreatySetting const& setting) const;
    [[nodiscard]] double annual_capacity(TreatySetting const& setting) const;
    void check(FieldFaults& faults) const { check_quota_share(*this, faults); }

    static constexpr std::string_view kind = "quota_share";
    static constexpr std::string_view terms_in_order =
        "cession, premium_cession; risk_limit; event_limit; corridor; loss_ratio_cap; placed part; commission, "
        "sliding_commission; profit_commission";
    static constexpr std::string_view about = "Cedes the same part of every risk, premium and loss alike.";
    static constexpr auto fields =
        join_fields(contract_fields<QuotaShare>(),
                    field_list(required("cession", &QuotaShare::cession, unit_interval, Unit::fraction,
                                        "Part of every risk that is ceded."),
                               optional("premium_cession", &QuotaShare::premium_cession, unit_interval, Unit::fraction,
                                        "Part of every premium that is ceded, where it is not the part of the risk.")),
                    quota_share_fields<QuotaShare>());
    bool operator==(QuotaShare const&) const = default;
};

}  // namespace riskpool
