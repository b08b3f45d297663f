#include "sim/metric/tail.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <utility>

namespace riskpool {

namespace {

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();
constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

// An unsigned number in the order of the doubles: all bits turned for negative ones, the sign bit for the others.
std::uint64_t key_of(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    return (bits & sign_bit) != 0 ? ~bits : bits | sign_bit;
}

double value_of(std::uint64_t key) {
    return std::bit_cast<double>((key & sign_bit) != 0 ? key & ~sign_bit : ~key);
}

/// Values held before they are cut back: a few times what is kept, so that a short tail stays in the cache.
std::size_t choose_capacity(std::uint64_t keep, std::size_t budget) {
    if (keep > budget / 2) return budget;
    return std::min<std::size_t>(budget, std::max<std::size_t>(1024, 4 * static_cast<std::size_t>(keep)));
}

}  // namespace

void Tail::Histogram::add(double x, std::uint64_t count) {
    const std::uint64_t bucket = key_of(x) >> 48;
    std::unique_ptr<Page>& page = pages_[bucket >> 8];
    if (!page) page = std::make_unique<Page>();
    (*page)[bucket & 0xffU] += count;
}

double Tail::Histogram::floor_of(std::uint64_t keep) const {
    std::uint64_t above = 0;
    for (std::size_t i = pages_.size(); i-- > 0;) {
        if (!pages_[i]) continue;
        for (std::size_t j = 256; j-- > 0;) {
            above += (*pages_[i])[j];
            if (above >= keep) return value_of(static_cast<std::uint64_t>(i << 8 | j) << 48);
        }
    }
    return minus_infinity;
}

Tail::Tail(std::uint64_t keep, std::filesystem::path spill_folder, std::size_t budget_bytes)
    : keep_(keep),
      capacity_(choose_capacity(keep, std::max<std::size_t>(budget_bytes / sizeof(double), 64))),
      folder_(std::move(spill_folder)),
      floor_(minus_infinity),
      spill_(folder_) {}

void Tail::add(std::span<double const> values) {
    if (keep_ == 0) return;
    for (double const x : values) {
        if (!(x >= floor_)) continue;
        if (x == 0) {
            ++zeros_;
            continue;
        }
        if (buffer_.size() == capacity_) {
            make_room();
            if (!(x >= floor_)) continue;
        }
        buffer_.push_back(x);
    }
}

void Tail::make_room() {
    if (keep_ <= capacity_ / 2) {
        cut_back(buffer_);
        floor_ = std::max(floor_, *std::ranges::min_element(buffer_));
        return;
    }
    for (double const x : buffer_) histogram_.add(x);
    histogram_.add(0, zeros_ - zeros_in_histogram_);
    zeros_in_histogram_ = zeros_;
    floor_ = histogram_.floor_of(keep_);
    std::erase_if(buffer_, [&](double x) { return x < floor_; });
    spill_.append(buffer_);
    buffer_.clear();
}

// Leaves the `keep` largest, in any order.
void Tail::cut_back(std::vector<double>& values) {
    if (values.size() <= keep_) return;
    const auto end = values.begin() + static_cast<std::ptrdiff_t>(keep_);
    std::ranges::nth_element(values, end - 1, std::greater<>());
    values.erase(end, values.end());
}

void Tail::merge(Tail const& other) {
    if (other.keep_ < keep_) throw std::invalid_argument("a tail cannot be extended by one that keeps fewer values");
    if (keep_ > 0 && floor_ <= 0) zeros_ += other.zeros_;
    add(other.buffer_);
    std::vector<double> chunk(capacity_);
    for (std::uint64_t first = 0; first < other.spill_.size();) {
        const std::size_t got = other.spill_.read(first, chunk);
        add(std::span(chunk).first(got));
        first += got;
    }
}

std::vector<double> Tail::take_descending() {
    std::vector<double> values = std::exchange(buffer_, {});
    std::vector<double> chunk(spill_.size() == 0 ? 0 : capacity_);
    for (std::uint64_t first = 0; first < spill_.size();) {
        const std::size_t got = spill_.read(first, chunk);
        std::copy_if(chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(got), std::back_inserter(values),
                     [&](double x) { return x >= floor_; });
        first += got;
        if (values.size() / 2 > keep_) cut_back(values);
    }
    cut_back(values);
    std::ranges::sort(values, std::greater<>());
    // Put the counted zeros in their place, before the negative values.
    const auto at = std::ranges::find_if(values, [](double x) { return x < 0; });
    const auto room = keep_ - static_cast<std::uint64_t>(at - values.begin());
    values.insert(at, static_cast<std::size_t>(std::min(zeros_, room)), 0.0);
    if (values.size() > keep_) values.resize(static_cast<std::size_t>(keep_));
    *this = Tail(keep_, folder_, capacity_ * sizeof(double));
    return values;
}

}  // namespace riskpool
