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
#include "sim/loss/risk_reduction_cost.hpp"
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

/// The first purpose of streams that a wrapping source draws from beside those of the source within it.
inline constexpr std::uint32_t wrapper_purposes = 192;

/// What a source is asked for: the events of these cells.
struct SampleRequest {
    CellRange cells;
    std::uint64_t seed = 0;
    std::uint32_t source = 0;   // position of the source in the scenario
    bool times_wanted = false;  // fill EventColumns::time only if so
    CountDrive drive = {};      // empty unless the kind says that its counts can be driven

    /// The stream of one purpose (0..255) of this source: counts, severities, times, choices each have their own,
    /// so that drawing one more thing leaves everything else as it was. Those from wrapper_purposes up belong to a
    /// source that wraps this one.
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
    /// The part of an insured loss that becomes known in the year of its event, in the year after, and so on, which add
    /// up to 1; empty when all of it is known in the year of the event. Whoever asks for events books them so, after
    /// policy terms (sim/loss/development.hpp).
    [[nodiscard]] virtual std::span<double const> development() const { return {}; }
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
    /// The kind of source from which its events come, by which treaties name them: its own, or that of the source that
    /// it wraps.
    [[nodiscard]] std::string_view cause() const { return held_->cause(); }
    [[nodiscard]] Drivable drivable() const { return held_->drivable(); }
    /// True if its events do not follow the seed but the number of the trial, so that it has no independent copy.
    [[nodiscard]] bool replays() const { return held_->replays(); }
    /// What measures against its events cost.
    [[nodiscard]] std::vector<RiskReductionCost> costs() const { return held_->costs(); }
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
    /// Faults that only the length of a run shows: what it says of years that a run of so many has not.
    void check_years(std::uint32_t years, FieldFaults& faults) const { held_->check_years(years, faults); }
    /// True if both describe the same, so that either's compiled form serves both; false where a kind cannot tell.
    [[nodiscard]] bool compiles_as(SourceModel const& other) const { return held_->equals(*other.held_); }
    friend bool operator==(SourceModel const& a, SourceModel const& b) {
        if (a.held_ == b.held_ || a.held_ == nullptr || b.held_ == nullptr) return a.held_ == b.held_;
        return a.name_ == b.name_ && a.compiles_as(b);
    }

private:
    struct Model {
        virtual ~Model() = default;
        [[nodiscard]] virtual std::string_view kind() const = 0;
        [[nodiscard]] virtual std::unique_ptr<Source> compile(Insureds const&, MadeParts* made) const = 0;
        virtual void check_exposure(Insureds const&, FieldFaults&) const = 0;
        [[nodiscard]] virtual std::vector<AssetDependants> shared_assets(Insureds const&) const = 0;
        [[nodiscard]] virtual std::vector<SourceNote> notes(Insureds const&) const = 0;
        [[nodiscard]] virtual std::uint32_t years_needed() const = 0;
        [[nodiscard]] virtual std::string_view cause() const = 0;
        [[nodiscard]] virtual Drivable drivable() const = 0;
        [[nodiscard]] virtual bool replays() const = 0;
        [[nodiscard]] virtual std::vector<RiskReductionCost> costs() const = 0;
        virtual void check_years(std::uint32_t, FieldFaults&) const = 0;
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
        [[nodiscard]] std::string_view cause() const override {
            if constexpr (requires { value.cause(); }) return value.cause();
            return kind();
        }
        [[nodiscard]] Drivable drivable() const override {
            if constexpr (requires { value.allows(); }) return value.allows();  // where it hangs on the source within
            if constexpr (requires { K::drivable; }) return K::drivable;
            return {};
        }
        [[nodiscard]] bool replays() const override {
            if constexpr (requires { value.replays(); }) return value.replays();
            return false;
        }
        [[nodiscard]] std::vector<RiskReductionCost> costs() const override {
            if constexpr (requires { value.costs(); }) return value.costs();
            return {};
        }
        void check_years(std::uint32_t years, FieldFaults& faults) const override {
            if constexpr (requires { value.check_years(years, faults); }) {
                value.check_years(years, faults);
            } else if (years_needed() > years) {
                faults.add("",
                           "has an event in year " + std::to_string(years_needed()) + ", and the run has " +
                               std::to_string(years) + " years",
                           "set `years` higher or move the event");
            }
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
