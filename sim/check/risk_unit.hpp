// Liability per risk unit against capital: Insurance Law art. 103.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/check/finding.hpp"
#include "sim/check/risk_unit_liability.hpp"
#include "sim/check/yearly_limit.hpp"

namespace riskpool {

/// What one event can cost at most: the sum insured, or the probable maximum loss; neither above the policy's limit.
enum class LiabilityBasis : std::uint8_t { sum_insured, pml };
template <>
struct Choice<LiabilityBasis> {
    static constexpr std::array values{std::pair{std::string_view{"sum_insured"}, LiabilityBasis::sum_insured},
                                       std::pair{std::string_view{"pml"}, LiabilityBasis::pml}};
};

/// Money: the liability for 100 % of a risk unit.
[[nodiscard]] double liability_of(Insured const& insured, LiabilityBasis basis);

/// Liability kept for one risk unit <= part x (capital + reserves at the start of the year); what is above must be
/// reinsured. Insurance Law art. 103: 10 % (S of P: m.shkps.cn/changshi/1020410.html; that the division into risk units
/// is filed is R). Which amount a risk unit stands for decides what is feasible, so the basis is named.
struct RiskUnitLimit {
    double part = 0.10;
    LiabilityBasis basis = LiabilityBasis::sum_insured;
    bool after_reinsurance = true;

    [[nodiscard]] YearlyLimit limit() const { return {1, part}; }
    [[nodiscard]] double measure(RiskUnitLiability const& liability) const {
        return after_reinsurance ? liability.retained : liability.liability;
    }
    /// Each member's greatest liability of each year: years values for each member, member after member.
    [[nodiscard]] std::vector<double> greatest(std::span<RiskUnitLiability const> liabilities, std::size_t members,
                                               std::uint32_t years) const;
    /// The same with the capital of the first year: one finding for each member that is liable for anything.
    [[nodiscard]] std::vector<Finding> findings(std::span<RiskUnitLiability const> liabilities,
                                                CheckSetting const& setting) const;

    static constexpr std::string_view kind = "risk_unit";
    static constexpr std::string_view about =
        "Liability that a member keeps for one risk unit, at most a part of its capital and reserves at the start of "
        "the "
        "year (Insurance Law art. 103).";
    static constexpr auto fields = field_list(
        optional("part", &RiskUnitLimit::part, positive_fraction, Unit::fraction, "Part of capital and reserves."),
        optional("basis", &RiskUnitLimit::basis,
                 "sum_insured: all values at stake; pml: the probable maximum loss where one is stated. Neither counts "
                 "above the policy's limit."),
        optional("after_reinsurance", &RiskUnitLimit::after_reinsurance,
                 "true: what the programmes leave of such a loss alone in its year; false: before all reinsurance."));
    bool operator==(RiskUnitLimit const&) const = default;
};

}  // namespace riskpool
