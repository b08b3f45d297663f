// An event loss table: what catastrophe models hand over.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/copula/family.hpp"
#include "models/sources/hit.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// What one event of a table costs one insured.
struct TableHit {
    std::string insured;
    double loss = 0;
    double sd = 0;
    double most = 0;

    static constexpr std::string_view kind = "table_hit";
    static constexpr std::string_view about = "What one event of a table costs one insured, before policy terms.";
    static constexpr auto fields = field_list(
        required("insured", &TableHit::insured, "Name of the insured."),
        required("loss", &TableHit::loss, not_negative, Unit::money, "Its ground-up loss, or the mean of it."),
        optional("sd", &TableHit::sd, not_negative, Unit::money,
                 "Standard deviation of the loss of one such event (secondary uncertainty)."),
        optional("most", &TableHit::most, not_negative, Unit::money,
                 "The most that it can lose (the exposed value); needed with sd."));
    void check(FieldFaults& faults) const;
    bool operator==(TableHit const&) const = default;
};

/// One row of a table: an event with its rate, and a list of hits or, in short form, its only hit.
struct TableEvent {
    double rate = 0;
    std::vector<TableHit> hits;
    std::string insured;  // the short form
    double loss = 0;
    double sd = 0;
    double most = 0;
    double index = 0;

    /// The hits, whichever form was given; none if it hits nobody.
    [[nodiscard]] std::vector<TableHit> all_hits() const;

    static constexpr std::string_view kind = "table_event";
    static constexpr std::string_view about =
        "One event of a table: its rate with `hits`, or with `insured` and `loss` if it hits only one.";
    static constexpr auto fields = field_list(
        required("rate", &TableEvent::rate, positive, Unit::per_year, "Expected number of times in a year."),
        optional("hits", &TableEvent::hits, "What it costs each insured that it hits."),
        optional("insured", &TableEvent::insured, "Name of the only insured that it hits, in place of `hits`."),
        optional("loss", &TableEvent::loss, not_negative, Unit::money, "Ground-up loss of that insured, or its mean."),
        optional("sd", &TableEvent::sd, not_negative, Unit::money, "Standard deviation of that loss."),
        optional("most", &TableEvent::most, not_negative, Unit::money, "The most that it can be; needed with sd."),
        optional("index", &TableEvent::index, not_negative, Unit::none,
                 "Reading that it reports to covers on an index: a magnitude, hours of outage, an industry loss; an "
                 "event with a reading need not hit anybody."));
    void check(FieldFaults& faults) const;
    bool operator==(TableEvent const&) const = default;
};

/// Each event happens as a Poisson process of its own rate, independently of the others. Drawn as one Poisson number
/// with the sum of rates, each of them an event chosen in proportion to its rate: the same law (Ross, Introduction to
/// Probability Models, 5.3.4). An event may happen several times in a year.
///
/// A loss with a standard deviation is beta distributed on 0 to `most` about its mean: with m = mean / most, v the
/// variance over most^2 and k = m (1 - m) / v - 1, the shapes are m k and (1 - m) k. The uniforms behind
/// the losses of one event are those of `copula`.
struct EventTable {
    std::vector<TableEvent> events;
    double correlation = 0;
    std::optional<CopulaKinds> copula;

    static constexpr Drivable drivable{.counts = true, .losses = true, .years = true};
    static constexpr std::string_view kind = "event_table";
    static constexpr std::string_view about =
        "Events with annual rates and fixed losses, each a Poisson process of its own: an event loss table.";
    static constexpr auto fields = field_list(
        required("events", &EventTable::events, "The events of the table."),
        optional("copula", &EventTable::copula,
                 "What joins the losses of one event that have a standard deviation; independent when left out."),
        optional("correlation", &EventTable::correlation, unit_interval, Unit::fraction,
                 "Short for `copula: {gaussian: {correlation: ...}}`: 0 spreads losses independently, 1 together."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] double total_rate() const;
    /// The copula of the losses of one event, whichever form was given.
    [[nodiscard]] std::optional<CopulaKinds> loss_copula() const;
    [[nodiscard]] std::vector<SourceNote> notes(Insureds const& insureds) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(EventTable const&) const = default;
};

}  // namespace riskpool
