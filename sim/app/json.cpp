#include "sim/app/json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace riskpool {

namespace {

using Json = nlohmann::ordered_json;

Json number(double x) {
    return std::isfinite(x) ? Json(x) : Json(nullptr);
}

}  // namespace

std::string to_json(ResultTables const& t) {
    Json metrics = Json::array();
    for (auto const& row : t.metrics) {
        metrics.push_back({{"metric", row.metric},
                           {"party", row.party},
                           {"quantity", row.quantity},
                           {"basis", row.basis},
                           {"parameter", number(row.parameter)},
                           {"value", number(row.value)},
                           {"standard_error", number(row.standard_error)},
                           {"low", number(row.low)},
                           {"high", number(row.high)},
                           {"tail_count", row.tail_count},
                           {"warning", row.warning}});
        if (t.draws == 0) continue;
        Json& last = metrics.back();
        last["draws"] = row.draws;
        last["credible_low"] = number(row.credible_low);
        last["credible_median"] = number(row.credible_median);
        last["credible_high"] = number(row.credible_high);
        last["corrected_low"] = number(row.corrected_low);
        last["corrected_high"] = number(row.corrected_high);
        last["curve_low"] = number(row.curve_low);
        last["curve_high"] = number(row.curve_high);
        last["bound_low"] = number(row.bound_low);
        last["bound_high"] = number(row.bound_high);
    }
    Json transfers = Json::array();
    for (auto const& row : t.transfers) {
        transfers.push_back({{"payer", row.payer},
                             {"payer_kind", row.payer_kind},
                             {"payee", row.payee},
                             {"payee_kind", row.payee_kind},
                             {"reason", row.reason},
                             {"treaty", row.treaty},
                             {"mean", number(row.mean)},
                             {"standard_error", number(row.standard_error)}});
    }
    Json treaties = Json::array();
    for (auto const& row : t.treaties) {
        treaties.push_back({{"buyer", row.buyer},
                            {"treaty", row.treaty},
                            {"kind", row.kind},
                            {"placed", row.placed},
                            {"annual_limit", number(row.annual_limit)},
                            {"premium", number(row.premium)},
                            {"commission", number(row.commission)},
                            {"order", row.order},
                            {"note", row.note}});
    }
    Json uncertain = Json::array();
    for (auto const& row : t.uncertain) {
        uncertain.push_back({{"path", row.path},
                             {"belief", row.belief},
                             {"kind", row.kind},
                             {"mean", number(row.mean)},
                             {"lowest", number(row.lowest)},
                             {"highest", number(row.highest)},
                             {"remark", row.remark}});
    }
    Json accumulation = Json::array();
    for (auto const& row : t.accumulation) {
        accumulation.push_back({{"source", row.source},
                                {"asset", row.asset},
                                {"pool", row.pool},
                                {"yearly_rate", number(row.yearly_rate)},
                                {"insureds", row.insureds},
                                {"sum_insured", number(row.sum_insured)},
                                {"share_of_pool", number(row.share_of_pool)},
                                {"relied_on", number(row.relied_on)},
                                {"policy_limits", number(row.policy_limits)},
                                {"pml", number(row.pml)}});
    }
    Json pairs = Json::array();
    for (auto const& row : t.pairs) {
        pairs.push_back({{"kind", row.kind},
                         {"quantity", row.quantity},
                         {"first", row.first},
                         {"second", row.second},
                         {"measure", row.measure},
                         {"level", number(row.level)},
                         {"value", number(row.value)},
                         {"standard_error", number(row.standard_error)},
                         {"independent", number(row.independent)}});
    }
    const Json root{{"title", t.title},
                    {"currency", t.currency},
                    {"program_version", t.program_version},
                    {"seed", t.seed},
                    {"first_trial", t.first_trial},
                    {"trials", t.trials},
                    {"trials_asked", t.trials_asked},
                    {"years", t.years},
                    {"draws", t.draws},
                    {"draws_asked", t.draws_asked},
                    {"trials_per_draw", t.trials_per_draw},
                    {"corners", t.corners},
                    {"corners_asked", t.corners_asked},
                    {"band", t.band},
                    {"table_hash", t.table_hash},
                    {"warnings", t.warnings},
                    {"metrics", metrics},
                    {"transfers", transfers},
                    {"treaties", treaties},
                    {"uncertain", uncertain},
                    {"accumulation", accumulation},
                    {"pairs", pairs}};
    return root.dump(2) + '\n';
}

std::string to_json(std::vector<Diagnostic> const& diagnostics) {
    Json list = Json::array();
    for (auto const& d : diagnostics) {
        list.push_back({{"level", d.level == Level::error ? "error" : "warning"},
                        {"file", d.file},
                        {"line", d.line},
                        {"column", d.column},
                        {"path", d.path},
                        {"problem", d.problem},
                        {"hint", d.hint}});
    }
    return list.dump(2) + '\n';
}

}  // namespace riskpool
