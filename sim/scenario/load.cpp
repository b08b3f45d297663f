#include "sim/scenario/load.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>

#include "sim/scenario/consistency.hpp"
#include "sim/scenario/csv.hpp"
#include "sim/scenario/treaty_reading.hpp"

namespace riskpool {

namespace {

/// The whole file, or why it could not be read.
std::optional<std::string> read_file(std::filesystem::path const& path, std::string& why) {
    std::error_code fault;
    if (std::filesystem::is_directory(path, fault)) {
        why = "is a folder";
        return std::nullopt;
    }
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        why = std::string("cannot be opened: ") + std::strerror(errno);
        return std::nullopt;
    }
    std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    if (stream.bad()) {
        why = "cannot be read to its end";
        return std::nullopt;
    }
    return text;
}

/// The rows of `insureds: {file: x.csv}`; an empty list where faults have been reported.
Node read_table(Node const& insureds, std::filesystem::path const& folder, LoadedScenario& loaded,
                std::vector<Diagnostic>& diagnostics) {
    Node nothing = insureds;
    nothing.type = Node::Type::list;
    nothing.entries.clear();
    const auto report = [&](Node const& node, std::string problem, std::string hint) {
        diagnostics.push_back({Level::error, node.file, node.place.line, node.place.column, "insureds",
                               std::move(problem), std::move(hint)});
    };
    Node const* file = insureds.find("file");
    if (file == nullptr || !file->is_scalar() || insureds.entries.size() != 1) {
        report(insureds, "must be a list of insureds or {file: table.csv}", "write one item a line with `- `");
        return nothing;
    }
    const std::filesystem::path path = folder / file->text;
    std::string why;
    const auto text = read_file(path, why);
    if (!text) {
        report(*file, "the table " + path.string() + ' ' + why, "give its path from the scenario file's folder");
        return nothing;
    }
    loaded.tables.push_back(*text);
    const std::size_t before = diagnostics.size();
    Node table = parse_csv(*text, path.string(), diagnostics);
    if (diagnostics.size() != before) return table;
    for_each_field<Insured>([&](auto const& field) {
        const auto has = [&](Node const& row) { return row.find(field.name) != nullptr; };
        if (field.need == Need::optional || table.items.empty()) return;
        if (std::any_of(table.items.begin(), table.items.end(), has)) return;
        report(table, "the table has no column \"" + std::string(field.name) + '"',
               "it is: " + std::string(field.about));
        table.items.clear();
    });
    return table;
}

/// Replaces `insureds: {file: x.csv}` by the table's rows, so that one reader serves both forms.
void bring_in_table(Node& root, std::filesystem::path const& folder, LoadedScenario& loaded,
                    std::vector<Diagnostic>& diagnostics) {
    Node* insureds = root.is_map() ? root.find("insureds") : nullptr;
    if (insureds == nullptr || !insureds->is_map()) return;
    *insureds = read_table(*insureds, folder, loaded, diagnostics);
}

/// Applies the settings in their order. One that reaches into the insureds finds the rows of their table.
void apply_settings(Node& root, std::filesystem::path const& folder, LoadedScenario& loaded,
                    std::vector<Diagnostic>& diagnostics) {
    for (auto const& setting : loaded.settings) {
        if (setting.starts_with("insureds[")) bring_in_table(root, folder, loaded, diagnostics);
        apply_setting(root, setting, diagnostics);
    }
    bring_in_table(root, folder, loaded, diagnostics);
}

}  // namespace

template <>
struct Reading<InsuredList> {
    static void read(Reader& reader, Node const& node, std::string const& path, InsuredList& value) {
        reader.read(node, path, any_finite, Unit::none, value.list);
    }
};

CheckedScenario check_scenario_text(std::string text, std::filesystem::path const& file, ModelRegister const& models,
                                    std::vector<std::string> const& settings) {
    CheckedScenario checked;
    Reader reader;
    reader.sources = &models.sources;
    reader.defaults = &models.defaults;
    reader.beliefs = &models.beliefs;
    reader.dependences = &models.dependences;
    Node root = parse_document(text, file.string(), reader.diagnostics);
    checked.loaded.file = file.string();
    checked.loaded.text = std::move(text);
    checked.loaded.settings = settings;
    if (!reader.failed() || root.is_map()) {
        apply_settings(root, file.parent_path(), checked.loaded, reader.diagnostics);
        reader.read_fields(root, "", checked.loaded.scenario);
        if (!reader.failed()) check_consistency(checked.loaded.scenario, root, reader.diagnostics);
    }
    checked.loaded.provenance = std::move(reader.provenance);
    checked.loaded.uncertain = std::move(reader.uncertain);
    checked.loaded.tree = std::move(root);
    checked.diagnostics = in_order_of_place(std::move(reader.diagnostics), file.string());
    for (auto const& each : checked.diagnostics) {
        if (each.level == Level::warning) checked.loaded.warnings.push_back(each);
    }
    return checked;
}

CheckedScenario check_scenario(std::filesystem::path const& file, ModelRegister const& models,
                               std::vector<std::string> const& settings) {
    std::string why;
    auto text = read_file(file, why);
    if (!text) {
        CheckedScenario checked;
        checked.diagnostics.push_back({Level::error, file.string(), 0, 0, "", "the scenario " + why, "check the path"});
        return checked;
    }
    return check_scenario_text(std::move(*text), file, models, settings);
}

LoadedScenario load_scenario(std::filesystem::path const& file, ModelRegister const& models,
                             std::vector<std::string> const& settings) {
    CheckedScenario checked = check_scenario(file, models, settings);
    if (has_errors(checked.diagnostics)) throw ScenarioError(std::move(checked.diagnostics));
    return std::move(checked.loaded);
}

}  // namespace riskpool
