// Reinstatement premium protection: pays for the reinstatement of another layer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/treaty/cat_xl.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/priced_contract.hpp"

namespace riskpool {

/// ReinstatementPremiumProtection compiled: the protected layer with its premium, and the part of a reinstatement
/// premium for 100 % of it that is paid.
class ReinstatementPremiumProtectionPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    ReinstatementPremiumProtectionPlan(CatXl const& layer, double part, double most)
        : layer_(layer), part_(part), most_(most) {}

    [[nodiscard]] bool needs_order() const noexcept { return layer_.needs_order(); }
    [[nodiscard]] bool needs_time() const noexcept { return layer_.needs_time(); }
    [[nodiscard]] bool needs_sources() const noexcept { return layer_.needs_sources(); }
    [[nodiscard]] bool needs_delay() const noexcept { return layer_.needs_delay(); }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    CatXlPlan layer_;
    double part_;
    double most_;  // money in a year; may be infinite
};

/// Pays rho RP, RP being the reinstatement premium that the cedent owes for the placed part of the protected layer
/// (methods 1.6). It pays for premium and not for a loss: its recoveries belong to no risk, and it has none of events
/// that cost the layer nothing.
struct ReinstatementPremiumProtection : PricedContract {
    std::string protects;
    double share = 1;

    /// Nothing that it pays is a loss.
    static constexpr bool indemnity = false;

    using Plan = ReinstatementPremiumProtectionPlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const;
    /// The name of the layer that it follows.
    [[nodiscard]] std::string const& follows() const { return protects; }
    [[nodiscard]] double annual_capacity(TreatySetting const& setting) const;
    void check(FieldFaults& faults) const;
    /// Faults of the protected layer as one to be followed.
    void check_followed(CatXl const& layer, FieldFaults& faults) const;

    static constexpr std::string_view kind = "reinstatement_premium_protection";
    static constexpr std::string_view terms_in_order =
        "reinstatement premium of the protected layer; its placed part; share; placed part; premium or rate with "
        "minimum; swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about = "Pays a share of what it costs to reinstate the limit of a layer.";
    static constexpr auto fields = join_fields(
        contract_fields<ReinstatementPremiumProtection>(),
        field_list(required("protects", &ReinstatementPremiumProtection::protects,
                            "Name of the cat_xl layer whose reinstatement premiums it pays, in the same tier."),
                   optional("share", &ReinstatementPremiumProtection::share, positive_fraction, Unit::fraction,
                            "Part of each reinstatement premium that it pays.")),
        premium_fields<ReinstatementPremiumProtection>());
    bool operator==(ReinstatementPremiumProtection const&) const = default;
};

}  // namespace riskpool
