#include "models/copula/event_copula.hpp"

#include <fmt/format.h>

namespace riskpool {

namespace {

std::vector<std::string> names_of(std::vector<InsuredId> const& ids, Insureds const& insureds) {
    std::vector<std::string> names;
    names.reserve(ids.size());
    for (const InsuredId id : ids) names.push_back(insureds[id.index()].name);
    return names;
}

bool is_vine(CopulaKinds const& family) {
    return std::holds_alternative<VineCopula>(family);
}

}  // namespace

EventCopula::EventCopula(CopulaKinds const& family, std::vector<InsuredId> ids, Insureds const& insureds)
    : exchangeable_(ExchangeableCopula::of(family)) {
    if (exchangeable_) return;
    listed_.emplace(family, names_of(ids, insureds));
    position_.resize(insureds.size());
    for (std::size_t i = 0; i < ids.size(); ++i) position_[ids[i].index()] = static_cast<std::uint32_t>(i);
    ids_ = std::move(ids);
}

void EventCopula::add_to(Hash64& hash) const {
    if (exchangeable_) exchangeable_->add_to(hash);
    if (!listed_) return;
    listed_->add_to(hash);
    for (const InsuredId id : ids_) hash.add(std::uint64_t{id.value});
}

void check_event_copula(std::string_view field, CopulaKinds const& family, std::vector<InsuredId> const& ids,
                        Insureds const& insureds, FieldFaults& faults) {
    if (ExchangeableCopula::of(family)) return;
    if (ids.size() > EventCopula::most_listed && !is_vine(family)) {
        return faults.add(family_path(field, family),
                          fmt::format("gives correlations of their own to {} insureds, and {} are the most that can "
                                      "have them",
                                      ids.size(), EventCopula::most_listed),
                          "give all the same `correlation` of 0 or more, or cover fewer insureds");
    }
    const std::vector<std::string> names = names_of(ids, insureds);
    check_family(field, family, {names, "insureds"}, faults);
}

std::string event_copula_note(CopulaKinds const& family, std::vector<InsuredId> const& ids, Insureds const& insureds) {
    if (ExchangeableCopula::of(family)) return {};
    const std::vector<std::string> names = names_of(ids, insureds);
    return note_of(family, {names, "insureds"});
}

}  // namespace riskpool
