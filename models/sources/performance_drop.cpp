#include "models/sources/performance_drop.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "models/draw/event_times.hpp"
#include "models/draw/normal_uniform.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "sim/base/hash.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { factors = 0, own = 1 };

/// One step of an index: the reading of a year from that of the year before and a normal variable.
class Step {
public:
    explicit Step(IndexProcess const& terms) : terms_(terms) {
        if (auto const* yearly = std::get_if<YearlyReading>(&terms_)) law_.emplace(yearly->law);
    }
    [[nodiscard]] double start() const noexcept {
        if (auto const* walk = std::get_if<IndexWalk>(&terms_)) return walk->start;
        if (auto const* reverting = std::get_if<RevertingIndex>(&terms_)) return reverting->start;
        return 0;
    }
    [[nodiscard]] double next(double before, double z) const noexcept {
        if (law_) return law_->draw(uniform_of_normal(z));
        if (auto const* walk = std::get_if<IndexWalk>(&terms_)) {
            return before * math::exp(walk->drift - walk->volatility * walk->volatility / 2 + walk->volatility * z);
        }
        auto const& reverting = *std::get_if<RevertingIndex>(&terms_);
        return reverting.mean + reverting.memory * (before - reverting.mean) + reverting.deviation * z;
    }
    void add_to(Hash64& hash) const {
        hash.add(law_ ? law_->hash() : std::uint64_t{0});
        if (auto const* walk = std::get_if<IndexWalk>(&terms_)) {
            hash.add(walk->start).add(walk->drift).add(walk->volatility);
        }
        if (auto const* reverting = std::get_if<RevertingIndex>(&terms_)) {
            hash.add(reverting->start).add(reverting->mean).add(reverting->memory).add(reverting->deviation);
        }
    }

private:
    IndexProcess terms_;
    std::optional<QuantileTable> law_;
};

struct Payee {
    InsuredId id;
    double most = 0;
};

class Scratch final : public SourceScratch {
public:
    std::vector<double> readings;  // of each payee, carried from year to year of a trial
};

class Sampler final : public Source {
public:
    Sampler(PerformanceDrop const& terms, Insureds const& insureds)
        : terms_(terms),
          step_(terms.index),
          common_weight_(std::sqrt(terms.correlation)),
          own_weight_(std::sqrt(1 - terms.correlation)) {
        for (const InsuredId id : terms.covers.select(insureds)) {
            const double value = value_of(terms.of, insureds[id.index()]);
            payees_.push_back({id, terms.part > 0 ? terms.part * value : terms.amount});
        }
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        std::vector<double>& readings = static_cast<Scratch&>(scratch).readings;
        events.count.assign(request.cells.size(), 0);
        for (std::size_t c = 0; c < request.cells.size(); ++c) {
            const Cell cell = request.cells.cell(c);
            if (cell.year == 0) readings.assign(payees_.size(), step_.start());
            const double factor = terms_.correlation > 0
                                      ? math::normal_quantile(uniform(request.stream(Purpose::factors), cell, 0))
                                      : 0.0;
            if (terms_.correlation == 1) {
                one_for_all(factor, readings, request, events);
                events.count[c] = 1;
            } else {
                events.count[c] = one_by_one(factor, readings, request, cell, events);
            }
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        step_.add_to(hash);
        hash.add(terms_.trigger).add(terms_.exit.value_or(-1)).add(terms_.correlation);
        hash.add(std::uint64_t{static_cast<std::uint8_t>(terms_.pays_when)});
        for (Payee const& each : payees_) hash.add(std::uint64_t{each.id.value}).add(each.most);
        return hash.value();
    }

private:
    static constexpr ColumnsUsed used{.index = true};

    void one_for_all(double factor, std::vector<double>& readings, SampleRequest const& request,
                     EventColumns& events) const {
        readings[0] = step_.next(readings[0], factor);
        const double paid = terms_.part_paid(readings[0]);
        const std::size_t first_row = events.rows();
        for (Payee const& each : payees_) {
            if (paid > 0) append_row(events, used, each.id, {.damage = paid * each.most});
        }
        end_event(events, used, first_row, {std::max(readings[0], 0.0), 0});
        if (request.times_wanted) events.time.push_back(end_of_year);
    }

    [[nodiscard]] std::uint32_t one_by_one(double factor, std::vector<double>& readings, SampleRequest const& request,
                                           Cell cell, EventColumns& events) const {
        std::uint32_t payments = 0;
        for (std::size_t i = 0; i < payees_.size(); ++i) {
            const double z = math::normal_quantile(uniform(request.stream(Purpose::own), cell, payees_[i].id.value));
            readings[i] = step_.next(readings[i], common_weight_ * factor + own_weight_ * z);
            const double paid = terms_.part_paid(readings[i]);
            if (!(paid > 0)) continue;
            const std::size_t first_row = events.rows();
            append_row(events, used, payees_[i].id, {.damage = paid * payees_[i].most});
            end_event(events, used, first_row, {std::max(readings[i], 0.0), 0});
            if (request.times_wanted) events.time.push_back(end_of_year);
            ++payments;
        }
        return payments;
    }

    PerformanceDrop terms_;
    Step step_;
    double common_weight_, own_weight_;
    std::vector<Payee> payees_;
};

}  // namespace

double PerformanceDrop::part_paid(double reading) const noexcept {
    const double beyond = pays_when == TriggerSide::below ? trigger - reading : reading - trigger;
    if (!(beyond > 0)) return 0;
    if (!exit) return 1;
    return std::min(beyond / std::abs(trigger - *exit), 1.0);
}

void PerformanceDrop::check(FieldFaults& faults) const {
    if ((amount > 0) == (part > 0)) {
        faults.add(part > 0 ? "part" : "", part > 0 ? "is given together with amount" : "does not say what is paid",
                   "give `amount` or `part`");
    }
    if (of != ValueBase::property && !(part > 0)) {
        faults.add("of", "says what a part refers to, and there is no part", "give `part`, or leave `of` out");
    }
    if (exit && (pays_when == TriggerSide::below ? !(*exit < trigger) : !(*exit > trigger))) {
        faults.add("exit", "is not beyond the trigger", "give a reading at which all is paid, or leave it out");
    }
}

std::unique_ptr<Source> PerformanceDrop::compile(Insureds const& insureds) const {
    return std::make_unique<Sampler>(*this, insureds);
}

void PerformanceDrop::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_covers(covers, insureds, faults)) return;
    if (part > 0) check_value("part", of, covers.select(insureds), insureds, faults);
}

}  // namespace riskpool
