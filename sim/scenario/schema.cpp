#include "sim/scenario/schema.hpp"

#include <map>
#include <nlohmann/json.hpp>

#include "sim/scenario/scenario.hpp"
#include "sim/scenario/scenario_shape.hpp"

namespace riskpool {

namespace {

using Json = nlohmann::ordered_json;

/// Writes descriptions as schema; each type stands once under $defs.
class SchemaWriter {
public:
    Json record(TypeDescription const& type) {
        Json properties = Json::object();
        Json required = Json::array();
        for (auto const& field : type.fields) {
            Json value = shape(field.shape);
            value["description"] = field.about;
            properties[field.name] = std::move(value);
            if (field.required) required.push_back(field.name);
        }
        Json schema{{"type", "object"}, {"description", type.about}, {"properties", std::move(properties)}};
        if (!required.empty()) schema["required"] = std::move(required);
        schema["additionalProperties"] = false;
        return schema;
    }

    [[nodiscard]] Json const& definitions() const { return definitions_; }

private:
    Json reference(TypePointer const& type) {
        if (!definitions_.contains(type->kind)) {
            definitions_[type->kind] = nullptr;  // a kind may hold itself by way of a family
            definitions_[type->kind] = record(*type);
        }
        return {{"$ref", "#/$defs/" + type->kind}};
    }

    static Json number(Shape const& shape) {
        Json plain{{"type", "number"}};
        if (shape.bound.low > -infinity) plain[shape.bound.low_open ? "exclusiveMinimum" : "minimum"] = shape.bound.low;
        if (shape.bound.high < infinity)
            plain[shape.bound.high_open ? "exclusiveMaximum" : "maximum"] = shape.bound.high;
        // Suffixes make a text of the number: 30%, 1.2bn, 7.4亿, .inf.
        Json text{{"type", "string"},
                  {"pattern", "^[-+]?([0-9]*[.]?[0-9]+([eE][-+]?[0-9]+)? ?(k|m|bn|tn|万|亿|万亿|%|‰)?|[.]inf)$"}};
        Json sourced{{"type", "object"},
                     {"properties",
                      {{"value", {{"type", {"number", "string"}}}},
                       {"source", {{"enum", {"P", "S", "T", "D", "R", "J"}}}},
                       {"note", {{"type", "string"}}}}},
                     {"required", {"value"}},
                     {"additionalProperties", false}};
        return {{"anyOf", {std::move(plain), std::move(text), std::move(sourced)}}};
    }

    Json shape(Shape const& s) {
        switch (s.form) {
            case Shape::Form::number: return number(s);
            case Shape::Form::integer: {
                Json value{{"type", "integer"}};
                if (s.bound.low > -infinity) value["minimum"] = s.bound.low;
                if (s.bound.high < infinity) value["maximum"] = s.bound.high;
                return value;
            }
            case Shape::Form::text: return {{"type", {"string", "number"}}};
            case Shape::Form::truth: return {{"type", "boolean"}};
            case Shape::Form::choice: return {{"enum", s.choices}};
            case Shape::Form::record: return reference(s.types.front());
            case Shape::Form::family: {
                Json kinds = Json::array();
                for (auto const& type : s.types) {
                    kinds.push_back({{"type", "object"},
                                     {"properties", {{type->kind, reference(type)}}},
                                     {"required", {type->kind}},
                                     {"additionalProperties", false}});
                }
                return {{"oneOf", std::move(kinds)}};
            }
            case Shape::Form::list: {
                Json list{{"type", "array"}, {"items", shape(*s.item)}};
                if (!s.file_allowed) return list;
                Json file{{"type", "object"},
                          {"properties", {{"file", {{"type", "string"}}}}},
                          {"required", {"file"}},
                          {"additionalProperties", false}};
                return {{"oneOf", {std::move(list), std::move(file)}}};
            }
        }
        return Json::object();
    }

    Json definitions_ = Json::object();
};

}  // namespace

TypePointer scenario_description(SourceRegister const& sources) {
    auto type = std::make_shared<TypeDescription>(*describe_type<Scenario>());
    for (auto& field : type->fields) {
        if (field.name != "sources") continue;
        Shape family;
        family.form = Shape::Form::family;
        for (auto const& source : sources) family.types.push_back(source.description);
        field.shape.item = std::make_shared<Shape const>(std::move(family));
    }
    return type;
}

std::string scenario_schema(SourceRegister const& sources) {
    SchemaWriter writer;
    Json root{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", "riskpool scenario"}};
    root.update(writer.record(*scenario_description(sources)));
    root["$defs"] = writer.definitions();
    return root.dump(2) + '\n';
}

}  // namespace riskpool
