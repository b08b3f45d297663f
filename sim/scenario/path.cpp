#include "sim/scenario/path.hpp"

#include <charconv>
#include <optional>
#include <variant>

namespace riskpool {

namespace {

using Step = std::variant<std::string, std::size_t>;

/// The steps of a path, or nothing when it breaks the grammar.
std::optional<std::vector<Step>> parse_path(std::string_view path) {
    std::vector<Step> steps;
    std::size_t at = 0;
    while (at < path.size()) {
        if (path[at] == '[') {
            std::size_t index = 0;
            const char* begin = path.data() + at + 1;
            const auto [end, fault] = std::from_chars(begin, path.data() + path.size(), index);
            if (fault != std::errc{} || end == path.data() + path.size() || *end != ']') return std::nullopt;
            steps.emplace_back(index);
            at = static_cast<std::size_t>(end - path.data()) + 1;
            continue;
        }
        if (path[at] == '.') {
            if (at == 0) return std::nullopt;
            ++at;
        } else if (at != 0) {
            return std::nullopt;
        }
        const std::size_t stop = std::min(path.find_first_of(".[", at), path.size());
        if (stop == at) return std::nullopt;
        steps.emplace_back(std::string(path.substr(at, stop - at)));
        at = stop;
    }
    if (steps.empty()) return std::nullopt;
    return steps;
}

Node* take_step(Node& node, Step const& step) {
    if (auto const* key = std::get_if<std::string>(&step)) return node.is_map() ? node.find(*key) : nullptr;
    const std::size_t index = std::get<std::size_t>(step);
    return node.is_list() && index < node.items.size() ? &node.items[index] : nullptr;
}

std::string to_text(Step const& step) {
    if (auto const* key = std::get_if<std::string>(&step)) return *key;
    return '[' + std::to_string(std::get<std::size_t>(step)) + ']';
}

/// A setting is one line of a command: places in it would only look like places in the file.
void clear_places(Node& node) {
    node.place = {};
    for (auto& item : node.items) clear_places(item);
    for (auto& entry : node.entries) {
        entry.place = {};
        clear_places(entry.value);
    }
}

std::string nearest_key(Node const& node, Step const& step) {
    if (node.is_list()) return "the list has " + std::to_string(node.items.size()) + " items, counted from 0";
    if (!node.is_map()) return "there is " + std::string(node.type_name()) + " where a map or a list would be";
    std::vector<std::string_view> keys;
    for (auto const& entry : node.entries) keys.push_back(entry.key);
    const auto near = nearest(to_text(step), keys);
    return near.empty() ? "look at the names on the way to it in the file"
                        : "did you mean \"" + std::string(near) + "\"?";
}

}  // namespace

std::string path_key(std::string const& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + '.' + std::string(key);
}

std::string path_index(std::string const& path, std::size_t index) {
    return path + '[' + std::to_string(index) + ']';
}

void apply_setting(Node& root, std::string_view setting, std::vector<Diagnostic>& diagnostics) {
    const std::string file = "--set " + std::string(setting);
    const auto report = [&](std::string path, std::string problem, std::string hint) {
        diagnostics.push_back({Level::error, file, 0, 0, std::move(path), std::move(problem), std::move(hint)});
    };
    const auto equals = setting.find('=');
    if (equals == std::string_view::npos) return report("", "has no value", "write path=value");
    const std::string_view path = setting.substr(0, equals);
    const std::string_view text = setting.substr(equals + 1);
    if (text.find_first_not_of(' ') == std::string_view::npos) {
        return report(std::string(path), "is given no value", "write path=value");
    }
    std::vector<Diagnostic> faults;
    Node value = parse_document(text, file, faults);
    for (auto& fault : faults) report(std::string(path), std::move(fault.problem), std::move(fault.hint));
    if (!faults.empty()) return;
    clear_places(value);

    set_value(root, path, std::move(value), file, {}, diagnostics);
}

void set_value(Node& root, std::string_view path, Node value, std::string const& file, Place place,
               std::vector<Diagnostic>& diagnostics) {
    const auto report = [&](std::string at, std::string problem, std::string hint) {
        diagnostics.push_back(
            {Level::error, file, place.line, place.column, std::move(at), std::move(problem), std::move(hint)});
    };
    const auto steps = parse_path(path);
    if (!steps)
        return report(std::string(path), "is not a path", "write for example pools[0].programme[1][0].cat_xl.limit");
    Node* node = &root;
    for (std::size_t i = 0; i < steps->size(); ++i) {
        Step const& step = (*steps)[i];
        Node* next = take_step(*node, step);
        if (next == nullptr) {
            auto const* key = std::get_if<std::string>(&step);
            const bool last = i + 1 == steps->size();
            if (!last || key == nullptr || !(node->is_map() || node->is_null())) {
                return report(std::string(path), "\"" + to_text(step) + "\" is not in the scenario",
                              nearest_key(*node, step));
            }
            if (node->is_null()) node->type = Node::Type::map;
            node->entries.push_back({*key, place, {}});
            next = &node->entries.back().value;
        }
        node = next;
    }
    *node = std::move(value);
}

Node* find_nearest(Node& root, std::string_view path) {
    Node* node = &root;
    const auto steps = parse_path(path);
    if (!steps) return node;
    for (auto const& step : *steps) {
        Node* next = take_step(*node, step);
        if (next == nullptr) break;
        node = next;
    }
    return node;
}

Node const* find_nearest(Node const& root, std::string_view path) {
    return find_nearest(const_cast<Node&>(root), path);  // which changes nothing
}

}  // namespace riskpool
