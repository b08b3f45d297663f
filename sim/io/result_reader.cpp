#include "sim/io/result_reader.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "sim/io/hdf5.hpp"

namespace riskpool {

struct ResultReader::State {
    explicit State(std::filesystem::path const& path) : name(path.string()), file(hdf5::File::open(path)) {
        read_attributes();
        require_ours();
        read_catalogue();
    }

    void read_attributes();
    void require_ours() const;
    void read_catalogue();
    void read_trial_dim();
    [[noreturn]] void damaged(std::string const& problem) const {
        throw ResultError(name, problem, "the file may be damaged or made by another program");
    }

    std::string name;
    hdf5::File file;
    std::map<std::string, AttributeValue, std::less<>> attributes;
    std::uint64_t trials = 0;
    std::uint64_t first_trial = 0;
    std::uint32_t years = 0;
    std::vector<ColumnSpec> trial_columns;
    std::vector<std::string> table_dims;
    std::map<std::string, std::vector<std::string>, std::less<>> table_columns;  // by dimension
};

void ResultReader::State::read_attributes() {
    for (auto const& attribute : file.attribute_names()) {
        if (auto value = file.read_attribute(attribute)) attributes.emplace(attribute, std::move(*value));
    }
}

void ResultReader::State::require_ours() const {
    const auto type = attributes.find("file_type");
    auto const* text = type == attributes.end() ? nullptr : std::get_if<std::string>(&type->second);
    if (text == nullptr || *text != result_file_type) {
        throw ResultError(name, "is HDF5 but no result file of riskpool: its file_type is not \"riskpool result\"",
                          "result files are written by `riskpool run -o`");
    }
    const auto found = attributes.find("format_version");
    auto const* version = found == attributes.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
    if (version == nullptr) damaged("has no whole number as format_version");
    if (*version != result_format_version) {
        throw ResultError(
            name,
            "has format version " + std::to_string(*version) + ", and this program reads version " +
                std::to_string(result_format_version),
            *version > result_format_version ? "use a newer riskpool" : "repeat the run with this riskpool");
    }
}

/// Sorts the datasets by the scales of their dimensions: (trial) and (trial, year) make the trial table, one other
/// dimension makes a table of rows. Datasets that follow neither pattern are somebody else's and left alone.
void ResultReader::State::read_catalogue() {
    std::map<std::uint64_t, std::string> scale_names;
    std::vector<hdf5::Dataset> datasets;
    for (auto const& dataset : file.dataset_names()) {
        datasets.push_back(file.open_dataset(dataset));
        if (datasets.back().is_scale()) scale_names.emplace(datasets.back().address(), dataset);
    }
    read_trial_dim();
    const auto add = [&](std::string const& dim, std::string const& column) {
        auto& columns = table_columns[dim];
        if (std::find(table_dims.begin(), table_dims.end(), dim) == table_dims.end()) table_dims.push_back(dim);
        columns.push_back(column);
    };
    for (auto const& dataset : datasets) {
        if (dataset.is_scale()) {
            if (dataset.shape().size() != 1) damaged("has a scale " + dataset.name() + " that is no list");
            const bool own_rows = dataset.name() == "trial" || dataset.name() == "year";
            if (!own_rows && dataset.read_text("role") != "row number") add(dataset.name(), dataset.name());
            continue;
        }
        std::vector<std::string> dims;
        for (const std::uint64_t address : dataset.read_dimensions()) {
            const auto scale = scale_names.find(address);
            dims.push_back(scale == scale_names.end() ? std::string() : scale->second);
        }
        const bool flat = dims == std::vector<std::string>{"trial"};
        const bool yearly = dims == std::vector<std::string>{"trial", "year"};
        if (flat || yearly) {
            const std::vector<std::uint64_t> shape =
                flat ? std::vector<std::uint64_t>{trials} : std::vector<std::uint64_t>{trials, years};
            if (dataset.shape() != shape) damaged("has a column " + dataset.name() + " of another length than trial");
            trial_columns.push_back(
                {dataset.name(), dataset.read_text("units"), dataset.read_text("long_name"), yearly});
        } else if (dims.size() == 1 && !dims[0].empty()) {
            add(dims[0], dataset.name());
        }
    }
}

void ResultReader::State::read_trial_dim() {
    const auto names = file.dataset_names();
    if (std::find(names.begin(), names.end(), "trial") == names.end()) return;
    const auto length = [&](std::string const& dim) {
        const auto dataset = file.open_dataset(dim);
        if (dataset.shape().size() != 1) damaged("has a dataset " + dim + " that is no list of numbers");
        return dataset.shape()[0];
    };
    trials = length("trial");
    const std::uint64_t n_years = length("year");
    if (n_years > std::numeric_limits<std::uint32_t>::max()) damaged("has more years than can be");
    years = static_cast<std::uint32_t>(n_years);
    if (trials > 0) first_trial = static_cast<std::uint64_t>(file.open_dataset("trial").read_integers(0, 1)[0]);
}

ResultReader::ResultReader(std::filesystem::path const& path) : state_(std::make_unique<State>(path)) {}
ResultReader::~ResultReader() = default;
ResultReader::ResultReader(ResultReader&&) noexcept = default;
ResultReader& ResultReader::operator=(ResultReader&&) noexcept = default;

std::string const& ResultReader::path() const {
    return state_->name;
}

std::map<std::string, AttributeValue, std::less<>> const& ResultReader::attributes() const {
    return state_->attributes;
}

std::string const& ResultReader::text(std::string_view name) const {
    const auto found = state_->attributes.find(name);
    auto const* value = found == state_->attributes.end() ? nullptr : std::get_if<std::string>(&found->second);
    if (value == nullptr) state_->damaged("has no text as attribute " + std::string(name));
    return *value;
}

double ResultReader::number(std::string_view name) const {
    const auto found = state_->attributes.find(name);
    if (found == state_->attributes.end() || std::holds_alternative<std::string>(found->second)) {
        state_->damaged("has no number as attribute " + std::string(name));
    }
    return std::visit(
        []<class Value>(Value const& value) {
            if constexpr (std::is_arithmetic_v<Value>) return static_cast<double>(value);
            return 0.0;
        },
        found->second);
}

std::uint64_t ResultReader::whole_number(std::string_view name) const {
    const auto found = state_->attributes.find(name);
    if (found != state_->attributes.end()) {
        if (auto const* value = std::get_if<std::uint64_t>(&found->second)) return *value;
        auto const* value = std::get_if<std::int64_t>(&found->second);
        if (value != nullptr && *value >= 0) return static_cast<std::uint64_t>(*value);
    }
    state_->damaged("has no whole number as attribute " + std::string(name));
}

std::uint64_t ResultReader::trials() const {
    return state_->trials;
}
std::uint64_t ResultReader::first_trial() const {
    return state_->first_trial;
}
std::uint32_t ResultReader::years() const {
    return state_->years;
}
std::vector<ColumnSpec> const& ResultReader::trial_columns() const {
    return state_->trial_columns;
}

std::vector<double> ResultReader::read_column(std::string_view name, std::uint64_t first, std::uint64_t n) const {
    auto const& columns = state_->trial_columns;
    const bool known = std::any_of(columns.begin(), columns.end(), [&](auto const& c) { return c.name == name; });
    if (!known) state_->damaged("has no trial column \"" + std::string(name) + "\"");
    return state_->file.open_dataset(std::string(name)).read_doubles(first, n);
}

std::vector<std::string> const& ResultReader::table_dims() const {
    return state_->table_dims;
}

std::vector<TableColumn> ResultReader::read_table(std::string_view dim) const {
    const auto found = state_->table_columns.find(dim);
    if (found == state_->table_columns.end()) state_->damaged("has no table \"" + std::string(dim) + "\"");
    std::vector<TableColumn> table;
    for (auto const& name : found->second) {
        const auto dataset = state_->file.open_dataset(name);
        const std::uint64_t rows = dataset.shape()[0];
        TableColumn column{name, dataset.read_text("units"), dataset.read_text("long_name"), {}};
        switch (dataset.type()) {
            case hdf5::Type::text: column.values = dataset.read_texts(0, rows); break;
            case hdf5::Type::int64: column.values = dataset.read_integers(0, rows); break;
            case hdf5::Type::float32:
            case hdf5::Type::float64: column.values = dataset.read_doubles(0, rows); break;
            case hdf5::Type::other: state_->damaged("has a column " + name + " that is neither text nor numbers");
        }
        table.push_back(std::move(column));
    }
    return table;
}

}  // namespace riskpool
