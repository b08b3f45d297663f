// The register of treaty kinds: a new kind is one new file and one word here.
#pragma once

#include <memory>
#include <utility>
#include <variant>

#include "sim/base/describe.hpp"
#include "sim/treaty/aggregate_xl.hpp"
#include "sim/treaty/any_treaty.hpp"
#include "sim/treaty/back_up.hpp"
#include "sim/treaty/cat_bond.hpp"
#include "sim/treaty/cat_xl.hpp"
#include "sim/treaty/drop_down.hpp"
#include "sim/treaty/facultative.hpp"
#include "sim/treaty/facultative_obligatory.hpp"
#include "sim/treaty/industry_loss_warranty.hpp"
#include "sim/treaty/multi_year_xl.hpp"
#include "sim/treaty/nth_event_xl.hpp"
#include "sim/treaty/parametric.hpp"
#include "sim/treaty/per_risk_xl.hpp"
#include "sim/treaty/quota_share.hpp"
#include "sim/treaty/reinstatement_premium_protection.hpp"
#include "sim/treaty/shared_deductible_xl.hpp"
#include "sim/treaty/stop_loss.hpp"
#include "sim/treaty/surplus.hpp"
#include "sim/treaty/top_and_drop.hpp"
#include "sim/treaty/umbrella.hpp"
#include "sim/treaty/variable_quota_share.hpp"

namespace riskpool {

template <TreatyKind... Kind>
struct TreatyRegister {
    using Kinds = riskpool::Kinds<Kind...>;
    using Plan = std::variant<typename Kind::Plan...>;
};

using Treaties = TreatyRegister<     //
    QuotaShare,                      //
    VariableQuotaShare,              //
    Surplus,                         //
    Facultative,                     //
    FacultativeObligatory,           //
    PerRiskXl,                       //
    CatXl,                           //
    AggregateXl,                     //
    StopLoss,                        //
    DropDown,                        //
    TopAndDrop,                      //
    BackUp,                          //
    NthEventXl,                      //
    MultiYearXl,                     //
    Umbrella,                        //
    SharedDeductibleXl,              //
    ReinstatementPremiumProtection,  //
    IndustryLossWarranty,            //
    Parametric,                      //
    CatBond>;

/// Any treaty as described, and any treaty compiled.
using TreatyKinds = Treaties::Kinds;
using TreatyPlan = Treaties::Plan;

struct TreatyFamily {
    TreatyKinds kind;
};

template <Described Kind>
AnyTreaty::AnyTreaty(Kind kind) : held_(std::make_shared<TreatyFamily const>(TreatyFamily{std::move(kind)})) {}

/// The kind that a treaty is of, with its terms.
[[nodiscard]] inline TreatyKinds const& kind_of(AnyTreaty const& treaty) {
    return treaty.family().kind;
}

}  // namespace riskpool
