// Excess of loss on one event of the year: the second, the third, or the largest.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/excess_terms.hpp"

namespace riskpool {

/// What the events of a year are counted by.
enum class EventOrder : std::uint8_t { time, size };

template <>
struct Choice<EventOrder> {
    static constexpr std::array<std::pair<std::string_view, EventOrder>, 2> values{{
        {"time", EventOrder::time},
        {"size", EventOrder::size},
    }};
};

struct NthEventXl;

/// NthEventXl compiled.
class NthEventXlPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    explicit NthEventXlPlan(NthEventXl const& treaty);

    [[nodiscard]] bool needs_order() const noexcept { return by_ == EventOrder::time; }
    [[nodiscard]] bool needs_time() const noexcept { return by_ == EventOrder::time || sunset_.given(); }
    [[nodiscard]] bool needs_delay() const noexcept { return sunset_.given(); }

    void cede(Subject const& subject, Cession& cession) const noexcept;

private:
    /// The loss of an event if it qualifies, else 0.
    [[nodiscard]] double counted(Subject const& subject, std::size_t event) const noexcept;
    /// The n-th qualifying event of begin .. end; `end` if there are fewer.
    [[nodiscard]] std::size_t by_time(Subject const& subject, std::size_t begin, std::size_t end) const noexcept;
    /// The n-th largest qualifying event; of equal ones the earlier counts as larger.
    [[nodiscard]] std::size_t by_size(Subject const& subject, std::size_t begin, std::size_t end) const noexcept;

    double limit_;
    double attachment_;
    double threshold_;
    std::uint64_t event_;
    EventOrder by_;
    Sunset sunset_;
};

/// Pays min((x - D)+, L) of the n-th qualifying event of a year alone, in order of time or of size (the largest is the
/// first). An event qualifies if it has a loss and reaches the threshold.
struct NthEventXl : LayerTerms {
    std::uint32_t event = 1;
    EventOrder by = EventOrder::time;
    double qualifying_threshold = 0;

    using Plan = NthEventXlPlan;
    [[nodiscard]] Plan compile(TreatySetting const&) const { return Plan(*this); }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return indexed_limit(); }
    void check(FieldFaults& faults) const { check_layer(*this, faults); }

    static constexpr std::string_view kind = "nth_event_xl";
    static constexpr std::string_view terms_in_order =
        "sunset; qualifying_threshold; choice of the event; index_clause; attachment and limit; placed part; "
        "premium or rate with minimum; swing_premium; no_claims_bonus; profit_commission";
    static constexpr std::string_view about = "Excess of loss on the n-th event of a year alone, by time or by size.";
    static constexpr auto fields = join_fields(
        contract_fields<NthEventXl>(),
        field_list(
            required("event", &NthEventXl::event, at_least_one, Unit::count,
                     "Which event it pays for: 2 is the second."),
            optional("by", &NthEventXl::by, "Whether events are counted in order of time or from the largest down."),
            optional("qualifying_threshold", &NthEventXl::qualifying_threshold, not_negative, Unit::money,
                     "Loss from which an event is counted; every event with a loss when left out.")),
        layer_fields<NthEventXl>("The most it pays for the event.",
                                 "Loss of the event above which it pays; a loss exactly at it recovers nothing."),
        clause_fields<NthEventXl>());
    bool operator==(NthEventXl const&) const = default;
};

}  // namespace riskpool
