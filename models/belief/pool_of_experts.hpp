// What several experts believe, made one (O'Hagan and others, Uncertain Judgements, ch. 9).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/scenario/belief.hpp"

namespace riskpool {

struct Expert {
    std::string name;
    double weight = 1;
    Belief belief;

    static constexpr std::string_view kind = "expert";
    static constexpr std::string_view about = "What one expert believes.";
    static constexpr auto fields = field_list(required("name", &Expert::name, "Who it is, or a sign for who it is."),
                                              optional("weight", &Expert::weight, not_negative, Unit::none,
                                                       "Weight beside the others; they need not sum to 1."),
                                              required("belief", &Expert::belief, "What is believed."));
    bool operator==(Expert const&) const = default;
};

enum class Pooling : std::uint8_t { linear, logarithmic };
template <>
struct Choice<Pooling> {
    static constexpr std::array<std::pair<std::string_view, Pooling>, 2> values{
        {{"linear", Pooling::linear}, {"logarithmic", Pooling::logarithmic}}};
};

struct PoolOfExperts {
    std::vector<Expert> experts;
    Pooling pooling = Pooling::linear;

    static constexpr std::string_view kind = "pool_of_experts";
    static constexpr std::string_view about =
        "The beliefs of several experts as one. The linear pool takes one of them to be right, and keeps their "
        "disagreement; "
        "the logarithmic pool multiplies densities, as if each had data of his own, and is narrower.";
    static constexpr auto fields =
        field_list(required("experts", &PoolOfExperts::experts, "The experts."),
                   optional("pooling", &PoolOfExperts::pooling, "How their beliefs are made one."));
    bool operator==(PoolOfExperts const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
    /// How much of the variance is disagreement between the experts.
    [[nodiscard]] std::string remark() const;

private:
    [[nodiscard]] std::vector<Belief> beliefs() const;
    [[nodiscard]] std::vector<double> weights() const;
};

}  // namespace riskpool
