// Cat XL layers and years for tests, in one line each.
#pragma once

#include <utility>
#include <vector>

#include "sim/treaty/cat_xl.hpp"
#include "tests/sim/loss/block_builder.hpp"
#include "tests/sim/treaty/ceded_block.hpp"

namespace riskpool {

using Numbers = std::vector<double>;

inline CatXl layer(double limit, double attachment, Numbers prices, double premium = 0) {
    CatXl treaty;
    treaty.limit = limit;
    treaty.attachment = attachment;
    treaty.reinstatements = std::move(prices);
    treaty.premium = premium;
    return treaty;
}

inline CatXl unlimited_layer(double limit, double attachment) {
    CatXl treaty;
    treaty.limit = limit;
    treaty.attachment = attachment;
    treaty.unlimited_reinstatements = true;
    return treaty;
}

inline LossBlock one_year(Numbers const& losses) {
    BlockBuilder block;
    block.year();
    for (const double loss : losses) block.event(loss);
    return block.build();
}

inline Ceded year_of(CatXl const& treaty, Numbers const& losses) {
    return cede_treaty(treaty, one_year(losses), Wanted::rows);
}

}  // namespace riskpool
