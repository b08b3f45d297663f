// The register of backstops, and several of them used in order behind a pool's funds.
#pragma once

#include <concepts>
#include <cstddef>
#include <span>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/fund/backstop_claim_scaling.hpp"
#include "sim/fund/backstop_federal_share.hpp"
#include "sim/fund/backstop_member_call.hpp"
#include "sim/fund/backstop_state_layer.hpp"
#include "sim/fund/backstop_surcharge.hpp"
#include "sim/fund/backstop_year.hpp"

namespace riskpool {

/// What a backstop offers beside its description: one year, from what it finds to who pays.
template <class K>
concept BackstopKind = Described<K> && requires(K const& backstop, BackstopState& state, BackstopYear const& year) {
    { backstop.settle(state, year) }
    noexcept->std::same_as<BackstopFlows>;
};

template <BackstopKind... K>
using BackstopFamily = Kinds<K...>;

using BackstopKinds = BackstopFamily<  //
    StateLayer,                        //
    MemberCall,                        //
    PolicyholderSurcharge,             //
    RetrospectivePremium,              //
    FederalShare,                      //
    ClaimScaling>;

/// Backstops ready to run, in the order in which they are used.
class BackstopPlan {
public:
    BackstopPlan() = default;

    /// `backstops` are valid.
    explicit BackstopPlan(std::span<BackstopKinds const> backstops) : kinds_(backstops.begin(), backstops.end()) {}

    [[nodiscard]] std::size_t size() const noexcept { return kinds_.size(); }

    [[nodiscard]] BackstopKinds const& kind(std::size_t k) const noexcept { return kinds_[k]; }

    /// True if one of them reads the losses of single events, net or gross, so that these must be filled.
    [[nodiscard]] bool needs_net_events() const noexcept { return reads(LayerBasis::net_event); }
    [[nodiscard]] bool needs_gross_events() const noexcept { return reads(LayerBasis::gross_event) || scales_events(); }

    /// Settles one year; `states` (default-constructed before the first year) and `flows` have one for each backstop.
    /// Returns the year as it is left: its `unfunded` and `unpaid` are what nobody paid.
    BackstopYear settle(std::span<BackstopState> states, BackstopYear year,
                        std::span<BackstopFlows> flows) const noexcept;

private:
    [[nodiscard]] bool reads(LayerBasis basis) const noexcept;
    [[nodiscard]] bool scales_events() const noexcept;

    std::vector<BackstopKinds> kinds_;
};

}  // namespace riskpool
