// A treaty that follows another layer, with that layer beside it in the tier.
#pragma once

#include <string>
#include <vector>

#include "sim/treaty/cat_xl.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {

template <class Treaty>
typename Treaty::Plan compile_following(Treaty const& treaty, CatXl const& layer) {
    PlainSetting plain(8);
    plain.setting.layers = {{treaty.follows(), &layer}};
    return treaty.compile(plain.setting);
}

template <class Treaty>
Ceded cede_following(Treaty const& treaty, CatXl const& layer, LossBlock const& block, Wanted wanted) {
    return cede(compile_following(treaty, layer), block, wanted);
}

/// The fields of the treaty that are at fault because of the layer that it follows.
template <class Treaty>
std::vector<std::string> faults_of_following(Treaty const& treaty, CatXl const& layer) {
    struct Pair {
        Treaty const& treaty;
        CatXl const& layer;
        void check(FieldFaults& faults) const { treaty.check_followed(layer, faults); }
    };
    return faulty_fields(Pair{treaty, layer});
}

}  // namespace riskpool
