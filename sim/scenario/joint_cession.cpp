#include "sim/scenario/joint_cession.hpp"

#include <algorithm>
#include <cmath>
#include <concepts>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "sim/treaty/treaty.hpp"

namespace riskpool {

namespace {

struct Layer {
    double begin, end, placed;
};

/// The most that layers over one another, each seeing the whole loss, pay of a further unit.
double worst_overlap(std::vector<Layer> const& layers) {
    double worst = 0;
    for (auto const& at : layers) {
        double sum = 0;
        for (auto const& layer : layers) {
            if (layer.begin <= at.begin && at.begin < layer.end) sum += layer.placed;
        }
        worst = std::max(worst, sum);
    }
    return worst;
}

/// Money of the scenario for a unit of the contract's currency, in its first year.
template <class Treaty>
double rate_of(Treaty const& treaty) {
    return treaty.currency ? treaty.currency->rates.front() : 1;
}

/// The insured with its values in the contract's currency.
template <class Treaty>
Insured exchanged(Treaty const& treaty, Insured insured) {
    for (double* value : {&insured.property, &insured.interruption, &insured.stock, &insured.pml}) {
        *value /= rate_of(treaty);
    }
    return insured;
}

/// The part of the insured's loss that a proportional treaty cedes when the cedent has `share` of the risk.
template <class Treaty>
double ceded_part(Treaty const& treaty, Insured const& insured, double share) {
    const Insureds one{exchanged(treaty, insured)};
    const std::vector<double> ceded = treaty.ceded_share({one, {share}, {0.0}});
    return ceded.empty() ? 0 : ceded[0] * treaty.placed_part();
}

double size_of(SurplusBasis basis, Insured const& insured) {
    return basis == SurplusBasis::pml ? insured.probable_maximum_loss() : insured.sum_insured();
}

/// The shares of the risk at which what a treaty cedes changes its course: between them it is of the form a + b / s.
void add_breaks(Surplus const& treaty, Insured const& insured, std::vector<double>& shares) {
    const double size = size_of(treaty.basis, insured);
    const double line = treaty.line_of(insured);
    const double below = line * (1 + treaty.lines_below);
    for (const double at : {below, below + line * treaty.number_of_lines}) {
        if (size > 0) shares.push_back(std::min(at / size, 1.0));
    }
}
void add_breaks(VariableQuotaShare const& treaty, Insured const& insured, std::vector<double>& shares) {
    const double size = size_of(treaty.basis, insured);
    for (auto const& band : treaty.bands) {
        if (!(size > 0)) continue;
        for (const double nearly : {band.up_to / size, std::nextafter(band.up_to / size, 2.0)}) {
            shares.push_back(std::min(nearly, 1.0));
        }
    }
}
template <class Treaty>
void add_breaks(Treaty const&, Insured const&, std::vector<double>&) {}

/// Where the named layer ends.
double top_of(Tier const& tier, std::string_view name) {
    for (auto const& kind : tier) {
        auto const* layer = std::get_if<CatXl>(&kind_of(kind));
        if (layer != nullptr && layer->name == name) return layer->indexed_attachment() + layer->indexed_limit();
    }
    return infinity;
}

/// The largest sum, over all shares of the risk, of what the proportional treaties cede.
double worst_proportional(Tier const& tier, Insured const& insured) {
    std::vector<double> shares{1};
    const auto covering = [&](auto const& visit) {
        for (auto const& kind : tier) {
            std::visit(
                [&](auto const& treaty) {
                    if (treaty.covers.matches(insured)) visit(treaty);
                },
                kind_of(kind));
        }
    };
    covering([&](auto const& treaty) { add_breaks(treaty, exchanged(treaty, insured), shares); });
    double worst = 0;
    for (const double share : shares) {
        if (!(share > 0)) continue;
        double sum = 0;
        covering([&](auto const& treaty) { sum += ceded_part(treaty, insured, share); });
        worst = std::max(worst, sum);
    }
    return worst;
}

}  // namespace

double worst_joint_cession(Tier const& tier, Insured const& insured) {
    std::vector<Layer> per_risk, per_event, per_year;
    double whole = 0;  // treaties of which nothing is known but what is placed
    for (auto const& kind : tier) {
        std::visit(
            [&]<class Treaty>(Treaty const& treaty) {
                if (!treaty.covers.matches(insured) || !treaty.causes.empty()) return;
                const auto add = [&](std::vector<Layer>& layers, double begin, double end) {
                    layers.push_back({rate_of(treaty) * begin, rate_of(treaty) * end, treaty.placed_part()});
                };
                if constexpr (requires { Treaty::indemnity; }) {
                    return;  // it answers for no loss
                } else if constexpr (requires { treaty.follows(); }) {
                    // Beside the layer that it follows it pays what that one does not; its nominal place is above.
                    const double begin = top_of(tier, treaty.follows());
                    if (!std::is_same_v<Treaty, BackUp>) add(per_event, begin, begin + treaty.limit);
                } else if constexpr (std::is_same_v<Treaty, Facultative>) {
                    for (auto const& risk : treaty.risks) {
                        if (risk.insured != insured.name || risk.share) continue;
                        const double begin = risk.attachment.value_or(0);
                        add(per_risk, begin, begin + risk.limit.value_or(0));
                    }
                } else if constexpr (std::derived_from<Treaty, LayerTerms>) {
                    auto& layers = std::is_same_v<Treaty, PerRiskXl> ? per_risk : per_event;
                    double begin = treaty.indexed_attachment();
                    if constexpr (requires { treaty.attachments; }) {
                        for (const double each : treaty.attachments) begin = std::min(begin, each);
                    }
                    add(layers, begin, treaty.indexed_attachment() + treaty.indexed_limit());
                } else if constexpr (std::is_same_v<Treaty, AggregateXl>) {
                    add(per_year, treaty.attachment, treaty.attachment + treaty.limit);
                } else if constexpr (!std::derived_from<Treaty, ProportionalTerms>) {
                    whole += treaty.placed_part();
                }
            },
            kind_of(kind));
    }
    return whole + worst_proportional(tier, insured) + worst_overlap(per_risk) + worst_overlap(per_event) +
           worst_overlap(per_year);
}

}  // namespace riskpool
