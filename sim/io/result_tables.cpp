#include "sim/io/result_tables.hpp"

#include <algorithm>

#include "sim/io/result_error.hpp"
#include "sim/io/sha256.hpp"

namespace riskpool {

namespace {

/// A table column filled from one member of each row.
template <class Row, class Value>
TableColumn column(std::string name, std::string units, std::string about, std::vector<Row> const& rows,
                   Value Row::*member) {
    if constexpr (std::is_same_v<Value, std::string>) {
        std::vector<std::string> values;
        for (auto const& row : rows) values.push_back(row.*member);
        return {std::move(name), std::move(units), std::move(about), std::move(values)};
    } else if constexpr (std::is_integral_v<Value>) {
        std::vector<std::int64_t> values;
        for (auto const& row : rows) values.push_back(static_cast<std::int64_t>(row.*member));
        return {std::move(name), std::move(units), std::move(about), std::move(values)};
    } else {
        std::vector<double> values;
        for (auto const& row : rows) values.push_back(row.*member);
        return {std::move(name), std::move(units), std::move(about), std::move(values)};
    }
}

/// Fills one member of each row from a table column; rows are made as long as the column.
template <class Row, class Value>
void fill(std::vector<TableColumn> const& columns, std::string_view name, std::vector<Row>& rows, Value Row::*member) {
    for (auto const& each : columns) {
        if (each.name != name) continue;
        std::visit(
            [&]<class T>(std::vector<T> const& values) {
                rows.resize(values.size());
                for (std::size_t i = 0; i < values.size(); ++i) {
                    if constexpr (std::is_same_v<Value, std::string> == std::is_same_v<T, std::string>) {
                        rows[i].*member = static_cast<Value>(values[i]);
                    }
                }
            },
            each.values);
        return;
    }
    throw ResultError("result file", "has no column \"" + std::string(name) + "\"",
                      "the file may be damaged or made by another program");
}

}  // namespace

/// What only scenarios with uncertain numbers have.
static void write_uncertainty(ResultFile& file, ResultTables const& t) {
    using U = UncertainRow;
    const std::vector<TableColumn> uncertain{
        column("uncertain_path", "", "which number of the scenario", t.uncertain, &U::path),
        column("uncertain_belief", "", "the belief of the scenario that it shares", t.uncertain, &U::belief),
        column("uncertain_kind", "", "kind of belief", t.uncertain, &U::kind),
        column("uncertain_mean", "", "its mean", t.uncertain, &U::mean),
        column("uncertain_lowest", "", "least value possible", t.uncertain, &U::lowest),
        column("uncertain_highest", "", "greatest value possible", t.uncertain, &U::highest),
        column("uncertain_remark", "", "what a reader must know of it", t.uncertain, &U::remark),
    };
    file.write_table("uncertain_row", uncertain);
    if (t.draws == 0) return;

    using D = DrawnRow;
    const std::vector<TableColumn> drawn{
        column("drawn_in", "1", "number of the draw", t.drawn, &D::draw),
        column("drawn_path", "", "which number of the scenario", t.drawn, &D::path),
        column("drawn_value", "", "what it was in the draw", t.drawn, &D::value),
    };
    file.write_table("drawn_row", drawn);

    using F = FigureByDraw;
    const std::vector<TableColumn> figures{
        column("figure_draw", "1", "number of the draw", t.figures_by_draw, &F::draw),
        column("figure_metric_row", "1", "row of the table of metrics", t.figures_by_draw, &F::row),
        column("figure_value", "", "what the figure was in the draw", t.figures_by_draw, &F::value),
    };
    file.write_table("figure_row", figures);
}

/// What hangs together: shared assets, and pairs of series where the scenario asks for them.
static void write_together(ResultFile& file, ResultTables const& t) {
    using A = AccumulationRow;
    if (!t.accumulation.empty()) {
        const std::vector<TableColumn> accumulation{
            column("accumulation_source", "", "which source lets it fail", t.accumulation, &A::source),
            column("accumulation_asset", "", "what insureds share", t.accumulation, &A::asset),
            column("accumulation_pool", "", "of which pool", t.accumulation, &A::pool),
            column("accumulation_rate", "1", "failures expected in a year", t.accumulation, &A::yearly_rate),
            column("accumulation_insureds", "1", "insureds that rely on it", t.accumulation, &A::insureds),
            column("accumulation_sum_insured", t.currency, "their sums insured", t.accumulation, &A::sum_insured),
            column("accumulation_share", "1", "part of the sum insured of the pool", t.accumulation, &A::share_of_pool),
            column("accumulation_relied_on", t.currency, "sums insured times shares of reliance", t.accumulation,
                   &A::relied_on),
            column("accumulation_limits", t.currency, "their policy limits per event", t.accumulation,
                   &A::policy_limits),
            column("accumulation_pml", t.currency, "their stated probable maximum losses", t.accumulation, &A::pml),
        };
        file.write_table("accumulation_row", accumulation);
    }
    using P = PairRow;
    if (t.pairs.empty()) return;
    const std::vector<TableColumn> pairs{
        column("pair_kind", "", "pool, source or member", t.pairs, &P::kind),
        column("pair_quantity", "", "which series", t.pairs, &P::quantity),
        column("pair_first", "", "one of the two", t.pairs, &P::first),
        column("pair_second", "", "the other", t.pairs, &P::second),
        column("pair_measure", "", "pearson, kendall or co_exceedance", t.pairs, &P::measure),
        column("pair_level", "1", "level of the VaR that both exceed", t.pairs, &P::level),
        column("pair_value", "1", "the estimate", t.pairs, &P::value),
        column("pair_error", "1", "standard deviation of its sampling error", t.pairs, &P::standard_error),
        column("pair_independent", "1", "what it would be if the two were independent", t.pairs, &P::independent),
    };
    file.write_table("pair_row", pairs);
}

void write_tables(ResultFile& file, ResultTables const& t) {
    file.set_attribute("title", t.title);
    file.set_attribute("currency", t.currency);
    file.set_attribute("program_version", t.program_version);
    file.set_attribute("program_commit", t.program_commit);
    file.set_attribute("scenario_file", t.scenario_file);
    file.set_attribute("scenario_text", t.scenario_text);
    file.set_attribute("scenario_tables", t.scenario_tables);
    file.set_attribute("scenario_sha256", sha256_hex(t.scenario_text + t.scenario_tables + t.settings));
    file.set_attribute("settings", t.settings);
    file.set_attribute("scenario_warnings", t.warnings);
    file.set_attribute("table_hash", t.table_hash);
    file.set_attribute("seed", t.seed);
    file.set_attribute("first_trial", t.first_trial);
    file.set_attribute("trials", t.trials);
    file.set_attribute("trials_asked", t.trials_asked);
    file.set_attribute("years", std::uint64_t{t.years});
    file.set_attribute("draws", t.draws);
    file.set_attribute("draws_asked", t.draws_asked);
    file.set_attribute("trials_per_draw", t.trials_per_draw);
    file.set_attribute("corners", t.corners);
    file.set_attribute("corners_asked", t.corners_asked);
    file.set_attribute("band", t.band);

    using M = MetricRow;
    // The unit of a metric is that of its quantity: money in the scenario's currency, or a pure number.
    const std::vector<TableColumn> metrics{
        column("metric", "", "which figure: aal, sd, var, tvar, oep, aep, expected_loss ...", t.metrics, &M::metric),
        column("party", "", "whose series it is", t.metrics, &M::party),
        column("quantity", "", "which series", t.metrics, &M::quantity),
        column("basis", "", "annual, occurrence or path; contract: exact, from the terms", t.metrics, &M::basis),
        column("parameter", "", "level, return period in years, or parameter of a premium principle", t.metrics,
               &M::parameter),
        column("value", "", "the estimate", t.metrics, &M::value),
        column("standard_error", "", "standard deviation of its sampling error", t.metrics, &M::standard_error),
        column("low", "", "lower end of its 95 % interval", t.metrics, &M::low),
        column("high", "", "upper end of its 95 % interval", t.metrics, &M::high),
        column("tail_count", "1", "observations beyond the level", t.metrics, &M::tail_count),
        column("warning", "", "what weakens the figure", t.metrics, &M::warning),
        column("draws_with_figure", "1", "draws of the uncertain numbers that have the figure", t.metrics, &M::draws),
        column("credible_low", "", "lower end of its credible band over draws", t.metrics, &M::credible_low),
        column("credible_median", "", "its median over draws", t.metrics, &M::credible_median),
        column("credible_high", "", "upper end of its credible band over draws", t.metrics, &M::credible_high),
        column("corrected_low", "", "lower end of the band without the noise of the trials", t.metrics,
               &M::corrected_low),
        column("corrected_high", "", "upper end of the band without the noise of the trials", t.metrics,
               &M::corrected_high),
        column("curve_low", "", "lower end of the band that holds whole curves", t.metrics, &M::curve_low),
        column("curve_high", "", "upper end of the band that holds whole curves", t.metrics, &M::curve_high),
        column("bound_low", "", "least value over numbers known by bounds only", t.metrics, &M::bound_low),
        column("bound_high", "", "greatest value over numbers known by bounds only", t.metrics, &M::bound_high),
    };
    file.write_table("metric_row", metrics);

    using T = TransferRow;
    const std::vector<TableColumn> transfers{
        column("payer", "", "who pays", t.transfers, &T::payer),
        column("payer_kind", "", "what the payer is", t.transfers, &T::payer_kind),
        column("payee", "", "who is paid", t.transfers, &T::payee),
        column("payee_kind", "", "what the payee is", t.transfers, &T::payee_kind),
        column("reason", "", "why", t.transfers, &T::reason),
        column("transfer_treaty", "", "under which treaty; empty for other money", t.transfers, &T::treaty),
        column("mean_transfer", t.currency, "mean amount per year", t.transfers, &T::mean),
        column("mean_transfer_error", t.currency, "its standard error", t.transfers, &T::standard_error),
    };
    file.write_table("transfer_row", transfers);

    using Y = TreatyRow;
    const std::vector<TableColumn> treaties{
        column("treaty_buyer", "", "who buys it", t.treaties, &Y::buyer),
        column("treaty_name", "", "its name", t.treaties, &Y::treaty),
        column("treaty_kind", "", "what kind of treaty", t.treaties, &Y::kind),
        column("placed", "1", "part of 100 % that is placed", t.treaties, &Y::placed),
        column("annual_limit", t.currency, "most that the placed part pays in a year", t.treaties, &Y::annual_limit),
        column("treaty_premium", t.currency, "premium per year for the placed part", t.treaties, &Y::premium),
        column("treaty_commission", t.currency, "commission per year", t.treaties, &Y::commission),
        column("treaty_order", "", "its terms in the order in which they apply", t.treaties, &Y::order),
        column("treaty_note", "", "what a reader must know of it", t.treaties, &Y::note),
    };
    file.write_table("treaty_row", treaties);

    using P = ProvenanceRow;
    const std::vector<TableColumn> provenance{
        column("provenance_path", "", "which number of the scenario", t.provenance, &P::path),
        column("provenance_value", "", "as written", t.provenance, &P::value),
        column("provenance_source", "", "solidity code: P, S, T, D, R, J", t.provenance, &P::source),
        column("provenance_note", "", "where it comes from", t.provenance, &P::note),
    };
    file.write_table("provenance_row", provenance);
    if (!t.uncertain.empty()) write_uncertainty(file, t);
    write_together(file, t);
}

static bool has_table(ResultReader const& reader, std::string_view dim) {
    return std::find(reader.table_dims().begin(), reader.table_dims().end(), dim) != reader.table_dims().end();
}

static void read_uncertainty(ResultReader const& reader, ResultTables& t) {
    const auto uncertain = reader.read_table("uncertain_row");
    using U = UncertainRow;
    fill(uncertain, "uncertain_path", t.uncertain, &U::path);
    fill(uncertain, "uncertain_belief", t.uncertain, &U::belief);
    fill(uncertain, "uncertain_kind", t.uncertain, &U::kind);
    fill(uncertain, "uncertain_mean", t.uncertain, &U::mean);
    fill(uncertain, "uncertain_lowest", t.uncertain, &U::lowest);
    fill(uncertain, "uncertain_highest", t.uncertain, &U::highest);
    fill(uncertain, "uncertain_remark", t.uncertain, &U::remark);
    if (t.draws == 0) return;
    const auto drawn = reader.read_table("drawn_row");
    using D = DrawnRow;
    fill(drawn, "drawn_in", t.drawn, &D::draw);
    fill(drawn, "drawn_path", t.drawn, &D::path);
    fill(drawn, "drawn_value", t.drawn, &D::value);
    const auto figures = reader.read_table("figure_row");
    using F = FigureByDraw;
    fill(figures, "figure_draw", t.figures_by_draw, &F::draw);
    fill(figures, "figure_metric_row", t.figures_by_draw, &F::row);
    fill(figures, "figure_value", t.figures_by_draw, &F::value);
}

/// Files of before have neither table.
static void read_together(ResultReader const& reader, ResultTables& t) {
    if (has_table(reader, "accumulation_row")) {
        const auto accumulation = reader.read_table("accumulation_row");
        using A = AccumulationRow;
        fill(accumulation, "accumulation_source", t.accumulation, &A::source);
        fill(accumulation, "accumulation_asset", t.accumulation, &A::asset);
        fill(accumulation, "accumulation_pool", t.accumulation, &A::pool);
        fill(accumulation, "accumulation_rate", t.accumulation, &A::yearly_rate);
        fill(accumulation, "accumulation_insureds", t.accumulation, &A::insureds);
        fill(accumulation, "accumulation_sum_insured", t.accumulation, &A::sum_insured);
        fill(accumulation, "accumulation_share", t.accumulation, &A::share_of_pool);
        fill(accumulation, "accumulation_relied_on", t.accumulation, &A::relied_on);
        fill(accumulation, "accumulation_limits", t.accumulation, &A::policy_limits);
        fill(accumulation, "accumulation_pml", t.accumulation, &A::pml);
    }
    if (!has_table(reader, "pair_row")) return;
    const auto pairs = reader.read_table("pair_row");
    using P = PairRow;
    fill(pairs, "pair_kind", t.pairs, &P::kind);
    fill(pairs, "pair_quantity", t.pairs, &P::quantity);
    fill(pairs, "pair_first", t.pairs, &P::first);
    fill(pairs, "pair_second", t.pairs, &P::second);
    fill(pairs, "pair_measure", t.pairs, &P::measure);
    fill(pairs, "pair_level", t.pairs, &P::level);
    fill(pairs, "pair_value", t.pairs, &P::value);
    fill(pairs, "pair_error", t.pairs, &P::standard_error);
    fill(pairs, "pair_independent", t.pairs, &P::independent);
}

static ResultTables tables_of(ResultReader const& reader) {
    ResultTables t;
    t.title = reader.text("title");
    t.currency = reader.text("currency");
    t.program_version = reader.text("program_version");
    t.program_commit = reader.text("program_commit");
    t.scenario_file = reader.text("scenario_file");
    t.scenario_text = reader.text("scenario_text");
    t.scenario_tables = reader.text("scenario_tables");
    t.settings = reader.text("settings");
    // Files of before have none.
    if (reader.attributes().contains("scenario_warnings")) t.warnings = reader.text("scenario_warnings");
    t.table_hash = reader.text("table_hash");
    t.seed = reader.whole_number("seed");
    t.first_trial = reader.whole_number("first_trial");
    t.trials = reader.whole_number("trials");
    t.trials_asked = reader.whole_number("trials_asked");
    t.years = static_cast<std::uint32_t>(reader.whole_number("years"));
    t.draws = reader.whole_number("draws");
    t.draws_asked = reader.whole_number("draws_asked");
    t.trials_per_draw = reader.whole_number("trials_per_draw");
    t.corners = reader.whole_number("corners");
    t.corners_asked = reader.whole_number("corners_asked");
    t.band = reader.number("band");

    const auto metrics = reader.read_table("metric_row");
    using M = MetricRow;
    fill(metrics, "metric", t.metrics, &M::metric);
    fill(metrics, "party", t.metrics, &M::party);
    fill(metrics, "quantity", t.metrics, &M::quantity);
    fill(metrics, "basis", t.metrics, &M::basis);
    fill(metrics, "parameter", t.metrics, &M::parameter);
    fill(metrics, "value", t.metrics, &M::value);
    fill(metrics, "standard_error", t.metrics, &M::standard_error);
    fill(metrics, "low", t.metrics, &M::low);
    fill(metrics, "high", t.metrics, &M::high);
    fill(metrics, "tail_count", t.metrics, &M::tail_count);
    fill(metrics, "warning", t.metrics, &M::warning);
    fill(metrics, "draws_with_figure", t.metrics, &M::draws);
    fill(metrics, "credible_low", t.metrics, &M::credible_low);
    fill(metrics, "credible_median", t.metrics, &M::credible_median);
    fill(metrics, "credible_high", t.metrics, &M::credible_high);
    fill(metrics, "corrected_low", t.metrics, &M::corrected_low);
    fill(metrics, "corrected_high", t.metrics, &M::corrected_high);
    fill(metrics, "curve_low", t.metrics, &M::curve_low);
    fill(metrics, "curve_high", t.metrics, &M::curve_high);
    fill(metrics, "bound_low", t.metrics, &M::bound_low);
    fill(metrics, "bound_high", t.metrics, &M::bound_high);
    const auto transfers = reader.read_table("transfer_row");
    using T = TransferRow;
    fill(transfers, "payer", t.transfers, &T::payer);
    fill(transfers, "payer_kind", t.transfers, &T::payer_kind);
    fill(transfers, "payee", t.transfers, &T::payee);
    fill(transfers, "payee_kind", t.transfers, &T::payee_kind);
    fill(transfers, "reason", t.transfers, &T::reason);
    fill(transfers, "transfer_treaty", t.transfers, &T::treaty);
    fill(transfers, "mean_transfer", t.transfers, &T::mean);
    fill(transfers, "mean_transfer_error", t.transfers, &T::standard_error);
    const auto treaties = reader.read_table("treaty_row");
    using Y = TreatyRow;
    fill(treaties, "treaty_buyer", t.treaties, &Y::buyer);
    fill(treaties, "treaty_name", t.treaties, &Y::treaty);
    fill(treaties, "treaty_kind", t.treaties, &Y::kind);
    fill(treaties, "placed", t.treaties, &Y::placed);
    fill(treaties, "annual_limit", t.treaties, &Y::annual_limit);
    fill(treaties, "treaty_premium", t.treaties, &Y::premium);
    fill(treaties, "treaty_commission", t.treaties, &Y::commission);
    fill(treaties, "treaty_order", t.treaties, &Y::order);
    fill(treaties, "treaty_note", t.treaties, &Y::note);
    const auto provenance = reader.read_table("provenance_row");
    using P = ProvenanceRow;
    fill(provenance, "provenance_path", t.provenance, &P::path);
    fill(provenance, "provenance_value", t.provenance, &P::value);
    fill(provenance, "provenance_source", t.provenance, &P::source);
    fill(provenance, "provenance_note", t.provenance, &P::note);
    if (has_table(reader, "uncertain_row")) read_uncertainty(reader, t);
    read_together(reader, t);
    return t;
}

ResultTables read_tables(ResultReader const& reader) {
    try {
        return tables_of(reader);
    } catch (ResultError const& error) {
        throw ResultError(reader.path(), error.problem(), error.hint());
    }
}

}  // namespace riskpool
