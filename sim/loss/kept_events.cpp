#include "sim/loss/kept_events.hpp"

#include <cstddef>

namespace riskpool {

namespace {

/// Adds a column to one that may have been left out so far, or that is left out now: both then hold `missing`.
template <class T>
void append_column(std::vector<T>& kept, std::size_t before, std::vector<T> const& more, std::size_t n, T missing) {
    if (kept.empty() && more.empty()) return;
    kept.resize(before, missing);
    kept.insert(kept.end(), more.begin(), more.end());
    kept.resize(before + n, missing);
}

template <class T>
void copy_column(std::vector<T> const& kept, std::uint64_t begin, std::uint64_t end, std::vector<T>& column) {
    if (kept.empty()) return;
    column.assign(kept.begin() + static_cast<std::ptrdiff_t>(begin), kept.begin() + static_cast<std::ptrdiff_t>(end));
}

class KeptSampler final : public Source {
public:
    KeptSampler(std::shared_ptr<KeptEvents const> kept, std::size_t position)
        : kept_(std::move(kept)), source_(kept_->sources[position]) {}

    void sample(SampleRequest const& request, SourceScratch& /*unused*/, EventColumns& events) const override {
        source_.copy(request.cells, request.times_wanted, events);
    }
    [[nodiscard]] bool aggregate() const override { return source_.aggregate(); }
    [[nodiscard]] bool kept() const override { return true; }
    [[nodiscard]] std::span<double const> development() const override { return source_.development(); }
    [[nodiscard]] std::uint64_t table_hash() const override { return source_.table_hash(); }

private:
    std::shared_ptr<KeptEvents const> kept_;
    KeptSource const& source_;
};

}  // namespace

void KeptSource::append(EventColumns const& more) {
    const std::size_t events = events_.events(), rows = events_.rows();
    const std::size_t new_events = more.events(), new_rows = more.rows();
    std::size_t event = 0, row = 0;
    for (const std::uint32_t count : more.count) {
        for (std::uint32_t e = 0; e < count; ++e, ++event) row += more.row_count.empty() ? 1 : more.row_count[event];
        event_begin_.push_back(events + event);
        row_begin_.push_back(rows + row);
    }
    events_.count.insert(events_.count.end(), more.count.begin(), more.count.end());
    append_column(events_.row_count, events, more.row_count, new_events, std::uint32_t{1});
    append_column(events_.time, events, more.time, new_events, 0.0F);
    append_column(events_.index, events, more.index, new_events, 0.0);
    append_column(events_.delay, events, more.delay, new_events, 0.0F);
    append_column(events_.insured, rows, more.insured, new_rows, more.sole_insured);
    append_column(events_.stock, rows, more.stock, new_rows, 0.0);
    append_column(events_.restart_days, rows, more.restart_days, new_rows, 0.0);
    append_column(events_.ramp_days, rows, more.ramp_days, new_rows, 0.0);
    append_column(events_.output_lost, rows, more.output_lost, new_rows, 1.0);
    events_.damage.insert(events_.damage.end(), more.damage.begin(), more.damage.end());
    events_.sole_insured = more.sole_insured;
}

void KeptSource::copy(CellRange const& cells, bool times_wanted, EventColumns& events) const {
    const std::uint64_t first = (cells.first_trial - first_trial_) * cells.years, last = first + cells.size();
    const std::uint64_t event = event_begin_[first], event_end = event_begin_[last];
    const std::uint64_t row = row_begin_[first], row_end = row_begin_[last];
    copy_column(events_.count, first, last, events.count);
    copy_column(events_.row_count, event, event_end, events.row_count);
    if (times_wanted) copy_column(events_.time, event, event_end, events.time);
    copy_column(events_.index, event, event_end, events.index);
    copy_column(events_.delay, event, event_end, events.delay);
    copy_column(events_.insured, row, row_end, events.insured);
    copy_column(events_.damage, row, row_end, events.damage);
    copy_column(events_.stock, row, row_end, events.stock);
    copy_column(events_.restart_days, row, row_end, events.restart_days);
    copy_column(events_.ramp_days, row, row_end, events.ramp_days);
    copy_column(events_.output_lost, row, row_end, events.output_lost);
    events.sole_insured = events_.sole_insured;
}

std::unique_ptr<Source> KeptSourceModel::compile(Insureds const& /*unused*/) const {
    return std::make_unique<KeptSampler>(kept, position);
}

}  // namespace riskpool
