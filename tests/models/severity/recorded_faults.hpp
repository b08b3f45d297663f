// What a type says of combinations of its fields, for tests.
#pragma once

#include <string>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

class RecordedFaults final : public FieldFaults {
public:
    void add(std::string_view field, std::string_view, std::string_view) override { fields.emplace_back(field); }
    std::vector<std::string> fields;
};

/// The fields at which `value.check` finds faults; "" stands for the whole value.
template <class T>
std::vector<std::string> faulty_fields(T const& value) {
    RecordedFaults faults;
    value.check(faults);
    return faults.fields;
}

}  // namespace riskpool
