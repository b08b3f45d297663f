#include "sim/scenario/joint_cession.hpp"

#include <algorithm>
#include <variant>
#include <vector>

namespace riskpool {

namespace {

template <class Treaty>
concept IsLayer = requires(Treaty const& treaty) {
    treaty.attachment;
    treaty.limit;
    treaty.reinstatements;
};

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

double size_of(Surplus const& treaty, Insured const& insured) {
    return treaty.basis == SurplusBasis::pml ? insured.probable_maximum_loss() : insured.sum_insured();
}

double ceded_part(Surplus const& treaty, Insured const& insured, double share) {
    const Insureds one{insured};
    return treaty.ceded_share({one, {share}, {0.0}})[0] * treaty.placed_part();
}

/// The sum of ceded shares is of the form a + b / s between the parts s at which one of the treaties begins to cede or
/// is full, so its largest value lies at one of these, or where s is 1.
double worst_surplus(std::vector<Surplus> const& treaties, Insured const& insured) {
    std::vector<double> shares{1};
    for (auto const& treaty : treaties) {
        const double size = size_of(treaty, insured);
        if (size > 0) shares.push_back(std::min(treaty.retained_line * (1 + treaty.number_of_lines) / size, 1.0));
        if (size > 0) shares.push_back(std::min(treaty.retained_line / size, 1.0));
    }
    double worst = 0;
    for (const double share : shares) {
        double sum = 0;
        for (auto const& treaty : treaties) sum += ceded_part(treaty, insured, share);
        worst = std::max(worst, sum);
    }
    return worst;
}

}  // namespace

double worst_joint_cession(Tier const& tier, Insured const& insured) {
    std::vector<Layer> per_risk, per_event;
    std::vector<Surplus> surplus;
    double proportional = 0;
    for (auto const& kind : tier) {
        std::visit(
            [&]<class Treaty>(Treaty const& treaty) {
                if (!treaty.covers.matches(insured) || !treaty.causes.empty()) return;
                // Kinds that follow another layer pay what it does not; others answer for no loss at all.
                if constexpr (requires { treaty.follows(); }) return;
                if constexpr (requires { Treaty::indemnity; }) return;
                if constexpr (IsLayer<Treaty>) {
                    auto& layers = std::is_same_v<Treaty, PerRiskXl> ? per_risk : per_event;
                    layers.push_back({treaty.attachment, treaty.attachment + treaty.limit, treaty.placed_part()});
                } else if constexpr (std::is_same_v<Treaty, Surplus>) {
                    surplus.push_back(treaty);
                } else if constexpr (requires { treaty.cession; }) {
                    proportional += treaty.cession * treaty.placed_part();
                } else {
                    proportional += treaty.placed_part();
                }
            },
            kind);
    }
    return proportional + worst_surplus(surplus, insured) + worst_overlap(per_risk) + worst_overlap(per_event);
}

}  // namespace riskpool
