// The interface between chance and mechanics for what sources have in common: a bad year for one is one for another.
// Its models live in models/dependence.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/base/random.hpp"

namespace riskpool {

/// What a dependence does to a source.
enum class DependenceAspect : std::uint8_t {
    counts,       // gives the uniform that its number of events is drawn from
    rates,        // multiplies its expected number of events
    losses,       // multiplies its losses
    more_events,  // adds events
    years         // lets whole years of it change places between trials
};

/// A source that a dependence names, at `field` of its description.
struct DependenceReference {
    std::string field;
    std::string source;
    DependenceAspect aspect = DependenceAspect::counts;
};

/// What all dependences together do to one source in a block of cells. A column has one entry for each cell, or is
/// empty where nothing is done.
struct SourceDrive {
    std::vector<double> uniforms;
    std::vector<double> rate_factors;
    std::vector<double> loss_factors;
    std::vector<std::uint32_t> more_events;

    void clear() {
        uniforms.clear();
        rate_factors.clear();
        loss_factors.clear();
        more_events.clear();
    }
};

/// Memory that a dependence works in, kept from block to block by each worker.
using DependenceScratch = std::vector<std::vector<double>>;

/// A compiled dependence: immutable, called once per block, from several threads at once. Results may depend on the
/// seed, on the position `item` of the dependence in the scenario, on trial and year only.
class DependenceSampler {
public:
    virtual ~DependenceSampler() = default;
    /// Adds what it does to the sources, each at its position in the scenario. Factors multiply what is there already.
    virtual void drive(CellRange const&, std::uint64_t /*seed*/, std::uint32_t /*item*/, DependenceScratch&,
                       std::span<SourceDrive>) const {}
    /// The sources whose years it re-orders; none for most.
    [[nodiscard]] virtual std::span<std::size_t const> reordered() const { return {}; }
    /// How many trials change places among themselves: a multiple of the 64 of a leaf, counted from trial 0.
    [[nodiscard]] virtual std::uint32_t batch() const { return 0; }
    /// Of each source that it re-orders, one uniform for each cell: in each year of a batch, the trial of the k-th
    /// smallest uniform is given the k-th smallest year of the source.
    virtual void draw_ranks(CellRange const&, std::uint64_t /*seed*/, std::uint32_t /*item*/, DependenceScratch&,
                            std::span<std::vector<double>> /*uniforms*/) const {}
    /// A hash of every number that a draw depends on, so that a result says what it rests on.
    [[nodiscard]] virtual std::uint64_t table_hash() const = 0;
};

/// What a user should know of a dependence that is not as it was asked for.
struct DependenceNote {
    std::string field;
    std::string text;
};

/// A dependence as the scenario describes it: `DependenceModel` holds any of them.
template <class K>
concept DependenceKind = Described<K> && requires(K const& kind, std::span<std::string const> sources) {
    { kind.references() } -> std::convertible_to<std::vector<DependenceReference>>;
    // `sources`: the names of the scenario's sources, in their order; every reference is one of them.
    { kind.compile(sources) } -> std::convertible_to<std::unique_ptr<DependenceSampler>>;
};

/// A described dependence of any kind, as a value.
class DependenceModel {
public:
    DependenceModel() = default;
    template <DependenceKind K>
    explicit DependenceModel(K kind) : held_(std::make_shared<Held<K>>(std::move(kind))) {}

    [[nodiscard]] std::string_view kind() const { return held_->kind(); }
    [[nodiscard]] std::vector<DependenceReference> references() const { return held_->references(); }
    [[nodiscard]] std::vector<DependenceNote> notes() const { return held_->notes(); }
    [[nodiscard]] std::unique_ptr<DependenceSampler> compile(std::span<std::string const> sources) const {
        return held_->compile(sources);
    }

private:
    struct Model {
        virtual ~Model() = default;
        [[nodiscard]] virtual std::string_view kind() const = 0;
        [[nodiscard]] virtual std::vector<DependenceReference> references() const = 0;
        [[nodiscard]] virtual std::vector<DependenceNote> notes() const = 0;
        [[nodiscard]] virtual std::unique_ptr<DependenceSampler> compile(std::span<std::string const>) const = 0;
    };
    template <class K>
    struct Held final : Model {
        explicit Held(K k) : value(std::move(k)) {}
        [[nodiscard]] std::string_view kind() const override { return K::kind; }
        [[nodiscard]] std::vector<DependenceReference> references() const override { return value.references(); }
        [[nodiscard]] std::vector<DependenceNote> notes() const override {
            if constexpr (requires { value.notes(); }) return value.notes();
            return {};
        }
        [[nodiscard]] std::unique_ptr<DependenceSampler> compile(std::span<std::string const> sources) const override {
            return value.compile(sources);
        }
        K value;
    };
    std::shared_ptr<Model const> held_;
};

}  // namespace riskpool
