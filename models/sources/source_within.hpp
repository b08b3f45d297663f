// A source within another one: where it stands, and what it says of itself from there.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/source.hpp"

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

/// The place of a source in the field `source` of another one.
inline std::string place_within(SourceModel const& source) {
    return "source." + std::string(source.kind());
}

/// What the source within has to say, placed there.
inline std::vector<SourceNote> notes_within(SourceModel const& source, Insureds const& insureds) {
    std::vector<SourceNote> notes = source.notes(insureds);
    for (auto& note : notes) {
        note.field = place_within(source) + (note.field.empty() ? "" : '.' + note.field);
    }
    return notes;
}

/// Reports a name within: dependences and results name the source around it. A source written in Python stands by its
/// name.
inline void check_nameless(SourceModel const& source, FieldFaults& faults) {
    if (source.own_name().empty() || source.kind() == "own_source") return;
    faults.add(place_within(source) + ".name", "names a source within another, which nothing can refer to",
               "name the source around it");
}

}  // namespace riskpool
