// The interface between chance and credit: who is in default in which year. Its models live in models/credit.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "sim/base/describe.hpp"
#include "sim/base/random.hpp"
#include "sim/pool/credit_party.hpp"

namespace riskpool {

/// A compiled model of default: immutable, called once per block and party, from several threads at once.
class DefaultSampler {
public:
    virtual ~DefaultSampler() = default;
    /// Sets defaulted[c] to 1 if `party` (its position in the list that was compiled) is in default in cell c, else to
    /// 0. stressed[c] is 1 if the year is one of stress for that party, because of an event or of the pool's loss;
    /// empty means never. Shape: defaulted.size() == cells.size(), and stressed.size() the same or 0. The result may
    /// depend on the seed, the party, `stressed`, trial and year only.
    virtual void sample(CellRange const& cells, std::uint64_t seed, std::uint32_t party,
                        std::span<std::uint8_t const> stressed, std::span<std::uint8_t> defaulted) const = 0;
    /// A hash of every number that a draw depends on, so that a result says what it rests on.
    [[nodiscard]] virtual std::uint64_t table_hash() const = 0;
};

/// A model of default as the scenario describes it: `DefaultModel` holds any of them.
template <class K>
concept DefaultModelKind = Described<K> &&
    requires(K const& kind, std::span<CreditParty const> parties, FieldFaults& faults) {
    { kind.compile(parties) } -> std::convertible_to<std::unique_ptr<DefaultSampler>>;
    { kind.recovery_rate() } -> std::convertible_to<double>;
    { kind.reads_stress() } -> std::convertible_to<bool>;
    kind.check_parties(parties, faults);  // faults that only the parties show: an unknown rating, nothing known
};

/// A described model of default of any kind, as a value.
class DefaultModel {
public:
    DefaultModel() = default;
    template <DefaultModelKind K>
    explicit DefaultModel(K kind) : held_(std::make_shared<Held<K>>(std::move(kind))) {}

    [[nodiscard]] std::string_view kind() const { return held_->kind(); }
    /// The sampler for these parties, in their order.
    [[nodiscard]] std::unique_ptr<DefaultSampler> compile(std::span<CreditParty const> parties) const {
        return held_->compile(parties);
    }
    /// The part of what it owes that a party in default still pays.
    [[nodiscard]] double recovery_rate() const { return held_->recovery_rate(); }
    /// True if a year of stress is another than an ordinary one.
    [[nodiscard]] bool reads_stress() const { return held_->reads_stress(); }
    void check_parties(std::span<CreditParty const> parties, FieldFaults& faults) const {
        held_->check_parties(parties, faults);
    }

private:
    struct Model {
        virtual ~Model() = default;
        [[nodiscard]] virtual std::string_view kind() const = 0;
        [[nodiscard]] virtual std::unique_ptr<DefaultSampler> compile(std::span<CreditParty const>) const = 0;
        [[nodiscard]] virtual double recovery_rate() const = 0;
        [[nodiscard]] virtual bool reads_stress() const = 0;
        virtual void check_parties(std::span<CreditParty const>, FieldFaults&) const = 0;
    };
    template <class K>
    struct Held final : Model {
        explicit Held(K k) : value(std::move(k)) {}
        [[nodiscard]] std::string_view kind() const override { return K::kind; }
        [[nodiscard]] std::unique_ptr<DefaultSampler> compile(std::span<CreditParty const> parties) const override {
            return value.compile(parties);
        }
        [[nodiscard]] double recovery_rate() const override { return value.recovery_rate(); }
        [[nodiscard]] bool reads_stress() const override { return value.reads_stress(); }
        void check_parties(std::span<CreditParty const> parties, FieldFaults& faults) const override {
            value.check_parties(parties, faults);
        }
        K value;
    };
    std::shared_ptr<Model const> held_;
};

}  // namespace riskpool
