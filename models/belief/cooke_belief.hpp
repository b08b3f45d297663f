// What several experts believe, weighed by how well they answered questions whose answers are known.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/belief/cooke.hpp"
#include "models/severity/law.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

struct ScoredExpert {
    std::string name;
    std::vector<std::vector<double>> seeds;
    Belief belief;

    static constexpr std::string_view kind = "scored_expert";
    static constexpr std::string_view about = "What one expert believes, and what he answered to the seed questions.";
    static constexpr auto fields =
        field_list(required("name", &ScoredExpert::name, "Who it is, or a sign for who it is."),
                   required("seeds", &ScoredExpert::seeds, any_finite, Unit::none,
                            "The quantiles stated, question by question: [[5%, 50%, 95%], ...] as numbers."),
                   required("belief", &ScoredExpert::belief, "What is believed of the number at hand."));
    bool operator==(ScoredExpert const&) const = default;
};

enum class CookeWeighing : std::uint8_t { global, item, equal };
template <>
struct Choice<CookeWeighing> {
    static constexpr std::array<std::pair<std::string_view, CookeWeighing>, 3> values{
        {{"global", CookeWeighing::global}, {"item", CookeWeighing::item}, {"equal", CookeWeighing::equal}}};
};

struct CookeBelief {
    std::vector<double> answers;
    std::vector<ScoredExpert> experts;
    std::vector<double> levels{0.05, 0.5, 0.95};
    double overshoot = 0.1;
    CookeWeighing weighing = CookeWeighing::global;
    double cut_off = 0;
    bool optimise_cut_off = false;

    static constexpr std::string_view kind = "cooke";
    static constexpr std::string_view about =
        "The linear pool of experts with weights from seed questions, whose answers are known (Cooke's classical "
        "model): "
        "calibration times information, for experts whose calibration reaches the cut-off.";
    static constexpr auto fields = field_list(
        required("answers", &CookeBelief::answers, any_finite, Unit::none, "The answers to the seed questions."),
        required("experts", &CookeBelief::experts, "The experts."),
        optional("levels", &CookeBelief::levels, open_unit_interval, Unit::fraction,
                 "The probabilities of the quantiles that the seeds hold."),
        optional("overshoot", &CookeBelief::overshoot, positive, Unit::fraction,
                 "How far the intrinsic range of a question reaches beyond all quantiles and the answer."),
        optional("weighing", &CookeBelief::weighing,
                 "Information over all seed questions (global), on the number at hand (item), or all alike (equal)."),
        optional("cut_off", &CookeBelief::cut_off, unit_interval, Unit::none,
                 "Calibration (a p-value) below which an expert gets no weight."),
        optional("optimise_cut_off", &CookeBelief::optimise_cut_off,
                 "Choose the cut-off under which the weighed experts score best on the seed questions."));
    bool operator==(CookeBelief const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
    /// The weights, and what they follow from.
    [[nodiscard]] std::string remark() const;

    [[nodiscard]] SeedQuestions questions() const;
    [[nodiscard]] std::vector<double> weights() const;

private:
    void check_seeds(FieldFaults& faults) const;
    [[nodiscard]] std::vector<Belief> beliefs() const;
    /// Information of each expert on the number at hand.
    [[nodiscard]] std::vector<double> information_on_item() const;
};

}  // namespace riskpool
