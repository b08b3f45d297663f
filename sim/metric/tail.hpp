// The largest values of a series, exactly, in bounded memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "sim/metric/spill_file.hpp"

namespace riskpool {

/// Keeps exactly the `keep` largest of all values added: a multiset, so neither order nor splitting shows.
/// Values are finite (a NaN is ignored); -0 counts as 0, and zeros, the commonest value of a loss, are only counted.
///
/// A tail of at most half the budget is held in memory and cut back to `keep` whenever the buffer is full. A longer one
/// goes to a temporary file; a histogram over the 16 leading bits of an order-preserving key (sign, exponent and four
/// bits of the fraction) tells above which value `keep` others lie already, and what is below is dropped.
class Tail {
public:
    explicit Tail(std::uint64_t keep, std::filesystem::path spill_folder = std::filesystem::temp_directory_path(),
                  std::size_t budget_bytes = std::size_t{1} << 20);

    /// Throws std::runtime_error with path and reason if the temporary file cannot be written.
    void add(std::span<double const> values);

    /// Adds what `other` keeps. Throws std::invalid_argument if `other` keeps fewer than this, for then values that
    /// belong here may be missing.
    void merge(Tail const& other);

    /// The kept values, largest first, min(keep, number added) of them. The tail is empty afterwards.
    [[nodiscard]] std::vector<double> take_descending();

    [[nodiscard]] std::uint64_t keep() const { return keep_; }
    /// Values in the temporary file, 0 if all are in memory.
    [[nodiscard]] std::uint64_t spilled() const { return spill_.size(); }

private:
    /// Counts by the 16 leading bits of the key, in pages that are made when first touched.
    class Histogram {
    public:
        void add(double x, std::uint64_t count = 1);
        /// The least double of the highest bucket such that at least `keep` (> 0) values lie in it or above; -infinity
        /// if there are not so many.
        [[nodiscard]] double floor_of(std::uint64_t keep) const;

    private:
        using Page = std::array<std::uint64_t, 256>;
        std::array<std::unique_ptr<Page>, 256> pages_;
    };

    void make_room();
    void cut_back(std::vector<double>& values);

    std::uint64_t keep_;
    std::size_t capacity_;  // of the buffer, in values
    std::filesystem::path folder_;
    double floor_;  // what is below is of no use
    std::uint64_t zeros_ = 0;
    std::uint64_t zeros_in_histogram_ = 0;
    std::vector<double> buffer_;
    Histogram histogram_;
    SpillFile spill_;
};

}  // namespace riskpool
