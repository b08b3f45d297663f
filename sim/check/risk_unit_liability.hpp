// What a member is liable for on one risk unit, and who takes how much of it: what the law's static limits measure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace riskpool {

/// The part of a liability that one reinsurer has taken by one contract.
struct CededPart {
    std::string treaty;
    std::string reinsurer;
    bool proportional = false;
    bool facultative = false;
    double amount = 0;  // money
};

/// A member's liability for one risk unit in the greatest loss of one event.
struct RiskUnitLiability {
    std::size_t member = 0;        // position in the scenario
    std::size_t insured = 0;       // the same
    std::uint32_t first_year = 0;  // years for which it holds, counted from 0
    std::uint32_t last_year = 0;   //
    double liability = 0;          // money: before reinsurance
    double retained = 0;           // money: after all reinsurance
    std::vector<CededPart> ceded;  // to reinsurers by name
};

}  // namespace riskpool
