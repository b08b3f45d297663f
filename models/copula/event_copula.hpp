// The copula of what the insureds hit by one event lose.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/copula/exchangeable.hpp"
#include "models/copula/family.hpp"
#include "sim/base/describe.hpp"
#include "sim/base/id.hpp"
#include "sim/loss/insured.hpp"

namespace riskpool {

/// Turns the uniforms behind the damages of one event, one for each insured, into dependent ones. Where all insureds
/// are alike only those hit are drawn. Otherwise the copula is that of all insureds that the source can hit, in the
/// order of the scenario: whoever is hit has the law that the copula gives to those hit.
class EventCopula {
public:
    /// Insureds that are not alike are drawn all together, in the square of their number.
    static constexpr std::size_t most_listed = 256;

    /// One event, in memory of one worker.
    struct Event {
        ExchangeableCopula::Common common;
        std::vector<double> own, u;  // of all insureds, where they are not alike
    };

    /// Independent.
    EventCopula() = default;
    /// `ids`: whom the source can hit, ascending.
    EventCopula(CopulaKinds const& family, std::vector<InsuredId> ids, Insureds const& insureds);

    [[nodiscard]] bool given() const noexcept { return exchangeable_ || listed_; }

    /// Starts an event. `common(k)` is uniform k of those that all share, k = 0 or 1; `own(id)` that of an insured.
    /// Each is asked for only where it is read.
    template <class Common, class Own>
    void begin(Event& event, Common const& common, Own const& own) const {
        if (exchangeable_) {
            ExchangeableCopula::CommonUniforms shared{0.5, 0.5};
            for (std::size_t k = 0; k < exchangeable_->common(); ++k) shared[k] = common(k);
            event.common = exchangeable_->share(shared);
        } else if (listed_) {
            event.own.resize(ids_.size());
            event.u.resize(ids_.size());
            for (std::size_t i = 0; i < ids_.size(); ++i) event.own[i] = own(ids_[i]);
            const double shared = listed_->common() > 0 ? common(std::size_t{0}) : 0.5;
            listed_->draw(event.own, std::span(&shared, listed_->common()), event.u);
        }
    }
    /// The uniform behind the damage of an insured of the event begun; `own` as at its beginning.
    [[nodiscard]] double uniform(Event const& event, InsuredId insured, double own) const noexcept {
        if (exchangeable_) return exchangeable_->component(event.common, own);
        return listed_ ? event.u[position_[insured.index()]] : own;
    }
    void add_to(Hash64& hash) const;

private:
    std::optional<ExchangeableCopula> exchangeable_;
    std::optional<CopulaSampler> listed_;  // of at most one uniform in common
    std::vector<InsuredId> ids_;           // of listed_
    std::vector<std::uint32_t> position_;  // by insured: its place in ids_
};

/// Reports, at `field`, a copula that does not fit those whom the source can hit.
void check_event_copula(std::string_view field, CopulaKinds const& family, std::vector<InsuredId> const& ids,
                        Insureds const& insureds, FieldFaults& faults);

/// Where the correlations asked for had to be changed, with what was changed; empty otherwise.
[[nodiscard]] std::string event_copula_note(CopulaKinds const& family, std::vector<InsuredId> const& ids,
                                            Insureds const& insureds);

}  // namespace riskpool
