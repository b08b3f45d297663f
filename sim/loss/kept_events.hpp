// The events of a run, kept: other treaties, shares and funds are then tried on them without simulating again.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/events.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// What one source of a scenario gave in a range of trials.
class KeptSource {
public:
    KeptSource(SourceModel const& model, Source const& compiled, std::uint64_t first_trial)
        : kind_(model.kind()),
          cause_(model.cause()),
          costs_(model.costs()),
          aggregate_(compiled.aggregate()),
          development_(compiled.development().begin(), compiled.development().end()),
          table_hash_(compiled.table_hash()),
          first_trial_(first_trial) {}

    /// Adds the events of the cells that follow. Every one has its time.
    void append(EventColumns const& events);

    [[nodiscard]] std::string_view kind() const { return kind_; }
    [[nodiscard]] std::string_view cause() const { return cause_; }
    [[nodiscard]] std::vector<RiskReductionCost> const& costs() const { return costs_; }
    [[nodiscard]] bool aggregate() const { return aggregate_; }
    [[nodiscard]] std::span<double const> development() const { return development_; }
    [[nodiscard]] std::uint64_t table_hash() const { return table_hash_; }
    /// All events, cell after cell; `count` has one entry for each cell.
    [[nodiscard]] EventColumns const& events() const { return events_; }
    /// The events of some of the trials kept, as the source gave them.
    void copy(CellRange const& cells, bool times_wanted, EventColumns& events) const;

private:
    std::string kind_, cause_;
    std::vector<RiskReductionCost> costs_;
    bool aggregate_;
    std::vector<double> development_;
    std::uint64_t table_hash_;
    std::uint64_t first_trial_;
    EventColumns events_;
    std::vector<std::uint64_t> event_begin_{0};  // per cell, and the end
    std::vector<std::uint64_t> row_begin_{0};    // per cell, and the end
};

/// All sources of one run.
struct KeptEvents {
    std::uint64_t seed = 0;
    std::uint64_t first_trial = 0;
    std::uint64_t trials = 0;
    std::uint32_t years = 1;
    std::vector<KeptSource> sources;
};

/// A source that gives the kept events of source number `position` again. It answers for kept trials only, draws
/// nothing, and stands for the source it was: same kind, same hash of tables.
struct KeptSourceModel {
    std::shared_ptr<KeptEvents const> kept;
    std::size_t position = 0;
    std::vector<AssetDependants> assets;  // what the source it stands for lets fail

    static constexpr std::string_view kind = "kept_events";
    static constexpr std::string_view about = "The events that a source gave in an earlier run.";
    static constexpr auto fields = field_list();

    [[nodiscard]] std::string_view stands_for() const { return kept->sources[position].kind(); }
    [[nodiscard]] std::string_view cause() const { return kept->sources[position].cause(); }
    [[nodiscard]] std::vector<RiskReductionCost> costs() const { return kept->sources[position].costs(); }
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds) const;
    void check_exposure(Insureds const& /*unused*/, FieldFaults& /*unused*/) const {}
    [[nodiscard]] std::vector<AssetDependants> shared_assets(Insureds const& /*unused*/) const { return assets; }
};

}  // namespace riskpool
