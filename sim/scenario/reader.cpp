#include "sim/scenario/reader.hpp"

#include <algorithm>
#include <array>

namespace riskpool {

namespace {

std::string join(std::vector<std::string_view> const& names) {
    std::string text;
    for (auto const name : names) {
        if (!text.empty()) text += ", ";
        text += name;
    }
    return text;
}

std::string suggest(std::string_view word, std::vector<std::string_view> const& known, std::string_view what) {
    const auto near = nearest(word, known);
    if (!near.empty()) return "did you mean \"" + std::string(near) + "\"?";
    return std::string(what) + ": " + join(known);
}

constexpr std::array<std::string_view, 6> solidity_codes{"P", "S", "T", "D", "R", "J"};

}  // namespace

std::string Reader::describe(Node const& node) {
    if (!node.is_scalar()) return std::string(node.type_name());
    constexpr std::size_t most = 60;  // a message is one line
    std::string text = node.text.substr(0, node.text.find('\n'));
    if (text.size() > most) {
        std::size_t cut = most;
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
        text.resize(cut);
    }
    if (text.size() < node.text.size()) text += "...";
    return '"' + text + '"';
}

std::string const& Reader::written(Node const& node) {
    Node const* value = node.find("value");
    return value == nullptr ? node.text : value->text;
}

void Reader::PlacedFaults::add(std::string_view field, std::string_view problem, std::string_view hint) {
    Node const* at = field.empty() ? &node_ : find_nearest(node_, field);
    reader_.report(*at, field.empty() ? path_ : path_key(path_, field), std::string(problem), std::string(hint));
}

std::optional<Node::Entry> Reader::sole_entry(Node const& node, std::string const& path,
                                              std::vector<std::string_view> const& kinds) {
    if (node.is_map() && node.entries.size() == 1) return node.entries.front();
    if (node.is_scalar() && std::find(kinds.begin(), kinds.end(), node.text) != kinds.end()) {
        Node nothing = node;
        nothing.type = Node::Type::null;
        return Node::Entry{node.text, node.place, std::move(nothing)};
    }
    if (node.is_map() && node.entries.size() > 1) {
        report(node, path, "must name one kind, and names " + std::to_string(node.entries.size()),
               "make each kind an item of its own, and indent its fields below it");
    } else {
        const auto near = node.is_scalar() ? nearest(node.text, kinds) : std::string_view{};
        report(node, path, "must be a kind with its fields, not " + describe(node),
               near.empty() ? "write `kind: {field: value}`; kinds: " + join(kinds)
                            : "did you mean \"" + std::string(near) + "\"?");
    }
    return std::nullopt;
}

void Reader::report_unknown_kind(Node::Entry const& entry, Node const& node, std::string const& path,
                                 std::vector<std::string_view> const& kinds) {
    Node at = node;
    at.place = entry.place;
    report(at, path, '"' + entry.key + "\" is no kind known here", suggest(entry.key, kinds, "kinds"));
}

void Reader::refuse_unknown_key(Node::Entry const& entry, Node const& node, std::string const& path,
                                std::string_view kind, std::vector<std::string_view> const& known) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) return;
    Node at = node;
    at.place = entry.place;
    if (at.place.line == 0) at.file = entry.value.file;
    report(at, path_key(path, entry.key), "is not a field of " + std::string(kind),
           suggest(entry.key, known, "its fields"));
}

void Reader::report_unknown_choice(Node const& node, std::string const& path,
                                   std::vector<std::string_view> const& names) {
    report(node, path, describe(node) + " is not one of the choices", suggest(node.text, names, "choices"));
}

void Reader::read_text(Node const& node, std::string const& path, std::string& value) {
    if (!node.is_scalar()) return report(node, path, "must be a text, not " + describe(node), "");
    value = node.text;
}

void Reader::read_truth(Node const& node, std::string const& path, bool& value) {
    if (node.is_scalar() && !node.quoted && (node.text == "true" || node.text == "false")) {
        value = node.text == "true";
        return;
    }
    report(node, path, "must be true or false, not " + describe(node), "");
}

void Reader::read_source_and_note(Node const& node, std::string const& path, Provenance& origin) {
    if (Node const* source = node.find("source")) {
        const std::string source_path = path_key(path, "source");
        const std::size_t before = diagnostics.size();
        read_text(*source, source_path, origin.source);
        const bool known_code =
            std::find(solidity_codes.begin(), solidity_codes.end(), origin.source) != solidity_codes.end();
        if (!known_code && diagnostics.size() == before) {
            report(*source, source_path, describe(*source) + " is no solidity code",
                   "P primary, S secondary, T weak, D derived, R recalled, J judgement");
        }
    }
    if (Node const* note = node.find("note")) read_text(*note, path_key(path, "note"), origin.note);
}

void Reader::read_sourced_number(Node const& node, std::string const& path, Bound const& bound, Unit unit,
                                 double& value) {
    static const std::vector<std::string_view> known{"value", "source", "note"};
    for (auto const& entry : node.entries) refuse_unknown_key(entry, node, path, "a number with provenance", known);
    Node const& number = *node.find("value");
    Provenance origin{path, number.text, {}, {}};
    read_source_and_note(node, path, origin);
    if (!number.is_scalar()) {
        return report(number, path_key(path, "value"),
                      "must be a number (" + std::string(unit_name(unit)) + "), not " + describe(number), "");
    }
    provenance.push_back(std::move(origin));
    read_number(number, path, bound, unit, value);
}

void Reader::read_number(Node const& node, std::string const& path, Bound const& bound, Unit unit, double& value) {
    if (unit == Unit::inherited) unit = inherited_;
    if (node.is_map() && node.find("value") != nullptr) return read_sourced_number(node, path, bound, unit, value);
    if (is_belief(node)) return read_uncertain_number(node, path, bound, unit, value);
    if (!node.is_scalar()) {
        return report(node, path, "must be a number (" + std::string(unit_name(unit)) + "), not " + describe(node),
                      node.is_map() ? "a number with its provenance is {value: 0.6%, source: D}, and one that is "
                                      "uncertain {pert: {low: 0.3%, mode: 0.6%, high: 1%}}"
                                    : "");
    }
    if (node.quoted) {
        return report(node, path, "must be a number, and " + describe(node) + " is a text",
                      "remove the quotation marks");
    }
    const ParsedNumber number = parse_number(node.text, unit);
    if (!number.problem.empty()) return report(node, path, number.problem, number.hint);
    if (!bound.holds(number.value)) {
        return report(node, path, "must be " + std::string(bound.words) + ", not " + node.text, "");
    }
    value = number.value + 0.0;  // -0 becomes 0
}

}  // namespace riskpool
