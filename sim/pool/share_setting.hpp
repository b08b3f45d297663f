// What a share rule answers, and what it may ask: the part of each insured that each member takes.
#pragma once

#include <Eigen/Core>
#include <vector>

#include "sim/loss/insured.hpp"
#include "sim/pool/member.hpp"

namespace riskpool {

/// The insureds that the pool covers (positions in the scenario's list) and all members.
struct ShareSetting {
    Insureds const& insureds;
    std::vector<std::size_t> const& covered;
    std::vector<Member> const& members;
};

/// Part of 100 % of each covered insured (rows, in order of `covered`) that each member takes (columns). A row
/// adds up to at most 1; what is missing stays with the insured.
using ShareMatrix = Eigen::MatrixXd;

}  // namespace riskpool
