// The register of treaty kinds: a new kind is one new file and one word here.
#pragma once

#include <variant>

#include "sim/base/describe.hpp"
#include "sim/treaty/cat_xl.hpp"
#include "sim/treaty/per_risk_xl.hpp"
#include "sim/treaty/quota_share.hpp"
#include "sim/treaty/stop_loss.hpp"
#include "sim/treaty/surplus.hpp"

namespace riskpool {

template <TreatyKind... Kind>
struct TreatyRegister {
    using Kinds = riskpool::Kinds<Kind...>;
    using Plan = std::variant<typename Kind::Plan...>;
};

using Treaties = TreatyRegister<QuotaShare, Surplus, PerRiskXl, CatXl, StopLoss>;

/// Any treaty as described, and any treaty compiled.
using TreatyKinds = Treaties::Kinds;
using TreatyPlan = Treaties::Plan;

}  // namespace riskpool
