// What is believed of a number that nobody knows: a law of its value. Kinds of beliefs live in models/belief/.
#pragma once

#include <concepts>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "sim/base/describe.hpp"
#include "sim/scenario/belief_law.hpp"

namespace riskpool {

/// A described law of one number. Fields that hold values of the number itself have Unit::inherited: in a field of
/// money a file writes them as money. A kind offers one of three things:
///
/// - the functions of BeliefLaw, if they follow from its fields at once;
/// - `LawPointer law() const`, if something has to be worked out first (a fit, a posterior): it is done once;
/// - `static constexpr bool bounds_only = true` with lowest(), highest(), quantile(p), mean(): then nothing but its
///   support is known, and no probability is put on what lies within.
///
/// `mean()` is what a run without an outer loop uses, and must be finite. A kind may also offer `check(FieldFaults&)`,
/// as every described type, and `std::string remark() const`, what a reader must know of it (how far a fit is from what
/// was asked for).
template <class K>
concept LawKind = requires(K const& kind) {
    { kind.law() } -> std::same_as<LawPointer>;
};
template <class K>
concept BoundsKind = requires(K const& kind, double p) {
    requires K::bounds_only;
    { kind.quantile(p) } -> std::same_as<double>;
    { kind.mean() } -> std::same_as<double>;
    { kind.lowest() } -> std::same_as<double>;
    { kind.highest() } -> std::same_as<double>;
};
template <class K>
concept BeliefKind = Described<K> && std::equality_comparable<K> &&(HasLawFunctions<K> || LawKind<K> || BoundsKind<K>);

/// A belief of any kind, as an immutable value; copies share it. A default-constructed one holds nothing: it equals
/// only another of those, and can only be assigned to.
class Belief {
public:
    Belief() = default;
    template <BeliefKind K>
    explicit Belief(K kind) : held_(std::make_shared<Held<K>>(std::move(kind))) {}

    [[nodiscard]] bool empty() const { return held_ == nullptr; }
    [[nodiscard]] std::string_view kind() const { return held_->kind(); }
    [[nodiscard]] double quantile(double p) const { return held_->quantile(p); }
    [[nodiscard]] double mean() const { return held_->mean(); }
    [[nodiscard]] double lowest() const { return held_->lowest(); }
    [[nodiscard]] double highest() const { return held_->highest(); }
    /// The whole law, of which pools and ensembles are made; none if it is bounds only.
    [[nodiscard]] LawPointer law() const { return held_->law(); }
    /// What a reader must know of it; empty if there is nothing.
    [[nodiscard]] std::string remark() const { return held_->remark(); }
    /// True if it says between which bounds the number lies, and nothing of what is likelier within.
    [[nodiscard]] bool bounds_only() const { return held_->bounds_only(); }

    friend bool operator==(Belief const& a, Belief const& b) {
        if (a.held_ == b.held_) return true;
        return a.held_ != nullptr && b.held_ != nullptr && a.held_->equals(*b.held_);
    }

private:
    struct Model {
        virtual ~Model() = default;
        [[nodiscard]] virtual std::string_view kind() const = 0;
        [[nodiscard]] virtual double quantile(double p) const = 0;
        [[nodiscard]] virtual double mean() const = 0;
        [[nodiscard]] virtual double lowest() const = 0;
        [[nodiscard]] virtual double highest() const = 0;
        [[nodiscard]] virtual LawPointer law() const = 0;
        [[nodiscard]] virtual std::string remark() const = 0;
        [[nodiscard]] virtual bool bounds_only() const = 0;
        [[nodiscard]] virtual bool equals(Model const& other) const = 0;
    };
    template <class K>
    struct Held final : Model {
        explicit Held(K k) : value(std::move(k)), worked_out(work_out(value)) {}
        static LawPointer work_out([[maybe_unused]] K const& kind) {
            if constexpr (LawKind<K>) {
                return kind.law();
            } else if constexpr (HasLawFunctions<K>) {
                return law_of(kind);
            } else {
                return nullptr;
            }
        }
        /// What answers for the number: the law, or the bounds themselves.
        [[nodiscard]] auto const& answer() const {
            if constexpr (LawKind<K> || HasLawFunctions<K>) {
                return *worked_out;
            } else {
                return value;
            }
        }
        [[nodiscard]] std::string_view kind() const override { return K::kind; }
        [[nodiscard]] double quantile(double p) const override { return answer().quantile(p); }
        [[nodiscard]] double mean() const override { return answer().mean(); }
        [[nodiscard]] double lowest() const override { return answer().lowest(); }
        [[nodiscard]] double highest() const override { return answer().highest(); }
        [[nodiscard]] LawPointer law() const override { return worked_out; }
        [[nodiscard]] std::string remark() const override {
            if constexpr (requires { value.remark(); }) return value.remark();
            return {};
        }
        [[nodiscard]] bool bounds_only() const override {
            if constexpr (requires { K::bounds_only; }) return K::bounds_only;
            return false;
        }
        [[nodiscard]] bool equals(Model const& other) const override {
            auto const* same = dynamic_cast<Held const*>(&other);
            return same != nullptr && same->value == value;
        }
        K value;
        LawPointer worked_out;
    };
    std::shared_ptr<Model const> held_;
};

}  // namespace riskpool
