#include "models/copula/family.hpp"

namespace riskpool {

CopulaSampler::CopulaSampler(CopulaKinds const& family, std::span<std::string const> names)
    : sampler_(std::visit(
          [&]<class Family>(Family const& terms) -> Samplers { return typename Family::Sampler(terms, names); },
          family)),
      size_(names.size()),
      common_(std::visit([](auto const& sampler) { return sampler.common(); }, sampler_)) {}

void CopulaSampler::add_to(Hash64& hash) const {
    hash.add(std::uint64_t{sampler_.index()}).add(std::uint64_t{size_});
    std::visit([&](auto const& sampler) { sampler.add_to(hash); }, sampler_);
}

}  // namespace riskpool
