// Names in checks that the scenario must know.
#pragma once

#include <vector>

#include "sim/check/check.hpp"
#include "sim/loss/insured.hpp"
#include "sim/pool/member.hpp"

namespace riskpool {

/// Reports each member, insured and reinsurer that a check of the list names and the scenario has not, at its field,
/// for example `list[0].solvency.required[1].member`.
void check_names(Checks const& checks, std::vector<Member> const& members, std::vector<Reinsurer> const& reinsurers,
                 Insureds const& insureds, FieldFaults& faults);

}  // namespace riskpool
