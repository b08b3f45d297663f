// The registers of all models that a scenario may name, as the reader is handed them.
#pragma once

#include <memory>

#include "sim/pool/chance.hpp"
#include "sim/scenario/belief_register.hpp"
#include "sim/scenario/default_register.hpp"
#include "sim/scenario/dependence_register.hpp"
#include "sim/scenario/outer_sample.hpp"
#include "sim/scenario/source_register.hpp"

namespace riskpool {

struct ModelRegister {
    SourceRegister sources;
    DefaultRegister defaults{};
    BeliefRegister beliefs{};
    DependenceRegister dependences{};
    std::shared_ptr<CellChance const> chance{};
    OuterSampler draw_probabilities{};  // of beliefs; scenarios without uncertain numbers need none
};

}  // namespace riskpool
