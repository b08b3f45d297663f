// Actual over required capital, year by year.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/check/c_ross.hpp"
#include "sim/check/yearly_limit.hpp"
#include "sim/pool/member.hpp"

namespace riskpool {

/// The required capital of one member: as money, or in the form of C-ROSS.
struct RequiredCapital {
    std::string member;
    double amount = 0;
    std::optional<CRossForm> c_ross;

    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "required_capital";
    static constexpr std::string_view about = "The required capital of one member.";
    static constexpr auto fields = field_list(
        required("member", &RequiredCapital::member, "Name of a member of the scenario."),
        optional("amount", &RequiredCapital::amount, not_negative, Unit::money, "Required capital."),
        optional("c_ross", &RequiredCapital::c_ross, "In place of it: exposures charged by the table of the check."));
    bool operator==(RequiredCapital const&) const = default;
};

/// capital + reserves at the start of each year >= ratio x required capital. 150 % is what the rule for first-set
/// equipment pools asks of members (保监发〔2015〕15号; P copy: cm.hczyw.com/2015/0301/169106.html); the regime itself
/// asks for 100 % (R). Required capital stays as it is over the years, which is approximate: it would follow the
/// business.
struct SolvencyMinimum {
    double ratio = 1.5;
    std::vector<RequiredCapital> required;
    std::optional<CRossTable> table;

    [[nodiscard]] YearlyLimit limit() const { return {ratio, 1}; }
    /// Money: as listed; or else capital and reserves over the solvency ratio that the member states (D); nothing where
    /// neither is known, so that the member cannot be checked.
    [[nodiscard]] std::optional<double> required_capital(Member const& member) const;
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "solvency";
    static constexpr std::string_view about =
        "Solvency ratio of each member at the start of each year: capital and reserves over required capital.";
    static constexpr auto fields = field_list(
        optional("ratio", &SolvencyMinimum::ratio, positive, Unit::fraction, "Least ratio."),
        optional("required", &SolvencyMinimum::required,
                 "Required capital; of members not listed it follows from their `solvency_ratio`."),
        optional("table", &SolvencyMinimum::table, "Base factors for required capital in the form of C-ROSS."));
    bool operator==(SolvencyMinimum const&) const = default;
};

}  // namespace riskpool
