#include "sim/metric/leaf.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>

namespace riskpool {

namespace {

constexpr std::size_t lanes = 8;
using Lanes = std::array<double, lanes>;

// Eight lanes as four registers of the baseline, spelled out because compilers keep plain arrays of lanes in memory.
// Lane by lane the arithmetic is that of double.
struct Eight {
    using Pair __attribute__((vector_size(16))) = double;
    using Counts __attribute__((vector_size(16))) = std::int64_t;
    Pair pair[4];

    explicit Eight(double x) : pair{{x, x}, {x, x}, {x, x}, {x, x}} {}
    explicit Eight(double const* values) : pair{load(values), load(values + 2), load(values + 4), load(values + 6)} {}
    static Pair load(double const* values) {
        Pair loaded;
        std::memcpy(&loaded, values, sizeof loaded);
        return loaded;
    }

    // ((0+4)+(2+6)) + ((1+5)+(3+7))
    [[nodiscard]] double sum() const {
        const Pair half = (pair[0] + pair[2]) + (pair[1] + pair[3]);
        return half[0] + half[1];
    }
    [[nodiscard]] double maximum() const {
        const Pair half = larger(larger(pair[0], pair[2]), larger(pair[1], pair[3]));
        return half[0] > half[1] ? half[0] : half[1];
    }
    static Pair larger(Pair x, Pair y) { return x > y ? x : y; }

    Eight& operator+=(Eight const& x) {
        for (std::size_t i = 0; i < 4; ++i) pair[i] += x.pair[i];
        return *this;
    }
    friend Eight operator*(Eight x, Eight const& y) {
        for (std::size_t i = 0; i < 4; ++i) x.pair[i] *= y.pair[i];
        return x;
    }
    void raise_to(Eight const& x) {
        for (std::size_t i = 0; i < 4; ++i) pair[i] = larger(x.pair[i], pair[i]);
    }
};

// Folds values eight at a time: state.take(eight values). The last group is filled up with `fill`, which is 0 for
// sums: adding it changes nothing. The state goes by value so that it stays in registers.
template <class State>
State fold(State state, std::span<double const> values, double fill) {
    std::size_t i = 0;
    for (; i + lanes <= values.size(); i += lanes) state.take(Eight(values.data() + i));
    if (i < values.size()) {
        Lanes last;
        last.fill(fill);
        std::copy(values.begin() + static_cast<std::ptrdiff_t>(i), values.end(), last.begin());
        state.take(Eight(last.data()));
    }
    return state;
}

struct LowPowers {
    Eight s1{0.0}, s2{0.0};
    void take(Eight const& x) {
        s1 += x;
        s2 += x * x;
    }
};

struct HighPowers {
    Eight s3{0.0}, s4{0.0};
    void take(Eight const& x) {
        const Eight square = x * x;
        s3 += square * x;
        s4 += square * square;
    }
};

// The largest value and the number of values above 0: the same in any order.
struct Heights {
    Eight high{-std::numeric_limits<double>::infinity()};
    Eight::Counts above[4] = {};
    void take(Eight const& x) {
        high.raise_to(x);
        for (std::size_t i = 0; i < 4; ++i) above[i] -= x.pair[i] > 0.0;  // true is -1
    }
    // Adding 0 turns -0 into +0: otherwise the sign of a largest 0 would depend on the order.
    [[nodiscard]] double maximum() const { return high.maximum() + 0.0; }
    [[nodiscard]] std::uint64_t positive() const {
        const Eight::Counts half = (above[0] + above[1]) + (above[2] + above[3]);
        return static_cast<std::uint64_t>(half[0] + half[1]);
    }
};

Heights heights_of(std::span<double const> values) {
    return fold(Heights{}, values, -std::numeric_limits<double>::infinity());
}

LeafSums sum_one_year(std::span<double const> values) {
    const PowerSums powers = sum_powers(values);
    LeafSums leaf;
    leaf.total = powers.s1;
    leaf.square = leaf.total_square = powers.s2;
    leaf.total_times_square = powers.s3;
    leaf.square_square = powers.s4;
    leaf.positive = leaf.positive_squares = powers.positive;
    leaf.maximum = powers.maximum;
    return leaf;
}

// T and Q of a row of eight trials at a time; a last row that is not full has zeros, which change nothing.
LeafSums sum_years(std::span<double const> values, std::size_t years) {
    Eight total(0.0), square(0.0), total_square(0.0), total_times_square(0.0), square_square(0.0);
    LeafSums leaf;
    const std::size_t trials = values.size() / years;
    for (std::size_t first = 0; first < trials; first += lanes) {
        Lanes totals{}, squares{};
        const std::size_t count = std::min(lanes, trials - first);
        for (std::size_t lane = 0; lane < count; ++lane) {
            double t = 0, q = 0;
            std::uint64_t above = 0;
            for (double const x : values.subspan((first + lane) * years, years)) {
                t += x;
                q += x * x;
                above += x > 0 ? 1U : 0U;
            }
            totals[lane] = t;
            squares[lane] = q;
            leaf.positive += above;
            leaf.positive_squares += above * above;
        }
        const Eight t(totals.data()), q(squares.data());
        total += t;
        square += q;
        total_square += t * t;
        total_times_square += t * q;
        square_square += q * q;
    }
    leaf.total = total.sum();
    leaf.square = square.sum();
    leaf.total_square = total_square.sum();
    leaf.total_times_square = total_times_square.sum();
    leaf.square_square = square_square.sum();
    leaf.maximum = heights_of(values).maximum();
    return leaf;
}

}  // namespace

PowerSums sum_powers(std::span<double const> values) noexcept {
    // Two passes, because four sums of eight lanes fill all sixteen registers.
    const LowPowers low = fold(LowPowers{}, values, 0);
    const HighPowers high = fold(HighPowers{}, values, 0);
    const Heights heights = heights_of(values);
    return {low.s1.sum(), low.s2.sum(), high.s3.sum(), high.s4.sum(), heights.positive(), heights.maximum()};
}

LeafSums sum_leaf(std::span<double const> values, std::uint32_t years) noexcept {
    assert(years > 0 && values.size() % years == 0);
    LeafSums leaf = years == 1 ? sum_one_year(values) : sum_years(values, years);
    leaf.trials = static_cast<std::uint32_t>(values.size() / years);
    leaf.years = years;
    return leaf;
}

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
