// Events that bring more events: attacks that are copied, recalls, suits that follow a first one.
#pragma once

#include <memory>
#include <string_view>

#include "models/sources/choice_of_insured.hpp"
#include "models/sources/effect.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// Hawkes process: the rate is rate + sum over earlier events of excitation x exp(-decay x time since), begun empty at
/// the start of the trial and going on through its years. Drawn exactly as a branching process (Hawkes and Oakes, A
/// cluster process representation of a self-exciting process, 1974): first events are Poisson with `rate`, each event
/// has a Poisson number of followers with mean excitation / decay, each after an exponential time of mean 1 / decay.
struct Hawkes {
    Filter covers;
    HitWeight weight = HitWeight::equal;
    double rate = 0;
    double excitation = 0;
    double decay = 1;
    bool same_insured = false;
    Effect loss;

    static constexpr std::string_view kind = "hawkes";
    static constexpr Drivable drivable{.counts = true, .losses = true};
    static constexpr std::string_view about =
        "Events that raise the rate of further events for a while: a self-exciting process.";
    static constexpr auto fields = field_list(
        optional("covers", &Hawkes::covers, "Which insureds can be hit; all when left out."),
        optional("weight", &Hawkes::weight, "What makes an insured more likely to be hit."),
        required("rate", &Hawkes::rate, Bound{0, 1e6, true, false, "above 0 and at most 1 million"}, Unit::per_year,
                 "Expected first events in a year, over all insureds covered."),
        required("excitation", &Hawkes::excitation, not_negative, Unit::per_year,
                 "By how much each event raises the rate at once."),
        required("decay", &Hawkes::decay, positive, Unit::per_year,
                 "How fast that fades: the mean time to a follower is 1 / decay years."),
        optional("same_insured", &Hawkes::same_insured,
                 "Whether followers hit the insured of the event that brought them; any by weight otherwise."),
        required("loss", &Hawkes::loss, "What one event does to the insured that it hits."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(Hawkes const&) const = default;
};

}  // namespace riskpool
