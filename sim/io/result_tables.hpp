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
    std::uint64_t trials = 0;        // done
    std::uint64_t trials_asked = 0;  // more than `trials` if the run was stopped
    std::uint32_t years = 0;
    std::vector<MetricRow> metrics;
    std::vector<TransferRow> transfers;
    std::vector<TreatyRow> treaties;
    std::vector<ProvenanceRow> provenance;
};

/// Writes the tables and the root attributes that describe them.
void write_tables(ResultFile& file, ResultTables const& tables);

/// Reads them back. Throws ResultError if one is missing.
[[nodiscard]] ResultTables read_tables(ResultReader const& reader);

}  // namespace riskpool
