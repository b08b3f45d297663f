// Years and terms that several tests of backstops use.
#pragma once

#include "sim/fund/backstop.hpp"

namespace riskpool {

/// A year in which the pool has paid nothing of a loss, all of it asked of its funds.
inline BackstopYear unfunded_of(double amount) {
    BackstopYear year;
    year.unfunded = year.unpaid = year.net_loss = year.gross_loss = amount;
    return year;
}

template <class Kind>
BackstopFlows once(Kind const& kind, BackstopYear const& year) {
    BackstopState state;
    return kind.settle(state, year);
}

inline StateLayer japan_2011() {
    StateLayer layer;
    layer.basis = LayerBasis::gross_event;
    layer.bands = {{115, 1925 - 115, 0.5}, {1925, 5500 - 1925, 0.95}};  // JPY bn
    return layer;
}

}  // namespace riskpool
