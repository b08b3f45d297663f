#include "sim/io/chunked_column.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <sstream>
#include <utility>

#include "sim/io/result_error.hpp"

namespace riskpool {

static_assert(std::endian::native == std::endian::little, "chunks are written as they lie in memory");

namespace {

/// True if every value is finite and within the range of Real; NaN fails the comparison.
template <class Real>
bool all_fit(std::span<double const> values) {
    constexpr double most = std::numeric_limits<Real>::max();
    bool fit = true;
    for (const double value : values) fit &= std::abs(value) <= most;
    return fit;
}

}  // namespace

std::uint64_t chunk_rows(std::uint64_t width, std::uint64_t trials) {
    const std::uint64_t rows = std::max<std::uint64_t>(values_per_chunk / std::max<std::uint64_t>(width, 1), 1);
    return std::min(rows, std::max<std::uint64_t>(trials, 1));
}

ChunkedColumn::ChunkedColumn(hdf5::Dataset dataset, std::string file, std::uint64_t width, std::uint64_t rows_per_chunk,
                             Storage storage)
    : dataset_(std::move(dataset)), file_(std::move(file)), width_(width), rows_per_chunk_(rows_per_chunk) {
    if (storage == Storage::float32) {
        chunk_ = std::vector<float>(width * rows_per_chunk);
    } else {
        chunk_ = std::vector<double>(width * rows_per_chunk);
    }
}

void ChunkedColumn::append(std::uint64_t first_trial, std::span<double const> values) {
    std::visit(
        [&]<class Real>(std::vector<Real>& chunk) {
            if (!all_fit<Real>(values)) {
                constexpr double most = std::numeric_limits<Real>::max();
                const auto bad = std::find_if(values.begin(), values.end(),
                                              [&](double value) { return !(std::abs(value) <= most); });
                refuse(first_trial, static_cast<std::size_t>(bad - values.begin()), *bad);
            }
            for (std::size_t done = 0; done < values.size();) {
                const std::size_t n = std::min(chunk.size() - filled_, values.size() - done);
                Real* into = chunk.data() + filled_;
                double const* from = values.data() + done;
                for (std::size_t i = 0; i < n; ++i) into[i] = static_cast<Real>(from[i]);
                filled_ += n;
                done += n;
                if (filled_ == chunk.size()) flush();
            }
        },
        chunk_);
}

// A dataset as long as the trials asked for would have to be trimmed when a run is stopped, and HDF5 then looks for
// every chunk that is not there: seconds for a billion trials, minutes for more.
void ChunkedColumn::flush() {
    dataset_.resize(chunk_begin_ + filled_ / width_);
    std::visit([&](auto const& chunk) { dataset_.write_chunk(chunk_begin_, std::as_bytes(std::span(chunk))); }, chunk_);
    chunk_begin_ += rows_per_chunk_;
    filled_ = 0;
}

void ChunkedColumn::finish() {
    if (filled_ == 0) return;
    // The rest of the chunk is stored but never read; zeros tell nobody what lay in memory before.
    std::visit([&](auto& chunk) { std::fill(chunk.begin() + static_cast<std::ptrdiff_t>(filled_), chunk.end(), 0); },
               chunk_);
    flush();
}

void ChunkedColumn::finish(std::uint64_t rows) {
    finish();
    if (dataset_.shape()[0] > rows) dataset_.resize(rows);
}

void ChunkedColumn::refuse(std::uint64_t first_trial, std::size_t index, double value) const {
    std::ostringstream problem;
    problem << "cannot store " << value << " in the column " << dataset_.name() << " (trial "
            << first_trial + index / width_;
    if (dataset_.shape().size() > 1) problem << ", year " << index % width_ + 1;
    problem << "): " << (std::isfinite(value) ? "it is beyond the range of float32" : "it is not a finite number");
    throw ResultError(file_, problem.str(),
                      std::isfinite(value) ? "store the trial table as float64" : "this is a fault of the model");
}

}  // namespace riskpool
