// Retained premium against capital: Insurance Law art. 102.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/check/yearly_limit.hpp"
#include "sim/pool/member.hpp"

namespace riskpool {

/// A sum of money of one member.
struct MemberAmount {
    std::string member;
    double amount = 0;

    static constexpr std::string_view kind = "member_amount";
    static constexpr std::string_view about = "A sum of money of one member.";
    static constexpr auto fields =
        field_list(required("member", &MemberAmount::member, "Name of a member of the scenario."),
                   required("amount", &MemberAmount::amount, not_negative, Unit::money, "Money of a year."));
    bool operator==(MemberAmount const&) const = default;
};

/// Retained premium of the year <= multiple x (capital + reserves at its start). Insurance Law art. 102: 4 (S of P:
/// sdjlnm.com/changshi/1019997.html; cnenc.net/b2544333.html, as the old art. 99).
struct RetainedPremiumLimit {
    double multiple = 4;
    std::vector<MemberAmount> other_premium;

    [[nodiscard]] YearlyLimit limit() const { return {1, multiple}; }
    /// What a member keeps of the premium of business outside the scenario, money per year.
    [[nodiscard]] double other(std::string_view member) const;
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "retained_premium";
    static constexpr std::string_view about =
        "Premium that a member keeps in a year after reinsurance, at most a multiple of its capital and reserves at "
        "the "
        "start of the year (Insurance Law art. 102).";
    static constexpr auto fields = field_list(
        optional("multiple", &RetainedPremiumLimit::multiple, positive, Unit::none, "Times capital and reserves."),
        optional("other_premium", &RetainedPremiumLimit::other_premium,
                 "Premium that members keep of business outside the scenario: the law counts all of it."));
    bool operator==(RetainedPremiumLimit const&) const = default;
};

/// Refuses, at `field`, a list that names a member twice.
void check_named_once(std::vector<MemberAmount> const& list, std::string_view field, FieldFaults& faults);

}  // namespace riskpool
