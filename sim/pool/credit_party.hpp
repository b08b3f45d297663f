// A party that may fail to pay: a member, a reinsurer, whoever owes money in the pool.
#pragma once

#include <optional>
#include <string>

namespace riskpool {

/// What is known of a party's credit. The first that is stated counts: its own probability, its rating, its solvency
/// ratio.
struct CreditParty {
    std::string name;
    std::string rating;                 // empty where there is none
    double solvency_ratio = 0;          // actual over required capital; 0 where none is stated
    std::optional<double> probability;  // of default within a year, as stated for this party alone
};

}  // namespace riskpool
