#include "sim/treaty/back_up.hpp"

namespace riskpool {

void BackUpPlan::cede(Subject const& subject, Cession& cession) const noexcept {
    cover_.cede(subject, cession, [](double, FollowedYear::Answer const& original) { return original.unpaid; });
}

}  // namespace riskpool
