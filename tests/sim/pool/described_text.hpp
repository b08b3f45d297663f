// Described values read from a text as a scenario file would give them, and faults as lines of text.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "sim/pool/member.hpp"
#include "sim/scenario/reader.hpp"

namespace riskpool {

/// `field: problem` of each fault.
class FaultTexts final : public FieldFaults {
public:
    void add(std::string_view field, std::string_view problem, std::string_view) override {
        texts.push_back(std::string(field) + ": " + std::string(problem));
    }
    std::vector<std::string> texts;
};

/// What the value says against itself.
template <class T>
std::vector<std::string> faults_in(T const& value) {
    FaultTexts faults;
    value.check(faults);
    return faults.texts;
}

/// What the rule says against its setting.
template <class T, class Setting>
std::vector<std::string> setting_faults(T const& value, Setting const& setting) {
    FaultTexts faults;
    value.check_setting(setting, faults);
    return faults.texts;
}

/// The value that a text of a scenario file gives; a test fails if it has a fault.
template <class T>
T from_text(std::string_view text) {
    Reader reader;
    const Node node = parse_document(text, "text", reader.diagnostics);
    T value{};
    reader.read(node, "", any_finite, Unit::none, value);
    for (auto const& each : reader.diagnostics) ADD_FAILURE() << to_string(each);
    return value;
}

inline Member member_named(std::string name, double capital = 0, double capacity = 0) {
    Member member;
    member.name = std::move(name);
    member.capital = capital;
    member.capacity = capacity;
    return member;
}

}  // namespace riskpool
