// What an event does to an insured that it hits, by laws: the same words in every source that has them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "models/draw/optional_law.hpp"
#include "models/severity/severity.hpp"
#include "models/sources/event_rows.hpp"
#include "sim/base/describe.hpp"
#include "sim/base/id.hpp"
#include "sim/loss/insured.hpp"

namespace riskpool {

/// The value of an insured that a part refers to.
enum class ValueBase : std::uint8_t { property, interruption, stock, sum_insured };
template <>
struct Choice<ValueBase> {
    static constexpr std::array<std::pair<std::string_view, ValueBase>, 4> values{{
        {"property", ValueBase::property},
        {"interruption", ValueBase::interruption},
        {"stock", ValueBase::stock},
        {"sum_insured", ValueBase::sum_insured},
    }};
};

[[nodiscard]] double value_of(ValueBase base, Insured const& insured);

/// Reports, at `field`, each insured of `ids` whose value is 0, so that no part of it could be lost.
void check_value(std::string_view field, ValueBase base, std::vector<InsuredId> const& ids, Insureds const& insureds,
                 FieldFaults& faults);

/// Damage as money or as a part of a value, stock, and days.
struct Effect {
    std::optional<Severity> amount;
    std::optional<Severity> part;
    ValueBase of = ValueBase::property;
    double stock_spoiled = 0;
    std::optional<Severity> restart_days;
    std::optional<Severity> ramp_days;

    static constexpr std::string_view kind = "effect";
    static constexpr std::string_view about =
        "What an event does to an insured that it hits, before policy terms: damage, stock, and days.";
    static constexpr auto fields = field_list(
        optional("amount", &Effect::amount, "Damage as money, or any loss that is an amount; this or `part`."),
        optional("part", &Effect::part, "Damage as a part of the value named by `of`; what exceeds 1 counts as 1."),
        optional("of", &Effect::of, "The value of the insured that `part` refers to."),
        optional("stock_spoiled", &Effect::stock_spoiled, unit_interval, Unit::fraction,
                 "Part of the work in progress and stock that is lost."),
        optional("restart_days", &Effect::restart_days, "Days without any output; none when left out."),
        optional("ramp_days", &Effect::ramp_days,
                 "Days after the restart in which output climbs back to normal; none when left out."));
    void check(FieldFaults& faults) const;
    /// Reports insureds among `ids` that lack what a part or days refer to; `field` is where the effect stands.
    void check_values(std::string_view field, std::vector<InsuredId> const& ids, Insureds const& insureds,
                      FieldFaults& faults) const;
    bool operator==(Effect const&) const = default;
};

/// What a law of an effect needs to know of one insured.
struct EffectBase {
    double value = 0;  // of the kind that `part` refers to
    double stock = 0;
};

/// An effect ready for draws.
class EffectLaws {
public:
    explicit EffectLaws(Effect const& terms, MadeParts* made = nullptr);

    [[nodiscard]] EffectBase base_of(Insured const& insured) const { return {value_of(of_, insured), insured.stock}; }
    [[nodiscard]] ColumnsUsed columns() const noexcept { return {stock_spoiled_ > 0, downtime(), false, false}; }

    /// The losses of one insured, from uniforms u(0) of the damage, u(1) of the restart and u(2) of the ramp, each
    /// asked for only where there is a law to draw from.
    template <class Uniform>
    [[nodiscard]] RowLoss draw(EffectBase const& base, Uniform const& u) const {
        RowLoss row;
        if (amount_.given()) row.damage = amount_.draw(u(0));
        if (part_.given()) row.damage = part_of(part_.draw(u(0)), base.value);
        row.stock = stock_spoiled_ * base.stock;
        if (restart_.given()) row.restart_days = restart_.draw(u(1));
        if (ramp_.given()) row.ramp_days = ramp_.draw(u(2));
        return row;
    }
    void add_to(Hash64& hash) const;

private:
    [[nodiscard]] bool downtime() const noexcept { return restart_.given() || ramp_.given(); }
    static double part_of(double part, double value) noexcept { return (part < 1 ? part : 1.0) * value; }

    OptionalLaw amount_, part_, restart_, ramp_;
    ValueBase of_;
    double stock_spoiled_;
};

}  // namespace riskpool
