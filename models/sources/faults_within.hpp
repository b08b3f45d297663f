// Faults of a part of a described value, placed within the whole.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "sim/base/describe.hpp"

namespace riskpool {

/// Hands faults on with their fields below `place`, such as "source.clash".
class FaultsWithin final : public FieldFaults {
public:
    FaultsWithin(FieldFaults& whole, std::string place) : whole_(whole), place_(std::move(place)) {}
    void add(std::string_view field, std::string_view problem, std::string_view hint) override {
        whole_.add(field.empty() ? place_ : place_ + '.' + std::string(field), problem, hint);
    }

private:
    FieldFaults& whole_;
    std::string place_;
};

}  // namespace riskpool
