#include "models/copula/family.hpp"

namespace riskpool {

namespace {

/// Places faults of a family at its own fields.
class FamilyFaults final : public FieldFaults {
public:
    FamilyFaults(FieldFaults& faults, std::string path) : faults_(faults), path_(std::move(path)) {}
    void add(std::string_view field, std::string_view problem, std::string_view hint) override {
        faults_.add(path_ + '.' + std::string(field), problem, hint);
    }

private:
    FieldFaults& faults_;
    std::string path_;
};

}  // namespace

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

std::string family_path(std::string_view field, CopulaKinds const& family) {
    return std::string(field) + '.' +
           std::visit([]<class Family>(Family const&) { return std::string(Family::kind); }, family);
}

void check_family(std::string_view field, CopulaKinds const& family, ComponentNames const& names, FieldFaults& faults) {
    FamilyFaults of_family(faults, family_path(field, family));
    std::visit([&](auto const& terms) { terms.check_names(names, of_family); }, family);
}

std::string note_of(CopulaKinds const& family, ComponentNames const& names) {
    return std::visit([&](auto const& terms) { return terms.note(names); }, family);
}

}  // namespace riskpool
