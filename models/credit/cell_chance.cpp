#include "models/credit/cell_chance.hpp"

#include <algorithm>

#include "models/credit/credit_stream.hpp"

namespace riskpool {

namespace {

class StreamChance final : public CellChance {
public:
    void fill(CellRange const& cells, std::uint64_t seed, ChanceOf what, std::uint32_t number,
              std::span<double> u) const override {
        const CreditPurpose purpose = what == ChanceOf::dispute ? CreditPurpose::disputes : CreditPurpose::fund_returns;
        CellUniforms uniforms;
        for_each_piece(cells, [&](CellRange const& part, std::size_t first) {
            const auto drawn = uniforms.draw(credit_stream(seed, purpose, number), part);
            std::copy(drawn.begin(), drawn.end(), u.begin() + static_cast<std::ptrdiff_t>(first));
        });
    }
};

}  // namespace

std::shared_ptr<CellChance const> cell_chance() {
    return std::make_shared<StreamChance>();
}

}  // namespace riskpool
