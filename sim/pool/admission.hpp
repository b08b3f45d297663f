// Who may be a member: capital, solvency over some years, domicile, cash.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/pool/member.hpp"

namespace riskpool {

/// What a pool asks of its members. The first-set equipment pool (首台套共保体): registered capital of CNY 20 bn in
/// sum, solvency of each member 150 % for 3 years (保监发〔2015〕15号; P, copy).
struct Admission {
    double total_capital = 0;
    double member_capital = 0;
    double solvency_ratio = 0;
    std::uint32_t solvency_years = 1;
    double cash = 0;
    std::string domicile;

    static constexpr std::string_view kind = "admission";
    static constexpr std::string_view about = "What a pool asks of its members before they may take part.";
    static constexpr auto fields =
        field_list(optional("total_capital", &Admission::total_capital, not_negative, Unit::money,
                            "Least paid-in capital of all members admitted, together."),
                   optional("member_capital", &Admission::member_capital, not_negative, Unit::money,
                            "Least paid-in capital of each."),
                   optional("solvency_ratio", &Admission::solvency_ratio, not_negative, Unit::fraction,
                            "Least solvency ratio of each, in each of the latest years."),
                   optional("solvency_years", &Admission::solvency_years, at_least_one, Unit::count,
                            "For how many years the solvency ratio must have held, the latest included."),
                   optional("cash", &Admission::cash, not_negative, Unit::money, "Least cash of each."),
                   optional("domicile", &Admission::domicile, "Domicile that each must have; any when left out."));
    void check(FieldFaults& faults) const;
    bool operator==(Admission const&) const = default;
};

/// A member refused and why; or the pool itself, with an empty name, where what its members have together is too
/// little.
struct Refusal {
    std::string member;
    std::string why;
    bool operator==(Refusal const&) const = default;
};

/// Every reason against each member, in order of members, and last the reason against the pool if the members without
/// a refusal have too little together. Empty if all may take part.
[[nodiscard]] std::vector<Refusal> refusals(Admission const& terms, std::vector<Member> const& members);

/// The members without a refusal, in their order.
[[nodiscard]] std::vector<Member> admitted(Admission const& terms, std::vector<Member> const& members);

}  // namespace riskpool
