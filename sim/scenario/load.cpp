#include "sim/scenario/load.hpp"

#include "sim/scenario/consistency.hpp"
#include "sim/scenario/treaty_reading.hpp"

namespace riskpool {

namespace {

/// Puts the rows (or the cells of a column) in the place of a map that refers to a table, so that faults that only the
/// whole shows are placed in the table. Where that cannot be done the map stays, and the reader says why.
void put_in_table(Node& node, Tables const& tables) {
    Reader reader;
    reader.tables = &tables;
    auto list = reader.list_in_table(node, "", node.find("column") != nullptr);
    if (list) node = std::move(*list);
}

void put_in_tables(Node& node, Tables const& tables) {
    if (node.is_map() && node.find("file") != nullptr) return put_in_table(node, tables);
    for (auto& item : node.items) put_in_tables(item, tables);
    for (auto& entry : node.entries) put_in_tables(entry.value, tables);
}

/// Applies the settings in their order. One that reaches into a list that stands in a table finds its rows.
void apply_settings(Node& root, std::filesystem::path const& folder, Tables& tables, LoadedScenario& loaded,
                    std::vector<Diagnostic>& diagnostics) {
    for (auto const& setting : loaded.settings) {
        const std::size_t end = setting.find('=');
        for (std::size_t at = setting.find('['); at < end; at = setting.find('[', at + 1)) {
            Node& reached = *find_nearest(root, std::string_view(setting).substr(0, at));
            if (!reached.is_map() || reached.find("file") == nullptr) continue;
            tables.load(reached, folder, loaded.tables);
            put_in_table(reached, tables);
        }
        apply_setting(root, setting, diagnostics);
    }
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
    checked.loaded.scenario.chance = models.chance;
    if (!reader.failed() || root.is_map()) {
        Tables tables;
        apply_settings(root, file.parent_path(), tables, checked.loaded, reader.diagnostics);
        tables.load(root, file.parent_path(), checked.loaded.tables);
        reader.tables = &tables;
        reader.read_fields(root, "", checked.loaded.scenario);
        if (!reader.failed()) put_in_tables(root, tables);
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
    std::string text;
    std::string why;
    if (!read_file(file, text, why)) {
        CheckedScenario checked;
        checked.diagnostics.push_back({Level::error, file.string(), 0, 0, "", "the scenario " + why, "check the path"});
        return checked;
    }
    return check_scenario_text(std::move(text), file, models, settings);
}

LoadedScenario load_scenario(std::filesystem::path const& file, ModelRegister const& models,
                             std::vector<std::string> const& settings) {
    CheckedScenario checked = check_scenario(file, models, settings);
    if (has_errors(checked.diagnostics)) throw ScenarioError(std::move(checked.diagnostics));
    return std::move(checked.loaded);
}

}  // namespace riskpool
