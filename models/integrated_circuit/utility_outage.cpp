#include "models/integrated_circuit/utility_outage.hpp"

#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/optional_law.hpp"
#include "models/draw/quantile_table.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/event_counts.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "models/sources/clusters.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { counts = 0, lengths = 1, times = 2, places = 3, backups = 4, restarts = 5, ramps = 6 };

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
};

class Sampler final : public Source {
public:
    Sampler(UtilityOutage const& terms, Insureds const& insureds, MadeParts* made)
        : terms_(terms),
          groups_(group_by_cluster(terms.covers, terms.clusters, insureds)),
          counts_(Frequency{Poisson{terms.rate * static_cast<double>(groups_.size())}}),
          places_(0, std::vector<double>(groups_.size(), 1.0)),
          hours_(terms.outage_hours, made),
          restart_(terms.restart_days, made),
          ramp_(terms.ramp_days, made) {
        for (Insured const& insured : insureds) stock_.push_back(insured.stock);
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        std::vector<double>& u = static_cast<Scratch&>(scratch).u;
        counts_.draw(request, Purpose::counts, u, events.count);
        for (std::size_t c = 0; c < events.count.size(); ++c) {
            std::uint32_t stopping = 0;
            for (std::uint32_t k = 0; k < events.count[c]; ++k) {
                stopping += outage(request, request.cells.cell(c), k, events) ? 1U : 0U;
            }
            events.count[c] = stopping;
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(places_.hash()).add(hours_.hash()).add(restart_.hash());
        ramp_.add_to(hash);
        hash.add(terms_.ride_through_hours).add(terms_.p_backup_fails).add(terms_.stock_spoiled);
        for (auto const& group : groups_) {
            hash.add(std::uint64_t{group.size()});
            for (const InsuredId id : group) hash.add(std::uint64_t{id.value}).add(stock_[id.index()]);
        }
        return hash.value();
    }

private:
    /// Adds outage k of a cell, if it stops anybody.
    bool outage(SampleRequest const& request, Cell cell, std::uint32_t k, EventColumns& events) const {
        const double length = hours_.draw(uniform(request.stream(Purpose::lengths), cell, k));
        const std::uint32_t place = places_.draw(uniform(request.stream(Purpose::places), cell, k));
        const std::size_t before = events.rows();
        for (const InsuredId id : groups_[place]) {
            const auto draw = [&](Purpose purpose) { return row_uniform(request.stream(purpose), cell, k, id); };
            const double hours = terms_.hours_without(length, draw(Purpose::backups) >= terms_.p_backup_fails);
            if (!(hours > 0)) continue;
            events.insured.push_back(id);
            events.damage.push_back(0);
            events.stock.push_back(terms_.stock_spoiled * stock_[id.index()]);
            events.restart_days.push_back(hours / 24 + restart_.draw(draw(Purpose::restarts)));
            events.ramp_days.push_back(ramp_.draw(draw(Purpose::ramps)));
        }
        if (events.rows() == before) return false;
        events.row_count.push_back(static_cast<std::uint32_t>(events.rows() - before));
        if (request.times_wanted) events.time.push_back(event_time(uniform(request.stream(Purpose::times), cell, k)));
        return true;
    }

    UtilityOutage terms_;
    std::vector<std::vector<InsuredId>> groups_;
    EventCounts counts_;
    GuideTable places_;
    QuantileTable hours_, restart_;
    OptionalLaw ramp_;
    std::vector<double> stock_;  // by insured
};

}  // namespace

std::vector<AssetDependants> UtilityOutage::shared_assets(Insureds const& insureds) const {
    return cluster_dependants(covers, clusters, rate, insureds);
}

std::unique_ptr<Source> UtilityOutage::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void UtilityOutage::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_clusters(covers, clusters, rate, insureds, faults)) return;
    for (auto const& group : group_by_cluster(covers, clusters, insureds)) {
        check_each(group, insureds, faults, "give it `interruption` or `stock`, or leave it out of `covers`",
                   [](Insured const& insured) -> std::string_view {
                       return insured.interruption > 0 || insured.stock > 0
                                  ? ""
                                  : "has neither interruption nor stock that an outage could cost";
                   });
    }
}

}  // namespace riskpool
