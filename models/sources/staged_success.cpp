#include "models/sources/staged_success.hpp"

#include <algorithm>
#include <cmath>

#include "models/draw/nested_stream.hpp"
#include "models/draw/quantile_table.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "models/sources/effect.hpp"
#include "models/sources/trial_path.hpp"
#include "sim/base/hash.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { project_streams = 0, factors = 1 };

/// The uniforms of one project by number, within its own stream.
constexpr std::uint32_t start_draw = 0;
constexpr std::uint32_t success_draw(std::size_t stage) {
    return static_cast<std::uint32_t>(1 + 2 * stage);
}
constexpr std::uint32_t years_draw(std::size_t stage) {
    return static_cast<std::uint32_t>(2 + 2 * stage);
}

constexpr std::uint32_t most_insureds = std::uint32_t{1} << 20U;

/// The number of a project of one cohort: that of its insured below 20 bits, so that nobody's luck depends on others.
constexpr std::uint32_t project_number(InsuredId insured, std::uint32_t project) {
    return (project << 20U) | insured.value;
}

struct StageLaw {
    double success;
    QuantileTable years;
};

struct Sponsor {
    InsuredId id;
    std::vector<double> claim;  // by the stage in which a project fails
};

class Scratch final : public SourceScratch {
public:
    TrialPath path;
    std::vector<double> factors;  // of the years of a trial
};

std::size_t first_stage_of(StagedSuccess const& terms) {
    for (std::size_t k = 0; k < terms.stages.size(); ++k) {
        if (terms.stages[k].name == terms.begin_at) return k;
    }
    return 0;
}

std::vector<double> claims_by_stage(std::vector<Stage> const& stages, double budget) {
    std::vector<double> claims;
    double spent = 0;
    for (Stage const& stage : stages) {
        spent += stage.covered * (stage.cost + stage.cost_part * budget);
        const double agreed = stage.agreed + stage.agreed_part * budget;
        claims.push_back(agreed > 0 ? agreed : stage.covered > 0 ? spent : 0.0);
    }
    return claims;
}

class Sampler final : public Source {
public:
    Sampler(StagedSuccess const& terms, Insureds const& insureds, MadeParts* made)
        : projects_(terms.projects),
          start_(terms.start),
          start_window_(terms.start_window),
          first_stage_(first_stage_of(terms)),
          settled_after_(terms.settled_after),
          correlation_(terms.correlation) {
        for (Stage const& stage : terms.stages) stages_.push_back({stage.success, QuantileTable(stage.years, made)});
        for (const InsuredId id : terms.covers.select(insureds)) {
            sponsors_.push_back({id, claims_by_stage(terms.stages, insureds[id.index()].property)});
        }
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        const std::uint32_t years = request.cells.years;
        for (std::uint32_t t = 0; t < request.cells.trials; ++t) {
            const std::uint64_t trial = request.cells.first_trial + t;
            memory.path.clear();
            fill_factors(request, trial, memory.factors);
            const std::uint32_t cohorts = start_ == ProjectStart::every_year ? years : 1;
            for (std::uint32_t cohort = 0; cohort < cohorts; ++cohort) run_cohort(request, {trial, cohort}, memory);
            memory.path.write(years, {}, request.times_wanted, events);
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(std::uint64_t{projects_}).add(std::uint64_t{static_cast<std::uint8_t>(start_)});
        hash.add(start_window_).add(std::uint64_t{first_stage_}).add(settled_after_).add(correlation_);
        for (StageLaw const& stage : stages_) hash.add(stage.success).add(stage.years.hash());
        for (Sponsor const& sponsor : sponsors_) hash.add(std::uint64_t{sponsor.id.value}).add(sponsor.claim);
        return hash.value();
    }

private:
    void fill_factors(SampleRequest const& request, std::uint64_t trial, std::vector<double>& factors) const {
        factors.clear();
        if (!(correlation_ > 0)) return;
        for (std::uint32_t year = 0; year < request.cells.years; ++year) {
            factors.push_back(math::normal_quantile(uniform(request.stream(Purpose::factors), {trial, year}, 0)));
        }
    }

    void run_cohort(SampleRequest const& request, Cell cell, Scratch& memory) const {
        for (Sponsor const& sponsor : sponsors_) {
            for (std::uint32_t p = 0; p < projects_; ++p) {
                const Stream stream =
                    nested_stream(request.stream(Purpose::project_streams), cell, project_number(sponsor.id, p));
                const double begin = cell.year + start_window_ * uniform(stream, cell, start_draw);
                run_project(sponsor, stream, cell, begin, request.cells.years, memory);
            }
        }
    }

    /// Follows a project until it fails, succeeds, or leaves the years of the trial.
    void run_project(Sponsor const& sponsor, Stream stream, Cell cell, double begin, std::uint32_t years,
                     Scratch& memory) const {
        const double settled = settled_after_ > 0 ? begin + settled_after_ : infinity;
        double time = begin;
        for (std::size_t k = first_stage_; k < stages_.size(); ++k) {
            time += stages_[k].years.draw(uniform(stream, cell, years_draw(k)));
            if (!(time < years) || time > settled) return;
            const double u = uniform(stream, cell, success_draw(k));
            if (luck(u, memory.factors, time) < stages_[k].success) continue;
            if (!(sponsor.claim[k] > 0)) return;
            memory.path.begin_event(settled_after_ > 0 ? settled : time);
            memory.path.add_row(sponsor.id, {.damage = sponsor.claim[k]});
            return;
        }
    }

    [[nodiscard]] double luck(double u, std::vector<double> const& factors, double time) const {
        if (factors.empty()) return u;
        const double factor = factors[static_cast<std::size_t>(time)];
        return math::normal_cdf(std::sqrt(correlation_) * factor +
                                std::sqrt(1 - correlation_) * math::normal_quantile(u));
    }

    std::vector<StageLaw> stages_;
    std::vector<Sponsor> sponsors_;
    std::uint32_t projects_;
    ProjectStart start_;
    double start_window_;
    std::size_t first_stage_;
    double settled_after_, correlation_;
};

}  // namespace

void Stage::check(FieldFaults& faults) const {
    const bool paid = agreed > 0 || agreed_part > 0;
    if (paid && covered != 1) {
        faults.add("covered", "is given together with an agreed amount, which is paid in its place",
                   "give one of the two");
    }
}

void StagedSuccess::check(FieldFaults& faults) const {
    if (stages.empty()) return faults.add("stages", "is empty, so nothing can fail", "give a stage");
    bool pays = false;
    for (std::size_t k = 0; k < stages.size(); ++k) {
        for (std::size_t before = 0; before < k; ++before) {
            if (stages[before].name != stages[k].name) continue;
            faults.add("stages[" + std::to_string(k) + "].name", '"' + stages[k].name + "\" is named twice",
                       "give each stage a name of its own");
            break;
        }
        Stage const& stage = stages[k];
        pays = pays || stage.agreed > 0 || stage.agreed_part > 0 || stage.covered * (stage.cost + stage.cost_part) > 0;
    }
    if (!pays)
        faults.add("stages", "cost nothing that is covered, so no failure is a claim", "give `cost` or `agreed`");
    const bool known = std::any_of(stages.begin(), stages.end(), [&](Stage const& s) { return s.name == begin_at; });
    if (!begin_at.empty() && !known) {
        faults.add("begin_at", '"' + begin_at + "\" is no stage of the source", "name one of `stages`");
    }
}

std::unique_ptr<Source> StagedSuccess::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void StagedSuccess::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_covers(covers, insureds, faults)) return;
    if (insureds.size() > most_insureds)
        faults.add("covers", "chooses among more than 1048576 insureds", "merge insureds");
    const bool in_parts = std::any_of(stages.begin(), stages.end(),
                                      [](Stage const& stage) { return stage.cost_part > 0 || stage.agreed_part > 0; });
    if (in_parts) check_value("stages", ValueBase::property, covers.select(insureds), insureds, faults);
}

}  // namespace riskpool
