// Events and hits taken out of the columns of one source.
#pragma once

#include <cstdint>
#include <span>

#include "sim/loss/events.hpp"

namespace riskpool {

/// Keeps the events marked 1 in `events_kept`, and of these the rows marked 1 in `rows_kept`, in their order; counts
/// follow. An event that is kept may have no row left. Shape: one mark for each event, and for each row; rows of events
/// that go lose theirs.
void keep_only(std::span<std::uint8_t const> events_kept, std::span<std::uint8_t> rows_kept, EventColumns& events);

}  // namespace riskpool
