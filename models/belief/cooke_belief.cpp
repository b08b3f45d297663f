#include "models/belief/cooke_belief.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "models/belief/mixture.hpp"
#include "models/belief/weighed_beliefs.hpp"

namespace riskpool {

namespace {

bool rises(std::vector<double> const& values) {
    return std::adjacent_find(values.begin(), values.end(), [](double a, double b) { return !(a < b); }) ==
           values.end();
}

}  // namespace

void CookeBelief::check_seeds(FieldFaults& faults) const {
    if (levels.empty() || !rises(levels)) {
        return faults.add("levels", "must be one or more probabilities in rising order", "such as [5%, 50%, 95%]");
    }
    if (answers.empty()) return faults.add("answers", "is empty", "without seed questions use `pool_of_experts`");
    for (auto const& expert : experts) {
        if (expert.seeds.size() != answers.size()) {
            return faults.add("experts",
                              fmt::format("has {} seeds of {}, and there are {} answers", expert.seeds.size(),
                                          expert.name, answers.size()),
                              "every expert answers every seed question");
        }
        for (auto const& seed : expert.seeds) {
            if (seed.size() == levels.size() && rises(seed)) continue;
            return faults.add("experts",
                              fmt::format("has a seed of {} that is not {} rising numbers", expert.name, levels.size()),
                              "give one quantile for each of `levels`, each above the one before");
        }
    }
}

void CookeBelief::check(FieldFaults& faults) const {
    bool has_fault = false;
    class Watched final : public FieldFaults {
    public:
        Watched(FieldFaults& whole, bool& seen) : whole_(whole), seen_(seen) {}
        void add(std::string_view field, std::string_view problem, std::string_view hint) override {
            seen_ = true;
            whole_.add(field, problem, hint);
        }

    private:
        FieldFaults& whole_;
        bool& seen_;
    } watched(faults, has_fault);
    if (optimise_cut_off && cut_off > 0) {
        watched.add("cut_off", "is given, and optimise_cut_off chooses another", "give one of them");
    }
    if (weighing == CookeWeighing::equal && (optimise_cut_off || cut_off > 0)) {
        watched.add("weighing", "is equal, which heeds no cut-off", "leave the cut-off out, or weigh globally");
    }
    check_weighed_beliefs("experts", beliefs(), std::vector<double>(experts.size(), 1), watched);
    if (!has_fault) check_seeds(watched);
    if (has_fault) return;
    const auto found = weights();
    if (std::none_of(found.begin(), found.end(), [](double weight) { return weight > 0; })) {
        faults.add("cut_off", "is above the calibration of every expert", "lower it, or choose optimise_cut_off");
    }
}

SeedQuestions CookeBelief::questions() const {
    SeedQuestions questions;
    questions.levels = levels;
    for (auto const& expert : experts) questions.quantiles.push_back(expert.seeds);
    questions.answers = answers;
    questions.overshoot = overshoot;
    return questions;
}

std::vector<Belief> CookeBelief::beliefs() const {
    std::vector<Belief> found;
    for (auto const& expert : experts) found.push_back(expert.belief);
    return found;
}

std::vector<double> CookeBelief::information_on_item() const {
    std::vector<std::vector<double>> quantiles;
    double low = infinity;
    double high = -infinity;
    for (auto const& law : laws_of(beliefs())) {
        quantiles.emplace_back();
        for (const double level : levels) quantiles.back().push_back(law->quantile(level));
        low = std::min(low, quantiles.back().front());
        high = std::max(high, quantiles.back().back());
    }
    const double more = overshoot * (high - low);
    std::vector<double> information;
    for (auto const& each : quantiles) information.push_back(cooke_information(levels, each, low - more, high + more));
    return information;
}

std::vector<double> CookeBelief::weights() const {
    if (weighing == CookeWeighing::equal) {
        return std::vector<double>(experts.size(), 1 / static_cast<double>(experts.size()));
    }
    const CookeScores scores = cooke_scores(questions());
    const double least = optimise_cut_off ? optimised_cut_off(questions()) : cut_off;
    return cooke_weights(scores.calibration,
                         weighing == CookeWeighing::item ? information_on_item() : scores.information, least);
}

LawPointer CookeBelief::law() const {
    return std::make_shared<Mixture const>(laws_of(beliefs()), weights());
}

std::string CookeBelief::remark() const {
    const CookeScores scores = cooke_scores(questions());
    const std::vector<double> found = weights();
    std::string text = fmt::format("weights from {} seed questions:", answers.size());
    for (std::size_t e = 0; e < experts.size(); ++e) {
        text += fmt::format("{} {} {:.3g} % (calibration {:.3g}, information {:.3g})", e > 0 ? "," : "",
                            experts[e].name, 100 * found[e], scores.calibration[e], scores.information[e]);
    }
    return text;
}

}  // namespace riskpool
