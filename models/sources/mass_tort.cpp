#include "models/sources/mass_tort.hpp"

#include <algorithm>

#include "models/draw/binomial_quantile.hpp"
#include "models/draw/nested_stream.hpp"
#include "models/draw/optional_law.hpp"
#include "models/frequency/event_counts.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "models/sources/clusters.hpp"
#include "models/sources/trial_path.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { counts = 0, causes = 1, earlier_counts = 2, earlier_causes = 3 };

/// The uniforms of one cause within its own stream; those of claim j follow.
enum CauseDraw : std::uint32_t {
    time_draw = 0,
    insured_draw = 1,
    number_draw = 2,
    part_draw = 3,
    first_claim_draw = 4
};
constexpr std::uint32_t amount_draw(std::uint32_t claim) {
    return CauseDraw::first_claim_draw + 2 * claim;
}
constexpr std::uint32_t latency_draw(std::uint32_t claim) {
    return CauseDraw::first_claim_draw + 2 * claim + 1;
}

/// The most claims of one cause that are expected.
constexpr double most_claims = 1e6;

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
    std::vector<std::uint32_t> counts;
    TrialPath path;
};

double total_rate(MassTort const& terms, Insureds const& insureds) {
    return terms.rate * static_cast<double>(terms.covers.select(insureds).size());
}

class Sampler final : public Source {
public:
    Sampler(MassTort const& terms, Insureds const& insureds, MadeParts* made)
        : hit_(terms.covers.select(insureds)),
          counts_(Frequency{Poisson{total_rate(terms, insureds)}}),
          earlier_(riskpool::compile(Frequency{Poisson{total_rate(terms, insureds)}})),
          affected_(terms.affected, made),
          claim_(terms.claim, made),
          latency_(terms.latency_years, made),
          basis_(terms.basis),
          batch_(terms.batch),
          earlier_years_(terms.earlier_years) {
        if (terms.claims) claims_.emplace(riskpool::compile(*terms.claims));
        const std::vector<std::uint32_t> exposed = units_by_insured(terms.exposed, insureds);
        for (const InsuredId id : hit_) exposed_.push_back(exposed[id.index()]);
        used_.delay = basis_ == ClaimBasis::occurrence && latency_.given();
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        const std::uint32_t years = request.cells.years;
        counts_.draw(request, Purpose::counts, memory.u, memory.counts);
        for (std::uint32_t t = 0; t < request.cells.trials; ++t) {
            const std::uint64_t trial = request.cells.first_trial + t;
            memory.path.clear();
            for (std::uint32_t back = 0; back < earlier_years_; ++back) {
                const Cell cell{trial, back};
                const std::uint32_t n = earlier_.draw(uniform(request.stream(Purpose::earlier_counts), cell, 0));
                for (std::uint32_t k = 0; k < n; ++k) {
                    cause(nested_stream(request.stream(Purpose::earlier_causes), cell, k), cell, -1.0 - back, years,
                          memory.path);
                }
            }
            for (std::uint32_t year = 0; year < years; ++year) {
                const Cell cell{trial, year};
                const std::uint32_t n = memory.counts[std::size_t{t} * years + year];
                for (std::uint32_t k = 0; k < n; ++k) {
                    cause(nested_stream(request.stream(Purpose::causes), cell, k), cell, year, years, memory.path);
                }
            }
            memory.path.write(years, used_, request.times_wanted, events);
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(claims_ ? claims_->hash() : std::uint64_t{0});
        affected_.add_to(hash);
        hash.add(claim_.hash());
        latency_.add_to(hash);
        hash.add(std::uint64_t{static_cast<std::uint8_t>(basis_)}).add(std::uint64_t{batch_});
        hash.add(std::uint64_t{earlier_years_});
        for (std::size_t i = 0; i < hit_.size(); ++i) {
            hash.add(std::uint64_t{hit_[i].value}).add(std::uint64_t{exposed_[i]});
        }
        return hash.value();
    }

private:
    /// Adds the claims of one cause that arises in the year from `year` on.
    void cause(Stream stream, Cell cell, double year, std::uint32_t years, TrialPath& path) const {
        const auto draw = [&](std::uint32_t number) { return uniform(stream, cell, number); };
        const double begin = year + draw(CauseDraw::time_draw);
        const auto last = hit_.size() - 1;
        const std::size_t at =
            std::min(last, static_cast<std::size_t>(draw(CauseDraw::insured_draw) * static_cast<double>(hit_.size())));
        const std::uint32_t n =
            claims_ ? claims_->draw(draw(CauseDraw::number_draw))
                    : binomial_quantile(exposed_[at], std::min(affected_.draw(draw(CauseDraw::part_draw)), 1.0),
                                        draw(CauseDraw::number_draw));
        if (n == 0) return;
        const bool by_cause = basis_ == ClaimBasis::occurrence;
        const auto latency = [&](std::uint32_t j) {
            return latency_.given() ? latency_.draw(draw(latency_draw(j))) : 0.0;
        };
        if (!batch_) {
            for (std::uint32_t j = 0; j < n; ++j) {
                const double time = by_cause ? begin : begin + latency(j);
                if (!(time >= 0 && time < years)) continue;
                path.begin_event(time, {0, by_cause ? latency(j) : 0.0});
                path.add_row(hit_[at], {.damage = claim_.draw(draw(amount_draw(j)))});
            }
            return;
        }
        double first = latency(0);
        for (std::uint32_t j = 1; j < n; ++j) first = std::min(first, latency(j));
        const double time = by_cause ? begin : begin + first;
        if (!(time >= 0 && time < years)) return;
        double sum = 0;
        for (std::uint32_t j = 0; j < n; ++j) sum += claim_.draw(draw(amount_draw(j)));
        path.begin_event(time, {0, by_cause ? first : 0.0});
        path.add_row(hit_[at], {.damage = sum});
    }

    std::vector<InsuredId> hit_;
    std::vector<std::uint32_t> exposed_;  // of each
    EventCounts counts_;
    GuideTable earlier_;
    std::optional<GuideTable> claims_;
    OptionalLaw affected_;
    QuantileTable claim_;
    OptionalLaw latency_;
    ClaimBasis basis_;
    bool batch_;
    std::uint32_t earlier_years_;
    ColumnsUsed used_;
};

}  // namespace

void MassTort::check(FieldFaults& faults) const {
    if (claims.has_value() == affected.has_value()) {
        faults.add(claims ? "affected" : "", claims ? "is given together with claims" : "does not say how many claim",
                   "give `claims` or `affected`");
    }
    if (claims && !(mean(*claims) <= most_claims)) {
        faults.add("claims", "expects more than 1 million claims of one cause", "put claims together");
    }
    if (affected.has_value() == exposed.empty()) {
        faults.add("exposed",
                   affected ? "is missing, and `affected` is a part of it" : "is read by nothing but `affected`",
                   "give both, or `claims`");
    }
    for (UnitCount const& each : exposed) {
        if (each.count <= most_claims) continue;
        faults.add("exposed", "counts more than 1 million persons at one insured", "put claims together");
    }
    if (earlier_years > 0 && (basis != ClaimBasis::claims_made || !latency_years)) {
        faults.add("earlier_years", "makes no difference without claims made after a latency",
                   "give `basis: claims_made` and `latency_years`, or leave it out");
    }
    if (basis == ClaimBasis::claims_made && !latency_years) {
        faults.add("basis", "makes no difference without a latency", "give `latency_years`");
    }
}

std::unique_ptr<Source> MassTort::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void MassTort::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_covers(covers, insureds, faults)) return;
    check_total_rate("rate", total_rate(*this, insureds), max_cluster_events, faults);
    if (!affected || !check_units("exposed", exposed, insureds, faults)) return;
    const std::vector<std::uint32_t> persons = units_by_insured(exposed, insureds);
    for (const InsuredId id : covers.select(insureds)) {
        if (persons[id.index()] > 0) continue;
        faults.add("exposed", "says nothing of \"" + insureds[id.index()].name + '"',
                   "count the persons exposed there, or leave it out of `covers`");
    }
}

}  // namespace riskpool
