#include "sim/metric/leaf.hpp"

#include <cassert>

namespace riskpool {

void SeriesSums::add(LeafSums const& leaf) {
    assert(years_ == 0 || years_ == leaf.years);
    years_ = leaf.years;
    trials_ += leaf.trials;
    positive_ += leaf.positive;
    positive_squares_ += leaf.positive_squares;
    if (leaf.maximum > maximum_) maximum_ = leaf.maximum;
    total_.add(leaf.total);
    square_.add(leaf.square);
    if (leaf.years != 1) total_square_.add(leaf.total_square);
    total_times_square_.add(leaf.total_times_square);
    square_square_.add(leaf.square_square);
}

void SeriesSums::merge(SeriesSums const& other) {
    assert(years_ == 0 || other.years_ == 0 || years_ == other.years_);
    if (other.years_ != 0) years_ = other.years_;
    trials_ += other.trials_;
    positive_ += other.positive_;
    positive_squares_ += other.positive_squares_;
    if (other.maximum_ > maximum_) maximum_ = other.maximum_;
    total_.add(other.total_);
    square_.add(other.square_);
    total_square_.add(other.total_square_);
    total_times_square_.add(other.total_times_square_);
    square_square_.add(other.square_square_);
}

}  // namespace riskpool
