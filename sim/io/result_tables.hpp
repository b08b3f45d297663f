// The figures of a run as values: what the result file keeps in its tables of rows, and what summaries print.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/io/result_file.hpp"
#include "sim/io/result_reader.hpp"
#include "sim/ledger/transfer.hpp"
#include "sim/metric/metric_row.hpp"

namespace riskpool {

/// One treaty as the result names it.
struct TreatyRow {
    std::string buyer;
    std::string treaty;
    std::string kind;
    double placed = 0;        // part of 100 %
    double annual_limit = 0;  // money, placed part; may be infinite
    double premium = 0;       // money per year, placed part
    double commission = 0;    // money per year
    std::string order;        // of its terms
    std::string note;         // what a reader must know of it; empty if there is nothing
};

/// One number that says where it comes from.
struct ProvenanceRow {
    std::string path;
    std::string value;
    std::string source;
    std::string note;
};

/// One number of the scenario that is uncertain.
struct UncertainRow {
    std::string path;
    std::string belief;  // name of the scenario's belief that it shares; empty if it has one of its own
    std::string kind;
    double mean = 0;
    double lowest = 0;
    double highest = 0;
    std::string remark;
};

/// What one number was in one draw.
struct DrawnRow {
    std::uint64_t draw = 0;
    std::string path;
    double value = 0;
};

/// What one figure was in one draw; NaN if the draw does not have it.
struct FigureByDraw {
    std::uint64_t draw = 0;
    std::uint64_t row = 0;  // of the table of metrics
    double value = 0;
};

/// What hangs on one thing that the insureds of a pool share, as far as a source lets it fail; exact.
struct AccumulationRow {
    std::string source;
    std::string asset;
    std::string pool;
    double yearly_rate = 0;      // failures expected in a year
    std::uint64_t insureds = 0;  // of the pool that rely on it
    double sum_insured = 0;      // money: of these insureds
    double share_of_pool = 0;    // of the sum insured of all insureds of the pool; NaN if that is 0
    double relied_on = 0;        // money: their sums insured times their shares of reliance
    double policy_limits = 0;    // money: their limits per event; infinite if one has none
    double pml = 0;              // money: their stated probable maximum losses; NaN unless each states one
};

/// How two series hang together, by one measure.
struct PairRow {
    std::string kind;      // pool, source or member
    std::string quantity;  // of which
    std::string first;
    std::string second;
    std::string measure = {};   // pearson, kendall or co_exceedance
    double level = 0;           // of the VaR that both exceed; NaN of correlations
    double value = 0;           // a correlation, or a probability
    double standard_error = 0;  // by trials
    double independent = 0;     // what it would be if the two were independent
};

/// What a run was and what it found.
struct ResultTables {
    std::string title;
    std::string currency;
    std::string program_version;
    std::string program_commit;
    std::string scenario_file;  // name only
    std::string scenario_text;
    std::string scenario_tables;  // text of the tables it names, one after the other
    std::string settings;         // path=value, one a line
    std::string warnings;         // what is not as the scenario asks for, "path: why", one a line
    std::string table_hash;       // 16 hexadecimal digits
    std::uint64_t seed = 0;
    std::uint64_t first_trial = 0;
    std::uint64_t trials = 0;        // done, of all draws together
    std::uint64_t trials_asked = 0;  // more than `trials` if the run was stopped
    std::uint32_t years = 0;
    std::uint64_t draws = 0;            // of the uncertain numbers; 0 if none was drawn
    std::uint64_t draws_asked = 0;      // more than `draws` if the run was stopped
    std::uint64_t trials_per_draw = 0;  // trial t belongs to draw t / trials_per_draw
    std::uint64_t corners = 0;          // of the box of numbers known by bounds only, each with all draws
    std::uint64_t corners_asked = 0;
    double band = 0;                      // part of the draws within a credible band
    std::vector<UncertainRow> uncertain;  // also of a run of their means
    std::vector<DrawnRow> drawn;
    std::vector<FigureByDraw> figures_by_draw;
    std::vector<MetricRow> metrics;
    std::vector<TransferRow> transfers;
    std::vector<TreatyRow> treaties;
    std::vector<ProvenanceRow> provenance;
    std::vector<AccumulationRow> accumulation;
    std::vector<PairRow> pairs;  // only where the scenario asks for them
};

/// Writes the tables and the root attributes that describe them.
void write_tables(ResultFile& file, ResultTables const& tables);

/// Reads them back. Throws ResultError if one is missing.
[[nodiscard]] ResultTables read_tables(ResultReader const& reader);

}  // namespace riskpool
