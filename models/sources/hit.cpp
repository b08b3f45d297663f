#include "models/sources/hit.hpp"

#include <algorithm>
#include <stdexcept>

#include "sim/base/diagnostic.hpp"

namespace riskpool {

namespace {

auto find_named(std::string_view name, Insureds const& insureds) {
    return std::find_if(insureds.begin(), insureds.end(), [&](Insured const& each) { return each.name == name; });
}

}  // namespace

bool check_name(std::string_view field, std::string_view name, Insureds const& insureds, FieldFaults& faults) {
    if (find_named(name, insureds) != insureds.end()) return true;
    std::vector<std::string_view> names;
    for (auto const& insured : insureds) names.push_back(insured.name);
    const auto near = nearest(name, names);
    faults.add(field, '"' + std::string(name) + "\" is no insured of the scenario",
               near.empty() ? "name an insured" : "did you mean \"" + std::string(near) + "\"?");
    return false;
}

void check_hits(std::string const& field, std::span<Hit const> hits, Insureds const& insureds, FieldFaults& faults) {
    for (std::size_t h = 0; h < hits.size(); ++h) {
        const std::string at = field + '[' + std::to_string(h) + "].insured";
        check_name(at, hits[h].insured, insureds, faults);
        for (std::size_t before = 0; before < h; ++before) {
            if (hits[before].insured != hits[h].insured) continue;
            faults.add(at, '"' + hits[h].insured + "\" is hit twice by one event, which would apply its terms twice",
                       "add up the two hits");
            break;
        }
    }
}

void HitTable::add(std::span<Hit const> hits, Insureds const& insureds, EventReading const& reading) {
    for (Hit const& hit : hits) {
        const auto found = find_named(hit.insured, insureds);
        if (found == insureds.end()) throw std::invalid_argument("no insured is named \"" + hit.insured + '"');
        rows_.push_back({InsuredId{static_cast<std::size_t>(found - insureds.begin())}, hit.damage, hit.stock,
                         hit.restart_days, hit.ramp_days});
        stock_ = stock_ || hit.stock > 0;
        downtime_ = downtime_ || hit.restart_days > 0 || hit.ramp_days > 0;
    }
    single_ = single_ && hits.size() == 1;
    index_ = index_ || reading.index > 0;
    delay_ = delay_ || reading.delay > 0;
    readings_.push_back(reading);
    begin_.push_back(static_cast<std::uint32_t>(rows_.size()));
}

void HitTable::append_rows(std::size_t e, EventColumns& events) const {
    for (std::uint32_t r = begin_[e]; r < begin_[e + 1]; ++r) {
        Row const& row = rows_[r];
        events.insured.push_back(row.insured);
        events.damage.push_back(row.damage);
        if (stock_) events.stock.push_back(row.stock);
        if (!downtime_) continue;
        events.restart_days.push_back(row.restart_days);
        events.ramp_days.push_back(row.ramp_days);
    }
    if (!single_) events.row_count.push_back(begin_[e + 1] - begin_[e]);
    if (index_) events.index.push_back(readings_[e].index);
    if (delay_) events.delay.push_back(static_cast<float>(readings_[e].delay));
}

void HitTable::add_to(Hash64& hash) const {
    for (const std::uint32_t each : begin_) hash.add(std::uint64_t{each});
    for (Row const& row : rows_) {
        hash.add(std::uint64_t{row.insured.value}).add(row.damage).add(row.stock).add(row.restart_days);
        hash.add(row.ramp_days);
    }
    if (!index_ && !delay_) return;  // a table without readings keeps the hash that it always had
    for (EventReading const& reading : readings_) hash.add(reading.index).add(reading.delay);
}

}  // namespace riskpool
