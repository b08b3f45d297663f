// The register of share rules that need no other rule: a new one is one new file and one word here.
#pragma once

#include <concepts>

#include "sim/pool/by_capacity.hpp"
#include "sim/pool/by_capital.hpp"
#include "sim/pool/by_premium.hpp"
#include "sim/pool/by_table.hpp"
#include "sim/pool/equal.hpp"

namespace riskpool {

/// What a share rule offers beside its description: the shares, and the faults that only insureds and members show
/// (names that nobody bears, no capital to share by), at the field concerned.
template <class K>
concept ShareRule = Described<K> && requires(K const& rule, ShareSetting const& setting, FieldFaults& faults) {
    static_cast<ShareMatrix (K::*)(ShareSetting const&) const>(&K::allocate);
    rule.check_setting(setting, faults);
};

template <ShareRule... K>
using ShareRuleRegister = Kinds<K...>;

using SimpleShareRules = ShareRuleRegister<ByTable, ByCapacity, ByCapital, ByPremium, Equal>;

}  // namespace riskpool
