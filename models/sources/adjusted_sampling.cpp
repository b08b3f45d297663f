// The events of an adjusted source: thinned, multiplied, scaled.
#include "models/sources/adjusted.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "models/draw/nested_stream.hpp"
#include "models/draw/uniforms.hpp"
#include "sim/base/hash.hpp"
#include "sim/loss/event_cells.hpp"
#include "sim/loss/thinning.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t {
    event_luck = wrapper_purposes,
    hit_luck = wrapper_purposes + 1,
    copies = wrapper_purposes + 2
};

/// Whether an insured has cover is the same in all sources: the stream of a source that no scenario has (number
/// 2^23 - 1), one number for each insured and trial.
constexpr std::uint32_t cover_stream = 0x7FFFFF00U;

/// What holds in each year of a run.
struct YearFactors {
    std::vector<double> events, losses, units, insureds;
};

class Scratch final : public SourceScratch {
public:
    std::unique_ptr<SourceScratch> nested;
    YearFactors year;
    std::vector<double> u, rate_factors;
    std::vector<std::uint8_t> events_kept, rows_kept;
    std::vector<EventColumns> copies;
    std::vector<CellOffsets> offsets;
};

class Adjuster final : public Source {
public:
    Adjuster(Adjusted const& terms, Insureds const& insureds, MadeParts* made)
        : terms_(terms),
          nested_(terms.source.compile(insureds, made)),
          measures_(terms.risk_reduction, insureds),
          driven_(terms.source.drivable().counts && terms.source.drivable().years) {}

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        find_factors(request.cells.years, memory.year);
        if (nested_->aggregate()) {
            nested_->sample(request, *memory.nested, events);
            return scale(request, true, memory, events);
        }
        SampleRequest inner = request;
        const double highest = *std::max_element(memory.year.events.begin(), memory.year.events.end());
        if (driven_ || !(highest > 1)) {
            if (highest > 1) drive(request, memory, inner);
            return sample_copy(inner, request.seed, 0, memory, events);
        }
        const auto copies = static_cast<std::size_t>(std::ceil(highest));
        memory.copies.resize(copies);
        memory.offsets.resize(copies);
        for (std::size_t k = 0; k < copies; ++k) {
            memory.copies[k].clear();
            if (k > 0) {
                inner.seed = nested_stream(request.stream(Purpose::copies), {0, 0}, static_cast<std::uint32_t>(k)).seed;
            }
            sample_copy(inner, request.seed, k, memory, memory.copies[k]);
            memory.offsets[k].find(memory.copies[k]);
        }
        for (std::size_t c = 0; c < request.cells.size(); ++c) put_together(c, memory, events);
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override {
        auto scratch = std::make_unique<Scratch>();
        scratch->nested = nested_->make_scratch();
        return scratch;
    }
    [[nodiscard]] bool aggregate() const override { return nested_->aggregate(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(nested_->table_hash());
        for (auto const* path : {&terms_.frequency, &terms_.severity, &terms_.exposure}) {
            (*path ? **path : YearPath{}).add_to(hash);
        }
        const TakeUp cover = terms_.take_up.value_or(TakeUp{});
        cover.add_to(hash);
        hash.add(std::uint64_t{static_cast<std::uint8_t>(cover.of)});
        measures_.add_to(hash);
        return hash.value();
    }

private:
    void find_factors(std::uint32_t years, YearFactors& year) const {
        for (auto* factors : {&year.events, &year.losses, &year.units, &year.insureds}) factors->clear();
        for (std::uint32_t y = 1; y <= years; ++y) {
            year.events.push_back(terms_.events_factor(y));
            year.losses.push_back(terms_.severity ? terms_.severity->factor(y) : 1);
            const double covered = terms_.take_up ? std::min(terms_.take_up->factor(y), 1.0) : 1;
            const bool of_units = !terms_.take_up || terms_.take_up->of == TakeUpOf::units;
            year.units.push_back(of_units ? covered : 1);
            year.insureds.push_back(of_units ? 1 : covered);
        }
    }

    /// Asks the nested source for more events, in years with a factor above 1.
    static void drive(SampleRequest const& request, Scratch& memory, SampleRequest& inner) {
        memory.rate_factors.resize(request.cells.size());
        for (std::size_t c = 0; c < memory.rate_factors.size(); ++c) {
            const double driven = request.drive.rate_factors.empty() ? 1 : request.drive.rate_factors[c];
            memory.rate_factors[c] = driven * std::max(memory.year.events[c % request.cells.years], 1.0);
        }
        inner.drive.rate_factors = memory.rate_factors;
    }

    /// Samples copy k, and takes out of it what this copy has too much.
    void sample_copy(SampleRequest const& inner, std::uint64_t seed, std::size_t k, Scratch& memory,
                     EventColumns& events) const {
        nested_->sample(inner, *memory.nested, events);
        thin(inner, seed, static_cast<double>(k), memory, events);
        scale(inner, false, memory, events);
    }

    [[nodiscard]] bool thins_hits(YearFactors const& year) const {
        const auto below = [](std::vector<double> const& part) {
            return std::any_of(part.begin(), part.end(), [](double x) { return x < 1; });
        };
        return measures_.by_insured() || below(year.units) || below(year.insureds);
    }

    /// Marks what is kept: an event if its uniform is below its probability, then each of its hits likewise. An event
    /// of which no hit is left goes as well, unless it reports the reading of an index.
    void thin(SampleRequest const& request, std::uint64_t seed, double copy, Scratch& memory,
              EventColumns& events) const {
        const auto part_of = [&](std::size_t cell) {
            return std::clamp(memory.year.events[cell % request.cells.years] - copy, 0.0, 1.0);
        };
        const bool hits = thins_hits(memory.year);
        bool fewer = hits;
        for (std::size_t y = 0; y < request.cells.years; ++y) fewer = fewer || part_of(y) < 1;
        if (!fewer) return;
        memory.events_kept.resize(events.events());
        memory.rows_kept.assign(events.rows(), 1);
        memory.u.resize(events.events());
        fill_event_uniforms(request.stream(Purpose::event_luck), request.cells, events.count, memory.u);
        std::size_t event = 0, row = 0;
        for (std::size_t c = 0; c < request.cells.size(); ++c) {
            const double part = part_of(c);
            for (std::uint32_t e = 0; e < events.count[c]; ++e, ++event) {
                const std::size_t rows = events.row_count.empty() ? 1 : events.row_count[event];
                bool kept = memory.u[event] < part;
                if (kept && hits) {
                    const std::size_t left = thin_hits(request, seed, c, e, row, rows, memory, events);
                    kept = left > 0 || (!events.index.empty() && events.index[event] > 0);
                }
                memory.events_kept[event] = kept ? 1 : 0;
                row += rows;
            }
        }
        keep_only(memory.events_kept, memory.rows_kept, events);
    }

    /// Marks the hits of one event; how many are kept.
    std::size_t thin_hits(SampleRequest const& request, std::uint64_t seed, std::size_t c, std::uint32_t e,
                          std::size_t row, std::size_t rows, Scratch& memory, EventColumns const& events) const {
        const Cell cell = request.cells.cell(c);
        std::size_t left = 0;
        for (std::size_t r = row; r < row + rows; ++r) {
            const InsuredId insured = events.insured_of(r);
            const double part = memory.year.units[cell.year] * measures_.hits_left(cell.year + 1, insured);
            bool kept = part >= 1;
            if (part > 0 && part < 1) {
                const Stream luck = nested_stream(request.stream(Purpose::hit_luck), cell, e);
                kept = uniform(luck, cell, insured.value) < part;
            }
            memory.rows_kept[r] = kept && has_cover(memory.year, seed, cell, insured) ? 1 : 0;
            left += memory.rows_kept[r];
        }
        return left;
    }

    static bool has_cover(YearFactors const& year, std::uint64_t seed, Cell cell, InsuredId insured) {
        const double part = year.insureds[cell.year];
        return part >= 1 || uniform({seed, cover_stream}, {cell.trial, 0}, insured.value) < part;
    }

    /// Multiplies losses. Of yearly sums it is all factors that do.
    void scale(SampleRequest const& request, bool all_factors, Scratch const& memory, EventColumns& events) const {
        const bool changes = all_factors || measures_.make_losses_smaller() ||
                             std::any_of(memory.year.losses.begin(), memory.year.losses.end(),
                                         [](double factor) { return factor != 1; });
        if (!changes) return;
        std::size_t event = 0, row = 0;
        for (std::size_t c = 0; c < request.cells.size(); ++c) {
            const Cell cell = request.cells.cell(c);
            for (const std::size_t end = event + events.count[c]; event < end; ++event) {
                const std::size_t rows = events.row_count.empty() ? 1 : events.row_count[event];
                for (const std::size_t last = row + rows; row < last; ++row) {
                    const InsuredId insured = events.insured_of(row);
                    double factor = memory.year.losses[cell.year] * measures_.loss_left(cell.year + 1, insured);
                    if (all_factors) {
                        factor *= memory.year.events[cell.year] * memory.year.units[cell.year] *
                                  measures_.hits_left(cell.year + 1, insured);
                        if (!has_cover(memory.year, request.seed, cell, insured)) factor = 0;
                    }
                    for (auto* column : {&events.damage, &events.stock, &events.restart_days, &events.ramp_days}) {
                        if (!column->empty()) (*column)[row] *= factor;
                    }
                }
            }
        }
    }

    static void put_together(std::size_t cell, Scratch const& memory, EventColumns& events) {
        std::uint32_t count = 0;
        for (std::size_t k = 0; k < memory.copies.size(); ++k) {
            append_cell(memory.copies[k], memory.offsets[k], cell, events);
            count += events.count.back();
            events.count.pop_back();
        }
        events.count.push_back(count);
    }

    Adjusted terms_;
    std::unique_ptr<Source> nested_;
    RiskMeasures measures_;
    bool driven_;  // more events by a higher mean, not by copies
};

}  // namespace

std::unique_ptr<Source> Adjusted::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Adjuster>(*this, insureds, made);
}

}  // namespace riskpool
