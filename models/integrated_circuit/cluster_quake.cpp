#include "models/integrated_circuit/cluster_quake.hpp"

#include <algorithm>

#include "models/copula/event_copula.hpp"
#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/quantile_table.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/event_counts.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "models/sources/clusters.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t {
    counts = 0,
    intensities = 1,
    times = 2,
    places = 3,
    damages = 4,
    common = 5,
    second_common = 6
};

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
    EventCopula::Event copula;
};

/// Whoever stands in a cluster where quakes happen, ascending, each once.
std::vector<InsuredId> all_of(std::vector<std::vector<InsuredId>> const& groups) {
    std::vector<InsuredId> ids;
    for (auto const& group : groups) ids.insert(ids.end(), group.begin(), group.end());
    std::sort(ids.begin(), ids.end());
    return ids;
}

class Sampler final : public Source {
public:
    Sampler(ClusterQuake const& terms, Insureds const& insureds, MadeParts* made)
        : terms_(terms),
          groups_(group_by_cluster(terms.covers, terms.clusters, insureds)),
          counts_(Frequency{Poisson{terms.rate * static_cast<double>(groups_.size())}}),
          places_(0, std::vector<double>(groups_.size(), 1.0)),
          intensity_(terms.intensity, made),
          spread_(terms.spread, made) {
        if (terms.copula) copula_ = {*terms.copula, all_of(groups_), insureds};
        for (Insured const& insured : insureds) {
            property_.push_back(insured.property);
            stock_.push_back(insured.stock);
        }
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        counts_.draw(request, Purpose::counts, memory.u, events.count);
        for (std::size_t c = 0; c < events.count.size(); ++c) {
            std::uint32_t damaging = 0;
            for (std::uint32_t k = 0; k < events.count[c]; ++k) {
                damaging += quake(request, request.cells.cell(c), k, memory, events) ? 1U : 0U;
            }
            events.count[c] = damaging;
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(places_.hash()).add(intensity_.hash());
        for (auto const& point : terms_.vulnerability) hash.add(point.intensity).add(point.damage_ratio);
        spread_.add_to(hash);
        copula_.add_to(hash);
        hash.add(terms_.stock_factor).add(terms_.restart_days_at_total_damage).add(terms_.ramp_days_at_total_damage);
        for (auto const& group : groups_) {
            hash.add(std::uint64_t{group.size()});
            for (const InsuredId id : group) {
                hash.add(std::uint64_t{id.value}).add(property_[id.index()]).add(stock_[id.index()]);
            }
        }
        return hash.value();
    }

private:
    /// Adds quake k of a cell, if it damages anybody.
    bool quake(SampleRequest const& request, Cell cell, std::uint32_t k, Scratch& memory, EventColumns& events) const {
        const double strength = intensity_.draw(uniform(request.stream(Purpose::intensities), cell, k));
        const double mean = mean_damage_ratio(terms_.vulnerability, strength);
        const std::uint32_t place = places_.draw(uniform(request.stream(Purpose::places), cell, k));
        const auto own = [&](InsuredId id) { return row_uniform(request.stream(Purpose::damages), cell, k, id); };
        copula_.begin(
            memory.copula,
            [&](std::size_t which) {
                return uniform(request.stream(which == 0 ? Purpose::common : Purpose::second_common), cell, k);
            },
            own);
        const std::size_t before = events.rows();
        for (const InsuredId id : groups_[place]) {
            const double ratio = spread_.draw(mean, copula_.uniform(memory.copula, id, own(id)));
            if (!(ratio > 0)) continue;
            events.insured.push_back(id);
            events.damage.push_back(ratio * property_[id.index()]);
            events.stock.push_back(std::min(terms_.stock_factor * ratio, 1.0) * stock_[id.index()]);
            events.restart_days.push_back(ratio * terms_.restart_days_at_total_damage);
            events.ramp_days.push_back(ratio * terms_.ramp_days_at_total_damage);
        }
        if (events.rows() == before) return false;
        events.row_count.push_back(static_cast<std::uint32_t>(events.rows() - before));
        if (request.times_wanted) events.time.push_back(event_time(uniform(request.stream(Purpose::times), cell, k)));
        return true;
    }

    ClusterQuake terms_;
    std::vector<std::vector<InsuredId>> groups_;
    EventCounts counts_;
    GuideTable places_;
    QuantileTable intensity_;
    SpreadLaw spread_;
    EventCopula copula_;
    std::vector<double> property_, stock_;  // by insured
};

}  // namespace

void ClusterQuake::check(FieldFaults& faults) const {
    check_vulnerability("vulnerability", vulnerability, faults);
    if (copula && !spread)
        faults.add("copula", "joins spreads about the vulnerability, and there is none", "give `spread`");
}

std::vector<AssetDependants> ClusterQuake::shared_assets(Insureds const& insureds) const {
    return cluster_dependants(covers, clusters, rate, insureds);
}

std::vector<SourceNote> ClusterQuake::notes(Insureds const& insureds) const {
    if (!copula) return {};
    std::string text = event_copula_note(*copula, all_of(group_by_cluster(covers, clusters, insureds)), insureds);
    if (text.empty()) return {};
    return {{family_path("copula", *copula), std::move(text)}};
}

std::unique_ptr<Source> ClusterQuake::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void ClusterQuake::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_clusters(covers, clusters, rate, insureds, faults)) return;
    const auto groups = group_by_cluster(covers, clusters, insureds);
    if (copula) check_event_copula("copula", *copula, all_of(groups), insureds, faults);
    for (auto const& group : groups) {
        check_each(group, insureds, faults, "give it `property`, or leave it out of `covers`",
                   [](Insured const& insured) -> std::string_view {
                       return insured.property > 0 ? "" : "has no property that could be damaged";
                   });
    }
}

}  // namespace riskpool
