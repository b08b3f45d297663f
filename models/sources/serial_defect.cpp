#include "models/sources/serial_defect.hpp"

#include <algorithm>

#include "models/draw/binomial_quantile.hpp"
#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/frequency/event_counts.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "models/sources/clusters.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t {
    counts = 0,
    groups = 1,
    times = 2,
    parts = 3,
    costs = 4,
    numbers = 5,
    firsts = 6,
    first_damages = 7,
    first_restarts = 8,
    first_ramps = 9,
    shut = 10,
    shutdowns = 11
};

std::string const& key_of(LikeUnits like, Insured const& insured) {
    static const std::string all;
    switch (like) {
        case LikeUnits::type: return insured.type;
        case LikeUnits::cluster: return insured.cluster;
        case LikeUnits::sector: return insured.sector;
        case LikeUnits::all: return all;
    }
    return all;
}

struct Owner {
    InsuredId id;
    std::uint32_t units = 0;
    double unit_value = 0;
    EffectBase base;
};

struct Group {
    std::vector<Owner> owners;
    GuideTable first;  // the owner of the unit that fails, in proportion to units
};

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
};

class Sampler final : public Source {
public:
    Sampler(SerialDefect const& terms, Insureds const& insureds, MadeParts* made)
        : part_per_unit_given_(terms.part_per_unit.has_value()),
          p_shutdown_(terms.p_shutdown),
          counts_(Frequency{
              Poisson{terms.rate * static_cast<double>(group_like_units(terms.like, terms.units, insureds).size())}}),
          affected_(terms.affected, made),
          cost_(terms.part_per_unit ? terms.part_per_unit : terms.cost_per_unit, made),
          shutdown_(terms.shutdown_days, made) {
        if (terms.first) first_.emplace(*terms.first, made);
        if (first_) used_ = first_->columns();
        used_.downtime = used_.downtime || shutdown_.given();
        const std::vector<std::uint32_t> units = units_by_insured(terms.units, insureds);
        for (auto const& ids : group_like_units(terms.like, terms.units, insureds)) add_group(ids, units, insureds);
        choices_.emplace(0, std::vector<double>(groups_.size(), 1.0));
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        counts_.draw(request, Purpose::counts, static_cast<Scratch&>(scratch).u, events.count);
        for (std::size_t c = 0; c < events.count.size(); ++c) {
            std::uint32_t kept = 0;
            for (std::uint32_t k = 0; k < events.count[c]; ++k) {
                kept += defect(request, request.cells.cell(c), k, events) ? 1U : 0U;
            }
            events.count[c] = kept;
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(std::uint64_t{part_per_unit_given_}).add(p_shutdown_).add(counts_.hash()).add(affected_.hash());
        cost_.add_to(hash);
        shutdown_.add_to(hash);
        if (first_) first_->add_to(hash);
        for (Group const& group : groups_) {
            hash.add(std::uint64_t{group.owners.size()});
            for (Owner const& owner : group.owners) {
                hash.add(std::uint64_t{owner.id.value}).add(std::uint64_t{owner.units}).add(owner.unit_value);
                hash.add(owner.base.value).add(owner.base.stock);
            }
        }
        return hash.value();
    }

private:
    void add_group(std::vector<InsuredId> const& ids, std::vector<std::uint32_t> const& units,
                   Insureds const& insureds) {
        std::vector<Owner> owners;
        std::vector<double> weights;
        for (const InsuredId id : ids) {
            Insured const& insured = insureds[id.index()];
            owners.push_back({id, units[id.index()], insured.property / units[id.index()],
                              first_ ? first_->base_of(insured) : EffectBase{}});
            weights.push_back(units[id.index()]);
        }
        groups_.push_back({std::move(owners), GuideTable(0, weights)});
    }

    /// Adds defect k of a cell, if it costs anybody anything.
    bool defect(SampleRequest const& request, Cell cell, std::uint32_t k, EventColumns& events) const {
        const auto draw = [&](Purpose purpose) { return uniform(request.stream(purpose), cell, k); };
        Group const& group = groups_[choices_->draw(draw(Purpose::groups))];
        const double part = std::min(affected_.draw(draw(Purpose::parts)), 1.0);
        const double cost = cost_.given() ? cost_.draw(draw(Purpose::costs)) : 0.0;
        const bool shut = shutdown_.given() && draw(Purpose::shut) < p_shutdown_;
        const double days = shut ? shutdown_.draw(draw(Purpose::shutdowns)) : 0.0;
        const std::size_t first = first_ ? group.first.draw(draw(Purpose::firsts)) : group.owners.size();
        const std::size_t first_row = events.rows();
        for (std::size_t i = 0; i < group.owners.size(); ++i) {
            Owner const& owner = group.owners[i];
            RowLoss row;
            if (i == first) row = first_loss(request, cell, k, owner);
            if (cost > 0) row.damage += cost_of(owner, cost, part, request, cell, k);
            row.restart_days = std::max(row.restart_days, days);
            if (!row.nothing()) append_row(events, used_, owner.id, row);
        }
        if (events.rows() == first_row) return false;
        end_event(events, used_, first_row);
        if (request.times_wanted) events.time.push_back(event_time(draw(Purpose::times)));
        return true;
    }

    [[nodiscard]] RowLoss first_loss(SampleRequest const& request, Cell cell, std::uint32_t k,
                                     Owner const& owner) const {
        constexpr std::array<Purpose, 3> purposes{Purpose::first_damages, Purpose::first_restarts,
                                                  Purpose::first_ramps};
        return first_->draw(owner.base,
                            [&](std::size_t which) { return uniform(request.stream(purposes[which]), cell, k); });
    }

    [[nodiscard]] double cost_of(Owner const& owner, double cost, double part, SampleRequest const& request, Cell cell,
                                 std::uint32_t k) const {
        const double u = row_uniform(request.stream(Purpose::numbers), cell, k, owner.id);
        const std::uint32_t number = binomial_quantile(owner.units, part, u);
        return number * (part_per_unit_given_ ? std::min(cost, 1.0) * owner.unit_value : cost);
    }

    bool part_per_unit_given_;
    double p_shutdown_;
    EventCounts counts_;
    QuantileTable affected_;
    OptionalLaw cost_, shutdown_;
    std::optional<EffectLaws> first_;
    ColumnsUsed used_;
    std::vector<Group> groups_;
    std::optional<GuideTable> choices_;
};

}  // namespace

std::vector<std::vector<InsuredId>> group_like_units(LikeUnits like, std::vector<UnitCount> const& units,
                                                     Insureds const& insureds) {
    std::vector<std::string> keys;
    std::vector<std::vector<InsuredId>> groups;
    const std::vector<std::uint32_t> counts = units_by_insured(units, insureds);
    for (std::size_t i = 0; i < insureds.size(); ++i) {
        if (counts[i] == 0) continue;
        const InsuredId id{i};
        std::string const& key = key_of(like, insureds[i]);
        const auto found = std::find(keys.begin(), keys.end(), key);
        if (found == keys.end()) {
            keys.push_back(key);
            groups.push_back({id});
        } else {
            groups[static_cast<std::size_t>(found - keys.begin())].push_back(id);
        }
    }
    return groups;
}

void SerialDefect::check(FieldFaults& faults) const {
    if (units.empty()) faults.add("units", "is empty, so nothing can have a defect", "say who has how many");
    if (cost_per_unit && part_per_unit) {
        faults.add("part_per_unit", "is given together with cost_per_unit", "give one of the two");
    }
    if (!cost_per_unit && !part_per_unit && !first && !shutdown_days) {
        faults.add("", "costs nobody anything", "give `cost_per_unit`, `part_per_unit`, `first` or `shutdown_days`");
    }
    if (p_shutdown != 1 && !shutdown_days) {
        faults.add("p_shutdown", "is given without shutdown_days, so nothing is shut", "give `shutdown_days`");
    }
}

std::unique_ptr<Source> SerialDefect::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void SerialDefect::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_units("units", units, insureds, faults)) return;
    std::vector<InsuredId> ids;
    for (auto const& group : group_like_units(like, units, insureds)) ids.insert(ids.end(), group.begin(), group.end());
    if (part_per_unit) check_value("part_per_unit", ValueBase::property, ids, insureds, faults);
    if (first) first->check_values("first", ids, insureds, faults);
    check_total_rate("rate", rate * static_cast<double>(group_like_units(like, units, insureds).size()),
                     max_cluster_events, faults);
}

}  // namespace riskpool
