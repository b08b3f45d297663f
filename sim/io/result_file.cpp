#include "sim/io/result_file.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include "sim/io/chunked_column.hpp"
#include "sim/io/hdf5.hpp"
#include "sim/io/partial_file.hpp"
#include "sim/io/utf8.hpp"

namespace riskpool {

namespace {

constexpr std::string_view trial_dim = "trial";
constexpr std::string_view year_dim = "year";
constexpr std::string_view draw_name = "draw";

std::vector<std::int64_t> counted(std::uint64_t first, std::uint64_t n) {
    std::vector<std::int64_t> numbers(n);
    std::iota(numbers.begin(), numbers.end(), static_cast<std::int64_t>(first));
    return numbers;
}

std::uint64_t length_of(TableColumn const& column) {
    return std::visit([](auto const& values) { return std::uint64_t{values.size()}; }, column.values);
}

hdf5::Type type_of(TableValues const& values) {
    constexpr hdf5::Type types[] = {hdf5::Type::text, hdf5::Type::float64, hdf5::Type::int64};
    return types[values.index()];
}

/// By the CF conventions a variable measured in "days" is a span of time, and xarray would turn its numbers into
/// time spans; "day" names the same unit and leaves them numbers.
std::string_view without_time_span(std::string_view units) {
    constexpr std::string_view spans[] = {"days", "hours", "minutes", "seconds"};
    const bool span = std::find(std::begin(spans), std::end(spans), units) != std::end(spans);
    return span ? units.substr(0, units.size() - 1) : units;
}

}  // namespace

struct ResultFile::State {
    struct Scale {
        hdf5::Dataset dataset;
        std::vector<hdf5::ScaleUse> uses;
    };

    State(std::filesystem::path path, std::uint64_t most_trials, std::uint32_t n_years, Storage how)
        : partial(std::move(path)),
          file(hdf5::File::create(partial.path(), partial.descriptor())),
          trials(most_trials),
          years(n_years),
          storage(how) {}
    ~State() { file.give_up(); }

    [[nodiscard]] std::string path() const { return partial.final_path().string(); }

    /// What HDF5 says of the partial file is told of the result.
    template <class Work>
    void attempt(Work&& work) {
        if (!usable) throw std::logic_error("a result file was used after it failed or was finished");
        usable = false;
        try {
            try {
                work();
            } catch (ResultError const&) {
                file.require_written();  // a full disk explains all that went wrong after it
                throw;
            }
            file.require_written();
        } catch (ResultError const& error) {
            throw ResultError(path(), error.problem(), error.hint());
        }
        usable = true;
    }

    void claim(std::string const& name);
    void describe(hdf5::Dataset& dataset, std::string_view units, std::string_view long_name);
    void attach(hdf5::Dataset& dataset, std::span<std::string_view const> dims);
    Scale& add_scale(hdf5::Dataset dataset);
    void create_trial_table(std::vector<ColumnSpec> const& specs);
    void append(std::uint64_t n, std::span<std::span<double const> const> values);
    void number_draws(std::uint64_t per_draw);
    void keep_trials(std::uint64_t kept);
    void finish_trial_table();
    template <class Number>
    void write_numbers(hdf5::Dataset& dataset, Number const& number);
    void write_table(std::string const& dim, std::span<TableColumn const> columns);
    hdf5::Dataset write_column(TableColumn const& column);

    PartialFile partial;
    hdf5::File file;
    std::uint64_t trials;
    std::uint32_t years;
    Storage storage;
    bool usable = true;
    std::set<std::string, std::less<>> names;
    std::map<std::string, Scale, std::less<>> scales;
    std::vector<ChunkedColumn> columns;
    std::uint64_t first_trial = 0;
    std::uint64_t appended = 0;
    std::optional<hdf5::Dataset> draw;
    std::uint64_t trials_per_draw = 0;  // 0: the trials are not those of draws
};

void ResultFile::State::claim(std::string const& name) {
    const auto refuse = [&](std::string const& why) {
        throw ResultError(path(), "cannot hold a column named \"" + name + "\": " + why, "rename it");
    };
    const bool control = std::any_of(name.begin(), name.end(), [](char c) { return c > '\0' && c < ' '; });
    if (name.empty() || name == "." || name.find('/') != name.npos || control || !is_plain_utf8(name)) {
        refuse("a name is UTF-8 text without \"/\" and line breaks");
    }
    if (!names.insert(name).second) refuse("there is one of that name already");
}

void ResultFile::State::describe(hdf5::Dataset& dataset, std::string_view units, std::string_view long_name) {
    if (!units.empty()) dataset.write_attribute("units", without_time_span(units));
    if (!long_name.empty()) dataset.write_attribute("long_name", long_name);
}

void ResultFile::State::attach(hdf5::Dataset& dataset, std::span<std::string_view const> dims) {
    std::vector<hdf5::Dataset const*> used;
    std::int32_t dimension = 0;
    for (const std::string_view dim : dims) {
        Scale& scale = scales.find(dim)->second;
        scale.uses.push_back({dataset.address(), dimension++});
        used.push_back(&scale.dataset);
    }
    dataset.write_dimensions(used);
}

ResultFile::State::Scale& ResultFile::State::add_scale(hdf5::Dataset dataset) {
    dataset.mark_as_scale();
    std::string name = dataset.name();
    return scales.emplace(std::move(name), Scale{std::move(dataset), {}}).first->second;
}

void ResultFile::State::create_trial_table(std::vector<ColumnSpec> const& specs) {
    if (specs.empty()) return;
    for (const std::string_view dim : {trial_dim, year_dim}) claim(std::string(dim));
    const std::uint64_t trial_shape[] = {0};  // columns grow with the trials written: see ChunkedColumn::flush()
    Scale& trial =
        add_scale(file.create_chunked(std::string(trial_dim), hdf5::Type::int64, trial_shape, chunk_rows(1, trials)));
    describe(trial.dataset, "1", "number of the simulated path");
    const std::uint64_t year_shape[] = {years};
    Scale& year = add_scale(file.create_dataset(std::string(year_dim), hdf5::Type::int64, year_shape));
    year.dataset.write(counted(1, years));
    describe(year.dataset, "1", "policy year, from 1");

    for (auto const& spec : specs) {
        claim(spec.name);
        const std::uint64_t width = spec.yearly ? years : 1;
        const std::uint64_t shape[] = {0, width};
        const std::uint64_t rows = chunk_rows(width, trials);
        const auto type = storage == Storage::float32 ? hdf5::Type::float32 : hdf5::Type::float64;
        auto dataset = file.create_chunked(spec.name, type, std::span(shape).first(spec.yearly ? 2 : 1), rows);
        describe(dataset, spec.units, spec.long_name);
        const std::string_view dims[] = {trial_dim, year_dim};
        attach(dataset, std::span(dims).first(spec.yearly ? 2 : 1));
        columns.emplace_back(std::move(dataset), path(), width, rows, storage);
    }
}

/// Goes from chunk end to chunk end through all columns, so that the file does not depend on how the trials are handed
/// over.
void ResultFile::State::append(std::uint64_t n, std::span<std::span<double const> const> values) {
    for (std::uint64_t done = 0; done < n;) {
        std::uint64_t piece = n - done;
        for (auto const& column : columns) piece = std::min(piece, column.room());
        for (std::size_t k = 0; k < columns.size(); ++k) {
            const std::uint64_t width = columns[k].width();
            columns[k].append(first_trial + appended, values[k].subspan(done * width, piece * width));
        }
        file.require_written();
        done += piece;
        appended += piece;
    }
}

void ResultFile::State::number_draws(std::uint64_t per_draw) {
    if (columns.empty()) throw std::logic_error("a file without a trial table has no draws of trials");
    claim(std::string(draw_name));
    const std::uint64_t shape[] = {0};
    draw = file.create_chunked(std::string(draw_name), hdf5::Type::int64, shape, chunk_rows(1, trials));
    describe(*draw, "1", "draw of the uncertain numbers to which the trial belongs");
    const std::string_view dims[] = {trial_dim};
    attach(*draw, dims);
    trials_per_draw = per_draw;
}

void ResultFile::State::keep_trials(std::uint64_t kept) {
    if (kept > appended) throw std::logic_error("more trials to keep than were appended");
    for (auto& column : columns) column.finish(kept);
    appended = kept;
}

void ResultFile::State::finish_trial_table() {
    if (columns.empty()) return;
    for (auto& column : columns) column.finish();
    if (draw) {
        write_numbers(*draw, [&](std::uint64_t row) { return row / trials_per_draw; });
        draw.reset();
    }
    write_numbers(scales.find(trial_dim)->second.dataset, [&](std::uint64_t row) { return first_trial + row; });
}

template <class Number>
void ResultFile::State::write_numbers(hdf5::Dataset& dataset, Number const& number) {
    dataset.resize(appended);
    const std::uint64_t rows = chunk_rows(1, trials);
    for (std::uint64_t row = 0; row < appended; row += rows) {
        std::vector<std::int64_t> numbers(rows, 0);
        for (std::uint64_t i = 0; i < std::min(rows, appended - row); ++i) {
            numbers[i] = static_cast<std::int64_t>(number(row + i));
        }
        dataset.write_chunk(row, std::as_bytes(std::span(numbers)));
    }
}

hdf5::Dataset ResultFile::State::write_column(TableColumn const& column) {
    const std::uint64_t shape[] = {length_of(column)};
    auto dataset = file.create_dataset(column.name, type_of(column.values), shape);
    dataset.write(column.values);
    describe(dataset, column.units, column.long_name);
    return dataset;
}

void ResultFile::State::write_table(std::string const& dim, std::span<TableColumn const> table) {
    if (dim == trial_dim) throw std::logic_error("trials are appended, not written as a table");
    if (table.empty()) throw std::logic_error("a table needs a column");
    const std::uint64_t rows = length_of(table.front());
    for (auto const& column : table) {
        if (length_of(column) != rows) throw std::logic_error("the columns of a table differ in length");
    }
    for (auto const& column : table) claim(column.name);

    const auto label =
        std::find_if(table.begin(), table.end(), [&](TableColumn const& column) { return column.name == dim; });
    const auto known = scales.find(dim);
    if (known != scales.end()) {
        if (known->second.dataset.shape()[0] != rows) {
            throw std::logic_error("a second table on a dimension must have as many rows as the first");
        }
    } else if (label != table.end()) {
        add_scale(write_column(*label));
    } else {
        claim(dim);
        auto numbers = write_column({dim, "", "", counted(0, rows)});
        numbers.write_attribute("role", "row number");
        add_scale(std::move(numbers));
    }
    for (auto const& column : table) {
        if (column.name == dim) continue;
        auto dataset = write_column(column);
        const std::string_view dims[] = {dim};
        attach(dataset, dims);
    }
}

ResultFile::ResultFile(std::filesystem::path path, std::uint64_t trials, std::uint32_t years,
                       std::vector<ColumnSpec> trial_columns, Storage storage) {
    if (years == 0) throw std::logic_error("a trial has at least one year");
    if (trials > std::uint64_t{1} << 53) throw std::logic_error("more trials than can be told apart");
    state_ = std::make_unique<State>(std::move(path), trials, years, storage);
    state_->attempt([&] {
        state_->file.write_attribute("file_type", result_file_type);
        state_->file.write_value("format_version", AttributeValue{result_format_version});
        state_->create_trial_table(trial_columns);
    });
}

ResultFile::~ResultFile() = default;
ResultFile::ResultFile(ResultFile&&) noexcept = default;
ResultFile& ResultFile::operator=(ResultFile&&) noexcept = default;

void ResultFile::set_attribute(std::string_view name, std::string_view text) {
    state_->attempt([&] { state_->file.write_attribute(name, text); });
}

void ResultFile::set_number(std::string_view name, AttributeValue const& value) {
    state_->attempt([&] { state_->file.write_value(name, value); });
}

void ResultFile::append_trials(std::uint64_t first_trial, std::uint32_t n,
                               std::span<std::span<double const> const> columns) {
    State& state = *state_;
    if (columns.size() != state.columns.size()) throw std::logic_error("not one span of values for each trial column");
    for (std::size_t k = 0; k < columns.size(); ++k) {
        if (columns[k].size() != n * state.columns[k].width()) {
            throw std::logic_error("a span of values does not hold n whole trials");
        }
    }
    if (state.appended > 0 && first_trial != state.first_trial + state.appended) {
        throw std::logic_error("trials are appended in order, without gaps");
    }
    if (n > state.trials - state.appended) throw std::logic_error("more trials than the result file was made for");
    state.attempt([&] {
        if (state.appended == 0) state.first_trial = first_trial;
        state.append(n, columns);
    });
}

void ResultFile::write_table(std::string_view dim, std::span<TableColumn const> columns) {
    state_->attempt([&] { state_->write_table(std::string(dim), columns); });
}

void ResultFile::number_draws(std::uint64_t trials_per_draw) {
    state_->attempt([&] { state_->number_draws(trials_per_draw); });
}

void ResultFile::keep_trials(std::uint64_t trials) {
    state_->attempt([&] { state_->keep_trials(trials); });
}

void ResultFile::commit() {
    State& state = *state_;
    state.attempt([&] {
        state.finish_trial_table();
        for (auto& [name, scale] : state.scales) scale.dataset.write_uses(scale.uses);
        state.columns.clear();
        state.scales.clear();
        state.file.close();
        state.partial.publish();
    });
    state.usable = false;
}

std::uint64_t ResultFile::trials_appended() const {
    return state_->appended;
}

}  // namespace riskpool
