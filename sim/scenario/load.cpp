#include "sim/scenario/load.hpp"

#include <algorithm>

#include "sim/scenario/alternative_reading.hpp"
#include "sim/scenario/belief_consistency.hpp"
#include "sim/scenario/certain.hpp"
#include "sim/scenario/consistency.hpp"
#include "sim/scenario/draw_fault.hpp"
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

void read_tree(Node const& root, ModelRegister const& models, Reader& reader, Scenario& scenario) {
    scenario.chance = models.chance;
    reader.sources = &models.sources;
    reader.defaults = &models.defaults;
    reader.beliefs = &models.beliefs;
    reader.dependences = &models.dependences;
    Node const* named = root.is_map() ? root.find("beliefs") : nullptr;
    if (named != nullptr && named->is_map()) reader.named_beliefs = named;
    reader.read_fields(root, "", scenario);
}

void check_whole(Node const& root, Reader& reader, Scenario const& scenario) {
    if (!reader.failed()) check_consistency(scenario, root, reader.diagnostics);
    if (!reader.failed()) check_beliefs(scenario, root, reader.uncertain, reader.diagnostics);
}

/// Puts the values of each alternative into a tree of its own, and reads and checks that.
void read_alternatives(Node const& root, ModelRegister const& models, Scenario const& scenario, LoadedScenario& loaded,
                       std::vector<Diagnostic>& diagnostics) {
    for (std::size_t i = 0; i < scenario.alternatives.size(); ++i) {
        Alternative const& alternative = scenario.alternatives[i];
        Node const* set = find_nearest(root, path_key(path_index("alternatives", i), "set"));
        AlternativeTree one{root, {}};
        Reader reader;
        for (auto const& [path, place, value] : set->entries) {  // with the rows of tables in their places
            if (!may_be_uncertain(path)) {
                reader.diagnostics.push_back({Level::error, set->file, place.line, place.column, path,
                                              "cannot differ between alternatives: all draws have to measure and keep "
                                              "the same",
                                              "leave it out"});
            } else {
                set_value(one.tree, path, value, set->file, place, reader.diagnostics);
            }
        }
        Scenario with;
        if (!reader.failed()) {
            read_tree(one.tree, models, reader, with);
            check_whole(one.tree, reader, with);
        }
        for (auto& fault : reader.diagnostics) {
            if (fault.level != Level::error) continue;
            fault.problem += ", in the alternative \"" + alternative.name + '"';
            diagnostics.push_back(std::move(fault));
        }
        one.uncertain = std::move(reader.uncertain);
        loaded.alternatives.push_back(std::move(one));
    }
}

/// Reads and checks the scenario, or an alternative, with values for its uncertain numbers; gives the faults.
std::vector<Diagnostic> read_drawn(LoadedScenario const& loaded, DrawnValues const& values,
                                   std::optional<std::size_t> alternative, Scenario& scenario) {
    Reader reader;
    reader.drawn = &values;
    Node const& tree = alternative ? loaded.alternatives[*alternative].tree : loaded.tree;
    read_tree(tree, *loaded.models, reader, scenario);
    check_whole(tree, reader, scenario);
    return reader.failed() ? std::move(reader.diagnostics) : std::vector<Diagnostic>{};
}

}  // namespace

/// Only its names are read here: what each of them says is read where a number uses it, in the unit of that number.
template <>
struct Reading<BeliefNames> {
    static void read(Reader& reader, Node const& node, std::string const& path, BeliefNames& value) {
        if (!node.is_map()) {
            return reader.report(node, path, "must be a map from names to beliefs, not " + Reader::describe(node),
                                 "write `name: {pert: {low: ..., mode: ..., high: ...}}`");
        }
        for (auto const& entry : node.entries) value.list.push_back(entry.key);
    }
};

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
    Node root = parse_document(text, file.string(), reader.diagnostics);
    checked.loaded.file = file.string();
    checked.loaded.text = std::move(text);
    checked.loaded.settings = settings;
    if (!reader.failed() || root.is_map()) {
        Tables tables;
        apply_settings(root, file.parent_path(), tables, checked.loaded, reader.diagnostics);
        tables.load(root, file.parent_path(), checked.loaded.tables);
        reader.tables = &tables;
        read_tree(root, models, reader, checked.loaded.scenario);
        if (!reader.failed()) put_in_tables(root, tables);
        check_whole(root, reader, checked.loaded.scenario);
        if (!reader.failed()) {
            read_alternatives(root, models, checked.loaded.scenario, checked.loaded, reader.diagnostics);
        }
    }
    if (!reader.uncertain.empty() || !checked.loaded.alternatives.empty())
        checked.loaded.models = std::make_shared<ModelRegister const>(models);
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

Scenario scenario_with(LoadedScenario const& loaded, DrawnValues const& values, std::string const& draw,
                       std::optional<std::size_t> alternative) {
    Scenario scenario;
    std::vector<Diagnostic> faults = read_drawn(loaded, values, alternative, scenario);
    if (faults.empty()) return scenario;
    std::erase_if(faults, [](Diagnostic const& each) { return each.level != Level::error; });
    const ValuesAtFault at_fault = values_at_fault(values, [&](DrawnValues const& some) {
        Scenario with_some;
        return !read_drawn(loaded, some, alternative, with_some).empty();
    });
    tell_draw(faults, draw, at_fault);
    throw ScenarioError(in_order_of_place(std::move(faults), loaded.file));
}

LoadedScenario load_scenario(std::filesystem::path const& file, ModelRegister const& models,
                             std::vector<std::string> const& settings) {
    CheckedScenario checked = check_scenario(file, models, settings);
    if (has_errors(checked.diagnostics)) throw ScenarioError(std::move(checked.diagnostics));
    return std::move(checked.loaded);
}

}  // namespace riskpool
