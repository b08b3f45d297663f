// Who co-insures: a member of pools, and who reinsures them.
#pragma once

#include <string>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// A co-insurer.
struct Member {
    std::string name;
    double capital = 0;   // money: paid-in capital
    double reserves = 0;  // money: reserves (公积金) that count with capital in the law's limits
    std::string rating;
    double capacity = 0;  // money: the line it declares for one risk unit

    static constexpr std::string_view kind = "member";
    static constexpr std::string_view about = "A co-insurer that belongs to one pool or several.";
    static constexpr auto fields = std::tuple{
        required("name", &Member::name, "Name, unique among members and reinsurers."),
        optional("capital", &Member::capital, not_negative, Unit::money, "Paid-in capital."),
        optional("reserves", &Member::reserves, not_negative, Unit::money,
                 "Reserves that count with capital in the limits of the law."),
        optional("rating", &Member::rating, "Rating as published; shown in the result."),
        optional("capacity", &Member::capacity, not_negative, Unit::money, "The line it declares for one risk unit."),
    };
    bool operator==(Member const&) const = default;
};

/// A reinsurer whose lines the treaties name.
struct Reinsurer {
    std::string name;
    std::string rating;
    std::string domicile;

    static constexpr std::string_view kind = "reinsurer";
    static constexpr std::string_view about = "A reinsurer whose lines the treaties name.";
    static constexpr auto fields = std::tuple{
        required("name", &Reinsurer::name, "Name, unique among members and reinsurers."),
        optional("rating", &Reinsurer::rating, "Rating as published; shown in the result."),
        optional("domicile", &Reinsurer::domicile, "onshore or offshore; shown in the result."),
    };
    bool operator==(Reinsurer const&) const = default;
};

}  // namespace riskpool
