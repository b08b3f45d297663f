#include "models/credit/credit_stream.hpp"

#include "models/draw/uniforms.hpp"

namespace riskpool {

std::span<double const> CellUniforms::draw(Stream stream, CellRange const& cells) {
    const std::span<double> u = std::span<double>(u_).first(cells.size());
    fill_cell_uniforms(stream, cells, 0, u);
    return u;
}

}  // namespace riskpool
