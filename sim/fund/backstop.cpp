#include "sim/fund/backstop.hpp"

#include <algorithm>
#include <variant>

namespace riskpool {

BackstopYear BackstopPlan::settle(std::span<BackstopState> states, BackstopYear year,
                                  std::span<BackstopFlows> flows) const noexcept {
    for (std::size_t k = 0; k < kinds_.size(); ++k) {
        flows[k] = std::visit([&](auto const& each) { return each.settle(states[k], year); }, kinds_[k]);
        year = after(year, flows[k]);
    }
    return year;
}

bool BackstopPlan::reads(LayerBasis basis) const noexcept {
    return std::any_of(kinds_.begin(), kinds_.end(), [&](BackstopKinds const& kind) {
        auto const* layer = std::get_if<StateLayer>(&kind);
        return layer != nullptr && layer->basis == basis;
    });
}

bool BackstopPlan::scales_events() const noexcept {
    return std::any_of(kinds_.begin(), kinds_.end(), [](BackstopKinds const& kind) {
        auto const* scaling = std::get_if<ClaimScaling>(&kind);
        return scaling != nullptr && scaling->per_event;
    });
}

}  // namespace riskpool
