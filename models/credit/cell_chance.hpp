// Uniform numbers by cell for disputes and returns of funds.
#pragma once

#include <memory>

#include "sim/pool/chance.hpp"

namespace riskpool {

/// Each line and each fund has a stream of its own, apart from all sources and defaults.
[[nodiscard]] std::shared_ptr<CellChance const> cell_chance();

}  // namespace riskpool
