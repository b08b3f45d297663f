// What one event does to one insured, and lists of such hits made ready to be copied into event columns.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/base/hash.hpp"
#include "sim/loss/events.hpp"
#include "sim/loss/insured.hpp"

namespace riskpool {

/// One insured hit by an event, before any policy terms.
struct Hit {
    std::string insured;
    double damage = 0;        // money
    double stock = 0;         // money
    double restart_days = 0;  // days without any output
    double ramp_days = 0;     // days in which output climbs back in a straight line

    static constexpr std::string_view kind = "hit";
    static constexpr std::string_view about = "What one event does to one insured, before policy terms.";
    static constexpr auto fields = field_list(
        required("insured", &Hit::insured, "Name of the insured."),
        optional("damage", &Hit::damage, not_negative, Unit::money, "Loss of property, or any loss that is an amount."),
        optional("stock", &Hit::stock, not_negative, Unit::money, "Loss of work in progress and stock."),
        optional("restart_days", &Hit::restart_days, not_negative, Unit::days, "Days without any output."),
        optional("ramp_days", &Hit::ramp_days, not_negative, Unit::days,
                 "Days after the restart in which output climbs back to normal."));
    bool operator==(Hit const&) const = default;
};

/// True if an insured has the name; otherwise reports it at `field`.
bool check_name(std::string_view field, std::string_view name, Insureds const& insureds, FieldFaults& faults);

/// Reports, at `field` with the number of the hit, names that no insured has and insureds that one event hits twice.
void check_hits(std::string const& field, std::span<Hit const> hits, Insureds const& insureds, FieldFaults& faults);

/// What an event reports beside its hits.
struct EventReading {
    double index = 0;  // whatever the covers of the scenario read: a magnitude, hours, an industry loss
    double delay = 0;  // years until it is reported
};

/// The hits of numbered events, with names resolved: what a source copies when such an event happens.
class HitTable {
public:
    /// The next event, with its hits (none, if it hits nobody) and what it reports; throws std::invalid_argument if a
    /// name is unknown.
    void add(std::span<Hit const> hits, Insureds const& insureds, EventReading const& reading = {});

    [[nodiscard]] std::size_t events() const { return begin_.size() - 1; }
    /// Appends the rows and the readings of event e, but neither count nor time. All events of a source come from the
    /// same table, so that the columns which none of them needs stay empty.
    void append_rows(std::size_t e, EventColumns& events) const;
    void add_to(Hash64& hash) const;

private:
    struct Row {
        InsuredId insured;
        double damage, stock, restart_days, ramp_days;
    };
    std::vector<Row> rows_;
    std::vector<std::uint32_t> begin_{0};
    std::vector<EventReading> readings_;
    bool single_ = true;     // every event has exactly one row
    bool stock_ = false;     // some row has a loss of stock
    bool downtime_ = false;  // some row has days of interruption
    bool index_ = false;     // some event reports an index
    bool delay_ = false;     // some event is reported later
};

}  // namespace riskpool
