#include "sim/run/outer_loop.hpp"

#include <fmt/format.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <memory>
#include <stdexcept>
#include <utility>

#include "sim/base/hash.hpp"
#include "sim/run/draw_bands.hpp"
#include "sim/run/draw_plan.hpp"
#include "sim/run/outer_values.hpp"
#include "sim/run/run_parts.hpp"

namespace riskpool {

namespace {

constexpr std::size_t most_groups = 16;  // of draws, for the error of figures of all draws together

std::uint64_t whole_leaves(std::uint64_t trials) {
    return (trials + leaf_trials - 1) / leaf_trials * leaf_trials;
}

/// The state of a run over ranges of draws, one measured figure after another.
class OuterLoop {
public:
    OuterLoop(LoadedScenario const& loaded, RunRequest const& request, std::uint32_t draws, TrialTable* table)
        : loaded_(loaded),
          request_(request),
          scenario_(loaded.scenario),
          seed_(request.seed.value_or(scenario_.seed)),
          values_(loaded, seed_, draws),
          draws_(values_.draws()),
          trials_(whole_leaves(request.trials.value_or(scenario_.trials))),
          first_half_((trials_ / leaf_trials + 1) / 2 * leaf_trials),
          total_(trials_ * draws_),
          means_(scenario_, seed_, false, nullptr, &made_),
          groups_(std::min<std::size_t>(most_groups, draws_)),
          table_(table),
          selection_(means_, scenario_),
          bands_(draws_, groups_, scenario_.uncertainty.band),
          pooled_(open_state(means_, 0, total_)),
          group_(open_state(means_, 0, (draws_ / groups_ + 1) * trials_)) {
        made_.close();
        if (request.first_trial != 0) {
            throw std::invalid_argument(
                "a run with uncertain numbers has no parts: leave the first trial out, or run the means with 0 draws");
        }
    }

    ResultTables run() {
        ResultTables tables = describe_run(loaded_, request_, means_);
        file_ = open_result(scenario_, request_, total_, selection_.columns());
        if (file_ && !selection_.columns().empty()) file_->number_draws(trials_);
        if (table_ != nullptr) open_table(*table_, selection_.columns(), total_, scenario_.years);
        tables.trials_asked = total_;
        tables.draws_asked = draws_;
        tables.trials_per_draw = trials_;
        tables.band = scenario_.uncertainty.band;
        std::uint32_t done = 0;
        Hash64 hash;
        for (; done < draws_ && !request_.settings.stop.stop_requested(); ++done) {
            if (!run_draw(done, hash)) break;
        }
        tables.draws = done;
        tables.trials = done * trials_;
        drop_after(done);
        if (done == 0) return tables;
        close_group();
        tables.table_hash = fmt::format("{:016x}", hash.value());
        pooled_.range.count = tables.trials;
        tables.metrics = measure(means_, pooled_);
        tables.pairs = pooled_.together.rows(means_.together(), tables.trials, scenario_.years, trials_);
        bands_.finish(done, tables);
        if (done == draws_) run_corners(tables);
        enter_values(done, tables);
        if (file_) {
            write_tables(*file_, tables);
            file_->commit();
        }
        return tables;
    }

private:
    /// The plan of a draw. Those of the next ones are compiled beside it, one a thread, as compiling a draw may take
    /// longer than its trials.
    std::unique_ptr<Plan const> take_plan(std::uint64_t draw, Corner const* corner) {
        if (ahead_.empty()) compile_ahead(draw, corner);
        std::unique_ptr<Plan const> plan = std::move(ahead_.front());
        ahead_.erase(ahead_.begin());
        return plan;
    }

    void compile_ahead(std::uint64_t first, Corner const* corner) {
        const auto most = static_cast<std::uint64_t>(threads());
        ahead_.resize(std::min(most, draws_ - first));
        std::vector<std::exception_ptr> faults(ahead_.size());
        in_parallel(ahead_.size(), [&](std::size_t i) {
            const std::string name =
                fmt::format("draw {}{}", first + i, corner == nullptr ? "" : " at a corner of the intervals");
            try {
                ahead_[i] = compile_draw(loaded_, values_.at(first + i, corner), name, values_.alternative(first + i),
                                         {scenario_, means_, made_});
            } catch (...) {
                faults[i] = std::current_exception();
            }
        });
        for (auto const& fault : faults) {  // the first draw that is at fault, however many threads there are
            if (fault) std::rethrow_exception(fault);
        }
    }

    /// False if the run was stopped before the draw was done.
    bool run_draw(std::uint32_t draw, Hash64& hash) {
        const std::unique_ptr<Plan const> compiled = take_plan(draw, nullptr);
        Plan const& plan = *compiled;
        for (std::size_t s = 0; s < plan.scaled().size(); ++s) {
            if (plan.scaled()[s].part != means_.scaled()[s].part) bands_.mark_moving(plan.scaled()[s]);
        }
        RunState first = open_state(plan, 0, total_);
        RunState second = open_state(plan, first_half_, total_);
        TogetherState together(means_.together(), total_ * plan.years());
        std::uint64_t done = 0;
        run_blocks(plan, {0, trials_}, request_.settings, [&](FinishedBlock const& block) {
            collect(plan, block, first, second);
            together.add(plan.together(), block.first_trial * plan.years(), block.columns, block.pairs);
            store(draw, block);
            done += block.trials;
            tell_progress(draw, done);
        });
        if (done < trials_) return false;
        hash.add(plan.table_hash());
        pooled_.together.merge(together, draw * trials_ * plan.years());
        measure_draw(draw, plan, first, second);
        return true;
    }

    void tell_progress(std::uint64_t draws_done, std::uint64_t trials_done) const {
        if (!request_.settings.progress) return;
        request_.settings.progress(draws_done * trials_ + trials_done, total_ * (1 + values_.corners().size()));
    }

    /// All draws at each corner of the intervals: the least and the greatest figure of all.
    void run_corners(ResultTables& tables) {
        tables.corners_asked = values_.corners().size();
        DrawTable figures(values_.corners().size());
        for (auto const& corner : values_.corners()) {
            const std::unique_ptr<Plan const> plan = compile_draw(
                loaded_, values_.at({}, &corner), "a corner of the intervals", {}, {scenario_, means_, made_});
            RunState state = open_state(*plan, 0, total_);
            for (std::uint64_t draw = 0; draw < draws_; ++draw) {
                if (!run_at_corner(draw, corner, state, tables.corners * draws_ + draws_ + draw)) return;
            }
            state.range.count = total_;
            figures.enter(tables.corners++, DrawTable::Part::whole, measure(*plan, state));
        }
        for (auto& row : tables.metrics) {
            for (const double x : figures.find(row, values_.corners().size()).whole) {
                if (std::isnan(x)) continue;
                row.bound_low = std::isnan(row.bound_low) ? std::min(row.value, x) : std::min(row.bound_low, x);
                row.bound_high = std::isnan(row.bound_high) ? std::max(row.value, x) : std::max(row.bound_high, x);
            }
        }
    }

    /// False if the run was stopped before the draw was done.
    bool run_at_corner(std::uint64_t draw, Corner const& corner, RunState& state, std::uint64_t draws_done) {
        const std::unique_ptr<Plan const> compiled = take_plan(draw, &corner);
        Plan const& plan = *compiled;
        std::uint64_t done = 0;
        run_blocks(plan, {0, trials_}, request_.settings, [&](FinishedBlock const& block) {
            for (std::size_t k = 0; k < block.columns.size(); ++k) {
                for (auto const& leaf : block.leaves[k]) state.sums[k].add(leaf);
                if (plan.columns()[k].measured && state.tails[k].keep() > 0) state.tails[k].add(block.columns[k]);
            }
            done += block.trials;
            tell_progress(draws_done, done);
        });
        return done == trials_;
    }

    /// Leaves of the first half go to one state, those of the second to another.
    void collect(Plan const& plan, FinishedBlock const& block, RunState& first, RunState& second) const {
        const std::uint64_t to_first =
            std::clamp(first_half_, block.first_trial, block.first_trial + block.trials) - block.first_trial;
        for (std::size_t k = 0; k < block.columns.size(); ++k) {
            const std::size_t leaves = to_first / leaf_trials;
            for (std::size_t i = 0; i < block.leaves[k].size(); ++i) {
                (i < leaves ? first : second).sums[k].add(block.leaves[k][i]);
            }
            if (!plan.columns()[k].measured || first.tails[k].keep() == 0) continue;
            const std::span<double const> values = block.columns[k];
            const std::size_t split = to_first * (values.size() / block.trials);
            first.tails[k].add(values.first(split));
            second.tails[k].add(values.subspan(split));
        }
    }

    void store(std::uint32_t draw, FinishedBlock const& block) {
        if ((!file_ && table_ == nullptr) || selection_.columns().empty()) return;
        const auto values = selection_.select(block.columns);
        if (file_) file_->append_trials(draw * trials_ + block.first_trial, block.trials, values);
        if (table_ == nullptr) return;
        for (std::size_t k = 0; k < values.size(); ++k) {
            table_->values[k].insert(table_->values[k].end(), values[k].begin(), values[k].end());
        }
    }

    /// What was stored of a draw that was not done is dropped.
    void drop_after(std::uint32_t draws) {
        if (file_ && !selection_.columns().empty()) file_->keep_trials(draws * trials_);
        if (table_ == nullptr) return;
        for (std::size_t k = 0; k < table_->values.size(); ++k) {
            table_->values[k].resize(draws * trials_ * (table_->columns[k].spec.yearly ? scenario_.years : 1));
        }
    }

    /// Measures the draw and each half of its trials, and hands sums and tails on to the group and to all draws.
    void measure_draw(std::uint32_t draw, Plan const& plan, RunState& first, RunState& second) {
        const std::size_t group = draw * groups_ / draws_;
        if (group != open_group_) close_group();
        open_group_ = group;
        group_is_empty_ = false;
        const std::size_t columns = plan.columns().size();
        std::vector<SeriesSums> whole(first.sums);
        std::vector<std::vector<MetricRow>> rows(columns), first_rows(columns), second_rows(columns);
        const auto work = [&](std::size_t k) {
            whole[k].merge(second.sums[k]);
            pooled_.sums[k].merge(whole[k]);
            group_.sums[k].merge(whole[k]);
            if (!plan.columns()[k].measured) return;
            const std::vector<double> a = first.tails[k].take_descending();
            const std::vector<double> b = second.tails[k].take_descending();
            std::vector<double> tail(a.size() + b.size());
            std::merge(a.begin(), a.end(), b.begin(), b.end(), tail.begin(), std::greater<>());
            rows[k] = measure_column(plan, k, whole[k], tail);
            first_rows[k] = measure_column(plan, k, first.sums[k], a);
            if (has_second_half()) second_rows[k] = measure_column(plan, k, second.sums[k], b);
            pooled_.tails[k].add(tail);
            group_.tails[k].add(tail);
        };
        in_parallel(columns, work);
        using Part = DrawTable::Part;
        bands_.enter_draw(draw, Part::whole, join_metrics(plan, whole, rows));
        if (has_second_half()) {
            bands_.enter_draw(draw, Part::first_half, join_metrics(plan, first.sums, first_rows));
            bands_.enter_draw(draw, Part::second_half, join_metrics(plan, second.sums, second_rows));
        }
        bands_.enter_transfers(draw, mean_transfers(plan, whole));
        for (std::size_t k = 0; k < columns; ++k) {
            if (has_second_half() && is_split(plan, k)) {
                bands_.enter_split(draw, plan.columns()[k], whole[k], first.sums[k], second.sums[k]);
            }
        }
    }

    [[nodiscard]] bool has_second_half() const { return first_half_ < trials_; }

    /// The losses of a year of a pool, of which it is told how much of their variance is ignorance.
    [[nodiscard]] bool is_split(Plan const& plan, std::size_t k) const {
        ColumnDescription const& column = plan.columns()[k];
        return column.basis == Basis::annual && (column.quantity == "gross_loss" || column.quantity == "net_loss") &&
               std::any_of(scenario_.pools.begin(), scenario_.pools.end(),
                           [&](Pool const& pool) { return pool.name == column.party; });
    }

    void close_group() {
        if (group_is_empty_) return;
        std::vector<std::vector<MetricRow>> rows(means_.columns().size());
        in_parallel(rows.size(), [&](std::size_t k) {
            if (!means_.columns()[k].measured) return;
            rows[k] = measure_column(means_, k, group_.sums[k], group_.tails[k].take_descending());
        });
        bands_.enter_group(open_group_, join_metrics(means_, group_.sums, rows));
        for (auto& sums : group_.sums) sums = SeriesSums();
        group_is_empty_ = true;
    }

    [[nodiscard]] int threads() const {
        const int asked = request_.settings.threads;
        return asked > 0 ? asked : tbb::info::default_concurrency();
    }
    template <class Work>
    void in_parallel(std::size_t n, Work const& work) const {
        const int threads = this->threads();
        tbb::global_control limit(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
        tbb::task_arena arena(threads);
        arena.execute([&] { tbb::parallel_for(std::size_t{0}, n, work); });
    }

    void enter_values(std::uint32_t draws, ResultTables& tables) const {
        for (std::uint32_t draw = 0; draw < draws; ++draw) {
            for (auto const& [path, value] : values_.at(draw, nullptr)) tables.drawn.push_back({draw, path, value});
            if (const auto which = values_.alternative(draw)) {
                tables.drawn.push_back({draw, "alternatives", static_cast<double>(*which)});
            }
        }
    }

    LoadedScenario const& loaded_;
    RunRequest const& request_;
    Scenario const& scenario_;
    std::uint64_t seed_;
    OuterValues values_;
    std::uint64_t draws_;
    std::uint64_t trials_;      // of each draw
    std::uint64_t first_half_;  // of them; all of them if there is but one leaf
    std::uint64_t total_;
    MadeParts made_;
    Plan means_;  // of the scenario with the means of the uncertain numbers
    std::size_t groups_;
    TrialTable* table_;
    std::optional<ResultFile> file_;
    TrialSelection selection_;
    std::vector<std::unique_ptr<Plan const>> ahead_;  // of the next draws
    DrawBands bands_;
    RunState pooled_, group_;
    std::size_t open_group_ = 0;
    bool group_is_empty_ = true;
};

}  // namespace

ResultTables run_outer_loop(LoadedScenario const& loaded, RunRequest const& request, std::uint32_t draws,
                            TrialTable* table) {
    return OuterLoop(loaded, request, draws, table).run();
}

}  // namespace riskpool
