// A reinsurance pool: members write risks themselves and cede a part of them to the pool.
#pragma once

#include <string_view>

#include "sim/base/describe.hpp"

namespace riskpool {

/// The pool takes `share` of each risk that a member wrote (its `originator`), up to what members sign of it; the
/// originator keeps the rest, and is liable to the insured for all. A risk without an originator is inward business:
/// the pool takes it from the market. (The Chinese nuclear pool has capacities of its own for both; S.)
struct InwardCession {
    double share = 1;
    double commission = 0;

    static constexpr std::string_view kind = "inward";
    static constexpr std::string_view about =
        "A reinsurance pool: it takes a share of the risks that members write, and pays them a commission; what it "
        "does not take they keep.";
    static constexpr auto fields = field_list(
        optional("share", &InwardCession::share, positive_fraction, Unit::fraction,
                 "Part of each risk that is offered to the pool."),
        optional("commission", &InwardCession::commission, unit_interval, Unit::fraction,
                 "What the pool pays the originator for its expenses, as a part of the premium ceded to it."));
    bool operator==(InwardCession const&) const = default;
};

}  // namespace riskpool
