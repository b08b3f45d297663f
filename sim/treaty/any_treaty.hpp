// A treaty of any kind, for whoever holds one without reading its terms: the kinds themselves stand in treaty.hpp, and
// what includes this file alone does not compile the whole treaty language.
#pragma once

#include <memory>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

struct TreatyFamily;  // one of the kinds, in treaty.hpp

/// An immutable treaty; copies share it. A default-constructed one holds nothing and can only be assigned to.
class AnyTreaty {
public:
    AnyTreaty() = default;
    template <Described Kind>
    AnyTreaty(Kind kind);  // NOLINT(google-explicit-constructor): a kind is a treaty

    /// What it holds, for kind_of in treaty.hpp.
    [[nodiscard]] TreatyFamily const& family() const { return *held_; }

private:
    std::shared_ptr<TreatyFamily const> held_;
};

/// Treaties that see the same subject loss.
using Tier = std::vector<AnyTreaty>;

}  // namespace riskpool
