// The JSON Schema (draft 2020-12) of scenario files and the reference page, both made from the descriptions.
#pragma once

#include <string>

#include "sim/scenario/model_register.hpp"

namespace riskpool {

/// The JSON Schema as indented text. Editors that know it complete and check scenario files.
[[nodiscard]] std::string scenario_schema(ModelRegister const& models);

/// docs/reference.md: every kind with its fields, units, bounds and defaults.
[[nodiscard]] std::string scenario_reference(ModelRegister const& models);

/// The description of a whole scenario, with the kinds of sources registered.
[[nodiscard]] TypePointer scenario_description(ModelRegister const& models);

}  // namespace riskpool
