#include "sim/pool/by_table.hpp"

#include <Eigen/Core>

namespace riskpool {

void ByTable::check(FieldFaults& faults) const {
    if (table.empty()) faults.add("table", "is empty, so nobody takes a part", "name a member and its share");
    double sum = 0;
    for (auto const& row : table) sum += row.share;
    if (sum > 1 + 1e-9) faults.add("table", "adds up to more than 100 %", "sign the shares down to 100 % or less");
    for (std::size_t i = 0; i < table.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (table[i].member == table[j].member) {
                faults.add("table", "names the member \"" + table[i].member + "\" twice", "give each member one share");
            }
        }
    }
}

ShareMatrix ByTable::allocate(ShareSetting const& setting) const {
    ShareMatrix shares = no_shares(setting);
    for (auto const& row : table) {
        for (std::size_t m = 0; m < setting.members.size(); ++m) {
            if (setting.members[m].name == row.member) shares.col(static_cast<Eigen::Index>(m)).setConstant(row.share);
        }
    }
    return shares;
}

void ByTable::check_setting(ShareSetting const& setting, FieldFaults& faults) const {
    for (std::size_t i = 0; i < table.size(); ++i) {
        check_member("table[" + std::to_string(i) + "].member", table[i].member, setting.members, faults);
    }
}

}  // namespace riskpool
