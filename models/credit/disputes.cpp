#include "models/credit/disputes.hpp"

#include "models/credit/credit_stream.hpp"

namespace riskpool {

namespace {

class IndependentDisputes final : public DisputeSampler {
public:
    void sample(CellRange const& cells, std::uint64_t seed, std::uint32_t line, double probability,
                std::span<std::uint8_t> disputed) const override {
        CellUniforms uniforms;
        for_each_piece(cells, [&](CellRange const& part, std::size_t first) {
            const auto u = uniforms.draw(credit_stream(seed, CreditPurpose::disputes, line), part);
            for (std::size_t c = 0; c < u.size(); ++c) disputed[first + c] = u[c] < probability ? 1 : 0;
        });
    }
};

}  // namespace

std::unique_ptr<DisputeSampler> independent_disputes() {
    return std::make_unique<IndependentDisputes>();
}

}  // namespace riskpool
