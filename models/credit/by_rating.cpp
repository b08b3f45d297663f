#include "models/credit/by_rating.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "models/credit/credit_stream.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

/// The probability of default in a year of stress, out of that of an ordinary one.
double stressed_probability(CreditStress const& stress, CreditParty const& party, double ordinary) {
    // A list by rating speaks of parties that are judged by their rating.
    if (!party.probability && !party.rating.empty()) {
        if (const auto listed = find_rating(stress.ratings, party.rating)) return *listed;
    }
    return std::min(1.0, stress.factor * ordinary);
}

class Sampler final : public DefaultSampler {
public:
    Sampler(ByRating const& terms, std::span<CreditParty const> parties) : stays_(terms.stays) {
        double factor = 1;
        if (terms.systemic) {
            systemic_ = terms.systemic->probability;
            factor = terms.systemic->factor;
        }
        for (auto const& party : parties) {
            const double ordinary = terms.curve.probability(party).value_or(0);  // checked: there is one
            const double stressed = terms.stress ? stressed_probability(*terms.stress, party, ordinary) : ordinary;
            parties_.push_back(
                {{ordinary, stressed, std::min(1.0, factor * ordinary), std::min(1.0, factor * stressed)}});
        }
    }

    void sample(CellRange const& cells, std::uint64_t seed, std::uint32_t party, std::span<std::uint8_t const> stressed,
                std::span<std::uint8_t> defaulted) const override {
        const Stream own = credit_stream(seed, CreditPurpose::defaults, party);
        const Stream common = credit_stream(seed, CreditPurpose::systemic_state, 0);
        Probabilities const& p = parties_[party];
        CellUniforms own_uniforms, common_uniforms;
        for_each_piece(cells, [&](CellRange const& part, std::size_t first) {
            const auto u = own_uniforms.draw(own, part);
            const auto state = systemic_ > 0 ? common_uniforms.draw(common, part) : std::span<double const>{};
            for (std::size_t c = 0; c < u.size(); ++c) {
                const std::size_t in_stress = !stressed.empty() && stressed[first + c] != 0 ? 1 : 0;
                const std::size_t in_state = !state.empty() && state[c] < systemic_ ? 2 : 0;
                defaulted[first + c] = u[c] < p[in_stress + in_state] ? 1 : 0;
            }
        });
        if (stays_) keep_in_default(cells.years, defaulted);
    }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(systemic_).add_byte(stays_ ? 1 : 0);
        for (Probabilities const& each : parties_) hash.add(each);
        return hash.value();
    }

private:
    /// Ordinary year, year of stress, the same two in the systemic state.
    using Probabilities = std::array<double, 4>;

    /// From the first default of a trial to its last year.
    static void keep_in_default(std::uint32_t years, std::span<std::uint8_t> defaulted) {
        for (std::size_t c = 0; c < defaulted.size(); ++c) {
            if (c % years != 0 && defaulted[c - 1] != 0) defaulted[c] = 1;
        }
    }

    std::vector<Probabilities> parties_;
    double systemic_ = 0;
    bool stays_;
};

/// Faults of the curve, which stands within the model.
class InCurve final : public FieldFaults {
public:
    explicit InCurve(FieldFaults& outer) : outer_(outer) {}
    void add(std::string_view field, std::string_view problem, std::string_view hint) override {
        outer_.add(field.empty() ? "curve" : fmt::format("curve.{}", field), problem, hint);
    }

private:
    FieldFaults& outer_;
};

}  // namespace

void CreditStress::check(FieldFaults& faults) const {
    check_ratings(ratings, "ratings", faults);
    if (ratings.empty() && !(factor > 1)) {
        faults.add("", "makes no default likelier", "set factor above 1, or list ratings");
    }
}

void ByRating::check(FieldFaults& faults) const {
    if (!stress) return;
    for (std::size_t i = 0; i < stress->ratings.size(); ++i) {
        auto const& each = stress->ratings[i];
        const auto ordinary = find_rating(curve.ratings, each.rating);
        if (ordinary && each.probability < *ordinary) {
            faults.add(fmt::format("stress.ratings[{}].probability", i),
                       fmt::format("is below {}, that of \"{}\" in an ordinary year", *ordinary, each.rating),
                       "give the probability in a year of stress");
        }
    }
}

void ByRating::check_parties(std::span<CreditParty const> parties, FieldFaults& faults) const {
    InCurve in_curve(faults);
    for (auto const& party : parties) curve.check_party(party, in_curve);
}

std::unique_ptr<DefaultSampler> ByRating::compile(std::span<CreditParty const> parties) const {
    return std::make_unique<Sampler>(*this, parties);
}

}  // namespace riskpool
