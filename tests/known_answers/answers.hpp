// The cases with known answers, by id.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include "tests/source_folder.hpp"

namespace riskpool {

/// The case `id` of known-answers.json: its inputs, expected figures and mc_sd. Throws std::out_of_range if there is
/// none.
inline nlohmann::json const& answer(std::string_view id) {
    static nlohmann::json const all = [] {
        std::ifstream file(testing::source_folder() / "tests/known_answers/known-answers.json");
        return nlohmann::json::parse(file);
    }();
    for (auto const& each : all.at("cases")) {
        if (each.at("id").get<std::string>() == id) return each;
    }
    throw std::out_of_range("no known answer " + std::string(id));
}

}  // namespace riskpool
