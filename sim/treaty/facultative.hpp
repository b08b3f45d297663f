// Facultative: cover for risks named one by one, by a share or by a layer.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"
#include "sim/treaty/proportional.hpp"

namespace riskpool {

/// The cover of one risk: a share of it, or a layer on it.
struct FacultativeCover {
    std::string insured;
    std::optional<double> share;
    std::optional<double> limit;
    std::optional<double> attachment;
    double premium = 0;

    void check(FieldFaults& faults) const {
        if (share && (limit || attachment)) {
            faults.add(limit ? "limit" : "attachment", "is given beside a share",
                       "give a share, or limit and attachment");
        } else if (!share && !limit) {
            faults.add(attachment ? "limit" : "share", "is missing", "give a share, or limit and attachment");
        } else if (!share && !attachment) {
            faults.add("attachment", "is missing", "it goes with limit (0 pays from the ground up)");
        }
        if (share && premium != 0) {
            faults.add("premium", "is given beside a share, which cedes premium by the same part", "leave it out");
        }
    }

    static constexpr std::string_view kind = "facultative_cover";
    static constexpr std::string_view about = "The facultative cover of one risk: a share of it, or a layer on it.";
    static constexpr auto fields =
        field_list(required("insured", &FacultativeCover::insured, "Name of an insured of the scenario."),
                   optional("share", &FacultativeCover::share, unit_interval, Unit::fraction,
                            "Part of the risk that is ceded, premium and loss alike."),
                   optional("limit", &FacultativeCover::limit, positive_or_infinite, Unit::money,
                            "In place of a share: the most that a layer pays for the risk in one event."),
                   optional("attachment", &FacultativeCover::attachment, not_negative, Unit::money,
                            "Loss of the risk above which the layer pays; a loss exactly at it recovers nothing."),
                   optional("premium", &FacultativeCover::premium, not_negative, Unit::money,
                            "Premium of a year for 100 % of the layer."));
    bool operator==(FacultativeCover const&) const = default;
};

/// Faults of a list that names insureds: each once.
template <class Named>
void check_named_once(std::vector<Named> const& list, std::string_view field, FieldFaults& faults) {
    for (std::size_t k = 0; k < list.size(); ++k) {
        for (std::size_t before = 0; before < k; ++before) {
            if (list[before].insured != list[k].insured) continue;
            faults.add(field, "names \"" + list[k].insured + "\" twice", "name each insured once");
            return;
        }
    }
}

/// Facultative compiled: a share and a layer for each insured, the layer of a proportional cover without bounds.
class FacultativePlan {
public:
    static constexpr bool reads_insureds = true;

    struct Cover {
        bool layer = false;
        double share = 0;
        double attachment = 0;
        double limit = infinity;
    };
    explicit FacultativePlan(std::vector<Cover> cover) : cover_(std::move(cover)) {}

    [[nodiscard]] bool needs_order() const noexcept { return false; }
    [[nodiscard]] bool needs_time() const noexcept { return false; }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    std::vector<Cover> cover_;
};

/// The risk r named with a share s cedes s x_r; the risk named with a layer cedes min((x_r - D)+, L) of each event, as
/// often as it is hit. Shares reduce what later tiers see of the risk, its size and premium included.
struct Facultative : ProportionalTerms {
    std::vector<FacultativeCover> risks;

    using Plan = FacultativePlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const;
    [[nodiscard]] std::vector<double> ceded_share(TreatySetting const& setting) const;
    /// Of the layers on insureds that the treaty and the pool cover.
    [[nodiscard]] double flat_premium(TreatySetting const& setting) const;
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "facultative";
    static constexpr std::string_view terms_in_order =
        "share of each risk, or attachment and limit on it; placed part; commission, sliding_commission; "
        "profit_commission";
    static constexpr std::string_view about = "Covers risks named one by one: a share of each, or a layer on it.";
    static constexpr auto fields = join_fields(
        contract_fields<Facultative>(),
        field_list(required("risks", &Facultative::risks, "The risks covered, each by a share or by a layer.")),
        proportional_fields<Facultative>());
    bool operator==(Facultative const&) const = default;

private:
    [[nodiscard]] FacultativeCover const* find(std::string_view insured) const;
};

}  // namespace riskpool
