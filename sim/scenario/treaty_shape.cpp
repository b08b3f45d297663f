#include "sim/scenario/treaty_reading.hpp"
#include "sim/treaty/treaty.hpp"

namespace riskpool {

Shape ShapeOf<AnyTreaty>::shape() {
    return shape_of<TreatyKinds>(any_finite, Unit::none);
}

}  // namespace riskpool
