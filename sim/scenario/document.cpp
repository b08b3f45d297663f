#include "sim/scenario/document.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <map>
#include <sstream>

namespace riskpool {

namespace {

Place place_of(YAML::Mark const& mark) {
    if (mark.is_null()) return {};
    return {mark.line + 1, mark.column + 1};
}

/// Builds our tree from yaml-cpp's events, because its own tree keeps duplicate keys without a word.
class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(std::string const& file, std::vector<Diagnostic>& diagnostics)
        : file_(file), diagnostics_(diagnostics) {}

    void OnDocumentStart(YAML::Mark const&) override {}
    void OnDocumentEnd() override {}
    void OnNull(YAML::Mark const& mark, YAML::anchor_t anchor) override { put(make(Node::Type::null, mark), anchor); }
    void OnAlias(YAML::Mark const& mark, YAML::anchor_t anchor) override {
        Node copy = anchored_[anchor];
        copy.place = place_of(mark);
        put(std::move(copy), YAML::NullAnchor);
    }
    void OnScalar(YAML::Mark const& mark, std::string const& tag, YAML::anchor_t anchor,
                  std::string const& value) override {
        Node node = make(Node::Type::scalar, mark);
        node.text = value;
        node.quoted = tag == "!";
        if (!node.quoted && (value.empty() || value == "~" || value == "null")) node.type = Node::Type::null;
        if (tag != "!" && tag != "?" && !tag.empty()) {
            report(node.place, "has the tag \"" + tag + "\", which has no meaning here", "remove the tag");
        }
        put(std::move(node), anchor);
    }
    void OnSequenceStart(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open_.push_back({make(Node::Type::list, mark), anchor, {}, {}, false});
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(YAML::Mark const& mark, std::string const&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open_.push_back({make(Node::Type::map, mark), anchor, {}, {}, false});
    }
    void OnMapEnd() override { close(); }

    Node root;

private:
    struct Open {
        Node node;
        YAML::anchor_t anchor;
        std::string key;
        Place key_place;
        bool has_key;
    };

    Node make(Node::Type type, YAML::Mark const& mark) const {
        Node node;
        node.type = type;
        node.place = place_of(mark);
        node.file = file_;
        return node;
    }
    void report(Place place, std::string problem, std::string hint) {
        diagnostics_.push_back(
            {Level::error, file_, place.line, place.column, "", std::move(problem), std::move(hint)});
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
        if (parent.node.is_list()) {
            parent.node.items.push_back(std::move(node));
        } else if (!parent.has_key) {
            take_key(parent, node);
        } else {
            parent.has_key = false;
            parent.node.entries.push_back({std::move(parent.key), parent.key_place, std::move(node)});
        }
    }
    void take_key(Open& parent, Node const& node) {
        parent.has_key = true;
        parent.key_place = node.place;
        parent.key = node.text;
        if (!node.is_scalar()) report(node.place, "a key must be a name", "write `name: value`");
        for (auto const& entry : parent.node.entries) {
            if (entry.key != parent.key) continue;
            report(node.place, "the key \"" + parent.key + "\" stands twice in the same map",
                   "it stands first in line " + std::to_string(entry.place.line) + "; keep one of them");
        }
    }

    std::string file_;
    std::vector<Diagnostic>& diagnostics_;
    std::vector<Open> open_;
    std::map<YAML::anchor_t, Node> anchored_;
};

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
    TreeBuilder builder(file, diagnostics);
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        if (!parser.HandleNextDocument(builder)) {
            diagnostics.push_back(
                {Level::error, file, 1, 1, "", "the file holds no YAML document", "start from a file in scenarios/"});
            return builder.root;
        }
        TreeBuilder second(file, diagnostics);
        if (parser.HandleNextDocument(second)) {
            diagnostics.push_back({Level::error, file, second.root.place.line, second.root.place.column, "",
                                   "the file holds more than one YAML document", "keep one scenario a file"});
        }
    } catch (YAML::Exception const& fault) {
        const Place place = place_of(fault.mark);
        diagnostics.push_back({Level::error, file, place.line, place.column, "", "is not YAML: " + fault.msg,
                               "check indentation, brackets and quotation marks here"});
    }
    return std::move(builder.root);
}

}  // namespace riskpool
