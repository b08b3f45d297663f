// The one path grammar of files, messages, --set, sweeps and Python: pools[0].programme[1][0].cat_xl.limit
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/document.hpp"

namespace riskpool {

/// `path` followed by `.key`.
[[nodiscard]] std::string path_key(std::string const& path, std::string_view key);
/// `path` followed by `[index]`.
[[nodiscard]] std::string path_index(std::string const& path, std::size_t index);

/// Replaces the value at a path. `setting` is `path=value`, the value a YAML scalar, list or map in one line.
/// A path that leads nowhere becomes a diagnostic that names the nearest key; a last key that the map does not
/// have yet is added, so that fields left out can be set.
void apply_setting(Node& root, std::string_view setting, std::vector<Diagnostic>& diagnostics);

/// The same with a value that stands in a file, at the place that faults are reported at.
void set_value(Node& root, std::string_view path, Node value, std::string const& file, Place place,
               std::vector<Diagnostic>& diagnostics);

/// The place of the node at `path`, or of the deepest node on the way to it that exists.
[[nodiscard]] Node const* find_nearest(Node const& root, std::string_view path);
[[nodiscard]] Node* find_nearest(Node& root, std::string_view path);

}  // namespace riskpool
