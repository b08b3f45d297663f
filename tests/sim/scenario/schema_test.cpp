#include "sim/scenario/schema.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "models/belief/register.hpp"
#include "models/register.hpp"

namespace riskpool {
namespace {

using Json = nlohmann::json;

ModelRegister sources() {
    return {register_sources<SourceKinds>(), {}};
}

/// Every type that a scenario may hold, the scenario included.
std::vector<TypePointer> all_types() {
    std::vector<TypePointer> types;
    std::set<std::string> seen;
    std::function<void(Shape const&)> follow;
    const auto add = [&](TypePointer const& type) {
        if (!seen.insert(type->kind).second) return;
        types.push_back(type);
        for (auto const& field : type->fields) follow(field.shape);
    };
    follow = [&](Shape const& shape) {
        for (auto const& type : shape.types) add(type);
        if (shape.item) follow(*shape.item);
    };
    add(scenario_description(sources()));
    return types;
}

TEST(Schema, DefinesEveryKindWithAllItsFields) {
    const Json schema = Json::parse(scenario_schema(sources()));
    EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    const auto types = all_types();
    EXPECT_GT(types.size(), 40U);
    for (auto const& type : types) {
        const Json& definition = type->kind == "scenario" ? schema : schema["$defs"][type->kind];
        ASSERT_TRUE(definition.is_object()) << type->kind;
        EXPECT_EQ(definition["additionalProperties"], false) << type->kind;
        EXPECT_EQ(definition["properties"].size(), type->fields.size()) << type->kind;
        for (auto const& field : type->fields) {
            EXPECT_EQ(definition["properties"][field.name]["description"], field.about) << type->kind;
            const Json needed = definition.value("required", Json::array());
            EXPECT_EQ(std::find(needed.begin(), needed.end(), field.name) != needed.end(), field.required)
                << type->kind << '.' << field.name;
        }
    }
}

TEST(Schema, RefersOnlyToWhatItDefines) {
    const Json schema = Json::parse(scenario_schema(sources()));
    std::size_t references = 0;
    std::function<void(Json const&)> walk = [&](Json const& value) {
        if (value.is_object() && value.contains("$ref")) {
            const std::string target = value["$ref"];
            const std::string start = "#/$defs/";
            ASSERT_EQ(target.substr(0, start.size()), start);
            EXPECT_TRUE(schema["$defs"].contains(target.substr(start.size()))) << target;
            ++references;
        }
        if (!value.is_structured()) return;
        for (auto const& each : value) walk(each);
    };
    walk(schema);
    EXPECT_GT(references, 40U);
}

// As the reader does: beliefs stand for numbers that need not be known, and for no others.
TEST(Schema, LetsABeliefStandWhereTheReaderTakesOne) {
    ModelRegister models = sources();
    models.beliefs = register_beliefs<BeliefKinds>();
    const Json schema = Json::parse(scenario_schema(models));
    Json const& definitions = schema["$defs"];
    const auto takes_belief = [](Json const& number) {
        Json const& forms = number["anyOf"];
        return std::any_of(forms.begin(), forms.end(), [](Json const& form) {
            return form.value("$ref", std::string()) == "#/$defs/uncertain_number";
        });
    };
    EXPECT_TRUE(takes_belief(definitions["poisson"]["properties"]["mean"]));
    EXPECT_TRUE(takes_belief(definitions["cat_xl"]["properties"]["limit"]));
    EXPECT_FALSE(takes_belief(definitions["cat_xl"]["properties"]["minimum_risks"]));
    EXPECT_FALSE(takes_belief(definitions["tvar"]["properties"]["level"]));
    EXPECT_FALSE(takes_belief(schema["properties"]["trials"]));
    EXPECT_FALSE(takes_belief(definitions["pert_belief"]["properties"]["low"]));
    Json const& uncertain = definitions["uncertain_number"];
    EXPECT_EQ(uncertain["oneOf"].size(), models.beliefs.size() + 1);  // and one by name
    for (auto const& kind : models.beliefs) EXPECT_TRUE(uncertain["properties"].contains(kind.kind)) << kind.kind;
    EXPECT_EQ(schema["properties"]["beliefs"]["additionalProperties"]["$ref"], "#/$defs/named_belief");
    Json const& named = definitions["named_belief"];
    EXPECT_EQ(named["oneOf"].size(), models.beliefs.size());
    EXPECT_TRUE(named["properties"].contains("source"));
    EXPECT_FALSE(named["properties"].contains("belief")) << "a name of a name";
}

TEST(Reference, TellsOfEveryKindOnceWithAllItsFields) {
    const std::string page = scenario_reference(sources());
    for (auto const& type : all_types()) {
        const std::string heading = "\n## " + type->kind + "\n";
        const std::size_t at = page.find(heading);
        ASSERT_NE(at, std::string::npos) << type->kind;
        EXPECT_EQ(page.find(heading, at + 1), std::string::npos) << type->kind << " is told twice";
        const std::string section = page.substr(at, page.find("\n## ", at + 1) - at);
        EXPECT_NE(section.find(type->about), std::string::npos) << type->kind;
        for (auto const& field : type->fields) {
            EXPECT_NE(section.find("\n| `" + field.name + "` | "), std::string::npos)
                << type->kind << '.' << field.name;
            EXPECT_NE(section.find(field.about), std::string::npos) << type->kind << '.' << field.name;
        }
    }
}

// A mark such as "mean not given, because mu and sigma are" is no value that a file could hold.
TEST(Reference, PrintsNoDefaultThatAFileCouldNotGive) {
    const std::string page = scenario_reference(sources());
    const std::size_t at = page.find("\n## lognormal\n");
    ASSERT_NE(at, std::string::npos);
    const std::string section = page.substr(at, page.find("\n## ", at + 1) - at);
    EXPECT_EQ(section.find(".inf"), std::string::npos) << section;
    EXPECT_NE(page.find("`.inf`"), std::string::npos);  // an unlimited limit has this default
}

}  // namespace
}  // namespace riskpool
