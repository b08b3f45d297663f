#include "models/sources/credit_portfolio.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "models/draw/event_times.hpp"
#include "models/draw/normal_uniform.hpp"
#include "models/draw/quantile_table.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "sim/base/hash.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { economies = 0, defaults = 1, losses = 2, times = 3 };

constexpr std::uint32_t most_insureds = std::uint32_t{1} << 20U;

/// The number of a name: that of its insured below 20 bits, so that nobody's luck depends on others.
constexpr std::uint32_t name_number(InsuredId insured, std::uint32_t name) {
    return (name << 20U) | insured.value;
}

struct Creditor {
    InsuredId id;
    double exposure = 0;  // owed by one name
};

class Scratch final : public SourceScratch {
public:
    double economy = 0;
    std::vector<bool> gone;  // by creditor and name
};

class Sampler final : public Source {
public:
    Sampler(CreditPortfolio const& terms, Insureds const& insureds, MadeParts* made)
        : terms_(terms),
          lgd_(terms.loss_given_default, made),
          threshold_(math::normal_quantile(terms.default_probability)) {
        for (const InsuredId id : terms.covers.select(insureds)) {
            const double all = value_of(terms.of, insureds[id.index()]);
            creditors_.push_back({id, terms.exposure > 0 ? terms.exposure : all / terms.names});
        }
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        events.count.resize(request.cells.size());
        for (std::size_t c = 0; c < request.cells.size(); ++c) {
            const Cell cell = request.cells.cell(c);
            const double shock = math::normal_quantile(uniform(request.stream(Purpose::economies), cell, 0));
            if (cell.year == 0) {
                memory.economy = shock;
                memory.gone.assign(terms_.after == AfterDefault::gone ? creditors_.size() * terms_.names : 0, false);
            } else {
                const double phi = terms_.economy_memory;
                memory.economy = phi * memory.economy + std::sqrt(1 - phi * phi) * shock;
            }
            events.count[c] = year(request, cell, memory, events);
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(lgd_.hash()).add(threshold_).add(terms_.correlation).add(terms_.economy_memory);
        hash.add(std::uint64_t{terms_.names}).add(terms_.loss_correlation);
        hash.add(std::uint64_t{static_cast<std::uint8_t>(terms_.after)});
        for (Creditor const& each : creditors_) hash.add(std::uint64_t{each.id.value}).add(each.exposure);
        return hash.value();
    }

private:
    std::uint32_t year(SampleRequest const& request, Cell cell, Scratch& memory, EventColumns& events) const {
        // One probability for all names, given the economy: a uniform is compared with it, and no quantile is needed.
        const double p = math::normal_cdf((threshold_ - std::sqrt(terms_.correlation) * memory.economy) /
                                          std::sqrt(1 - terms_.correlation));
        std::uint32_t defaulted = 0;
        for (std::size_t i = 0; i < creditors_.size(); ++i) {
            Creditor const& creditor = creditors_[i];
            for (std::uint32_t n = 0; n < terms_.names; ++n) {
                const std::uint32_t index = name_number(creditor.id, n);
                if (!(uniform(request.stream(Purpose::defaults), cell, index) < p)) continue;
                if (!memory.gone.empty()) {
                    const std::size_t place = i * terms_.names + n;
                    if (memory.gone[place]) continue;
                    memory.gone[place] = true;
                }
                const double u = luck(uniform(request.stream(Purpose::losses), cell, index), memory.economy);
                events.insured.push_back(creditor.id);
                events.damage.push_back(std::min(lgd_.draw(u), 1.0) * creditor.exposure);
                if (request.times_wanted) {
                    events.time.push_back(event_time(uniform(request.stream(Purpose::times), cell, index)));
                }
                ++defaulted;
            }
        }
        return defaulted;
    }

    /// The uniform of a loss given default, high in a bad economy.
    [[nodiscard]] double luck(double u, double economy) const {
        if (!(terms_.loss_correlation > 0)) return u;
        const double z = std::sqrt(1 - terms_.loss_correlation) * math::normal_quantile(u) -
                         std::sqrt(terms_.loss_correlation) * economy;
        return uniform_of_normal(z);
    }

    CreditPortfolio terms_;
    QuantileTable lgd_;
    double threshold_;
    std::vector<Creditor> creditors_;
};

}  // namespace

void CreditPortfolio::check(FieldFaults& faults) const {
    if (exposure > 0 && of != ValueBase::property) {
        faults.add("of", "says what is owed, and exposure says it, too", "give one of the two");
    }
    if (lowest(loss_given_default) == highest(loss_given_default) && loss_correlation > 0) {
        faults.add("loss_correlation", "makes no difference to a certain loss", "give loss_given_default a law");
    }
}

std::unique_ptr<Source> CreditPortfolio::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void CreditPortfolio::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_covers(covers, insureds, faults)) return;
    if (insureds.size() > most_insureds)
        faults.add("covers", "chooses among more than 1048576 insureds", "merge insureds");
    if (!(exposure > 0)) check_value("of", of, covers.select(insureds), insureds, faults);
}

}  // namespace riskpool
