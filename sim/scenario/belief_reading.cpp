// Numbers that a file gives as beliefs.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/scenario/belief_register.hpp"
#include "sim/scenario/certain.hpp"

namespace riskpool {

namespace {

constexpr std::string_view by_name = "belief";

bool is_provenance(std::string_view key) {
    return key == "source" || key == "note";
}

/// A node in one line, as a person would write it.
std::string in_one_line(Node const& node) {
    std::string text;
    switch (node.type) {
        case Node::Type::null: return "{}";
        case Node::Type::scalar: return node.text;
        case Node::Type::list:
            for (auto const& item : node.items) text += (text.empty() ? "" : ", ") + in_one_line(item);
            return '[' + text + ']';
        case Node::Type::map:
            for (auto const& [key, place, value] : node.entries) {
                if (!is_provenance(key)) text += (text.empty() ? "" : ", ") + key + ": " + in_one_line(value);
            }
            return '{' + text + '}';
    }
    return text;
}

/// True if values of a law with this end stay within the bound. An end that a bound leaves out is never drawn.
bool is_within(Belief const& belief, Bound const& bound) {
    return belief.lowest() >= bound.low && belief.highest() <= bound.high;
}

}  // namespace

std::vector<std::string_view> Reader::belief_kinds() const {
    std::vector<std::string_view> kinds;
    if (beliefs == nullptr) return kinds;
    for (auto const& entry : *beliefs) kinds.push_back(entry.kind);
    return kinds;
}

bool Reader::is_belief(Node const& node) const {
    if (!node.is_map()) return false;
    std::vector<std::string_view> known = belief_kinds();
    known.push_back(by_name);
    return std::any_of(node.entries.begin(), node.entries.end(), [&](Node::Entry const& entry) {
        return !is_provenance(entry.key) &&
               (std::find(known.begin(), known.end(), entry.key) != known.end() || !nearest(entry.key, known).empty());
    });
}

Node Reader::take_out_strangers(Node const& node, std::string const& path) {
    std::vector<std::string_view> known = belief_kinds();
    known.push_back(by_name);
    const auto is_law = [&](Node::Entry const& entry) {
        return std::find(known.begin(), known.end(), entry.key) != known.end();
    };
    Node law = node;
    std::erase_if(law.entries, [](Node::Entry const& entry) { return is_provenance(entry.key); });
    if (std::none_of(law.entries.begin(), law.entries.end(), is_law)) return law;
    for (auto const& entry : law.entries) {
        if (!is_law(entry)) refuse_unknown_key(entry, node, path, "an uncertain number", {"source", "note"});
    }
    std::erase_if(law.entries, [&](Node::Entry const& entry) { return !is_law(entry); });
    return law;
}

Node const* Reader::find_named_belief(Node const& reference, std::string const& path) {
    std::string name;
    const std::size_t before = diagnostics.size();
    read_text(reference, path, name);
    if (diagnostics.size() != before) return nullptr;
    std::vector<std::string_view> names;
    if (named_beliefs != nullptr) {
        for (auto const& entry : named_beliefs->entries) {
            if (entry.key == name) return &entry.value;
            names.push_back(entry.key);
        }
    }
    const auto near = nearest(name, names);
    report(reference, path, describe(reference) + " is no belief of the scenario",
           near.empty() ? "define it: `beliefs: {" + name + ": {pert: {low: ..., mode: ..., high: ...}}}`"
                        : "did you mean \"" + std::string(near) + "\"?");
    return nullptr;
}

void Reader::read_uncertain_number(Node const& node, std::string const& path, Bound const& bound, Unit unit,
                                   double& value) {
    if (within_belief_) {
        return report(node, path, "is uncertain within a belief, whose own numbers must be known",
                      "write a plain number; widen the belief if its numbers are unsure");
    }
    if (!may_be_uncertain(path)) {
        return report(node, path, "cannot be uncertain: all draws have to measure and keep the same",
                      "write a plain number");
    }
    const std::size_t before = diagnostics.size();
    Node law = take_out_strangers(node, path);
    UncertainNumber number{path, {}, {}, node.file, node.place};
    Provenance origin{path, in_one_line(node), {}, {}};
    read_source_and_note(node, path, origin);

    std::string defined_path = path;
    if (Node const* reference = law.entries.size() == 1 ? law.find(by_name) : nullptr) {
        Node const* defined = find_named_belief(*reference, path_key(path, by_name));
        if (defined == nullptr) return;
        number.name = reference->text;
        defined_path = path_key("beliefs", number.name);
        // What is said of a belief where it has its name holds for every number that says nothing of its own.
        if (origin.source.empty() && origin.note.empty()) read_source_and_note(*defined, defined_path, origin);
        law = *defined;
        std::erase_if(law.entries, [](Node::Entry const& entry) { return is_provenance(entry.key); });
    }
    within_belief_ = true;
    inherited_ = unit;
    Reading<Belief>::read(*this, law, defined_path, number.belief);
    within_belief_ = false;
    inherited_ = Unit::none;
    if (diagnostics.size() != before || number.belief.empty()) return;

    Belief const& belief = number.belief;
    if (!is_within(belief, bound)) {
        return report(node, path,
                      fmt::format("must be {}, and this {} reaches from {:g} to {:g}", bound.words, belief.kind(),
                                  belief.lowest(), belief.highest()),
                      "choose a belief whose values all lie within");
    }
    auto const* drawn_value = drawn == nullptr ? nullptr : [&]() -> double const* {
        const auto found = drawn->find(path);
        return found == drawn->end() ? nullptr : &found->second;
    }();
    const double x = drawn_value == nullptr ? belief.mean() : *drawn_value;
    if (!bound.holds(x) || !(x > -infinity && x < infinity)) {
        return report(node, path,
                      fmt::format("must be {}, and {} of this {} is {:g}", bound.words,
                                  drawn_value == nullptr ? "the mean" : "a draw", belief.kind(), x),
                      "choose a belief whose values and mean lie within");
    }
    value = x + 0.0;
    if (!origin.source.empty() || !origin.note.empty()) provenance.push_back(std::move(origin));
    uncertain.push_back(std::move(number));
}

}  // namespace riskpool
