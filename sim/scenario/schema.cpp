#include "sim/scenario/schema.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "sim/scenario/certain.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/scenario_shape.hpp"

namespace riskpool {

namespace {

using Json = nlohmann::ordered_json;

/// The family of the kinds of a register.
template <class Register>
Shape family_of(Register const& kinds) {
    Shape family;
    family.form = Shape::Form::family;
    for (auto const& kind : kinds) family.types.push_back(kind.description);
    return family;
}

/// Writes descriptions as schema; each type stands once under $defs.
class SchemaWriter {
public:
    explicit SchemaWriter(ModelRegister const& models) : sources_(models.sources) {
        BeliefRegister const& beliefs = models.beliefs;
        Json kinds = Json::object();
        Json one_of = Json::array();
        beliefs_allowed_ = false;
        for (auto const& belief : beliefs) {
            kinds[belief.kind] = reference(belief.description);
            one_of.push_back({{"required", {belief.kind}}});
        }
        beliefs_allowed_ = true;
        definitions_[std::string(belief_)] = {
            {"type", "object"},    {"description", "What is believed of a number that nobody knows."},
            {"properties", kinds}, {"minProperties", 1},
            {"maxProperties", 1},  {"additionalProperties", false}};
        kinds["source"] = solidity();
        kinds["note"] = text();
        definitions_[std::string(named_belief_)] = {
            {"type", "object"},
            {"description", "A belief with a name, and where it comes from for the numbers that share it."},
            {"properties", kinds},
            {"oneOf", one_of},
            {"additionalProperties", false}};
        kinds["belief"] = text();
        one_of.push_back({{"required", {"belief"}}});
        definitions_[std::string(uncertain_)] = {{"type", "object"},
                                                 {"description",
                                                  "A number that is not known: one kind of belief, or a belief of "
                                                  "the scenario by its name, with its provenance."},
                                                 {"properties", std::move(kinds)},
                                                 {"oneOf", std::move(one_of)},
                                                 {"additionalProperties", false}};
    }

    /// The scenario itself.
    Json scenario(TypeDescription const& type) {
        for (auto const& field : type.fields) {
            // The kinds of a field that must be known are written first, so that their numbers refuse beliefs.
            beliefs_allowed_ = may_be_uncertain(field.name);
            if (!beliefs_allowed_) (void)shape(field.shape);
        }
        beliefs_allowed_ = true;
        return record(type);
    }

    Json record(TypeDescription const& type) {
        Json properties = Json::object();
        Json required = Json::array();
        for (auto const& field : type.fields) {
            const bool allowed = beliefs_allowed_;
            beliefs_allowed_ = allowed && (type.kind != "scenario" || may_be_uncertain(field.name));
            Json value = shape(field.shape);
            beliefs_allowed_ = allowed;
            value["description"] = field.about;
            properties[field.name] = std::move(value);
            if (field.required) required.push_back(field.name);
        }
        // Nothing after the colon is a map without fields.
        Json schema{{"type", needs_no_field(type) ? Json{"object", "null"} : Json("object")},
                    {"description", type.about},
                    {"properties", std::move(properties)}};
        if (!required.empty()) schema["required"] = std::move(required);
        schema["additionalProperties"] = false;
        return schema;
    }

    [[nodiscard]] Json const& definitions() const { return definitions_; }

private:
    Json reference(TypePointer const& type) {
        const std::string name = type->full_name();
        if (!definitions_.contains(name)) {
            definitions_[name] = nullptr;  // a kind may hold itself by way of a family
            definitions_[name] = record(*type);
        }
        return {{"$ref", "#/$defs/" + name}};
    }

    static Json object(Json properties, Json required) {
        return {{"type", "object"},
                {"properties", std::move(properties)},
                {"required", std::move(required)},
                {"additionalProperties", false}};
    }

    /// A number as it stands, with a suffix of its unit (which makes a text of it), or with its provenance.
    [[nodiscard]] Json number(Shape const& shape, std::string_view type) const {
        // .inf is a number to most readers of YAML; the largest double keeps it out where it is not allowed.
        constexpr double most = std::numeric_limits<double>::max();
        Json plain{{"type", type}};
        Bound const& bound = shape.bound;
        if (bound.low > -infinity) plain[bound.low_open ? "exclusiveMinimum" : "minimum"] = bound.low;
        if (bound.low == -infinity && bound.low_open) plain["minimum"] = -most;
        if (bound.high < infinity) plain[bound.high_open ? "exclusiveMaximum" : "maximum"] = bound.high;
        if (bound.high == infinity && bound.high_open) plain["maximum"] = most;
        const std::string sign = bound.low < 0 ? "[-+]?" : "[+]?";
        const std::string decimal = "([0-9]+[.]?[0-9]*|[.][0-9]+)";
        // YAML 1.1 takes 1e6 for a text, because it has no point.
        std::string written = sign + decimal + "([eE][-+]?[0-9]+)";
        if (const std::string_view suffixes = suffixes_of(shape.unit); !suffixes.empty()) {
            written = '(' + written + '|' + sign + decimal + "([eE][-+]?[0-9]+)? ?(" + std::string(suffixes) + "))";
        }
        Json forms{std::move(plain), {{"type", "string"}, {"pattern", '^' + written + '$'}}};
        Json sourced = object({{"value", {{"anyOf", forms}}}, {"source", solidity()}, {"note", text()}}, {"value"});
        forms.push_back(std::move(sourced));
        if (beliefs_allowed_ && shape.form == Shape::Form::number) {
            forms.push_back({{"$ref", "#/$defs/" + std::string(uncertain_)}});
        }
        return {{"anyOf", std::move(forms)}};
    }

    static std::string_view suffixes_of(Unit unit) {
        switch (unit) {
            case Unit::money:
            case Unit::money_per_day: return "k|m|bn|tn|万|亿|万亿";
            case Unit::fraction:
            case Unit::per_year: return "%|‰";
            case Unit::inherited: return "k|m|bn|tn|万|亿|万亿|%|‰";
            default: return "";
        }
    }

    static Json solidity() { return {{"enum", {"P", "S", "T", "D", "R", "J"}}}; }

    /// Any single value is a text to the reader, such as a name 2030 or a rating that YAML 1.1 takes for false.
    static Json text() { return {{"type", {"string", "number", "boolean"}}}; }

    /// A table in which a list stands, whole rows or the cells of a column.
    Json table(bool in_cells) {
        const std::string name = in_cells ? "column_of_a_table" : "rows_of_a_table";
        Json properties{{"file", {{"type", "string"}}}};
        if (in_cells) properties["column"] = text();
        properties["where"] = {{"type", "object"}, {"additionalProperties", text()}};
        Json required = in_cells ? Json{"file", "column"} : Json{"file"};
        if (!definitions_.contains(name)) definitions_[name] = object(std::move(properties), std::move(required));
        return {{"$ref", "#/$defs/" + name}};
    }

    /// A one-key map from a kind to its fields; a kind that needs no field may stand as its bare name.
    Json family(Shape const& shape) {
        Json properties = Json::object();
        Json bare = Json::array();
        for (auto const& type : shape.types) {
            properties[type->kind] = reference(type);
            if (needs_no_field(*type)) bare.push_back(type->kind);
        }
        Json kinds{{"type", "object"},
                   {"properties", std::move(properties)},
                   {"minProperties", 1},
                   {"maxProperties", 1},
                   {"additionalProperties", false}};
        if (bare.empty()) return kinds;
        return {{"anyOf", {std::move(kinds), {{"enum", std::move(bare)}}}}};
    }

    /// A source within another one: any kind of the register.
    Json any_source() {
        const std::string name(source_);
        if (!definitions_.contains(name)) {
            definitions_[name] = nullptr;  // a source may hold itself
            definitions_[name] = family(family_of(sources_));
        }
        return {{"$ref", "#/$defs/" + name}};
    }

    static bool needs_no_field(TypeDescription const& type) {
        return std::none_of(type.fields.begin(), type.fields.end(),
                            [](FieldDescription const& field) { return field.required; });
    }

    Json shape(Shape const& s) {
        switch (s.form) {
            case Shape::Form::number: return number(s, "number");
            case Shape::Form::integer: return number(s, "integer");
            case Shape::Form::text: return text();
            case Shape::Form::truth: return {{"type", "boolean"}};
            case Shape::Form::choice: return {{"enum", s.choices}};
            case Shape::Form::record: return reference(s.types.front());
            case Shape::Form::family: return family(s);
            case Shape::Form::named:
                if (!s.item) return {{"type", "object"}};
                if (s.item->form == Shape::Form::belief) {
                    return {{"type", "object"},
                            {"additionalProperties", {{"$ref", "#/$defs/" + std::string(named_belief_)}}}};
                }
                return {{"type", "object"}, {"additionalProperties", shape(*s.item)}};
            case Shape::Form::belief: return {{"$ref", "#/$defs/" + std::string(belief_)}};
            case Shape::Form::source: return any_source();
            case Shape::Form::list: {
                Json list{{"type", "array"}, {"items", shape(*s.item)}};
                if (!s.file_allowed()) return list;
                return {{"anyOf", {std::move(list), table(s.may_be_cells())}}};
            }
        }
        return Json::object();
    }

    static constexpr std::string_view belief_ = "belief";
    static constexpr std::string_view named_belief_ = "named_belief";
    static constexpr std::string_view uncertain_ = "uncertain_number";
    static constexpr std::string_view source_ = "any_source";
    SourceRegister const& sources_;
    Json definitions_ = Json::object();
    bool beliefs_allowed_ = true;
};

}  // namespace

TypePointer scenario_description(ModelRegister const& models) {
    auto type = std::make_shared<TypeDescription>(*describe_type<Scenario>());
    for (auto& field : type->fields) {
        if (field.name == "sources") field.shape.item = std::make_shared<Shape const>(family_of(models.sources));
        if (field.name == "dependence") field.shape.item = std::make_shared<Shape const>(family_of(models.dependences));
        if (field.name == "defaults") field.shape = family_of(models.defaults);
    }
    return type;
}

std::string scenario_schema(ModelRegister const& models) {
    SchemaWriter writer(models);
    Json root{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "riskpool scenario"}};
    root.update(writer.scenario(*scenario_description(models)));
    root["$defs"] = writer.definitions();
    return root.dump(2) + '\n';
}

}  // namespace riskpool
