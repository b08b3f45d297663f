#include "sim/pool/share_setting.hpp"

#include <Eigen/Core>

#include <numeric>

#include "sim/base/diagnostic.hpp"

namespace riskpool {

ShareMatrix no_shares(ShareSetting const& setting) {
    return ShareMatrix::Zero(static_cast<Eigen::Index>(setting.covered.size()),
                             static_cast<Eigen::Index>(setting.members.size()));
}

ShareMatrix shares_in_proportion(ShareSetting const& setting, std::vector<double> const& weights) {
    ShareMatrix shares = no_shares(setting);
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    if (!(sum > 0)) return shares;
    for (std::size_t m = 0; m < weights.size(); ++m) {
        shares.col(static_cast<Eigen::Index>(m)).setConstant(weights[m] / sum);
    }
    return shares;
}

std::size_t find_member(std::vector<Member> const& members, std::string_view name) {
    std::size_t m = 0;
    while (m < members.size() && members[m].name != name) ++m;
    return m;
}

void check_member(std::string const& field, std::string const& name, std::vector<Member> const& members,
                  FieldFaults& faults) {
    if (find_member(members, name) < members.size()) return;
    std::vector<std::string_view> known;
    known.reserve(members.size());
    for (auto const& member : members) known.push_back(member.name);
    const auto near = nearest(name, known);
    faults.add(field, '"' + name + "\" is no member of the scenario",
               near.empty() ? "name a member" : "did you mean \"" + std::string(near) + "\"?");
}

void check_named_once(std::string const& field, std::vector<std::string> const& names, FieldFaults& faults) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (names[i] != names[j]) continue;
            faults.add(field, "names the member \"" + names[i] + "\" twice", "name each member once");
            break;
        }
    }
}

void FaultsWithin::add(std::string_view field, std::string_view problem, std::string_view hint) {
    outer_.add(field.empty() ? prefix_ : prefix_ + '.' + std::string(field), problem, hint);
}

}  // namespace riskpool
