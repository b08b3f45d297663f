#include "models/sources/effect.hpp"

#include <string>

namespace riskpool {

double value_of(ValueBase base, Insured const& insured) {
    switch (base) {
        case ValueBase::property: return insured.property;
        case ValueBase::interruption: return insured.interruption;
        case ValueBase::stock: return insured.stock;
        case ValueBase::sum_insured: return insured.sum_insured();
    }
    return 0;
}

void check_value(std::string_view field, ValueBase base, std::vector<InsuredId> const& ids, Insureds const& insureds,
                 FieldFaults& faults) {
    const std::string value(choice_name(base));
    for (const InsuredId id : ids) {
        Insured const& insured = insureds[id.index()];
        if (value_of(base, insured) > 0) continue;
        faults.add(field, '"' + insured.name + "\" has no " + value + " that a part could be lost of",
                   "give it `" + value + "`, or leave it out");
    }
}

void Effect::check(FieldFaults& faults) const {
    if (amount && part) faults.add("part", "is given together with amount", "give one of the two");
    if (!part && of != ValueBase::property) {
        faults.add("of", "says what a part refers to, and there is no part", "give `part`, or leave `of` out");
    }
    if (!amount && !part && stock_spoiled == 0 && !restart_days && !ramp_days) {
        faults.add("", "does nothing", "give `amount`, `part`, `stock_spoiled` or `restart_days`");
    }
}

void Effect::check_values(std::string_view field, std::vector<InsuredId> const& ids, Insureds const& insureds,
                          FieldFaults& faults) const {
    if (part) check_value(field, of, ids, insureds, faults);
}

EffectLaws::EffectLaws(Effect const& terms, MadeParts* made)
    : amount_(terms.amount, made),
      part_(terms.part, made),
      restart_(terms.restart_days, made),
      ramp_(terms.ramp_days, made),
      of_(terms.of),
      stock_spoiled_(terms.stock_spoiled) {}

void EffectLaws::add_to(Hash64& hash) const {
    for (OptionalLaw const* law : {&amount_, &part_, &restart_, &ramp_}) law->add_to(hash);
    hash.add(std::uint64_t{static_cast<std::uint8_t>(of_)}).add(stock_spoiled_);
}

}  // namespace riskpool
