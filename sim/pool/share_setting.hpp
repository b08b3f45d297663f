// What a share rule answers, and what it may ask: the part of each insured that each member takes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/loss/insured.hpp"
#include "sim/pool/member.hpp"
#include "sim/pool/share_matrix.hpp"

namespace riskpool {

/// The insureds that the pool covers (positions in the scenario's list), the members among whom they are shared, and
/// the underwriting year, which only by_year reads.
struct ShareSetting {
    Insureds const& insureds;
    std::vector<std::size_t> const& covered;
    std::vector<Member> const& members;
    std::uint32_t year = 1;
};

/// No share for anybody, in the size that the setting asks for.
[[nodiscard]] ShareMatrix no_shares(ShareSetting const& setting);

/// Every covered insured shared in proportion to `weights`, one per member and 0 or more; nobody takes part where all
/// are 0.
[[nodiscard]] ShareMatrix shares_in_proportion(ShareSetting const& setting, std::vector<double> const& weights);

/// Position of the member of that name, or members.size() if there is none.
[[nodiscard]] std::size_t find_member(std::vector<Member> const& members, std::string_view name);

/// Reports `name`, written at `field`, if no member bears it.
void check_member(std::string const& field, std::string const& name, std::vector<Member> const& members,
                  FieldFaults& faults);

/// Reports each member that a list names twice.
void check_named_once(std::string const& field, std::vector<std::string> const& names, FieldFaults& faults);

/// Faults of a value that stands within another one, at `prefix`.
class FaultsWithin final : public FieldFaults {
public:
    FaultsWithin(FieldFaults& outer, std::string prefix) : outer_(outer), prefix_(std::move(prefix)) {}
    void add(std::string_view field, std::string_view problem, std::string_view hint) override;

private:
    FieldFaults& outer_;
    std::string prefix_;
};

}  // namespace riskpool
