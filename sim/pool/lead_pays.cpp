#include "sim/pool/lead_pays.hpp"

#include "sim/pool/share_setting.hpp"

namespace riskpool {

void LeadPays::check_members(std::vector<Member> const& members, FieldFaults& faults) const {
    check_member("lead", lead, members, faults);
}

}  // namespace riskpool
