#include "models/sources/clash.hpp"

#include <algorithm>

#include "models/copula/event_copula.hpp"
#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/event_counts.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "models/sources/clusters.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t {
    counts = 0,
    choices = 1,
    times = 2,
    intensities = 3,
    hit_probabilities = 4,
    hits = 5,
    damages = 6,
    restarts = 7,
    ramps = 8,
    common_factors = 9,
    second_common = 10,
    days_common = 11,
    days_second_common = 12
};

std::vector<VulnerabilityPoint> as_curve(std::vector<HitPoint> const& points) {
    std::vector<VulnerabilityPoint> curve;
    for (HitPoint const& each : points) curve.push_back({each.intensity, each.probability});
    return curve;
}

/// The probability of a hit of those that rely wholly on an asset, for one event.
class HitChance {
public:
    HitChance(std::optional<HitLaw> const& terms, MadeParts* made) {
        if (!terms) return;
        if (auto const* fixed = std::get_if<FixedHit>(&*terms)) fixed_ = fixed->probability;
        if (auto const* beta = std::get_if<BetaHit>(&*terms)) beta_.emplace(Severity{Beta{beta->a, beta->b, 1}}, made);
        if (auto const* by_intensity = std::get_if<HitByIntensity>(&*terms)) curve_ = as_curve(by_intensity->points);
    }
    [[nodiscard]] double operator()(double intensity, double u) const noexcept {
        if (beta_) return beta_->draw(u);
        return curve_.empty() ? fixed_ : mean_damage_ratio(curve_, intensity);
    }
    void add_to(Hash64& hash) const {
        hash.add(fixed_).add(beta_ ? beta_->hash() : std::uint64_t{0});
        for (VulnerabilityPoint const& each : curve_) hash.add(each.intensity).add(each.damage_ratio);
    }

private:
    double fixed_ = 1;
    std::optional<QuantileTable> beta_;
    std::vector<VulnerabilityPoint> curve_;
};

std::vector<double> rates_of(std::vector<SharedAsset> const& assets) {
    std::vector<double> rates;
    for (SharedAsset const& each : assets) rates.push_back(each.yearly_rate());
    return rates;
}

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
    EventCopula::Event damages, days;
};

struct Hitee {
    EffectBase base;
    double value = 0;  // that the vulnerability refers to
};

class Sampler final : public Source {
public:
    Sampler(Clash const& terms, Insureds const& insureds, MadeParts* made)
        : terms_(terms),
          dependants_(dependants(terms.assets, terms.reliance, terms.covers, insureds)),
          counts_(Frequency{Poisson{terms.total_rate()}}),
          choices_(0, rates_of(terms.assets)),
          intensity_(terms.intensity, made),
          chance_(terms.hit, made),
          spread_(terms.spread, made) {
        if (terms.loss) loss_.emplace(*terms.loss, made);
        if (loss_) used_ = loss_->columns();
        used_.downtime = used_.downtime || terms.days_per_intensity > 0;
        used_.index = terms.report_intensity;
        for (Insured const& each : insureds) {
            hitees_.push_back({loss_ ? loss_->base_of(each) : EffectBase{}, value_of(terms.of, each)});
        }
        for (auto const& group : dependants_) {
            for (Dependant const& each : group) used_.output_lost = used_.output_lost || loses_part(each);
        }
        used_.output_lost = used_.output_lost && used_.downtime;
        const std::vector<InsuredId> ids = all_dependants(dependants_);
        if (auto const family = terms.damage_copula()) damages_ = {*family, ids, insureds};
        if (terms.days_copula) days_ = {*terms.days_copula, ids, insureds};
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        counts_.draw(request, Purpose::counts, memory.u, events.count);
        for (std::size_t c = 0; c < events.count.size(); ++c) {
            std::uint32_t kept = 0;
            for (std::uint32_t k = 0; k < events.count[c]; ++k) {
                kept += fail(request, request.cells.cell(c), k, memory, events) ? 1U : 0U;
            }
            events.count[c] = kept;
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(choices_.hash());
        intensity_.add_to(hash);
        chance_.add_to(hash);
        spread_.add_to(hash);
        if (loss_) loss_->add_to(hash);
        for (auto const& point : terms_.vulnerability) hash.add(point.intensity).add(point.damage_ratio);
        hash.add(terms_.days_per_intensity);
        damages_.add_to(hash);
        days_.add_to(hash);
        hash.add(std::uint64_t{static_cast<std::uint8_t>(terms_.reliance_drives)});
        hash.add(std::uint64_t{static_cast<std::uint8_t>(terms_.of)}).add(std::uint64_t{terms_.report_intensity});
        for (auto const& group : dependants_) {
            hash.add(std::uint64_t{group.size()});
            for (Dependant const& each : group) {
                Hitee const& hitee = hitees_[each.insured.index()];
                hash.add(std::uint64_t{each.insured.value}).add(each.share).add(hitee.value).add(hitee.base.value);
                hash.add(hitee.base.stock);
            }
        }
        return hash.value();
    }

private:
    /// Adds failure k of a cell, if it hits anybody or reports a reading.
    bool fail(SampleRequest const& request, Cell cell, std::uint32_t k, Scratch& memory, EventColumns& events) const {
        const auto draw = [&](Purpose purpose) { return uniform(request.stream(purpose), cell, k); };
        const std::uint32_t asset = choices_.draw(draw(Purpose::choices));
        const double intensity = intensity_.given() ? intensity_.draw(draw(Purpose::intensities)) : 1.0;
        const double chance = chance_(intensity, draw(Purpose::hit_probabilities));
        const auto own_of = [&](Purpose purpose) {
            return [&, purpose](InsuredId id) { return row_uniform(request.stream(purpose), cell, k, id); };
        };
        damages_.begin(
            memory.damages,
            [&](std::size_t which) { return draw(which == 0 ? Purpose::common_factors : Purpose::second_common); },
            own_of(Purpose::damages));
        days_.begin(
            memory.days,
            [&](std::size_t which) { return draw(which == 0 ? Purpose::days_common : Purpose::days_second_common); },
            own_of(Purpose::restarts));
        const bool drives_hit = terms_.reliance_drives != RelianceDrives::loss;
        const std::size_t first_row = events.rows();
        for (Dependant const& each : dependants_[asset]) {
            const double p = drives_hit ? chance * each.share : chance;
            if (!(row_uniform(request.stream(Purpose::hits), cell, k, each.insured) < p)) continue;
            const RowLoss row = loss_of(each, intensity, memory, request, cell, k);
            if (!row.nothing()) append_row(events, used_, each.insured, row);
        }
        if (events.rows() == first_row && !terms_.report_intensity) return false;
        end_event(events, used_, first_row, {intensity, 0});
        if (request.times_wanted) events.time.push_back(event_time(draw(Purpose::times)));
        return true;
    }

    [[nodiscard]] bool loses_part(Dependant const& dependant) const noexcept {
        return terms_.reliance_drives != RelianceDrives::hit && dependant.share < 1;
    }

    [[nodiscard]] RowLoss loss_of(Dependant const& dependant, double intensity, Scratch const& joined,
                                  SampleRequest const& request, Cell cell, std::uint32_t k) const {
        constexpr std::array<Purpose, 3> purposes{Purpose::damages, Purpose::restarts, Purpose::ramps};
        const auto u = [&](std::size_t which) {
            const double own = row_uniform(request.stream(purposes[which]), cell, k, dependant.insured);
            if (which == 0) return damages_.uniform(joined.damages, dependant.insured, own);
            return which == 1 ? days_.uniform(joined.days, dependant.insured, own) : own;
        };
        Hitee const& hitee = hitees_[dependant.insured.index()];
        RowLoss row;
        if (loss_) row = loss_->draw(hitee.base, u);
        if (!terms_.vulnerability.empty()) {
            row.damage = spread_.draw(mean_damage_ratio(terms_.vulnerability, intensity), u(0)) * hitee.value;
        }
        row.restart_days += terms_.days_per_intensity * intensity;
        if (!loses_part(dependant)) return row;
        row.damage *= dependant.share;
        row.stock *= dependant.share;
        row.output_lost = dependant.share;
        return row;
    }

    Clash terms_;
    std::vector<std::vector<Dependant>> dependants_;  // by asset
    EventCounts counts_;
    GuideTable choices_;
    OptionalLaw intensity_;
    HitChance chance_;
    SpreadLaw spread_;
    std::optional<EffectLaws> loss_;
    ColumnsUsed used_;
    std::vector<Hitee> hitees_;  // by insured
    EventCopula damages_, days_;
};

}  // namespace

void HitByIntensity::check(FieldFaults& faults) const {
    check_vulnerability("points", as_curve(points), faults);
}

double Clash::total_rate() const {
    double sum = 0;
    for (SharedAsset const& each : assets) sum += each.yearly_rate();
    return sum;
}

std::optional<CopulaKinds> Clash::damage_copula() const {
    if (copula || loss_correlation == 0) return copula;
    return GaussianCopula{.correlation = loss_correlation};
}

std::vector<AssetDependants> Clash::shared_assets(Insureds const& insureds) const {
    return asset_dependants(assets, reliance, covers, insureds);
}

std::vector<SourceNote> Clash::notes(Insureds const& insureds) const {
    const std::vector<InsuredId> ids = all_dependants(dependants(assets, reliance, covers, insureds));
    std::vector<SourceNote> notes;
    const auto enter = [&](std::string_view field, std::optional<CopulaKinds> const& family) {
        if (!family) return;
        std::string text = event_copula_note(*family, ids, insureds);
        if (!text.empty()) notes.push_back({family_path(field, *family), std::move(text)});
    };
    enter("copula", copula);
    enter("days_copula", days_copula);
    return notes;
}

void Clash::check(FieldFaults& faults) const {
    check_assets(assets, faults);
    if (!vulnerability.empty()) check_vulnerability("vulnerability", vulnerability, faults);
    const bool damage_by_law = loss && (loss->amount || loss->part);
    if (!vulnerability.empty() && damage_by_law) {
        faults.add("vulnerability", "is given together with damage in `loss`", "give one of the two");
    }
    if (spread && vulnerability.empty()) {
        faults.add("spread", "spreads about a vulnerability, and there is none", "give `vulnerability`");
    }
    if (of != ValueBase::property && vulnerability.empty()) {
        faults.add("of", "says what a vulnerability refers to, and there is none", "give `vulnerability`");
    }
    if (!loss && vulnerability.empty() && days_per_intensity == 0) {
        faults.add("", "costs nobody anything", "give `loss`, `vulnerability` or `days_per_intensity`");
    }
    if ((copula || loss_correlation > 0) && !damage_by_law && !spread) {
        faults.add(copula ? "copula" : "loss_correlation", "needs damages that are drawn for each insured",
                   "give a law in `loss`, or `spread`");
    }
    if (copula && loss_correlation > 0) {
        faults.add("loss_correlation", "is given together with copula",
                   "leave it out: it is short for a Gaussian copula with one correlation");
    }
    if (days_copula && !(loss && loss->restart_days)) {
        faults.add("days_copula", "needs days that are drawn for each insured", "give `restart_days` in `loss`");
    }
    const bool reads_intensity = !vulnerability.empty() || days_per_intensity > 0 || report_intensity ||
                                 (hit && std::holds_alternative<HitByIntensity>(*hit));
    if (intensity && !reads_intensity) {
        faults.add("intensity", "is read by nothing", "give `vulnerability`, `days_per_intensity` or hit_by_intensity");
    }
    if (reliance_drives != RelianceDrives::both && reliance.empty()) {
        faults.add("reliance_drives", "makes no difference where everybody relies wholly", "give `reliance`");
    }
    check_total_rate("assets", total_rate(), max_cluster_events, faults);
}

std::unique_ptr<Source> Clash::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void Clash::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_reliance(assets, reliance, covers, insureds, faults)) return;
    const std::vector<InsuredId> hit_ids = all_dependants(dependants(assets, reliance, covers, insureds));
    if (copula) check_event_copula("copula", *copula, hit_ids, insureds, faults);
    if (days_copula) check_event_copula("days_copula", *days_copula, hit_ids, insureds, faults);
    if (!vulnerability.empty()) check_value("vulnerability", of, hit_ids, insureds, faults);
    if (loss) loss->check_values("loss", hit_ids, insureds, faults);
}

}  // namespace riskpool
