// The one interface between chance and mechanics: a source produces events. Sources live in models/, or in Python.
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
#include "sim/loss/events.hpp"
#include "sim/loss/insured.hpp"
#include "sim/loss/shared_asset.hpp"

namespace riskpool {

class MadeParts;

/// What dependences between sources do to the number of events of one source: columns with one entry for each cell of
/// the request, or empty where nothing does. Losses are scaled, and years re-ordered, by whoever asks.
struct CountDrive {
    std::span<double const> uniforms;            // in (0, 1): drawn from in place of the source's own
    std::span<double const> rate_factors;        // above 0: the expected number of events of the cell is times this
    std::span<std::uint32_t const> more_events;  // events beside the source's own, such as those of common shocks
};

/// What a source is asked for: the events of these cells.
struct SampleRequest {
    CellRange cells;
    std::uint64_t seed = 0;
    std::uint32_t source = 0;   // position of the source in the scenario
    bool times_wanted = false;  // fill EventColumns::time only if so
    CountDrive drive = {};      // empty unless the kind says that its counts can be driven

    /// The stream of one purpose (0..255) of this source: counts, severities, times, choices each have their own,
    /// so that drawing one more thing leaves everything else as it was.
    [[nodiscard]] Stream stream(std::uint32_t purpose) const { return {seed, (source << 8U) | purpose}; }
};

/// Memory that a source may keep between blocks, one per worker thread; made by the source itself.
class SourceScratch {
public:
    virtual ~SourceScratch() = default;
};

/// A compiled model of events: immutable, called once per block, from several threads at once.
class Source {
public:
    virtual ~Source() = default;
    /// Fills `events` (handed over empty, with memory kept) with exactly `request.cells.size()` counts and the
    /// events in order of cells. The result may depend on the request's seed, source, trial and year only.
    virtual void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const = 0;
    [[nodiscard]] virtual std::unique_ptr<SourceScratch> make_scratch() const {
        return std::make_unique<SourceScratch>();
    }
    /// True when its rows are yearly sums without an event behind them (attritional): these enter quota share,
    /// surplus and stop loss, and never a cover per risk or per event (methods 0.1).
    [[nodiscard]] virtual bool aggregate() const { return false; }
    /// True when it gives events of an earlier run again, on which dependences have acted already.
    [[nodiscard]] virtual bool kept() const { return false; }
    /// A hash of every compiled table, so that a result says which tables it rests on.
    [[nodiscard]] virtual std::uint64_t table_hash() const = 0;
};

/// What dependences between sources may do to a source. A kind that allows something says so: `static constexpr
/// Drivable drivable{.counts = true, .losses = true, .years = true}`; one that says nothing stands for itself.
struct Drivable {
    bool counts = false;  // its number of events follows SampleRequest::drive
    bool losses = false;  // every loss of a year may be multiplied by one factor
    bool years = false;   // its years are independent and alike, so that whole years may change places between trials
    friend bool operator==(Drivable const&, Drivable const&) = default;
};

/// What a user should know of a source that is not as it was asked for.
struct SourceNote {
    std::string field;
    std::string text;
};

/// A kind of source with the name that a scenario may give to one of them.
template <class K>
struct Named : K {
    std::string name;

    static constexpr auto fields =
        join_fields(field_list(optional("name", &Named::name,
                                        "Name by which dependences refer to it; that of its kind when left "
                                        "out.")),
                    K::fields);
};

/// A source as the scenario describes it. Every described kind in models/ satisfies this shape; `SourceModel`
/// holds any of them. `compile` may also take a MadeParts*, in which it keeps what takes long to make.
template <class K>
concept SourceKind = Described<K> && requires(K const& kind, Insureds const& insureds, FieldFaults& faults) {
    { kind.compile(insureds) } -> std::convertible_to<std::unique_ptr<Source>>;
    kind.check_exposure(insureds, faults);  // faults that only the insureds show: covers none, a value is missing
};

/// A described source of any kind, as a value.
class SourceModel {
public:
    SourceModel() = default;
    template <SourceKind K>
    explicit SourceModel(K kind) : held_(std::make_shared<Held<K>>(std::move(kind))) {}
    template <SourceKind K>
    explicit SourceModel(Named<K> named) : SourceModel(K(std::move(static_cast<K&>(named)))) {
        name_ = std::move(named.name);
    }

    [[nodiscard]] std::string_view kind() const { return held_->kind(); }
    /// The name that the scenario gives it; empty if it gives none.
    [[nodiscard]] std::string const& own_name() const { return name_; }
    /// Its own name, or that of its kind.
    [[nodiscard]] std::string_view name() const { return name_.empty() ? kind() : std::string_view(name_); }
    [[nodiscard]] Drivable drivable() const { return held_->drivable(); }
    /// Compiles it for these insureds. Kinds with tables look for them in `made`, which may be null, and keep them
    /// there.
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const {
        return held_->compile(insureds, made);
    }
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const {
        held_->check_exposure(insureds, faults);
    }
    /// What insureds share that this source lets fail, as far as it says so.
    [[nodiscard]] std::vector<AssetDependants> shared_assets(Insureds const& insureds) const {
        return held_->shared_assets(insureds);
    }
    /// Of a source without faults: what it takes otherwise than it was asked for.
    [[nodiscard]] std::vector<SourceNote> notes(Insureds const& insureds) const { return held_->notes(insureds); }
    /// The number of years without which some of its events would be lost; 0 if any number will do.
    [[nodiscard]] std::uint32_t years_needed() const { return held_->years_needed(); }
    /// True if both describe the same, so that either's compiled form serves both; false where a kind cannot tell.
    [[nodiscard]] bool compiles_as(SourceModel const& other) const { return held_->equals(*other.held_); }

private:
    struct Model {
        virtual ~Model() = default;
        [[nodiscard]] virtual std::string_view kind() const = 0;
        [[nodiscard]] virtual std::unique_ptr<Source> compile(Insureds const&, MadeParts* made) const = 0;
        virtual void check_exposure(Insureds const&, FieldFaults&) const = 0;
        [[nodiscard]] virtual std::vector<AssetDependants> shared_assets(Insureds const&) const = 0;
        [[nodiscard]] virtual std::vector<SourceNote> notes(Insureds const&) const = 0;
        [[nodiscard]] virtual std::uint32_t years_needed() const = 0;
        [[nodiscard]] virtual Drivable drivable() const = 0;
        [[nodiscard]] virtual bool equals(Model const&) const = 0;
    };
    template <class K>
    struct Held final : Model {
        explicit Held(K k) : value(std::move(k)) {}
        [[nodiscard]] std::string_view kind() const override {
            if constexpr (requires { value.stands_for(); }) return value.stands_for();  // kept events of another kind
            return K::kind;
        }
        [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds,
                                                      [[maybe_unused]] MadeParts* made) const override {
            if constexpr (requires { value.compile(insureds, made); }) {
                return value.compile(insureds, made);
            } else {
                return value.compile(insureds);
            }
        }
        void check_exposure(Insureds const& insureds, FieldFaults& faults) const override {
            value.check_exposure(insureds, faults);
        }
        [[nodiscard]] std::vector<AssetDependants> shared_assets(Insureds const& insureds) const override {
            if constexpr (requires { value.shared_assets(insureds); }) return value.shared_assets(insureds);
            return {};
        }
        [[nodiscard]] std::vector<SourceNote> notes(Insureds const& insureds) const override {
            if constexpr (requires { value.notes(insureds); }) return value.notes(insureds);
            return {};
        }
        [[nodiscard]] std::uint32_t years_needed() const override {
            if constexpr (requires { value.last_year(); }) return value.last_year();
            return 0;
        }
        [[nodiscard]] Drivable drivable() const override {
            if constexpr (requires { K::drivable; }) return K::drivable;
            return {};
        }
        [[nodiscard]] bool equals(Model const& other) const override {
            if constexpr (std::equality_comparable<K>) {
                auto const* same = dynamic_cast<Held const*>(&other);
                return same != nullptr && same->value == value;
            } else {
                return this == &other;
            }
        }
        K value;
    };
    std::shared_ptr<Model const> held_;
    std::string name_;
};

}  // namespace riskpool
