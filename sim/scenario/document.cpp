#include "sim/scenario/document.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "sim/scenario/encoding.hpp"
#include "sim/scenario/place_finder.hpp"

namespace riskpool {

namespace {

// A scenario is about ten levels deep. The tree is walked by recursion, so a file must not choose the depth of the
// stack.
constexpr std::size_t most_levels = 64;
// Aliases may repeat what is anchored, and aliases of aliases grow as powers do.
constexpr std::size_t most_repeated_nodes = 100'000;

Place find_place(PlaceFinder& places, YAML::Mark const& mark) {
    return mark.is_null() ? Place{} : places.find(mark.line, mark.column);
}

std::size_t count_nodes(Node const& node) {
    std::size_t count = 1;
    for (auto const& item : node.items) count += count_nodes(item);
    for (auto const& entry : node.entries) count += count_nodes(entry.value);
    return count;
}

/// Builds our tree from yaml-cpp's events, because its own tree keeps duplicate keys without a word.
class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(std::string const& file, PlaceFinder& places, std::vector<Diagnostic>& diagnostics)
        : file_(file), places_(places), diagnostics_(diagnostics) {}

    void OnDocumentStart(YAML::Mark const&) override {}
    void OnDocumentEnd() override {}
    void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override { put(make(Node::Type::null, mark), anchor); }
    void OnAlias(YAML::Mark const& mark, YAML::anchor_t anchor) override {
        const auto found = anchored_.find(anchor);
        if (found == anchored_.end()) throw YAML::ParserException(mark, "the alias stands within what it repeats");
        Node copy = found->second;
        copy.place = place_of(mark);
        repeated_ += count_nodes(copy);
        if (repeated_ > most_repeated_nodes) throw YAML::ParserException(mark, "aliases repeat too much");
        put(std::move(copy), YAML::NullAnchor);
    }
    void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                  std::string const& value) override {
        Node node = make(Node::Type::scalar, mark);
        node.text = value;
        node.quoted = tag == "!";
        if (!node.quoted && (value.empty() || value == "~" || value == "null")) node.type = Node::Type::null;
        refuse_tag(node, tag);
        // yaml-cpp takes the end of the file for the end of the quotation, whatever it has swallowed.
        if (!places_.closes_quotation(static_cast<std::size_t>(mark.pos)))
            throw YAML::ParserException(mark, "a quotation is never closed");
        put(std::move(node), anchor);
    }
    void OnSequenceStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(Node::Type::list, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(Node::Type::map, mark, tag, anchor);
    }
    void OnMapEnd() override { close(); }

    Node root;

private:
    struct Open {
        Node node;
        YAML::anchor_t anchor;
        std::string key;
        Place key_place;
        bool has_key = false;
        bool drops_value = false;  // the key is at fault
    };

    Node make(Node::Type type, YAML::Mark const& mark) {
        Node node;
        node.type = type;
        node.place = place_of(mark);
        node.file = file_;
        return node;
    }
    Place place_of(YAML::Mark const& mark) { return find_place(places_, mark); }
    void report(Place place, std::string problem, std::string hint) {
        diagnostics_.push_back(
            {Level::error, file_, place.line, place.column, "", std::move(problem), std::move(hint)});
    }
    void refuse_tag(Node const& node, std::string const& tag) {
        if (tag == "!" || tag == "?" || tag.empty()) return;
        report(node.place, "has the tag \"" + tag + "\", which has no meaning here", "remove the tag");
    }
    void open(Node::Type type, YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor) {
        if (open_.size() == most_levels) {
            throw YAML::ParserException(
                mark, "lists and maps are nested more than " + std::to_string(most_levels) + " levels deep");
        }
        open_.push_back({make(type, mark), anchor, {}, {}});
        refuse_tag(open_.back().node, tag);
    }
    void close() {
        Open done = std::move(open_.back());
        open_.pop_back();
        put(std::move(done.node), done.anchor);
    }
    void put(Node node, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) anchored_[anchor] = node;
        if (open_.empty()) {
            root = std::move(node);
            return;
        }
        Open& parent = open_.back();
        if (node.is_null()) {
            // yaml-cpp marks what is not there by what follows, which may stand anywhere.
            node.place = parent.node.is_map() && parent.has_key ? parent.key_place : parent.node.place;
        }
        if (parent.node.is_list()) {
            parent.node.items.push_back(std::move(node));
        } else if (!parent.has_key) {
            take_key(parent, node);
        } else {
            parent.has_key = false;
            if (parent.drops_value) return;
            parent.node.entries.push_back({std::move(parent.key), parent.key_place, std::move(node)});
        }
    }
    void take_key(Open& parent, Node const& node) {
        parent.has_key = true;
        parent.key_place = node.place;
        parent.key = node.text;
        parent.drops_value = !node.is_scalar() || parent.key == "<<";
        if (!node.is_scalar()) return report(node.place, "a key must be a name", "write `name: value`");
        if (parent.drops_value) return report(node.place, "merge keys (<<) are not read", "write the fields out");
        for (auto const& entry : parent.node.entries) {
            if (entry.key != parent.key) continue;
            report(node.place, "the key \"" + parent.key + "\" stands twice in the same map",
                   "it stands first in line " + std::to_string(entry.place.line) + "; keep one of them");
        }
    }

    std::string file_;
    PlaceFinder& places_;
    std::vector<Diagnostic>& diagnostics_;
    std::size_t repeated_ = 0;
    std::vector<Open> open_;
    std::map<YAML::anchor_t, Node> anchored_;
};

/// yaml-cpp drops a line that begins with % wherever it stands.
bool report_directive(std::string_view text, std::string const& file, std::vector<Diagnostic>& diagnostics) {
    int line = 1;
    for (std::size_t at = 0; at < text.size(); ++line) {
        if (text[at] == '%') {
            diagnostics.push_back({Level::error, file, line, 1, "", "lines that begin with % (directives) are not read",
                                   "remove the line"});
            return true;
        }
        const std::size_t end = text.find('\n', at);
        at = end == std::string_view::npos ? text.size() : end + 1;
    }
    return false;
}

}  // namespace

Node const* Node::find(std::string_view key) const {
    for (auto const& entry : entries) {
        if (entry.key == key) return &entry.value;
    }
    return nullptr;
}

Node* Node::find(std::string_view key) {
    return const_cast<Node*>(std::as_const(*this).find(key));
}

std::string_view Node::type_name() const {
    switch (type) {
        case Type::null: return "nothing";
        case Type::scalar: return "a single value";
        case Type::list: return "a list";
        case Type::map: return "a map";
    }
    return "nothing";
}

Node parse_document(std::string_view text, std::string const& file, std::vector<Diagnostic>& diagnostics) {
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (report_encoding(text, file, diagnostics) || report_directive(text, file, diagnostics)) return {};
    PlaceFinder places(text);
    TreeBuilder builder(file, places, diagnostics);
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        if (!parser.HandleNextDocument(builder)) {
            diagnostics.push_back(
                {Level::error, file, 1, 1, "", "the file holds no YAML document", "start from a file in scenarios/"});
            return {};
        }
        std::vector<Diagnostic> others;
        TreeBuilder second(file, places, others);
        if (parser.HandleNextDocument(second)) {
            diagnostics.push_back({Level::error, file, second.root.place.line, second.root.place.column, "",
                                   "the file holds more than one YAML document", "keep one scenario a file"});
        }
    } catch (YAML::Exception const& fault) {
        Place place = find_place(places, fault.mark);
        std::string problem = "is not YAML: " + fault.msg;
        std::string hint = "check indentation, brackets and quotation marks here";
        if (const int tab = places.indenting_tab(place.line); tab > 0) {
            place.column = tab;
            problem = "is not YAML: a tab indents the line";
            hint = "indent with spaces";
        }
        diagnostics.push_back({Level::error, file, place.line, place.column, "", std::move(problem), std::move(hint)});
        return {};
    }
    return std::move(builder.root);
}

}  // namespace riskpool
