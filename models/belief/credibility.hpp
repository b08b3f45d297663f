// The mean of one segment, from its own experience and that of all segments.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/belief/buhlmann_straub.hpp"
#include "models/severity/law.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

struct ExperienceRow {
    std::string segment;
    double value = 0;
    double weight = 1;

    static constexpr std::string_view kind = "experience";
    static constexpr std::string_view about = "What was observed of one segment in one year.";
    static constexpr auto fields =
        field_list(required("segment", &ExperienceRow::segment, "The segment: a sector, a product, an insured."),
                   required("value", &ExperienceRow::value, any_finite, Unit::inherited,
                            "The number observed: a rate, a mean loss, a ratio."),
                   optional("weight", &ExperienceRow::weight, positive, Unit::none,
                            "The exposure (or number of claims) behind it."));
    bool operator==(ExperienceRow const&) const = default;
};

enum class CredibilityLaw : std::uint8_t { gamma, normal };
template <>
struct Choice<CredibilityLaw> {
    static constexpr std::array<std::pair<std::string_view, CredibilityLaw>, 2> values{
        {{"gamma", CredibilityLaw::gamma}, {"normal", CredibilityLaw::normal}}};
};

struct Credibility {
    std::string segment;
    std::vector<ExperienceRow> experience;
    double within_variance = not_given;
    CredibilityLaw approximation = CredibilityLaw::gamma;

    static constexpr std::string_view kind = "credibility";
    static constexpr std::string_view about =
        "The mean of one segment by the model of Buhlmann and Straub: its own mean counts with Z, that of all segments "
        "with "
        "1 - Z. Of the law only mean and mean square error follow from the data; its form is an approximation.";
    static constexpr auto fields = field_list(
        required("segment", &Credibility::segment, "The segment whose mean this is a belief about."),
        required("experience", &Credibility::experience,
                 "What was observed of each segment, this one included, in each year."),
        optional(
            "within_variance", &Credibility::within_variance, positive, Unit::none,
            "Variance of an observation of weight 1 around its segment's mean; needed where no segment has a second "
            "year."),
        optional("approximation", &Credibility::approximation,
                 "The form of the law: gamma for numbers above 0, or normal."));
    bool operator==(Credibility const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
    [[nodiscard]] std::string remark() const;

    /// All segments, in the order in which they first stand in the experience.
    [[nodiscard]] BuhlmannStraub estimates() const;

private:
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] std::vector<SegmentExperience> segments() const;
    [[nodiscard]] std::size_t own() const;
};

}  // namespace riskpool
